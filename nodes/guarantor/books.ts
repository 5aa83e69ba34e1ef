/** An insurer's double-entry books: accounts with their balances, and postings that leave nothing over. Knows no message. */
import { Drafts } from '../../simulator/core/drafts.ts';
import type { Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import { customsFact } from '../common/facts.ts';
import type { Cents } from './shares.ts';
import { toMoney } from './shares.ts';

/** Debits are positive. What it has or may ask for, what it holds for others or owes, what a claim costs it. */
export const ACCOUNTS = [
  'cash',
  'receivableFromIssuer',
  'receivableFromFronting',
  'receivableFromPool',
  'reinsuranceRecoverable',
  'depositsHeld',
  'payableToFronting',
  'payableToIssuer',
  'payableToPool',
  'payableToReinsurer',
  'claimsPaid',
  'retainedLosses',
  'poolLosses',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** What happened, in the order in which a claim goes. */
export type EntryKind =
  | 'depositTaken'
  | 'depositReturned'
  | 'claimPaid'
  | 'claimCleared'
  | 'clearingSettled'
  | 'lossTaken'
  | 'cessionTaken'
  | 'recourseTaken'
  | 'recourseShared'
  | 'refundReceived'
  | 'refundShared';

/** What an entry is about. */
export interface About {
  readonly claim?: string;
  readonly mrn?: string;
  readonly grn?: string;
}

export type Line = readonly [account: Account, amount: Cents];

export interface Posting {
  readonly entry: EntryKind;
  readonly about: About;
  readonly lines: readonly Line[];
}

interface Balance {
  readonly balance: Cents;
}

export class Books {
  /** By account; one that nothing was ever posted to has no row. */
  readonly table = new Table<Balance>('books', asIs);
  private readonly drafts = new Drafts(this.table);

  balanceOf(account: Account): Cents {
    return this.drafts.get(account)?.balance ?? 0;
  }

  /** @throws RangeError where debits and credits differ: a broken invariant. */
  post({ entry, about, lines }: Posting, out: Outcome): void {
    const moved = lines.filter(([, amount]) => amount !== 0);
    const left = moved.reduce((sum, [, amount]) => sum + amount, 0);
    if (left !== 0) throw new RangeError(`the posting ${entry} leaves ${String(left)} over`);
    if (moved.length === 0) return;
    for (const [account, amount] of moved) {
      this.drafts.set(account, { balance: this.balanceOf(account) + amount });
    }
    out.fact(
      customsFact({
        type: 'InsurerBooked',
        entry,
        ...about,
        lines: moved.map(([account, amount]) => ({ account, amount: toMoney(amount) })),
      }),
    );
  }

  /** Hands what the step has posted to the outcome. */
  flush(out: Outcome): void {
    this.drafts.flush(out);
  }
}
