/** A node's inbox: which messages of the exchange it has taken, so that each takes effect once. Not a queue: a message is handled as it comes. */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { customsFact } from './facts.ts';
import { LIMITS } from './limits.ts';
import { ICE } from './routing.ts';

interface Taken {
  readonly at: SimTime;
}

export class Inbox {
  /** By sender and messageId, the longest ago first. */
  readonly taken = new Table<Taken>('inbox', asIs);
  private readonly dropsRepeats: boolean;

  /** @param dropsRepeats whether rule C108 is followed. */
  constructor(dropsRepeats = true) {
    this.dropsRepeats = dropsRepeats;
  }

  /**
   * Receipts a message (S002), in the same step as its effect; a repeat is receipted again and dropped (rule C108).
   * @returns whether the message is to be handled.
   */
  take(message: Message, now: SimTime, out: Outcome): boolean {
    const { messageId, sender } = message;
    out.send({ messageType: 'S002', to: ICE, body: { messageIds: [messageId] } });
    const key = `${sender}|${messageId}`;
    if (this.dropsRepeats && this.taken.has(key)) {
      out.fact(customsFact({ type: 'RepeatDropped', rule: 'C108', id: messageId, from: sender }));
      return false;
    }
    out.put(this.taken, key, { at: now });
    return true;
  }

  /** Forgets what no repeat can follow any more (`LIMITS.repeatMemoryMs`). */
  prune(now: SimTime, out: Outcome): void {
    for (const [key, { at }] of this.taken.entries()) {
      if (at + LIMITS.repeatMemoryMs > now) break;
      out.put(this.taken, key, undefined);
    }
  }
}
