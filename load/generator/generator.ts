/**
 * The countries of an exchange, as a load: begins movements when the profile says, whatever the target does, sends their messages in order, receipts
 * what comes and holds every answer against the ledger. Latency counts from when a message was to be sent, not from when it could be. Knows no
 * clock and no socket: whoever drives it tells it the time, in ms since the load began.
 */
import type { Stream } from '../../simulator/core/chance.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import { ALL, ICE } from '../../nodes/common/routing.ts';
import { intakeTopic, outboxTopic } from '../../nodes/common/topics.ts';
import type { Flow, FlowMessage } from '../flows/flow.ts';
import { countriesOf, textOf, timesOf } from '../flows/flow.ts';
import type { Numbers } from '../flows/numbers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Profile } from '../profiles/profile.ts';
import { beginnings, secondsOf } from './beginnings.ts';
import type { Metering } from './metering.ts';
import { Slips } from './slips.ts';
import { Movement } from './movement.ts';

/** Publishes at QoS 1 for one country. */
export type Publish = (country: string, topic: string, payload: string) => void;

/** Signs what a country has written, where messages are to be signed. */
export type Seal = (country: string, text: string, messageType: string) => string;

export interface Setting {
  readonly flows: readonly Flow[];
  readonly profile: Profile;
  readonly numbers: Numbers;
  /** Uniform draws. */
  readonly stream: Stream;
  /** `ice`: to the intake, acknowledged by S001; `relay`: straight into the recipient's inbox, acknowledged by PUBACK. */
  readonly through: 'ice' | 'relay';
  /** The Unix time at the start of the load, in ms. */
  readonly startedAt: number;
  readonly publish: Publish;
  readonly seal?: Seal;
}

const PER_MS = 1_000;
const ROUNDING = 1e-3;
const HEARTBEAT_MS = 5_000;
const RECEIPTS_MOST = 1_000;

export class Generator {
  readonly ledger: Ledger;
  readonly meter: Metering;
  /** Movements begun, and how many of them are through. */
  begun = 0;
  done = 0;
  /** Messages that should be acknowledged by now and are not. */
  backlog = 0;
  private readonly setting: Setting;
  private readonly flows: readonly Flow[];
  private readonly countries: readonly string[];
  private readonly due = new Scheduler(4_096);
  private readonly beginning: Iterator<number, void>;
  private readonly slips: Slips;
  private readonly movements = new Map<number, Movement>();
  /** By number of a message: its movement and its place there. */
  private readonly owners = new Map<
    number,
    { readonly movement: Movement; readonly step: number }
  >();
  private readonly receipts = new Map<string, string[]>();
  private readonly onWire = new Map<string, number[]>();
  private readonly untilMs: number;
  /** ISO UTC. */
  private readonly startedAt: string;
  private nextBeginning: number;
  private sequence = 0;
  private lastNumber = 0;
  private lastAside = 0;
  private beats = 0;
  private nextBeat = HEARTBEAT_MS;
  private closedSeconds = 0;
  /** The time as text, which lasts for a ms. */
  private clockAt = -1;
  private clockText = '';

  constructor(setting: Setting, ledger: Ledger, meter: Metering) {
    this.setting = setting;
    this.ledger = ledger;
    this.meter = meter;
    // A broker alone tells nobody what is meant for all.
    this.flows =
      setting.through === 'ice'
        ? setting.flows
        : setting.flows.filter(({ about }) => about === 'movement');
    this.countries = countriesOf(setting.flows).filter((country) => country !== ALL);
    this.startedAt = isoUtc(setting.startedAt);
    this.untilMs = secondsOf(setting.profile) * 1_000;
    this.beginning = beginnings(setting.profile, setting.stream.next);
    this.slips = new Slips(setting.profile.mistakes, setting.stream);
    this.nextBeginning = this.takeBeginning();
  }

  /** Nothing new begins, and what began is through. */
  isThrough(now: number): boolean {
    return now >= this.untilMs && this.ledger.size === 0 && this.movements.size === 0;
  }

