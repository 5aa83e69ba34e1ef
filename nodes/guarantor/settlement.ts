/** What insurers owe each other is cleared once a month and settled in cash some days later: what waits for either, and the timers for it. */
import type { Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { nextMonth } from '../common/trust-level.ts';
import type { About, Books, Line, Posting } from './books.ts';

/** Timers of an insurer. */
export const CLEARING = 'clearing';
export const SETTLEMENT = 'settlement';

/** What the next clearing is about: a claim that was paid, recourse for a loss, or money that customs has paid back. */
export interface DueItem {
  readonly kind: 'claim' | 'recourse' | 'refund';
  readonly claimId: string;
}

export interface Instant {
  readonly now: SimTime;
  readonly out: Outcome;
}

export class Settlement {
  /** By `kind/claimId`. */
  readonly due = new Table<DueItem>('due', asIs);
  /** Postings that wait for their day. */
  readonly waiting = new Table<Posting>('settlements', asIs);
  private readonly books: Books;

  constructor(books: Books) {
    this.books = books;
  }

  /** For the clearing at the turn of the month. */
  note(item: DueItem, { now, out }: Instant): void {
    out.put(this.due, `${item.kind}/${item.claimId}`, item);
    out.startTimer(CLEARING, 'month', nextMonth(now));
  }

  /** Need not be cleared any more. */
  forget({ kind, claimId }: DueItem, out: Outcome): void {
    out.put(this.due, `${kind}/${claimId}`, undefined);
  }

  /** Cash moves on the day agreed, or at once where that has passed. @param id of what is settled, unique. */
  settleOn(id: string, day: SimTime, about: About, lines: readonly Line[], at: Instant): void {
    at.out.put(this.waiting, id, { entry: 'clearingSettled', about, lines });
    at.out.startTimer(SETTLEMENT, id, Math.max(day, at.now));
  }

  onSettlement(key: string, out: Outcome): void {
    const posting = this.waiting.get(key);
    if (posting === undefined) return;
    out.put(this.waiting, key, undefined);
    this.books.post(posting, out);
  }
}
