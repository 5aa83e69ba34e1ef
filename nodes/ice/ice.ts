/** The exchange: takes messages over, acknowledges and passes them on, once and in order. What they mean is the nodes' business. */
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
  ParticipantId,
} from '../../simulator/core/participant.ts';
import { composeMessage } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY, isoUtc, parseIsoUtc } from '../../simulator/core/time.ts';
import { UNREADABLE } from '../common/envelope.ts';
import { customsFact } from '../common/facts.ts';
import { LIMITS, SCHEMA_VERSION } from '../common/limits.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import type { Body } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ALL, ICE } from '../common/routing.ts';
import { send } from '../common/step.ts';
import type { Header } from '../common/step.ts';
import { Admission, contentRefusal, REQUESTS } from './admission.ts';
import type { Refusal } from './admission.ts';
import { ACK_TIMER, AWAY_TIMER, BACK_TIMER, Delivery } from './delivery.ts';
import { senderKey } from './sender-key.ts';
import { Parties } from './parties.ts';
import { referenceData } from './reference-data.ts';
import { refusalBody, refusalFact } from './refusal.ts';

/** A message that ICE has dealt with, taken or refused (rule C108). */
interface Seen {
  readonly at: SimTime;
  readonly refused?: true;
}
/** A request whose answer is still to come (rule C107). */
interface OpenRequest {
  readonly from: string;
  readonly to: string;
  readonly at: SimTime;
}
interface Numbering {
  readonly last: number;
}

/** Once a day, what no longer matters is forgotten, and what could not be delivered is given up (by recipient). */
const PRUNE = 'PRUNE';
const EXPIRE = 'EXPIRE';

/** The longest messageId, as the envelope has it. */
const ID_LENGTH_MOST = 35;

/** ICE as a participant. @param scheme names the members, who may send and receive, and the observers, who may watch. */
export function createIce(scheme: SchemeParameters): Participant {
  return new Ice(scheme);
}

class Ice implements Participant {
  readonly id = ICE;
  readonly tables: readonly Table<Row>[];
  private readonly scheme: SchemeParameters;
  /** By sender and messageId, the longest ago first. */
  private readonly seen = new Table<Seen>('seen', asIs);
  /** By messageId. */
  private readonly requests = new Table<OpenRequest>('requests', asIs);
  private readonly numbering = new Table<Numbering>('numbering', asIs);
  private readonly parties: Parties;
  private readonly admission: Admission;
  private readonly deliveries: ReadonlyMap<ParticipantId, Delivery>;
  /** Number of the last own message, within the step at hand. */
  private last: number | undefined;

  constructor(scheme: SchemeParameters) {
    this.scheme = scheme;
    this.parties = new Parties(scheme);
    this.admission = new Admission(scheme, this.parties, (id) => this.requests.get(id));
    const nodes = [...Object.keys(scheme.members), ...scheme.observers];
    const senders = [ICE, ...nodes];
    const ackMs = scheme.timers[ACK_TIMER];
    this.deliveries = new Map(nodes.map((node) => [node, new Delivery(node, senders, ackMs)]));
    this.tables = [
      this.seen,
      this.requests,
      this.numbering,
      ...this.parties.tables,
      ...[...this.deliveries.values()].flatMap(({ tables }) => tables),
    ];
  }

  start(now: SimTime, _draws: Draws, out: Outcome): void {
    this.publish(now, out);
    out.startTimer(PRUNE, ICE, now + DAY);
    for (const node of this.deliveries.keys()) out.startTimer(EXPIRE, node, now + DAY);
    this.close(out);
  }

  step(input: Input, now: SimTime, _draws: Draws, out: Outcome): void {
    switch (input.kind) {
      case 'message':
        this.receive(input.message, now, out);
        break;
      case 'timer':
        this.wake(input.name, input.key, now, out);
        break;
      case 'command':
        // People act at offices and in companies; nobody commands the exchange.
        break;
    }
    this.close(out);
  }

