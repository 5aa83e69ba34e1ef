/** What ICE holds for one participant until it is receipted (S002): sent in order, repeated unchanged, never given up before its time to live. */
import type { Message, Outcome, ParticipantId } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import { laneOf } from '../common/lane.ts';
import { LIMITS } from '../common/limits.ts';
import { Lanes } from './lanes.ts';
import type { Queued } from './lanes.ts';
import { HERE, Line, NO_END, NOBODY, reviveLine } from './line.ts';
import { senderKey } from './sender-key.ts';

/** A message that its recipient may have. */
interface Flight extends Queued {
  /** The order that it keeps; empty where it keeps none. */
  readonly lane: string;
  /** How often it has left; 0: it leaves when the recipient is back. */
  readonly sent: number;
  /** When it leaves again, unless receipted. */
  readonly dueAt: SimTime;
}

/** What a recipient has announced of itself (S070). */
export interface Outage {
  readonly from: SimTime;
  /** Undefined: it has not said until when. */
  readonly until: SimTime | undefined;
  /** It holds until it is said to be over; one that nobody planned is tried now and then. */
  readonly planned: boolean;
}

/** Timers; their key is the recipient. T-ACK watches what is under way. */
export const ACK_TIMER = 'T-ACK';
export const AWAY_TIMER = 'away';
export const BACK_TIMER = 'back';

/**
 * A recipient that sent no receipt since the timer was set, though something was overdue, counts as silent: the oldest message alone is tried,
 * with growing distance, and all else waits. With its next receipt everything goes on.
 */
export class Delivery {
  readonly to: ParticipantId;
  readonly tables: readonly Table<Row>[];
  /** By `keyFor`. */
  private readonly flights: Table<Flight>;
  /** In the order in which ICE took them. */
  private readonly queue: Table<Queued>;
  private readonly lanes: Lanes;
  private readonly lines: Table<Line>;
  private readonly senders: readonly ParticipantId[];
  private readonly ackMs: number;

  // The step at hand: set by `begin`, written by `end`, meaningless between steps.
  private now: SimTime = 0;
  private out!: Outcome;
  private line = HERE;
  private underWay = 0;

  /**
   * @param senders of what may come for it.
   * @param ackMs length of T-ACK in ms.
   */
  constructor(to: ParticipantId, senders: readonly ParticipantId[], ackMs: number) {
    this.to = to;
    this.senders = senders;
    this.ackMs = ackMs;
    this.flights = new Table<Flight>(`flights/${to}`, asIs);
    this.queue = new Table<Queued>(`queue/${to}`, asIs);
    this.lanes = new Lanes(to);
    this.lines = new Table<Line>(`line/${to}`, reviveLine);
    this.tables = [this.flights, this.queue, ...this.lanes.tables, this.lines];
  }

  /** Messages before the next one. */
  get length(): number {
    return this.flights.size + this.queue.size;
  }

  /** Whether a message of ICE's own that keeps no order waits here for its receipt. */
  holds(messageId: string): boolean {
    return this.flights.has(messageId) || this.queue.has(messageId);
  }

  /** Whether so much waits that senders are told (rule C602). */
  get isCrowded(): boolean {
    return this.queue.size + this.lanes.size >= LIMITS.queuedPerRecipient;
  }

  /**
   * Takes a message: it leaves now, or as soon as its lane, the window and the recipient let it.
   * @param own a new message of ICE itself, which the journal learns of here.
   */
  add(message: Message, now: SimTime, out: Outcome, own = false): void {
    this.begin(now, out);
    const queued = { message, takenAt: now };
    const free = this.queue.size === 0 && this.isOpen();
    if (!free) out.put(this.queue, keyFor(message), queued);
    const leaves = free && this.enter(queued);
    if (own)
      out.effects.push(leaves ? { kind: 'post', message } : { kind: 'post', message, held: true });
    else if (leaves) this.relay(message);
    this.end();
  }

  /** Rule C602: whether a sender has still to be told that what he sends waits for the end of an outage. */
  tells(sender: ParticipantId, now: SimTime, out: Outcome): boolean {
    const line = this.lines.get(this.to);
    if (line === undefined || !line.isAway(now) || line.told.includes(sender)) return false;
    out.put(this.lines, this.to, line.with({ told: [...line.told, sender] }));
    return true;
  }

  /**
   * S002: these messages are safe with their recipient. Ids that nobody waits for are no fault: a receipt may come twice.
   * @returns since when it was lost, if it is heard again; 0 otherwise.
   */
  settle(messageIds: readonly string[], now: SimTime, out: Outcome): SimTime {
    this.begin(now, out);
    const { lostSince } = this.line;
    const settled = new Set<string>();
    for (const id of messageIds) {
      const key = this.keyOf(id);
      if (key !== undefined) settled.add(key);
    }
    if (settled.size > 0) this.hear(settled);
    this.end();
    return settled.size > 0 ? lostSince : 0;
  }