  /** What countries say when they connect; on an outside broker it is the only sign that they are there. */
  greet(now: number): void {
    if (this.setting.through === 'relay') return;
    for (const country of this.countries) this.beat(country, now);
    this.beats++;
  }

  /**
   * Sends everything that is due.
   * @returns when it has something to do again, in ms.
   */
  tick(now: number): number {
    while (this.nextBeginning <= now) {
      this.begin(this.nextBeginning);
      this.nextBeginning = this.takeBeginning();
    }
    // In whole µs; a time that came out of them must go back into them.
    const dueBy = Math.floor(now * PER_MS + ROUNDING);
    while (this.due.peekDue() <= dueBy) {
      this.due.pop();
      const movement = this.movements.get(this.due.argument);
      if (movement !== undefined)
        this.onDue(movement, this.due.handler, this.due.dueAt / PER_MS, now);
    }
    if (now >= this.nextBeat) {
      this.nextBeat += HEARTBEAT_MS;
      this.greet(now);
    }
    while (now >= (this.closedSeconds + 1) * 1_000) {
      this.closedSeconds++;
      this.meter.closeSecond(this.backlog);
    }
    const nextSecond = (this.closedSeconds + 1) * 1_000;
    return Math.min(this.nextBeginning, this.due.peekDue() / PER_MS, nextSecond, this.nextBeat);
  }

  /** PUBACK: on a broker alone it is the acknowledgement. */
  onPuback(country: string, now: number): void {
    if (this.setting.through === 'ice') return;
    const n = this.onWire.get(country)?.shift();
    if (n !== undefined && this.ledger.onAcknowledged(n, String(n))) this.acknowledged(n, now);
  }

  /** Something came into a country's inbox. */
  onMessage(country: string, topic: string, text: string, now: number): void {
    const id = fieldOf(text, 'messageId');
    const type = topic.slice(topic.lastIndexOf('/') + 1);
    if (type === 'S001') {
      const of = fieldOf(text, 'correlationId');
      const n = this.numberOf(of);
      if (this.ledger.onAcknowledged(n, of, country)) this.acknowledged(n, now);
      return;
    }
    if (this.setting.through === 'ice') this.receipt(country, id);
    const n = this.numberOf(id);
    if (n > 0) this.deliver(n, id, country, text, now);
    else if (type === 'S906' || type === 'S917') this.refuse(country, text);
  }

  /** Everything of one read has been handled: one S002 for all that came. */
  onRead(country: string, now: number): void {
    const ids = this.receipts.get(country);
    if (ids === undefined || ids.length === 0) return;
    this.receipts.set(country, []);
    for (let from = 0; from < ids.length; from += RECEIPTS_MOST)
      this.aside(country, 'S002', { messageIds: ids.slice(from, from + RECEIPTS_MOST) }, now);
  }

  private takeBeginning(): number {
    const next = this.beginning.next();
    return next.done === true ? Infinity : next.value * 1_000;
  }

  private begin(intended: number): void {
    const { stream, numbers } = this.setting;
    const { flows } = this;
    const flow = flows[Math.floor(stream.next() * flows.length)]!;
    const movement = new Movement(flow, numbers.next(flow), intended, this.lastNumber + 1);
    this.lastNumber += flow.messages.length;
    this.begun++;
    this.movements.set(movement.first, movement);
    this.meter.onBegun(intended);
    for (const [step, later] of timesOf(flow, this.setting.profile.pace).entries()) {
      const at = intended + later;
      movement.intended.push(at);
      const dueAt = Math.max(Math.ceil(at * PER_MS), this.due.dueAt);
      this.due.schedule(dueAt, 0, 0, this.sequence++, step, movement.first);
    }
  }

  private onDue(movement: Movement, step: number, intended: number, now: number): void {
    if (intended >= this.untilMs) {
      // The load is over: what the movement has not begun to say it does not say.
      movement.cut(step);
      this.endIfThrough(movement, now);
      return;
    }
    this.backlog++;
    this.meter.onDue(intended);
    movement.due = step + 1;
    this.sendWhatMay(movement, now, intended);
  }

