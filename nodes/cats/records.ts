/** The records of one machine: those under way, and those that came to their end and are soon forgotten. */
import type { Outcome } from '../../simulator/core/participant.ts';
import { Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { Step } from '../common/step.ts';
import { say } from '../common/step.ts';

export interface Ending {
  /** When the record came to its final state; 0 before. */
  readonly closedAt: SimTime;
}

/** A record moves to the closed ones with the step that ends it, so that they stand in the order of their ends. */
export class Records<V extends Ending> {
  readonly open: Table<V>;
  readonly closed: Table<V>;

  constructor(name: string, revive: (json: unknown) => V) {
    this.open = new Table(name, revive);
    this.closed = new Table(`${name}Closed`, revive);
  }

  get(key: string): V | undefined {
    return this.open.get(key) ?? this.closed.get(key);
  }

  /** Writes a step: the record where it changed, the facts, the effects. */
  apply(out: Outcome, key: string, step: Step<V>): void {
    const { state } = step;
    if (state !== undefined) this.put(out, key, state);
    say(out, step);
  }

  /** A record under a new key (a movement that gets its MRN): leaves the old one. */
  drop(out: Outcome, key: string): void {
    out.put(this.open, key, undefined);
  }

  /** Forgets records that ended `LIMITS.finalRetentionMs` ago. @param forget is told of each. */
  prune(now: SimTime, out: Outcome, forget?: (record: V) => void): void {
    for (const [key, record] of this.closed.entries()) {
      if (record.closedAt + LIMITS.finalRetentionMs > now) break;
      out.put(this.closed, key, undefined);
      forget?.(record);
    }
  }

  private put(out: Outcome, key: string, state: V): void {
    if (state.closedAt === 0) {
      out.put(this.open, key, state);
      return;
    }
    if (this.open.has(key)) out.put(this.open, key, undefined);
    out.put(this.closed, key, state);
  }
}
