/** What ICE holds for one participant until it is receipted (S002): delivered in order, repeated unchanged, never given up. */
import type { Message, Outcome, ParticipantId } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import { LIMITS } from '../common/limits.ts';

/** A message that waits for S002. */
interface Waiting {
  readonly message: Message;
  /** How often it has left; 0: it is held behind older ones. */
  readonly sent: number;
  readonly sentAt: SimTime;
}

/** The recipient, as far as ICE knows. */
interface Recipient {
  /** The newest message that was held; while it waits, what is new is held behind it. */
  readonly held: string;
  /** It has announced that it takes nothing until then (S070, C602); 0: it takes everything. */
  readonly awayUntil: SimTime;
}

const HERE: Recipient = { held: '', awayUntil: 0 };

/** The timer that watches the oldest message of a recipient; its key is the recipient. */
export const DELIVERY_TIMER = 'T-ACK';

export class Delivery {
  readonly to: ParticipantId;
  /** In the order in which ICE took them. */
  readonly waiting: Table<Waiting>;
  readonly recipient: Table<Recipient>;
  private readonly ackMs: number;

  constructor(to: ParticipantId, ackMs: number) {
    this.to = to;
    this.ackMs = ackMs;
    this.waiting = new Table<Waiting>(`delivery/${to}`, asIs);
    this.recipient = new Table<Recipient>(`recipient/${to}`, asIs);
  }

  /** Messages before the next one. */
  get length(): number {
    return this.waiting.size;
  }

  /** Keeps a message and lets it go, or holds it while its recipient is away or older ones are being repeated. */
  add(message: Message, now: SimTime, out: Outcome): void {
    const recipient = this.recipient.get(this.to) ?? HERE;
    const key = this.keyFor(message);
    const hold = recipient.awayUntil > now || this.mustHold(recipient.held);
    out.put(this.waiting, key, { message, sent: hold ? 0 : 1, sentAt: now });
    if (hold) out.put(this.recipient, this.to, { ...recipient, held: key });
    else out.effects.push({ kind: 'relay', message, to: this.to });
    if (this.waiting.size === 0) out.startTimer(DELIVERY_TIMER, this.to, now + this.ackMs);
  }

  /** S002: these messages are safe with their recipient. Ids that nobody waits for are no fault: a receipt may come twice. */
  settle(messageIds: readonly string[], now: SimTime, out: Outcome): void {
    const settled = new Set<string>();
    let repeated = false;
    for (const id of messageIds) {
      const key = this.keyOf(id, settled);
      if (key === undefined) continue;
      repeated ||= (this.waiting.get(key)?.sent ?? 0) > 1;
      settled.add(key);
      out.put(this.waiting, key, undefined);
    }
    if (settled.size === 0) return;
    const next = this.oldest(settled);
    if (next === undefined) out.stopTimer(DELIVERY_TIMER, this.to);
    else if (repeated || next.sent !== 1) this.followUp(settled, now, out);
  }

  /** T-ACK: the oldest is sent again if it has waited long enough; after an announced outage, all that was held. */
  onTimer(now: SimTime, out: Outcome): void {
    const oldest = this.oldest();
    if (oldest === undefined) return;
    const { awayUntil } = this.recipient.get(this.to) ?? HERE;
    const dueAt = Math.max(
      awayUntil,
      oldest.sent === 0 ? now : oldest.sentAt + this.patience(oldest.sent),
    );
    if (dueAt > now) {
      out.startTimer(DELIVERY_TIMER, this.to, dueAt);
      return;
    }
    if (oldest.sent === 0) {
      this.followUp(new Set(), now, out);
      return;
    }
    this.send(oldest, now, out);
    out.startTimer(DELIVERY_TIMER, this.to, now + this.patience(oldest.sent + 1));
  }

  /** S070: nothing is sent to it before `until`. */
  away(until: SimTime, out: Outcome): void {
    out.put(this.recipient, this.to, {
      ...(this.recipient.get(this.to) ?? HERE),
      awayUntil: until,
    });
    out.startTimer(DELIVERY_TIMER, this.to, until);
  }

  private followUp(except: ReadonlySet<string>, now: SimTime, out: Outcome): void {
    let underWay = 0;
    for (const [key, waiting] of this.waiting.entries()) {
      if (except.has(key)) continue;
      if (underWay++ === LIMITS.repeatWindow) break;
      if (waiting.sent === 0 || waiting.sentAt + this.ackMs <= now)
        this.send(waiting, now, out, key);
    }
    out.startTimer(DELIVERY_TIMER, this.to, now + this.ackMs);
  }

  private send(
    waiting: Waiting,
    now: SimTime,
    out: Outcome,
    key = this.keyOf(waiting.message.messageId),
  ): void {
    const { message, sent } = waiting;
    if (key !== undefined) out.put(this.waiting, key, { message, sent: sent + 1, sentAt: now });
    out.effects.push({ kind: 'relay', message, to: this.to });
    if (sent === 0) return;
    out.fact(
      customsFact({ type: 'MessageRepeated', id: message.messageId, to: this.to, attempt: sent }),
    );
  }

  private mustHold(held: string): boolean {
    const oldest = this.oldest();
    return oldest !== undefined && (oldest.sent !== 1 || this.waiting.get(held)?.sent === 0);
  }

  private oldest(except?: ReadonlySet<string>): Waiting | undefined {
    for (const [key, waiting] of this.waiting.entries())
      if (except?.has(key) !== true) return waiting;
    return undefined;
  }

  /** How long S002 may take after a message has left for the n-th time, in ms. */
  private patience(sent: number): number {
    return this.ackMs * (1 << Math.min(Math.max(sent - 1, 0), LIMITS.repeatDoublingsMost));
  }

  /** The id, unless another sender's message of the same id waits too. */
  private keyFor({ messageId, sender }: Message): string {
    return this.waiting.has(messageId) ? `${messageId}|${sender}` : messageId;
  }

  /** Key of the oldest message with an id; receipts name no sender. */
  private keyOf(messageId: string, except?: ReadonlySet<string>): string | undefined {
    if (this.waiting.has(messageId) && except?.has(messageId) !== true) return messageId;
    const prefix = `${messageId}|`;
    for (const [key] of this.waiting.entries()) {
      if (key.startsWith(prefix) && except?.has(key) !== true) return key;
    }
    return undefined;
  }
}