  private hear(settled: ReadonlySet<string>): void {
    const { silent, heard, lostSince } = this.line;
    if (silent > 0 || !heard) this.line = this.line.with({ silent: 0, heard: true });
    if (lostSince > 0) this.line = this.line.with({ lostSince: 0 });
    for (const key of settled) this.drop(key);
    if (this.line.isAway(this.now)) return;
    if (silent > 0) this.sendDue(settled);
    this.pump();
  }

  /**
   * T-ACK: what is overdue leaves again; of a silent recipient's, the oldest alone.
   * @returns since when its oldest message waits, if the recipient counts as lost from now on; 0 otherwise.
   */
  onAckTimer(now: SimTime, out: Outcome): SimTime {
    this.begin(now, out);
    const { heard, silent, lostSince } = this.line;
    this.line = this.line.with({ timerAt: 0, silent: heard ? 0 : silent });
    if (!this.line.isAway(now)) {
      if (heard) this.sendDue();
      else if (this.sendOldestDue()) this.fallSilent(silent + 1);
      if (this.line.silent === 0) this.watchNext();
      this.pump();
    }
    const since = lostSince === 0 ? this.line.lostSince : 0;
    this.end();
    return since;
  }

  private fallSilent(silent: number): void {
    const isLost = silent === LIMITS.silentTries && this.line.lostSince === 0;
    const lostSince = isLost ? this.oldestTakenAt() : this.line.lostSince;
    this.line = this.line.with({ silent, lostSince });
  }

  private oldestTakenAt(): SimTime {
    for (const [, { takenAt }] of this.flights.entries()) return takenAt;
    return this.now;
  }

  /** S070: the recipient takes nothing from then on; an end that has come means that it is back. */
  announceAway({ from, until, planned }: Outage, now: SimTime, out: Outcome): void {
    if (until !== undefined && until <= Math.max(now, from)) {
      this.announceBack(now, out);
      return;
    }
    this.begin(now, out);
    out.stopTimer(AWAY_TIMER, this.to);
    out.stopTimer(BACK_TIMER, this.to);
    const awayUntil = until ?? (planned ? NO_END : 0);
    this.line = this.line.with({ awayFrom: from, awayUntil, told: NOBODY });
    if (from > now) out.startTimer(AWAY_TIMER, this.to, from);
    else this.goAway();
    this.end();
  }

  /** S071: it takes messages again. */
  announceBack(now: SimTime, out: Outcome): void {
    this.begin(now, out);
    out.stopTimer(AWAY_TIMER, this.to);
    out.stopTimer(BACK_TIMER, this.to);
    this.comeBack();
    this.line = this.line.with({ lostSince: 0 });
    this.end();
  }

  /** The announced outage begins. */
  onAwayTimer(now: SimTime, out: Outcome): void {
    this.begin(now, out);
    this.goAway();
    this.end();
  }

  /** Its announced end has come. */
  onBackTimer(now: SimTime, out: Outcome): void {
    this.begin(now, out);
    this.comeBack();
    this.end();
  }

  /** Rule C603: what has waited for its time to live is given up. @returns those messages. */
  expire(now: SimTime, out: Outcome): Message[] {
    this.begin(now, out);
    const oldest = now - LIMITS.queueTimeToLiveMs;
    const dropped: Message[] = [];
    for (const [key, { message, takenAt }] of this.flights.entries()) {
      if (takenAt > oldest) continue;
      dropped.push(message);
      this.drop(key);
    }
    for (const [key, { message, takenAt }] of this.queue.entries()) {
      if (takenAt > oldest) break;
      dropped.push(message);
      out.put(this.queue, key, undefined);
    }
    this.end();
    return dropped;
  }

  private begin(now: SimTime, out: Outcome): void {
    this.now = now;
    this.out = out;
    this.line = this.lines.get(this.to) ?? HERE;
    this.underWay = this.flights.size;
  }

  private end(): void {
    if (this.line !== (this.lines.get(this.to) ?? HERE))
      this.out.put(this.lines, this.to, this.line);
    this.lanes.write(this.out);
  }

  private goAway(): void {
    const { awayUntil } = this.line;
    const ends = awayUntil > 0 && awayUntil < NO_END;
    if (ends) this.out.startTimer(BACK_TIMER, this.to, awayUntil);
    // Nobody knows how long: it is tried now and then, like any that has fallen silent.
    else if (awayUntil === 0) {
      this.line = this.line.with({ silent: 1, heard: false, awayFrom: 0 });
    }
    const fact = { type: 'DeliveryHeld', rule: 'C602', to: this.to } as const;
    this.out.fact(customsFact(ends ? { ...fact, until: isoUtc(awayUntil) } : fact));
  }

