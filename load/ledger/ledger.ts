/**
 * What was sent against what came back: every acknowledgement, refusal and delivery is held against the specification, while the load goes on and at
 * its end. Knows messages by the number in their id, and no clock.
 */
import type { Finding, FindingKind, LoadReport } from '../report/load-report.ts';
import { Growing } from './growing.ts';
import { isSameValue } from './same-value.ts';

/** What the specification says of a message: it is taken; a repeat of one is taken again; or it is refused under a rule. */
export type Expected = 'taken' | { readonly refused: string };

export interface Sending {
  /** The number in its id. */
  readonly n: number;
  readonly id: string;
  readonly type: string;
  readonly from: string;
  /** Countries that must have it. */
  readonly to: readonly string[];
  readonly mrn: string | undefined;
  readonly expected: Expected;
  /** Its wire form. */
  readonly text: string;
}

/** A message that is not through yet. */
interface Open {
  readonly sending: Sending;
  acknowledged: boolean;
  /** Countries that it has not come to. */
  missing: readonly string[];
}

const NOBODY: readonly string[] = [];

const FINDINGS_KEPT = 100;
const SENT = 1;
const REFUSED = 2;
/**
 * ICE delivers again what it holds no receipt of after T-ACK (10 s), which under load it may not have come to. So a delivery again this soon after the
 * first, in ms, is a repeat that was passed on (C108), and one so late a receipt that does not count.
 */
const AGAIN_SOON_MS = 5_000;
const AGAIN_LATE_MS = 15_000;

/** What an arrival was; `wrong`: not meant for whom it came to, or for nobody. */
export type Arrival = 'first' | 'again' | 'wrong';

export class Ledger {
  /** Answers looked at: acknowledgements, refusals, deliveries. */
  answers = 0;
  wrong = 0;
  readonly findings: Finding[] = [];
  private readonly open = new Map<number, Open>();
  /** By number: what became of it. */
  private readonly fates = new Growing(Uint8Array);
  /** By number: when it was delivered first, in ms. */
  private readonly deliveredAt = new Growing(Uint32Array);
  /** By number: the place of its recipients in `circles`, which stay known when it is through. */
  private readonly circleOf = new Growing(Uint32Array);
  private readonly circles: (readonly string[])[] = [];
  private readonly places = new Map<string, number>();
  /** Unreadable messages sent, and answers to such, by country: the answers name none. */
  private readonly unreadable = new Map<string, { sent: number; answered: number }>();
  /** Ids of these answers, which are repeated until they are receipted. */
  private readonly told = new Set<string>();

  /** What is not through yet: messages without acknowledgement, refusal or delivery, countries not told of anything unreadable. */
  get size(): number {
    let untold = 0;
    for (const { answered } of this.unreadable.values()) if (answered === 0) untold++;
    return this.open.size + untold;
  }

  onSent(sending: Sending): void {
    this.fates.set(sending.n, SENT);
    this.circleOf.set(sending.n, this.placeOf(sending.to));
    const missing = sending.expected === 'taken' ? sending.to : NOBODY;
    this.open.set(sending.n, { sending, acknowledged: false, missing });
  }

  /** A message of this country that nobody can read; its answer names none. */
  onUnreadableSent(country: string): void {
    const counts = this.unreadable.get(country) ?? { sent: 0, answered: 0 };
    counts.sent++;
    this.unreadable.set(country, counts);
  }

  /**
   * S001.
   * @param country that it came to; absent: its sender, as whoever asked.
   * @returns whether it is the first for this message.
   */
  onAcknowledged(n: number, id: string, country?: string): boolean {
    this.answers++;
    const open = this.open.get(n);
    if (open === undefined) {
      const fate = this.fates.get(n);
      if (fate === 0)
        this.find('wronglyTaken', 'C108', { id }, `S001 for ${id}, which was never sent`);
      else if (fate === REFUSED)
        this.find('wronglyTaken', 'C108', { id }, `S001 for ${id}, which was refused before`);
      return false;
    }
    const { sending } = open;
    if (this.isAstray('S001', sending, country)) return false;
    if (sending.expected !== 'taken') {
      const { refused } = sending.expected;
      this.find('wronglyTaken', refused, sending, `${id} breaks ${refused} and was acknowledged`);
      this.open.delete(n);
      return false;
    }
    if (open.acknowledged) return false;
    open.acknowledged = true;
    this.settle(open);
    return true;
  }

  /**
   * S906 or S917 that names a message.
   * @param country that it came to; absent: its sender, as whoever asked.
   * @returns whether that message is refused, and not merely spoken of (C602).
   */
  onRefused(n: number, id: string, rule: string, country?: string): boolean {
    this.answers++;
    if (NOTICES.has(rule)) return false;
    const sending = this.open.get(n)?.sending;
    if (sending === undefined) {
      // A refusal is repeated until it is receipted.
      if (this.fates.get(n) !== REFUSED)
        this.find(
          'wronglyRefused',
          rule,
          { id },
          `${id} is refused (${rule}) after it was through`,
        );
      return false;
    }
    if (this.isAstray(`the refusal (${rule})`, sending, country)) return false;
    const { expected } = sending;
    if (expected === 'taken') {
      const detail = `${id} keeps the specification and is refused (${rule})`;
      this.find('wronglyRefused', rule, sending, detail);
    } else if (expected.refused !== rule) {
      const detail = `${id} breaks ${expected.refused} and is refused under ${rule}`;
      this.find('wronglyTaken', expected.refused, sending, detail);
    }
    this.fates.set(n, REFUSED);
    this.open.delete(n);
    return true;
  }