  /** The movement's next messages leave, as far as they are due and what they follow is there. */
  private sendWhatMay(movement: Movement, now: number, freeSince: number): void {
    while (movement.maySend()) {
      const step = movement.sent++;
      const intended = movement.intended[step]!;
      this.meter.onSent(now - Math.max(freeSince, intended), intended);
      this.send(movement, step, now);
    }
  }

  private send(movement: Movement, step: number, now: number): void {
    const message = movement.flow.messages[step]!;
    const n = movement.first + step;
    const filling = {
      idOf: (of: number) => this.idOf(movement, of),
      sentAt: this.clock(now),
      number: movement.number,
    };
    const plain = textOf(message, filling);
    const { from, to, type } = message;
    const text = this.seal(from, plain, type);
    const recipients = to === ALL ? this.countries.filter((one) => one !== from) : [to];
    const id = this.idOf(movement, step);
    const mrn = movement.flow.about === 'movement' ? movement.number : undefined;
    this.owners.set(n, { movement, step });
    this.ledger.onSent({ n, id, type, from, to: recipients, mrn, expected: 'taken', text });
    const topic = this.topicOf(message);
    this.put(from, topic, text, n);
    if (this.setting.through === 'relay') return;
    for (const slip of this.slips.of(message, plain, this.countries, movement)) {
      if (slip.kind === 'repeated') this.put(from, topic, text, n);
      else if (slip.kind === 'unreadable') {
        this.ledger.onUnreadableSent(from);
        this.setting.publish(from, topic, slip.text);
      } else {
        const own = ++this.lastNumber;
        const ownId = this.id(slip.from, own);
        const spoilt = this.seal(slip.from, slip.text.replace(id, ownId), type);
        const sending = { n: own, id: ownId, type, from: slip.from, to: [], mrn };
        this.ledger.onSent({ ...sending, expected: { refused: slip.rule }, text: spoilt });
        this.setting.publish(
          slip.from,
          intakeTopic({ sender: slip.from, recipient: to, messageType: type }),
          spoilt,
        );
      }
    }
  }

  private put(country: string, topic: string, text: string, n: number): void {
    if (this.setting.through === 'relay') {
      const waiting = this.onWire.get(country);
      if (waiting === undefined) this.onWire.set(country, [n]);
      else waiting.push(n);
    }
    this.setting.publish(country, topic, text);
  }

  private seal(country: string, text: string, messageType: string): string {
    return this.setting.seal?.(country, text, messageType) ?? text;
  }

  private topicOf({ from, to, type }: FlowMessage): string {
    const message = { sender: from, recipient: to, messageType: type };
    return this.setting.through === 'ice' ? intakeTopic(message) : outboxTopic(to, message);
  }

  private acknowledged(n: number, now: number): void {
    const owner = this.owners.get(n);
    if (owner === undefined) return;
    const { movement, step } = owner;
    this.backlog--;
    this.meter.onAcknowledged(movement.flow.messages[step]!.type, movement.intended[step]!, now);
    movement.acknowledged++;
    this.goOn(movement, now);
  }

  private deliver(n: number, id: string, country: string, text: string, now: number): void {
    const owner = this.owners.get(n);
    const arrival = this.ledger.onDelivered(n, id, country, text, now);
    if (owner === undefined || arrival !== 'first') return;
    const { movement, step } = owner;
    const { type, from } = movement.flow.messages[step]!;
    this.meter.onDelivered(movement.intended[step]!, now);
    const earlier = movement.missingBefore(step, country);
    if (earlier >= 0)
      this.ledger.onDisordered({ id, type, mrn: movement.number }, this.idOf(movement, earlier));
    movement.deliver(step);
    if (from !== country) this.goOn(movement, now);
  }

