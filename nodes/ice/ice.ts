/** The exchange: takes messages over, acknowledges and passes them on, once and in order. What they mean is the nodes' business. */
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
} from '../../simulator/core/participant.ts';
import { composeMessage } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY, isoUtc, parseIsoUtc } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import { LIMITS, SCHEMA_VERSION } from '../common/limits.ts';
import type { Receipt, ReferenceData, Unavailability } from '../common/messages/system.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ALL, ICE } from '../common/routing.ts';
import type { Refusal } from './admission.ts';
import { refusalOf } from './admission.ts';
import { Delivery, DELIVERY_TIMER } from './delivery.ts';
import { Parties } from './parties.ts';

interface Taken {
  readonly at: SimTime;
}
/** A request whose answer is still to come (rule C107). */
interface OpenRequest {
  readonly asked: string;
  readonly at: SimTime;
}
interface Numbering {
  readonly last: number;
}

const PRUNE = 'prune';

/** Requests that ICE watches the answers of. */
const REQUESTS: ReadonlySet<string> = new Set(['X200']);

/** ICE as a participant. @param scheme names the members, who may send and receive, and the observers. */
export function createIce(scheme: SchemeParameters): Participant {
  return new Ice(scheme);
}

class Ice implements Participant {
  readonly id = ICE;
  readonly tables: readonly Table<Row>[];
  private readonly scheme: SchemeParameters;
  /** Messages taken, by sender and messageId, the longest ago first (rule C108). */
  private readonly taken = new Table<Taken>('taken', asIs);
  private readonly requests = new Table<OpenRequest>('requests', asIs);
  private readonly numbering = new Table<Numbering>('numbering', asIs);
  private readonly parties: Parties;
  private readonly deliveries: ReadonlyMap<string, Delivery>;

  constructor(scheme: SchemeParameters) {
    this.scheme = scheme;
    this.parties = new Parties(scheme);
    const nodes = [...Object.keys(scheme.members), ...scheme.observers];
    const ackMs = scheme.timers['T-ACK'];
    this.deliveries = new Map(nodes.map((node) => [node, new Delivery(node, ackMs)]));
    this.tables = [
      this.taken,
      this.requests,
      this.numbering,
      this.parties.table,
      ...[...this.deliveries.values()].flatMap(({ waiting, recipient }) => [waiting, recipient]),
    ];
  }

  /** Publishes the reference data: the offices of the scheme (S802). */
  start(now: SimTime, _draws: Draws, out: Outcome): void {
    const entries = Object.values(this.scheme.offices).map(({ code, country, roles }) => ({
      code,
      country,
      roles: [...roles],
    }));
    const body: ReferenceData = {
      list: 'customsOffices',
      version: 1,
      validFrom: isoUtc(now),
      entries,
    };
    out.fact(
      customsFact({ type: 'ReferenceDataPublished', list: body.list, version: body.version }),
    );
    let last = this.numbering.get(ICE)?.last ?? 0;
    for (const [node, delivery] of this.deliveries) {
      const send = { kind: 'send', messageType: 'S802', to: node, body } as const;
      delivery.add(
        composeMessage(send, ICE, `${ICE}-${String(++last)}`, isoUtc(now), SCHEMA_VERSION),
        now,
        out,
      );
    }
    out.put(this.numbering, ICE, { last });
    out.startTimer(PRUNE, ICE, now + DAY);
  }

  step(input: Input, now: SimTime, _draws: Draws, out: Outcome): void {
    if (input.kind === 'message') this.receive(input.message, now, out);
    else if (input.kind === 'timer') this.wake(input.name, input.key, now, out);
  }

  private wake(name: string, key: string, now: SimTime, out: Outcome): void {
    if (name === DELIVERY_TIMER) this.deliveries.get(key)?.onTimer(now, out);
    else if (name === PRUNE) this.prune(now, out);
  }

