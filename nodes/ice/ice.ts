/** The exchange: takes messages over, acknowledges and passes them on, once and in order. What they mean is the nodes' business. */
import type {
  Command,
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
import { DAY, isoUtc } from '../../simulator/core/time.ts';
import { disguised, formDefects, UNREADABLE } from '../common/envelope.ts';
import { customsFact } from '../common/facts.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import type { Body } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ALL, ICE } from '../common/routing.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import { send } from '../common/step.ts';
import type { Header } from '../common/step.ts';
import { Admission } from './admission.ts';
import { ASK_TIMER, Availability } from './availability.ts';
import { Claims } from './claims.ts';
import { Complaints } from './complaints.ts';
import { ACK_TIMER, AWAY_TIMER, BACK_TIMER, Delivery } from './delivery.ts';
import { Membership } from './membership.ts';
import { senderKey } from './sender-key.ts';
import { mrnOf } from './mrn-of.ts';
import { Parties } from './parties.ts';
import { Requests } from './requests.ts';
import { Seen } from './seen.ts';
import { referenceData } from './reference-data.ts';
import type { Published } from './reference-data.ts';
import { contentRefusal, refusalBody, refusalFact } from './refusal.ts';
import type { Refusal } from './refusal.ts';

interface Numbering {
  readonly last: number;
}

/** Once a day, what no longer matters is forgotten, and what could not be delivered is given up (by recipient). */
const PRUNE = 'PRUNE';
const EXPIRE = 'EXPIRE';

/** The longest messageId, as the envelope has it. */
const ID_LENGTH_MOST = 35;

/** Messages that ICE sends in its own name. */
type Own = 'S071' | 'S802' | 'S906' | 'S917' | 'S971' | 'S974' | 'S975';

/** Sends a message of ICE's own. @returns its id. */
export type Post = <C extends Own>(
  to: ParticipantId,
  messageType: C,
  body: Body<C>,
  header: Header,
  now: SimTime,
  out: Outcome,
) => string;

/** ICE as a participant. @param scheme names the members, who may send and receive, and the observers, who may watch. */
export function createIce(scheme: SchemeParameters): Participant {
  return new Ice(scheme);
}

class Ice implements Participant {
  readonly id = ICE;
  readonly tables: readonly Table<Row>[];
  private readonly scheme: SchemeParameters;
  /** Rules that are not checked. */
  private readonly off: ReadonlySet<RuleCode>;
  private readonly seen = new Seen();
  private readonly requests = new Requests();
  private readonly numbering = new Table<Numbering>('numbering', asIs);
  private readonly membership: Membership;
  private readonly parties: Parties;
  private readonly claims = new Claims();
  private readonly complaints = new Complaints();
  private readonly admission: Admission;
  private readonly availability: Availability;
  private readonly deliveries: ReadonlyMap<ParticipantId, Delivery>;
  /** Number of the last own message, within the step at hand. */
  private last: number | undefined;

  constructor(scheme: SchemeParameters) {
    this.scheme = scheme;
    this.off = new Set(scheme.iceRulesOff);
    this.membership = new Membership(scheme);
    this.parties = new Parties(scheme);
    this.admission = new Admission(scheme, {
      membership: this.membership,
      parties: this.parties,
      claims: this.claims,
      requests: this.requests,
    });
    const nodes = [...Object.keys(scheme.members), ...scheme.observers];
    const senders = [ICE, ...nodes];
    const ackMs = scheme.timers[ACK_TIMER];
    this.deliveries = new Map(nodes.map((node) => [node, new Delivery(node, senders, ackMs)]));
    this.availability = new Availability(this.deliveries, this.post, !this.off.has('C602'));
    this.tables = [
      this.seen.table,
      this.requests.table,
      this.numbering,
      this.membership.table,
      this.availability.table,
      this.claims.open,
      this.complaints.table,
      ...this.parties.tables,
      ...[...this.deliveries.values()].flatMap(({ tables }) => tables),
    ];
  }

  start(now: SimTime, _draws: Draws, out: Outcome): void {
    this.availability.start(now, out);
    for (const list of referenceData(this.scheme)) this.publish(list, now, out);
    if (this.membership.isPartial) this.publish(this.membership.published(), now, out);
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
        this.obey(input.command, now, out);
        break;
    }
    this.close(out);
  }

  private wake(name: string, key: string, now: SimTime, out: Outcome): void {
    switch (name) {
      case ACK_TIMER: {
        const since = this.deliveries.get(key)?.onAckTimer(now, out) ?? 0;
        if (since > 0) this.availability.onLost(key, since, now, out);
        break;
      }
      case AWAY_TIMER:
        this.deliveries.get(key)?.onAwayTimer(now, out);
        break;
      case BACK_TIMER:
        this.deliveries.get(key)?.onBackTimer(now, out);
        // In a step of its own: one step takes one turn with a delivery.
        out.startTimer(ASK_TIMER, key, now);
        break;
      case ASK_TIMER:
        this.availability.ask(key, now, out);
        break;
      case PRUNE:
        this.prune(now, out);
        break;
      case EXPIRE:
        this.expire(key, now, out);
        break;
    }
  }

  /** The institution that runs the scheme lets a country join (`approve`), or leave it (`withdraw`): `node` names it. */
  private obey({ type, node }: Command, now: SimTime, out: Outcome): void {
    if ((type !== 'approve' && type !== 'withdraw') || typeof node !== 'string') return;
    const joins = type === 'approve';
    const standing = this.membership.change(node, joins, out);
    if (standing === undefined) return;
    const { version } = standing;
    const fact = joins ? 'MemberApproved' : 'MemberWithdrawn';
    out.fact(customsFact({ type: fact, node, version }));
    this.publish(this.membership.published(standing), now, out);
  }

  /** A list of the reference data, to every member and observer (S802). */
  private publish(published: Published, now: SimTime, out: Outcome): void {
    const { list, version } = published;
    out.fact(customsFact({ type: 'ReferenceDataPublished', list, version }));
    const body = { ...published, validFrom: isoUtc(now) };
    for (const node of this.deliveries.keys()) this.post(node, 'S802', body, {}, now, out);
  }

  private receive(message: Message, now: SimTime, out: Outcome): void {
    const original = this.off.has('C110') ? disguised(message) : undefined;
    if (original !== undefined) {
      this.receive(original, now, out);
      return;
    }
    const key = this.seenKey(message);
    if (key !== undefined && this.isRepeat(key, message, now, out)) return;
    const refusal = this.admission.refusalOf(message);
    if (refusal !== undefined) this.refuse(message, refusal, key, now, out);
    else if (this.off.size === 0 || formDefects(message).length === 0) {
      this.admit(message, key, now, out);
    } else if (isWhole(message)) this.accept(message, key, now, out);
  }

  private admit(message: Message, key: string | undefined, now: SimTime, out: Outcome): void {
    const { messageType, sender, body } = message;
    if (messageType === 'S002') {
      const { messageIds } = body as Body<'S002'>;
      const since = this.deliveries.get(sender)?.settle(messageIds, now, out) ?? 0;
      if (since > 0) this.availability.onFound(sender, since, now, out);
    } else if (messageType !== 'S803') {
      this.accept(message, key, now, out);
      this.learn(message, now, out);
    }
  }

  /** Rule C108: what came before is dropped; another message under an id that was used already is refused. */
  private isRepeat(key: string, message: Message, now: SimTime, out: Outcome): boolean {
    const before = this.off.has('C108') ? undefined : this.seen.before(key, message);
    if (before === undefined) return false;
    if (before === 'other') {
      this.answerRefusal(message, contentRefusal('C108', '/messageId'), now, out);
      return true;
    }
    const { messageId: id, sender } = message;
    out.fact(customsFact({ type: 'RepeatDropped', rule: 'C108', id, from: sender }));
    // What was refused was answered: that answer is on its way until it is receipted.
    if (before === 'taken') acknowledge(message, 0, now, out);
    return true;
  }

  /** Under which a message is remembered; undefined where it names no sender or no id, whatever it is, and for receipts. */
  private seenKey(message: Partial<Message>): string | undefined {
    const { sender, messageId, messageType } = message;
    if (typeof sender !== 'string' || typeof messageId !== 'string') return undefined;
    if (messageId === '' || messageId.length > ID_LENGTH_MOST) return undefined;
    if (!this.deliveries.has(sender)) return undefined;
    if (messageType === UNREADABLE || isReceipt(messageType)) return undefined;
    return senderKey(messageId, sender);
  }

  /** From here on the message is safe (the host commits before anything leaves). */
  private accept(message: Message, key: string | undefined, now: SimTime, out: Outcome): void {
    const { messageId: id, messageType: msg, sender: from, recipient: to } = message;
    if (key !== undefined) this.seen.note(key, message, false, now, out);
    out.fact(customsFact({ type: 'MessageTaken', id, msg, from, to }));
    this.passOn(message, now, out);
  }

  /** What it tells ICE itself. */
  private learn(message: Message, now: SimTime, out: Outcome): void {
    const { messageType, recipient } = message;
    const mrn = mrnOf(message);
    if (mrn !== undefined) {
      this.parties.learn(message, mrn, now, out);
      this.claims.learn(message, now, out);
    }
    this.requests.close(message, out);
    if (recipient !== ICE) this.requests.note(message, now, out);
    this.availability.learn(message, now, out);
    if (messageType === 'S411') this.noteStatistics(message, out);
  }

  private noteStatistics({ sender: node, body }: Message, out: Outcome): void {
    const { month, counters } = body as Body<'S411'>;
    out.fact(customsFact({ type: 'StatisticsTold', node, month, counters }));
  }

  private passOn(message: Message, now: SimTime, out: Outcome): void {
    const { sender, recipient } = message;
    if (recipient === ALL) {
      acknowledge(message, 0, now, out);
      for (const [node, delivery] of this.deliveries) {
        if (node !== sender && this.membership.isApproved(node)) delivery.add(message, now, out);
      }
      return;
    }
    const delivery = this.deliveries.get(recipient);
    acknowledge(message, delivery?.length ?? 0, now, out);
    if (delivery === undefined) return; // for ICE itself
    if (delivery.isCrowded || delivery.tells(sender, now, out)) this.warn(message, now, out);
    delivery.add(message, now, out);
  }

  /** Rule C602: the recipient has announced an outage, or much waits for it. The message is taken all the same. */
  private warn(message: Message, now: SimTime, out: Outcome): void {
    const errors = [{ pointer: '/recipient', code: '14', reason: 'C602' }];
    this.answer(message, 'S906', { messageId: message.messageId, errors }, now, out);
  }

  private refuse(
    message: Message,
    refusal: Refusal,
    key: string | undefined,
    now: SimTime,
    out: Outcome,
  ): void {
    if (key !== undefined) this.seen.note(key, message, true, now, out);
    this.answerRefusal(message, refusal, now, out);
  }

  /** Refused content and form go nowhere; the sender hears why (S906, S917), if there is one to hear it. */
  private answerRefusal(message: Message, refusal: Refusal, now: SimTime, out: Outcome): void {
    out.fact(refusalFact(message, refusal));
    const delivery = this.deliveries.get(message.sender);
    // A refused receipt is not answered: the answer would be receipted, and so on for ever.
    if (delivery === undefined || isReceipt(message.messageType)) return;
    const messageType = refusal.kind === 'form' ? 'S917' : 'S906';
    const body = refusalBody(message, refusal);
    if (this.seenKey(message) === undefined) {
      const { sender } = message;
      // Nobody knows whether it was one.
      const waiting = this.complaints.waiting(sender, delivery);
      if (waiting === undefined) return;
      const id = this.answer(message, messageType, body, now, out);
      this.complaints.note(sender, waiting, id, out);
    } else this.answer(message, messageType, body, now, out);
  }

  private answer(
    message: Message,
    type: 'S906' | 'S917',
    body: Body<'S906'> | Body<'S917'>,
    now: SimTime,
    out: Outcome,
  ): string {
    const header = this.seenKey(message) === undefined ? {} : { correlationId: message.messageId };
    return this.post(message.sender, type, body, header, now, out);
  }

  /** A message of ICE's own, kept and repeated like all others. */
  private readonly post: Post = (to, messageType, body, header, now, out) => {
    this.last = (this.last ?? this.numbering.get(ICE)?.last ?? 0) + 1;
    const id = `${ICE}-${String(this.last)}`;
    const effect = send(messageType, to, body, header);
    const message = composeMessage(effect, ICE, id, isoUtc(now), SCHEMA_VERSION);
    this.requests.note(message, now, out);
    this.deliveries.get(to)?.add(message, now, out, true);
    return id;
  };

  private close(out: Outcome): void {
    if (this.last === undefined) return;
    out.put(this.numbering, ICE, { last: this.last });
    this.last = undefined;
  }

  /** Rule C603: the senders hear what was never delivered. */
  private expire(node: ParticipantId, now: SimTime, out: Outcome): void {
    const expired = this.off.has('C603') ? [] : this.deliveries.get(node)?.expire(now, out);
    for (const message of expired ?? []) {
      if (message.sender === ICE) continue;
      const refusal = contentRefusal('C603', '/recipient');
      out.fact(refusalFact(message, refusal));
      this.answer(message, 'S906', refusalBody(message, refusal), now, out);
    }
    out.startTimer(EXPIRE, node, now + DAY);
  }

  private prune(now: SimTime, out: Outcome): void {
    this.seen.prune(now, out);
    this.requests.prune(now, out);
    this.parties.prune(now, out);
    this.claims.prune(now, out);
    out.startTimer(PRUNE, ICE, now + DAY);
  }
}

const RECEIPTS: ReadonlySet<unknown> = new Set(
  MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].receipt === true),
);
const isReceipt = (messageType: unknown): boolean => RECEIPTS.has(messageType);

/** Where the rules of form are off, anything may come; what ICE passes on it must be able to address. */
const isWhole = ({ messageId, messageType, sender, recipient }: Message): boolean =>
  [messageId, messageType, sender, recipient].every(
    (part: unknown) => typeof part === 'string' && part !== '' && part.length <= ID_LENGTH_MOST,
  ) && !isReceipt(messageType);

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
