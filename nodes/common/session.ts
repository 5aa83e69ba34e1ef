/** A node's side of the talk with ICE: what it takes once, what it keeps until acknowledged. Knows no customs. */
import type { Message, Outcome, ParticipantId, Send } from '../../simulator/core/participant.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { Inbox } from './inbox.ts';
import { isMessageCode, MESSAGE_TYPES } from './message-types.ts';
import type { Body } from './message-types.ts';
import { Outbox } from './outbox.ts';
import { ALL, ICE } from './routing.ts';

export class Session {
  readonly tables: readonly Table<Row>[];
  private readonly inbox = new Inbox();
  private readonly outbox: Outbox;
  private readonly peers: ReadonlySet<string>;
  private readonly isForIce = (send: Send): boolean =>
    (send.to === ICE || send.to === ALL || this.peers.has(send.to)) &&
    isAcknowledged(send.messageType);

  /**
   * @param members all nodes of the scheme.
   * @param ackMs length of T-ACK in ms.
   */
  constructor(id: ParticipantId, members: readonly ParticipantId[], ackMs: number) {
    this.peers = new Set(members.filter((member) => member !== id));
    this.outbox = new Outbox(id, ackMs);
    this.tables = [this.inbox.taken, this.outbox.waiting, this.outbox.numbering];
  }

  /**
   * Everything that comes in passes here first.
   * @returns whether the message is to be handled: not a receipt, not a NACK of an own message, not a repeat.
   */
  takes(message: Message, now: SimTime, out: Outcome): boolean {
    const { messageType, sender } = message;
    if (messageType === 'S001') {
      if (sender === ICE) this.outbox.settle((message.body as Body<'S001'>).messageId, now, out);
      return false;
    }
    const viaIce = sender === ICE || this.peers.has(sender);
    if (viaIce && isAcknowledged(messageType) && !this.inbox.take(message, now, out)) return false;
    if (messageType !== 'S906' && messageType !== 'S917') return true;
    if (viaIce) this.setAside(message, now, out);
    return false;
  }

  /** At the end of every step: what goes to ICE gets its number and its place in the outbox. */
  seal(out: Outcome, now: SimTime): void {
    this.outbox.seal(out, now, this.isForIce);
  }

  /** T-ACK. */
  onAcknowledgementTimer(now: SimTime, out: Outcome): void {
    this.outbox.onTimer(now, out);
  }

  /** What the inbox need not remember any more. */
  prune(now: SimTime, out: Outcome): void {
    this.inbox.prune(now, out);
  }

  /** A message of ours was refused: repeating it would change nothing. A mere warning that it waits at ICE (C602) refuses nothing. */
  private setAside(nack: Message, now: SimTime, out: Outcome): void {
    const { messageId, errors } = nack.body as Body<'S906'> | Body<'S917'>;
    const refused = messageId ?? nack.correlationId;
    const waits = errors.every((error) => 'reason' in error && error.reason === 'C602');
    if (refused !== undefined && !waits) this.outbox.settle(refused, now, out);
  }
}

/** Goes through ICE and is confirmed there: every message of the exchange but the confirmations themselves. */
const isAcknowledged = (messageType: string): boolean => {
  if (!isMessageCode(messageType)) return false;
  const { exchange, receipt } = MESSAGE_TYPES[messageType];
  return exchange && receipt !== true;
};