  private comeBack(): void {
    const back = { silent: 0, heard: true, awayFrom: 0, awayUntil: 0, told: NOBODY };
    this.line = this.line.with(back);
    this.sendDue();
    this.watchNext();
    this.pump();
  }

  /** Whether another message may leave. */
  private isOpen(): boolean {
    const { line, underWay } = this;
    if (underWay >= LIMITS.inFlightPerRecipient || line.isAway(this.now)) return false;
    return line.silent === 0 || underWay === 0;
  }

  /** What the queue holds leaves as far as it may. What finds its lane taken waits there, so the look-ahead has a bound of its own. */
  private pump(): void {
    let looked = 0;
    for (const [key, queued] of this.queue.entries()) {
      if (!this.isOpen() || looked++ === LIMITS.inFlightPerRecipient) break;
      this.out.put(this.queue, key, undefined);
      if (this.enter(queued)) this.relay(queued.message);
    }
  }

  /** @returns whether the message is to leave now; otherwise it waits in its lane. */
  private enter(queued: Queued): boolean {
    const lane = laneOf(queued.message);
    if (!this.lanes.enter(lane, queued)) return false;
    this.fly(queued, lane, 1);
    return true;
  }

  private fly({ message, takenAt }: Queued, lane: string, sent: 0 | 1): void {
    const dueAt = sent === 0 ? this.now : this.now + this.ackMs;
    this.out.put(this.flights, keyFor(message), { message, takenAt, lane, sent, dueAt });
    this.underWay++;
    if (sent === 1) this.watch(dueAt);
  }

  /** A message is under way no more; the next of its lane follows, at once or when the recipient is back. */
  private drop(key: string): void {
    const flight = this.flights.get(key);
    if (flight === undefined) return;
    this.out.put(this.flights, key, undefined);
    this.underWay--;
    const next = this.lanes.leave(flight.lane);
    if (next === undefined) return;
    const leaves = this.isOpen();
    this.fly(next, flight.lane, leaves ? 1 : 0);
    if (leaves) this.relay(next.message);
  }

  /** Everything overdue, `except` what is settled in this step. */
  private sendDue(except?: ReadonlySet<string>): void {
    for (const [key, flight] of this.flights.entries()) {
      if (flight.dueAt <= this.now && except?.has(key) !== true) this.send(key, flight);
    }
  }

  /** @returns whether there was any. */
  private sendOldestDue(): boolean {
    for (const [key, flight] of this.flights.entries()) {
      if (flight.dueAt > this.now) continue;
      this.send(key, flight);
      return true;
    }
    return false;
  }

  private send(key: string, flight: Flight): void {
    const { message, takenAt, lane } = flight;
    const sent = flight.sent + 1;
    const dueAt = this.now + this.patience(sent);
    this.out.put(this.flights, key, { message, takenAt, lane, sent, dueAt });
    this.watch(dueAt);
    this.relay(message);
    if (flight.sent === 0) return;
    const { messageId: id } = message;
    this.out.fact(customsFact({ type: 'MessageRepeated', id, to: this.to, attempt: flight.sent }));
  }

  private relay(message: Message): void {
    this.out.effects.push({ kind: 'relay', message, to: this.to });
  }

  /** How long S002 may take after a message has left for the n-th time, in ms. */
  private patience(sent: number): number {
    return this.ackMs * (1 << Math.min(sent - 1, LIMITS.repeatDoublingsMost));
  }

  /** The timer rings at the next time that something of what was under way before this step is due. */
  private watchNext(): void {
    let next = Infinity;
    for (const [, { dueAt }] of this.flights.entries()) {
      if (dueAt > this.now && dueAt < next) next = dueAt;
    }
    if (next < Infinity) this.watch(next);
  }

  /** The timer rings at `dueAt`, if not earlier. */
  private watch(dueAt: SimTime): void {
    const { timerAt } = this.line;
    if (timerAt > 0 && timerAt <= dueAt) return;
    this.out.startTimer(ACK_TIMER, this.to, dueAt);
    this.line =
      timerAt > 0
        ? this.line.with({ timerAt: dueAt })
        : this.line.with({ timerAt: dueAt, heard: false });
  }

  /** Receipts name no sender: an id that is not in its sender's own form is looked for under all of them. */
  private keyOf(messageId: string): string | undefined {
    if (this.flights.has(messageId)) return messageId;
    for (const sender of this.senders) {
      const key = senderKey(messageId, sender);
      if (this.flights.has(key)) return key;
    }
    return undefined;
  }
}

const keyFor = ({ messageId, sender }: Message): string => senderKey(messageId, sender);