  /** S917 that names no message. @param id its own. */
  onUnreadableAnswered(country: string, id: string): void {
    this.answers++;
    if (this.told.has(id)) return;
    this.told.add(id);
    const counts = this.unreadable.get(country);
    if (counts === undefined || counts.answered === counts.sent) {
      const detail = `${country} is told that a message could not be read, and sent none such`;
      this.find('wronglyRefused', 'C101', { id: '' }, detail);
    } else counts.answered++;
  }

  /**
   * Something came out at a country.
   * @param now ms.
   */
  onDelivered(n: number, id: string, country: string, text: string, now: number): Arrival {
    this.answers++;
    const open = this.open.get(n);
    if (open === undefined) return this.again(n, id, country, now);
    const { sending } = open;
    if (!sending.to.includes(country)) return this.misdelivered(sending, sending.to, country);
    const isSound = text === sending.text || isSame(text, sending.text);
    if (!isSound) {
      const detail = `${id} came to ${country} with other content than it left`;
      this.find('altered', 'C101', sending, detail);
    }
    if (!open.missing.includes(country)) return this.again(n, id, country, now);
    if (this.deliveredAt.get(n) === 0) this.deliveredAt.set(n, now);
    open.missing =
      open.missing.length === 1 ? NOBODY : open.missing.filter((one) => one !== country);
    this.settle(open);
    return 'first';
  }

  /** Deliveries of one movement from one country to another come in the order in which they were sent. */
  onDisordered(sending: Pick<Sending, 'id' | 'type' | 'mrn'>, before: string): void {
    const detail = `${sending.id} came before ${before}, which was sent earlier for the same movement`;
    this.find('disordered', 'C103', sending, detail);
  }

  onFinding(kind: FindingKind, rule: string, about: About, detail: string): void {
    this.find(kind, rule, about, detail);
  }

  /** At the end: what is still open is lost, or unanswered. */
  close(): void {
    for (const open of this.open.values()) {
      const { sending, acknowledged, missing } = open;
      const { id } = sending;
      if (acknowledged) {
        const detail = `${id} was acknowledged and has not come to ${missing.join(', ')}`;
        this.find('lost', 'C603', sending, detail);
      } else this.find('unanswered', 'C107', sending, `${id} was neither acknowledged nor refused`);
    }
    for (const [country, { sent, answered }] of this.unreadable) {
      // ICE tells of so many at once, and no more.
      if (answered > 0 || sent === 0) continue;
      const detail = `${country} sent ${String(sent)} messages that cannot be read and was told of none`;
      this.find('unanswered', 'C101', { id: '' }, detail);
    }
    this.open.clear();
  }

  private again(n: number, id: string, country: string, now: number): Arrival {
    if (this.fates.get(n) === 0) {
      this.find('altered', 'C110', { id }, `${id} came to ${country}, and nobody sent it`);
      return 'wrong';
    }
    const circle = this.circles[this.circleOf.get(n)] ?? NOBODY;
    if (!circle.includes(country)) return this.misdelivered({ id }, circle, country);
    if (this.fates.get(n) === REFUSED) {
      this.find('wronglyTaken', 'C108', { id }, `${id} was refused, and came to ${country}`);
      return 'wrong';
    }
    const later = now - this.deliveredAt.get(n);
    if (later < AGAIN_SOON_MS || later > AGAIN_LATE_MS) {
      const detail = `${id} came to ${country} again, ${(later / 1_000).toFixed(1)} s after the first time`;
      this.find('doubled', 'C108', { id }, detail);
    }
    return 'again';
  }

  private misdelivered(about: About, to: readonly string[], country: string): Arrival {
    const meant = to.length === 0 ? 'nobody' : to.join(', ');
    const detail = `${about.id} is meant for ${meant} and came to ${country}`;
    this.find('misdelivered', 'C601', about, detail);
    return 'wrong';
  }

  /** An answer that came to another country than the sender. */
  private isAstray(what: string, sending: Sending, country = sending.from): boolean {
    if (country === sending.from) return false;
    const detail = `${what} of ${sending.id} is for ${sending.from} and came to ${country}`;
    this.find('misdelivered', 'C601', sending, detail);
    return true;
  }

  private settle({ acknowledged, missing, sending }: Open): void {
    if (acknowledged && missing.length === 0) this.open.delete(sending.n);
  }

  private placeOf(circle: readonly string[]): number {
    const name = circle.join();
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.circles.push(circle) - 1;
      this.places.set(name, place);
    }
    return place;
  }

  private find(kind: FindingKind, rule: string, about: About, detail: string): void {
    this.wrong++;
    if (this.findings.length === FINDINGS_KEPT) return;
    const { id: messageId, type: messageType = '', mrn } = about;
    this.findings.push({ kind, rule, messageId, messageType, mrn, detail });
  }
}

export interface About {
  readonly id: string;
  readonly type?: string;
  readonly mrn?: string | undefined;
}

/** S906 under these says that a message that was taken waits, or has waited too long. */
const NOTICES: ReadonlySet<string> = new Set(['C602']);

function isSame(one: string, other: string): boolean {
  try {
    return isSameValue(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

/** How far it has come, for a report. */
export const checkedBy = ({ answers, wrong, findings }: Ledger): LoadReport['checked'] => ({
  answers,
  wrong,
  findings,
});
