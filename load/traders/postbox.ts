/** What leaves for the doors: numbered, written down in the ledger of the load, timed from when it was to leave until its door has taken it. */
import { isoUtc } from '../../simulator/core/time.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Meter } from '../generator/meter.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Letter } from '../town/letters.ts';

/** Hands a text in at the door of a country. */
export type HandIn = (country: string, n: number, text: string) => void;

/** What is known of a message that no door has answered yet. */
export interface Posted {
  readonly messageId: string;
  readonly messageType: string;
  readonly intended: number;
  readonly lrn?: string | undefined;
  readonly mrn?: string | undefined;
}

export class Postbox {
  /** Part of every id and number of this load. */
  readonly run: string;
  private readonly ledger: Ledger;
  private readonly handIn: HandIn;
  private meter: Meter | undefined;
  private startedAt: number;
  private readonly posted = new Map<number, Posted>();
  private last = 0;

  /** @param startedAt Unix ms of the instant that times count from. */
  constructor(ledger: Ledger, startedAt: number, handIn: HandIn) {
    this.run = `L${Math.floor(startedAt / 1_000).toString(36)}`;
    this.ledger = ledger;
    this.startedAt = startedAt;
    this.handIn = handIn;
  }

  /** From now on what leaves is measured. */
  measure(meter: Meter, startedAt: number): void {
    this.meter = meter;
    this.startedAt = startedAt;
  }

  /** Messages that no door has answered. */
  get open(): number {
    return this.posted.size;
  }

  /**
   * @param intended when it was to leave, in ms since the load began.
   * @returns its id.
   */
  post({ country, header, ...letter }: Letter, intended: number, now: number): string {
    const n = ++this.last;
    const { messageType, sender } = letter;
    const messageId = `${this.run}-${n.toString(36)}`;
    const sentAt = isoUtc(this.startedAt + Math.floor(now));
    const message = { messageId, sentAt, schemaVersion: SCHEMA_VERSION, ...letter, ...header };
    const { lrn, mrn } = header;
    this.posted.set(n, { messageId, messageType, intended, lrn, mrn });
    this.ledger.onSent({
      ...{ n, id: messageId, type: messageType, from: sender, to: [], mrn: header.mrn },
      ...{ expected: 'taken', text: '' },
    });
    this.meter?.onDue(intended);
    this.meter?.onSent(now - intended, intended);
    this.handIn(country, n, JSON.stringify(message));
    return messageId;
  }

  /** The door has it (202). */
  onTaken(n: number, now: number): void {
    const posted = this.posted.get(n);
    if (posted === undefined || !this.posted.delete(n)) return;
    this.ledger.onAcknowledged(n, this.idOf(n));
    this.meter?.onAcknowledged(posted.messageType, posted.intended, now);
  }

  /** The door has refused it (4xx) under a rule. @returns what it was. */
  onRefused(n: number, rule: string): Posted | undefined {
    const posted = this.posted.get(n);
    this.posted.delete(n);
    this.ledger.onRefused(n, this.idOf(n), rule);
    return posted;
  }

  /** An office has refused it (S906) after its door had taken it. */
  onNack(messageId: string | undefined, rule: string): void {
    const n = this.numberOf(messageId);
    if (n > 0) this.ledger.onRefused(n, this.idOf(n), rule);
  }

  /** The number in an id of this load; 0 for any other. */
  private numberOf(id: string | undefined): number {
    const prefix = `${this.run}-`;
    if (id?.startsWith(prefix) !== true) return 0;
    const n = parseInt(id.slice(prefix.length), 36);
    return n <= this.last ? n : 0;
  }

  private idOf(n: number): string {
    return `${this.run}-${n.toString(36)}`;
  }
}