  private refuse(country: string, text: string): void {
    const { messageId, sentAt, correlationId, body } = nackIn(text);
    // ICE repeats what an earlier load has not receipted.
    if (sentAt < this.startedAt) return;
    const [error] = body?.errors ?? [];
    const rule = error?.reason ?? error?.rule ?? error?.code ?? '';
    if (correlationId === undefined) {
      this.ledger.onUnreadableAnswered(country, messageId);
      return;
    }
    if (!correlationId.includes(`-${this.setting.numbers.run}-`)) return;
    const n = this.numberOf(correlationId);
    if (!this.ledger.onRefused(n, correlationId, rule, country)) return;
    const owner = this.owners.get(n);
    if (owner === undefined) return;
    // It will not go on: what is left of it is not sent.
    const { movement, step } = owner;
    if (movement.acknowledged <= step) this.backlog--;
    movement.cut(movement.sent);
    this.backlog -= Math.max(0, movement.due - movement.sent);
    this.forget(movement);
  }

  private goOn(movement: Movement, now: number): void {
    this.sendWhatMay(movement, now, now);
    this.endIfThrough(movement, now);
  }

  private endIfThrough(movement: Movement, now: number): void {
    if (!movement.isThrough()) return;
    this.done++;
    this.meter.onMovementDone(now);
    this.forget(movement);
  }

  private forget(movement: Movement): void {
    this.movements.delete(movement.first);
    for (let step = 0; step < movement.flow.messages.length; step++)
      this.owners.delete(movement.first + step);
  }

  private receipt(country: string, id: string): void {
    const ids = this.receipts.get(country);
    if (ids === undefined) this.receipts.set(country, [id]);
    else ids.push(id);
  }

  private beat(country: string, now: number): void {
    const body = { nodeId: country, sequence: this.beats, clock: this.clock(now) };
    this.aside(country, 'S803', body, now);
  }

  /** A message to ICE that is not acknowledged. */
  private aside(country: string, messageType: string, body: object, now: number): void {
    const message = {
      messageId: `${country}-${this.setting.numbers.run}-a${(++this.lastAside).toString(36)}`,
      ...{ messageType, sender: country, recipient: ICE },
      ...{ sentAt: this.clock(now), schemaVersion: SCHEMA_VERSION, body },
    };
    const text = this.seal(country, JSON.stringify(message), messageType);
    this.setting.publish(country, intakeTopic(message), text);
  }

  private clock(now: number): string {
    const ms = Math.floor(this.setting.startedAt + now);
    if (ms !== this.clockAt) {
      this.clockAt = ms;
      this.clockText = new Date(ms).toISOString();
    }
    return this.clockText;
  }

  private idOf({ first, flow }: Movement, step: number): string {
    return this.id(flow.messages[step]!.from, first + step);
  }

  private id(country: string, n: number): string {
    return `${country}-${this.setting.numbers.run}-${n.toString(36)}`;
  }

  /** The number in an id of this load; 0 for any other. */
  private numberOf(id: string): number {
    const { run } = this.setting.numbers;
    const at = id.indexOf(`-${run}-`);
    if (at < 0) return 0;
    const n = parseInt(id.slice(at + run.length + 2), 36);
    return Number.isSafeInteger(n) && n <= this.lastNumber ? n : 0;
  }
}

interface Nack {
  readonly messageId: string;
  readonly sentAt: string;
  readonly correlationId?: string;
  readonly body?: {
    readonly errors?: readonly {
      readonly reason?: string;
      readonly rule?: string;
      readonly code?: string;
    }[];
  };
}

/** What cannot be read itself names no message. */
function nackIn(text: string): Nack {
  try {
    return JSON.parse(text) as Nack;
  } catch {
    return { messageId: text, sentAt: '9' };
  }
}

/** A text of the envelope, without reading the whole message; empty where it is not there. */
function fieldOf(text: string, name: string): string {
  const key = `"${name}":"`;
  const at = text.indexOf(key);
  if (at < 0) return '';
  const from = at + key.length;
  return text.slice(from, text.indexOf('"', from));
}
