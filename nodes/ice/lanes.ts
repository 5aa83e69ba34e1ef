/** Order among what ICE holds for one recipient: of each lane one message is under way, the others wait for its receipt. */
import type { Message, Outcome, ParticipantId } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { NO_LANE } from '../common/lane.ts';
import { Pending } from './pending.ts';

/** A message, and when ICE took it. */
export interface Queued {
  readonly message: Message;
  readonly takenAt: SimTime;
}

/** Whoever waits is numbered: from `first` up to `end`, which is left out. */
interface Lane {
  readonly first: number;
  readonly end: number;
  /** Those before them, in a store that has been written when they all stood in this row. */
  readonly waiting?: readonly Queued[];
}

const EMPTY: Lane = { first: 0, end: 0 };
const reviveLane = (json: unknown): Lane => ({ ...EMPTY, ...(json as Partial<Lane>) });

export class Lanes {
  readonly tables: readonly Table<Row>[];
  private readonly lanes: Table<Lane>;
  /** A row each, by lane and number: who sends a thousand messages in one lane must not have all of them written anew with each. */
  private readonly waiting: Table<Queued>;
  // In the step at hand.
  private readonly changed = new Pending<Lane | undefined>();
  private readonly moved = new Pending<Queued | undefined>();

  constructor(to: ParticipantId) {
    this.lanes = new Table<Lane>(`lanes/${to}`, reviveLane);
    this.waiting = new Table<Queued>(`waiting/${to}`, asIs);
    this.tables = [this.lanes, this.waiting];
  }

  /** How many wait. */
  get size(): number {
    return this.waiting.size;
  }

  /** @returns whether the message may leave; otherwise it waits here. */
  enter(lane: string, queued: Queued): boolean {
    if (lane === NO_LANE) return true;
    const taken = this.changed.has(lane) ? this.changed.get(lane) : this.lanes.get(lane);
    if (taken === undefined) {
      this.changed.set(lane, EMPTY);
      return true;
    }
    this.moved.set(placeOf(lane, taken.end), queued);
    this.changed.set(lane, { ...taken, end: taken.end + 1 });
    return false;
  }

  /** The message under way is gone. @returns the next of its lane, which is under way now. */
  leave(lane: string): Queued | undefined {
    if (lane === NO_LANE) return undefined;
    const row = this.changed.has(lane) ? this.changed.get(lane) : this.lanes.get(lane);
    if (row === undefined) return undefined;
    const { first, end, waiting = [] } = row;
    const [before, ...others] = waiting;
    if (before !== undefined) {
      this.changed.set(lane, { first, end, waiting: others });
      return before;
    }
    if (first === end) {
      this.changed.set(lane, undefined);
      return undefined;
    }
    const place = placeOf(lane, first);
    const next = this.moved.get(place) ?? this.waiting.get(place);
    this.moved.set(place, undefined);
    this.changed.set(lane, { first: first + 1, end });
    return next;
  }

  /** At the end of the step. */
  write(out: Outcome): void {
    if (this.changed.size === 0) return;
    this.changed.take((lane, row) => out.put(this.lanes, lane, row));
    this.moved.take((place, queued) => out.put(this.waiting, place, queued));
  }
}

const placeOf = (lane: string, number: number): string => `${lane} ${String(number)}`;
