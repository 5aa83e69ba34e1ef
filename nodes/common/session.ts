/** A node's side of the talk with ICE: what it takes once, what it keeps until acknowledged. Knows no customs. */
import type { Message, Outcome, ParticipantId, Send } from '../../simulator/core/participant.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { Inbox } from './inbox.ts';
import { isMessageCode, MESSAGE_TYPES } from './message-types.ts';
import type { Body } from './message-types.ts';
import { Outbox } from './outbox.ts';
import { ALL, ICE } from './routing.ts';

export interface SessionOptions {
  /** Whether rule C108 is followed; absent: it is. */
  readonly dropsRepeats?: boolean;
  /** Version of the reference data that the node works with (rule C605); absent: the first. */
  readonly referenceData?: () => number;
}

export class Session {
  readonly tables: readonly Table<Row>[];
  private readonly inbox: Inbox;
  private readonly outbox: Outbox;
  private readonly peers: ReadonlySet<string>;
  private readonly isForIce = (send: Send): boolean =>
    (send.to === ICE || send.to === ALL || this.peers.has(send.to)) &&
    isAcknowledged(send.messageType);

  /**
   * @param members all nodes of the scheme.
   * @param ackMs length of T-ACK in ms.
   */
  constructor(
    id: ParticipantId,
    members: readonly ParticipantId[],
    ackMs: number,
    { dropsRepeats, referenceData }: SessionOptions = {},
  ) {
    this.peers = new Set(members.filter((member) => member !== id));
    this.inbox = new Inbox(dropsRepeats);
    this.outbox = new Outbox(id, ackMs, referenceData);
    this.tables = [this.inbox.taken, this.outbox.waiting, this.outbox.numbering];
  }

  /** Messages that wait for ICE. */
  get depth(): number {
    return this.outbox.waiting.size;
  }

  /**
   * Everything that comes in passes here first.
   * @returns whether the message is to be handled: not a receipt, not a repeat, not a word of ICE about the line.
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
    if (waitsOnly(message)) return false;
    if (viaIce) this.setAside(message, now, out);
    return true;
  }

  /** A message that ICE has not taken over yet; also in the step that hears of its refusal. */
  underWay(messageId: string): Message | undefined {
    return this.outbox.waiting.get(messageId)?.message;
  }

  /** At the end of every step: what goes to ICE gets its number and its place in the outbox. */
  seal(out: Outcome, now: SimTime): void {
    this.outbox.seal(out, now, this.isForIce);
  }

  /** T-ACK. @returns whether an officer is to be told now that ICE does not answer. */
  onAcknowledgementTimer(now: SimTime, out: Outcome): boolean {
    return this.outbox.onTimer(now, out);
  }

  /** What the inbox need not remember any more. */
  prune(now: SimTime, out: Outcome): void {
    this.inbox.prune(now, out);
  }

  /** A message of ours was refused: repeating it would change nothing. */
  private setAside(nack: Message, now: SimTime, out: Outcome): void {
    const { messageId } = nack.body as Body<'S906'> | Body<'S917'>;
    const refused = messageId ?? nack.correlationId;
    if (refused !== undefined) this.outbox.settle(refused, now, out);
  }
}

/** A mere warning that a message waits at ICE (rule C602) refuses nothing. */
function waitsOnly({ body }: Message): boolean {
  const { errors } = body as Body<'S906'> | Body<'S917'>;
  return errors.every((error) => 'reason' in error && error.reason === 'C602');
}

/** Goes through ICE and is confirmed there: every message of the exchange but the confirmations themselves. */
const isAcknowledged = (messageType: string): boolean => {
  if (!isMessageCode(messageType)) return false;
  const { exchange, receipt } = MESSAGE_TYPES[messageType];
  return exchange && receipt !== true;
};
