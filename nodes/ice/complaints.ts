/** What ICE has told of messages that cannot be known again and has no receipt for: only so much at once, since the receipts may be what it cannot read. */
import type { Outcome, ParticipantId } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import { LIMITS } from '../common/limits.ts';
import type { Delivery } from './delivery.ts';

interface Told {
  readonly messageIds: readonly string[];
}

export class Complaints {
  /** By sender. */
  readonly table = new Table<Told>('complaints', asIs);

  /** Those that wait for the sender's receipt; undefined where there are so many that another one is not told. */
  waiting(sender: ParticipantId, delivery: Delivery): readonly string[] | undefined {
    const { messageIds = [] } = this.table.get(sender) ?? {};
    const waiting = messageIds.filter((id) => delivery.holds(id));
    return waiting.length < LIMITS.unreadableTold ? waiting : undefined;
  }

  note(sender: ParticipantId, waiting: readonly string[], messageId: string, out: Outcome): void {
    out.put(this.table, sender, { messageIds: [...waiting, messageId] });
  }
}