  private receive(message: Message, now: SimTime, out: Outcome): void {
    const { messageId, messageType, sender, recipient } = message;
    const key = `${sender}|${messageId}`;
    if (this.taken.has(key)) {
      out.fact(customsFact({ type: 'RepeatDropped', id: messageId, from: sender }));
      this.acknowledge(message, 0, now, out);
      return;
    }
    const refusal = refusalOf(
      message,
      this.scheme,
      this.parties,
      (id) => this.requests.get(id)?.asked,
    );
    if (refusal !== undefined) {
      refuse(message, refusal, out);
      return;
    }
    if (messageType === 'S002') {
      this.deliveries.get(sender)?.settle((message.body as Receipt).messageIds, now, out);
      return;
    }
    if (messageType === 'S803') return;
    out.put(this.taken, key, { at: now });
    out.fact(
      customsFact({
        type: 'MessageTaken',
        id: messageId,
        msg: messageType,
        from: sender,
        to: recipient,
      }),
    );
    this.parties.learn(message, now, out);
    this.follow(message, now, out);
    this.passOn(message, now, out);
  }

  /** What ICE itself makes of a message that it passes on. */
  private follow(message: Message, now: SimTime, out: Outcome): void {
    const { messageId, messageType, recipient, correlationId } = message;
    if (REQUESTS.has(messageType)) out.put(this.requests, messageId, { asked: recipient, at: now });
    else if (correlationId !== undefined && this.requests.has(correlationId))
      out.put(this.requests, correlationId, undefined);
    else if (messageType === 'S070') this.announceOutage(message, out);
  }

  private announceOutage({ sender, body }: Message, out: Outcome): void {
    const { from, to } = body as Unavailability;
    const until = to === undefined ? undefined : parseIsoUtc(to);
    out.fact(
      customsFact({
        type: 'OutageAnnounced',
        node: sender,
        from,
        ...(to === undefined ? {} : { to }),
      }),
    );
    if (until === undefined) return;
    out.fact(customsFact({ type: 'DeliveryHeld', rule: 'C602', to: sender, until: isoUtc(until) }));
    this.deliveries.get(sender)?.away(until, out);
  }

  private passOn(message: Message, now: SimTime, out: Outcome): void {
    const { sender, recipient } = message;
    if (recipient === ALL) {
      for (const [node, delivery] of this.deliveries) {
        if (node !== sender && Object.hasOwn(this.scheme.members, node))
          delivery.add(message, now, out);
      }
      this.acknowledge(message, 0, now, out);
      return;
    }
    const delivery = this.deliveries.get(recipient);
    this.acknowledge(message, delivery?.length ?? 0, now, out);
    delivery?.add(message, now, out);
  }

  /** S001: the message is on ICE's disk by the time this leaves (the host commits before it sends). */
  private acknowledge(
    { messageId, sender }: Message,
    queuePosition: number,
    now: SimTime,
    out: Outcome,
  ): void {
    const body = { messageId, receivedAt: isoUtc(now), queuePosition };
    out.send({ messageType: 'S001', to: sender, correlationId: messageId, body });
  }

  private prune(now: SimTime, out: Outcome): void {
    for (const [key, { at }] of this.taken.entries()) {
      if (at + LIMITS.repeatMemoryMs > now) break;
      out.put(this.taken, key, undefined);
    }
    for (const [key, { at }] of this.requests.entries()) {
      if (at + LIMITS.finalRetentionMs > now) break;
      out.put(this.requests, key, undefined);
    }
    this.parties.prune(now, out);
    out.startTimer(PRUNE, ICE, now + DAY);
  }
}

/** S917 for form, S906 for content, to the sender; the message goes nowhere. */
function refuse(message: Message, refusal: Refusal, out: Outcome): void {
  const { messageId, messageType, sender } = message;
  const named = typeof messageId === 'string' && messageId.length > 0 && messageId.length <= 35;
  const id = named ? messageId : 'unnamed';
  const rule = refusal.kind === 'form' ? (refusal.defects[0]?.rule ?? 'C101') : refusal.rule;
  const code = refusal.kind === 'form' ? (refusal.defects[0]?.code ?? '18') : refusal.code;
  out.fact(
    customsFact({
      type: 'MessageRefused',
      rule,
      id,
      msg: messageType.slice(0, 10),
      from: sender,
      code,
    }),
  );
  const header = { to: sender, ...(named ? { correlationId: messageId } : {}) };
  if (refusal.kind === 'form') {
    out.send({
      messageType: 'S917',
      ...header,
      body: { messageId: id, errors: [...refusal.defects] },
    });
  } else {
    const errors = [{ pointer: refusal.pointer, code, reason: rule }];
    out.send({ messageType: 'S906', ...header, body: { messageId: id, errors } });
  }
}
