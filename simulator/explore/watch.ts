/** Holds a run to the invariants, and says when it has shown what is looked for. */
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';
import type { Told } from '../hosts/cast.ts';
import { longestTimers, shortestTimers } from '../hosts/cast.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { INVARIANTS, InvariantWatch } from '../journal/invariants/invariants.ts';

/** What ends a run: any violation, or one of the invariant that alone is looked at; undefined: its own end. */
export type StopsAt = 'first' | { readonly invariant: string } | undefined;

export class Watch {
  private readonly watch: InvariantWatch;
  private readonly stopsAt: StopsAt;

  constructor(told: Told, stopsAt: StopsAt) {
    const held =
      typeof stopsAt === 'object'
        ? INVARIANTS.filter(({ id }) => id === stopsAt.invariant)
        : INVARIANTS;
    this.watch = new InvariantWatch(held, longestTimers(told), shortestTimers(told));
    this.stopsAt = stopsAt;
  }

  get violations(): readonly Violation[] {
    return this.watch.violations;
  }

  readonly observe = (entry: Entry, body: object | undefined): void => {
    this.watch.step(entry, body);
  };

  /** Whether the run has shown what is looked for. */
  readonly done = (): boolean => this.stopsAt !== undefined && this.watch.count > 0;

  end(to: SimTime): void {
    this.watch.end(to);
  }
}
