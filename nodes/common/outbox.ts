/** A node's outbox: what it has sent to ICE and not seen acknowledged (S001). Keeps order, repeats unchanged, never gives up. */
import { composeMessage } from '../../simulator/core/participant.ts';
import type { Message, Outcome, ParticipantId, Send } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { customsFact } from './facts.ts';
import { laneOf, NO_LANE } from './lane.ts';
import { LIMITS, SCHEMA_VERSION } from './limits.ts';
import { ICE } from './routing.ts';
import type { TimerId } from './timers.ts';

/** One message that waits for S001. */
export interface Waiting {
  readonly message: Message;
  /** How often it has left; 0: it is held behind older ones. */
  readonly sent: number;
  /** When it left last. */
  readonly sentAt: SimTime;
}

/** The node's numbering of its messages to ICE. */
export interface Numbering {
  readonly last: number;
  /** The newest message that was held; while it waits, what is new is held behind it. */
  readonly held: string;
}

const TIMER: TimerId = 'T-ACK';
/** Not worth saying. */
const FIRST_VERSION = 1;
const UNNUMBERED: Numbering = { last: 0, held: '' };

/**
 * One timer serves all messages: it watches the oldest. While that has to be repeated the link counts as down: it alone is tried, and what
 * is new is held, so that nothing overtakes it. As soon as ICE answers, the rest follow in order, a window at a time. What keeps its order
 * with an older one (`lane.ts`) waits for that one's S001 in any case, since a message can be lost among others; what one step says leaves together.
 */
export class Outbox {
  /** In the order of their numbers. */
  readonly waiting = new Table<Waiting>('outbox', asIs);
  readonly numbering = new Table<Numbering>('numbering', asIs);
  private readonly id: ParticipantId;
  private readonly ackMs: number;
  private readonly referenceData: () => number;

  /**
   * @param ackMs length of T-ACK in ms: how long S001 may take before the first repeat.
   * @param referenceData version of the reference data that the node works with.
   */
  constructor(id: ParticipantId, ackMs: number, referenceData = (): number => FIRST_VERSION) {
    this.id = id;
    this.ackMs = ackMs;
    this.referenceData = referenceData;
  }

  /** Numbers the messages to ICE among the effects of a step (`isForIce`), keeps them and lets them go, or holds them. */
  seal(out: Outcome, now: SimTime, isForIce: (send: Send) => boolean): void {
    const { effects } = out;
    let last = -1;
    let { held } = UNNUMBERED;
    let isHeld = false;
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i];
      if (effect?.kind !== 'send' || !isForIce(effect)) continue;
      if (last < 0) {
        ({ last, held } = this.numbering.get(this.id) ?? UNNUMBERED);
        if (this.waiting.size === 0) out.startTimer(TIMER, this.id, now + this.ackMs);
      }
      const id = `${this.id}-${String(++last)}`;
      const message = this.compose(effect, id, now);
      // What the step has held before this one stands in no table yet.
      isHeld ||= this.mustHold(held);
      if (isHeld) held = id;
      const waits = isHeld || this.follows(message);
      out.put(this.waiting, id, { message, sent: waits ? 0 : 1, sentAt: now });
      effects[i] = waits ? { kind: 'post', message, held: true } : { kind: 'post', message };
    }
    if (last >= 0) out.put(this.numbering, this.id, { last, held });
  }

  private compose(send: Send, id: string, now: SimTime): Message {
    const message = composeMessage(send, this.id, id, isoUtc(now), SCHEMA_VERSION);
    const referenceData = this.referenceData();
    return referenceData === FIRST_VERSION ? message : { ...message, referenceData };
  }

  /** S001, or ICE's refusal: the message waits no longer. */
  settle(messageId: string, now: SimTime, out: Outcome): void {
    const settled = this.waiting.get(messageId);
    if (settled === undefined) return;
    out.put(this.waiting, messageId, undefined);
    const next = this.oldest(messageId);
    if (next === undefined) out.stopTimer(TIMER, this.id);
    else if (settled.sent > 1 || next.sent !== 1) this.followUp(messageId, now, out);
    else this.letFollow(settled.message, now, out);
  }

  /** What has waited for this one alone leaves now. */
  private letFollow(settled: Message, now: SimTime, out: Outcome): void {
    if (laneOf(settled) === NO_LANE) return;
    for (const [id, waiting] of this.waiting.entries()) {
      if (id === settled.messageId || !isOneWay(settled, waiting.message)) continue;
      if (waiting.sent === 0) this.send(waiting, now, out);
      return;
    }
  }

  /**
   * T-ACK: the oldest is sent again, if it has waited long enough.
   * @returns whether it has left so often without an answer that an officer is to be told; true once while ICE is silent.
   */
  onTimer(now: SimTime, out: Outcome): boolean {
    const oldest = this.oldest('');
    if (oldest === undefined) return false;
    const dueAt = oldest.sentAt + this.patience(oldest.sent);
    if (dueAt > now) {
      out.startTimer(TIMER, this.id, dueAt);
      return false;
    }
    this.send(oldest, now, out);
    out.startTimer(TIMER, this.id, now + this.patience(oldest.sent + 1));
    return oldest.sent === LIMITS.silentTries;
  }

  /** ICE answers again: what was held or has waited too long leaves in order, as many as the window lets. */
  private followUp(settled: string, now: SimTime, out: Outcome): void {
    let underWay = 0;
    const older: Message[] = [];
    for (const [id, waiting] of this.waiting.entries()) {
      if (id === settled) continue;
      if (underWay++ === LIMITS.repeatWindow) break;
      const { message } = waiting;
      if (laneOf(message) !== NO_LANE && older.some((one) => isOneWay(one, message))) continue;
      older.push(message);
      if (waiting.sent === 0 || waiting.sentAt + this.ackMs <= now) this.send(waiting, now, out);
    }
    out.startTimer(TIMER, this.id, now + this.ackMs);
  }

  private send(waiting: Waiting, now: SimTime, out: Outcome): void {
    const { message, sent } = waiting;
    const { messageId, recipient } = message;
    out.put(this.waiting, messageId, { message, sent: sent + 1, sentAt: now });
    out.effects.push({ kind: 'relay', message, to: ICE });
    if (sent === 0) return;
    out.fact(customsFact({ type: 'MessageRepeated', id: messageId, to: recipient, attempt: sent }));
  }

  /** Something older is being repeated, or is held itself. */
  private mustHold(held: string): boolean {
    const oldest = this.oldest('');
    return oldest !== undefined && (oldest.sent !== 1 || this.waiting.get(held)?.sent === 0);
  }

  /** Something that waits must come before it. */
  private follows(message: Message): boolean {
    if (laneOf(message) === NO_LANE) return false;
    for (const [, older] of this.waiting.entries())
      if (isOneWay(older.message, message)) return true;
    return false;
  }

  /** The oldest that waits, `except` aside. */
  private oldest(except: string): Waiting | undefined {
    for (const [id, waiting] of this.waiting.entries()) if (id !== except) return waiting;
    return undefined;
  }

  /** How long S001 may take after a message has left for the n-th time, in ms. */
  private patience(sent: number): number {
    return this.ackMs * (1 << Math.min(Math.max(sent - 1, 0), LIMITS.repeatDoublingsMost));
  }
}

/** Whether messages keep their order: those of one lane to one recipient. */
const isOneWay = (a: Message, b: Message): boolean =>
  a.recipient === b.recipient && laneOf(a) === laneOf(b);
