/** Order among what ICE holds for one recipient: of each lane one message is under way, the others wait for its receipt. */
import type { Message, Outcome, ParticipantId } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';

/** A message, and when ICE took it. */
export interface Queued {
  readonly message: Message;
  readonly takenAt: SimTime;
}

interface Lane {
  readonly waiting: readonly Queued[];
}

const EMPTY: Lane = { waiting: [] };
/** Of messages that keep no order. */
const NONE = '';

export class Lanes {
  readonly table: Table<Lane>;
  /** In the step at hand. */
  private readonly changed = new Map<string, Lane | undefined>();

  constructor(to: ParticipantId) {
    this.table = new Table<Lane>(`lanes/${to}`, asIs);
  }

  /** @returns whether the message may leave; otherwise it waits here. */
  enter(lane: string, queued: Queued): boolean {
    if (lane === NONE) return true;
    const taken = this.get(lane);
    const row = taken === undefined ? EMPTY : { waiting: [...taken.waiting, queued] };
    this.changed.set(lane, row);
    return taken === undefined;
  }

  /** The message under way is gone. @returns the next of its lane, which is under way now. */
  leave(lane: string): Queued | undefined {
    const row = lane === NONE ? undefined : this.get(lane);
    if (row === undefined) return undefined;
    const [next, ...waiting] = row.waiting;
    this.changed.set(lane, next === undefined ? undefined : { waiting });
    return next;
  }

  /** At the end of the step. */
  write(out: Outcome): void {
    if (this.changed.size === 0) return;
    for (const [lane, row] of this.changed) out.put(this.table, lane, row);
    this.changed.clear();
  }

  private get(lane: string): Lane | undefined {
    return this.changed.has(lane) ? this.changed.get(lane) : this.table.get(lane);
  }
}

/** Messages of one movement, and publications of one account, arrive in the order in which they were sent. */
export function laneOf({ mrn, messageType, body }: Message): string {
  if (mrn !== undefined) return mrn;
  return messageType === 'A803' ? String((body as Partial<Body<'A803'>> | null)?.tin) : NONE;
}