  private wake(name: string, key: string, now: SimTime, out: Outcome): void {
    switch (name) {
      case ACK_TIMER:
        this.deliveries.get(key)?.onAckTimer(now, out);
        break;
      case AWAY_TIMER:
        this.deliveries.get(key)?.onAwayTimer(now, out);
        break;
      case BACK_TIMER:
        this.deliveries.get(key)?.onBackTimer(now, out);
        break;
      case PRUNE:
        this.prune(now, out);
        break;
      case EXPIRE:
        this.expire(key, now, out);
        break;
    }
  }

  /** The reference data, to every member and observer. */
  private publish(now: SimTime, out: Outcome): void {
    const validFrom = isoUtc(now);
    for (const { list, version, entries } of referenceData(this.scheme)) {
      out.fact(customsFact({ type: 'ReferenceDataPublished', list, version }));
      const body = { list, version, validFrom, entries };
      for (const node of this.deliveries.keys()) this.post(node, 'S802', body, {}, now, out);
    }
  }

  private receive(message: Message, now: SimTime, out: Outcome): void {
    const key = this.seenKey(message);
    const seen = key === undefined ? undefined : this.seen.get(key);
    if (seen !== undefined) {
      const { messageId: id, sender } = message;
      out.fact(customsFact({ type: 'RepeatDropped', id, from: sender }));
      // What was refused was answered: that answer is on its way until it is receipted.
      if (seen.refused === undefined) acknowledge(message, 0, now, out);
      return;
    }
    const refusal = this.admission.refusalOf(message);
    if (refusal !== undefined) this.refuse(message, refusal, key, now, out);
    else if (message.messageType === 'S002') {
      const { messageIds } = message.body as Body<'S002'>;
      this.deliveries.get(message.sender)?.settle(messageIds, now, out);
    } else if (message.messageType !== 'S803') this.take(message, key, now, out);
  }

  /** Under which a message is remembered; undefined where it names no sender or no id, whatever it is, and for receipts. */
  private seenKey(message: Partial<Message>): string | undefined {
    const { sender, messageId, messageType } = message;
    if (typeof sender !== 'string' || typeof messageId !== 'string') return undefined;
    if (messageId.length > ID_LENGTH_MOST || !this.deliveries.has(sender)) return undefined;
    if (messageType === UNREADABLE || isReceipt(messageType)) return undefined;
    return senderKey(messageId, sender);
  }

  /** From here on the message is safe (the host commits before anything leaves). */
  private take(message: Message, key: string | undefined, now: SimTime, out: Outcome): void {
    const { messageId: id, messageType: msg, sender: from, recipient: to } = message;
    if (key !== undefined) out.put(this.seen, key, { at: now });
    out.fact(customsFact({ type: 'MessageTaken', id, msg, from, to }));
    this.parties.learn(message, now, out);
    this.noteRequest(message, now, out);
    if (msg === 'S070') this.announceOutage(message, now, out);
    this.passOn(message, now, out);
  }

  private noteRequest(message: Message, now: SimTime, out: Outcome): void {
    const { messageId, messageType, sender, recipient, correlationId } = message;
    if (REQUESTS.has(messageType)) {
      out.put(this.requests, messageId, { from: sender, to: recipient, at: now });
    } else if (correlationId !== undefined && this.requests.has(correlationId)) {
      out.put(this.requests, correlationId, undefined);
    }
  }

  private passOn(message: Message, now: SimTime, out: Outcome): void {
    const { sender, recipient } = message;
    if (recipient === ALL) {
      acknowledge(message, 0, now, out);
      for (const [node, delivery] of this.deliveries) {
        if (node !== sender && Object.hasOwn(this.scheme.members, node)) {
          delivery.add(message, now, out);
        }
      }
      return;
    }
    const delivery = this.deliveries.get(recipient);
    acknowledge(message, delivery?.length ?? 0, now, out);
    if (delivery === undefined) return; // for ICE itself
    if (delivery.isCrowded) this.warn(message, now, out);
    delivery.add(message, now, out);
  }

  /** Rule C602: much waits for the recipient. The message is taken all the same. */
  private warn(message: Message, now: SimTime, out: Outcome): void {
    const errors = [{ pointer: '/recipient', code: '14', reason: 'C602' }];
    this.answer(message, 'S906', { messageId: message.messageId, errors }, now, out);
  }

  private announceOutage({ sender, body }: Message, now: SimTime, out: Outcome): void {
    const { from, to } = body as Body<'S070'>;
    const fact = { type: 'OutageAnnounced', node: sender, from } as const;
    out.fact(customsFact(to === undefined ? fact : { ...fact, to }));
    const begins = parseIsoUtc(from) ?? now;
    const ends = to === undefined ? undefined : parseIsoUtc(to);
    this.deliveries.get(sender)?.announceAway(begins, ends, now, out);
  }

  /** Refused content and form go nowhere; the sender hears why (S906, S917), if there is one to hear it. */
  private refuse(
    message: Message,
    refusal: Refusal,
    key: string | undefined,
    now: SimTime,
    out: Outcome,
  ): void {
    if (key !== undefined) out.put(this.seen, key, { at: now, refused: true });
    out.fact(refusalFact(message, refusal));
    // A refused receipt is not answered: the answer would be receipted, and so on for ever.
    if (!this.deliveries.has(message.sender) || isReceipt(message.messageType)) return;
    const messageType = refusal.kind === 'form' ? 'S917' : 'S906';
    this.answer(message, messageType, refusalBody(message, refusal), now, out);
  }

  private answer(
    message: Message,
    type: 'S906' | 'S917',
    body: Body<'S906'> | Body<'S917'>,
    now: SimTime,
    out: Outcome,
  ): void {
    const header = this.seenKey(message) === undefined ? {} : { correlationId: message.messageId };
    this.post(message.sender, type, body, header, now, out);
  }

  /** A message of ICE's own, kept and repeated like all others. */
  private post<C extends 'S802' | 'S906' | 'S917'>(
    to: ParticipantId,
    messageType: C,
    body: Body<C>,
    header: Header,
    now: SimTime,
    out: Outcome,
  ): void {
    this.last = (this.last ?? this.numbering.get(ICE)?.last ?? 0) + 1;
    const id = `${ICE}-${String(this.last)}`;
    const effect = send(messageType, to, body, header);
    const message = composeMessage(effect, ICE, id, isoUtc(now), SCHEMA_VERSION);
    this.deliveries.get(to)?.add(message, now, out, true);
  }

  private close(out: Outcome): void {
    if (this.last === undefined) return;
    out.put(this.numbering, ICE, { last: this.last });
    this.last = undefined;
  }

  /** Rule C603: the senders hear what was never delivered. */
  private expire(node: ParticipantId, now: SimTime, out: Outcome): void {
    for (const message of this.deliveries.get(node)?.expire(now, out) ?? []) {
      if (message.sender === ICE) continue;
      const refusal = contentRefusal('C603', '/recipient');
      out.fact(refusalFact(message, refusal));
      this.answer(message, 'S906', refusalBody(message, refusal), now, out);
    }
    out.startTimer(EXPIRE, node, now + DAY);
  }

  private prune(now: SimTime, out: Outcome): void {
    for (const [key, { at }] of this.seen.entries()) {
      if (at + LIMITS.repeatMemoryMs > now) break;
      out.put(this.seen, key, undefined);
    }
    for (const [key, { at }] of this.requests.entries()) {
      if (at + LIMITS.finalRetentionMs > now) break;
      out.put(this.requests, key, undefined);
    }
    this.parties.prune(now, out);
    out.startTimer(PRUNE, ICE, now + DAY);
  }
}

const RECEIPTS: ReadonlySet<unknown> = new Set(
  MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].receipt === true),
);
const isReceipt = (messageType: unknown): boolean => RECEIPTS.has(messageType);

/** S001. */
function acknowledge(
  { messageId, sender }: Message,
  queuePosition: number,
  now: SimTime,
  out: Outcome,
): void {
  const body: Body<'S001'> = { messageId, receivedAt: isoUtc(now), queuePosition };
  const correlationId = messageId;
  out.effects.push({ kind: 'send', messageType: 'S001', to: sender, correlationId, body });
}
