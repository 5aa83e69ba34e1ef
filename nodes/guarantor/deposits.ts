/** Undertakings that the insurer has signed, and the deposits that principals have lodged for them: the guarantee amount, which recourse takes from. */
import { Drafts } from '../../simulator/core/drafts.ts';
import type { Outcome } from '../../simulator/core/participant.ts';
import type { Row } from '../../simulator/core/table.ts';
import { Table } from '../../simulator/core/table.ts';
import type { Body } from '../common/message-types.ts';
import type { Books } from './books.ts';
import type { Cents } from './shares.ts';
import { toCents } from './shares.ts';

interface UndertakingData {
  readonly body: Body<'G811'>;
  /** Empty until the office of guarantee has granted it. */
  readonly grn: string;
  readonly deposit: Cents;
  /** The principal is in default: he lodges nothing more. */
  readonly called: boolean;
}

export class SignedUndertaking implements Row, UndertakingData {
  readonly body: Body<'G811'>;
  readonly grn: string;
  readonly deposit: Cents;
  readonly called: boolean;

  constructor(data: UndertakingData, change: Partial<UndertakingData> = NOTHING) {
    this.body = data.body;
    this.grn = change.grn ?? data.grn;
    this.deposit = change.deposit ?? data.deposit;
    this.called = change.called ?? data.called;
  }

  with(change: Partial<Omit<UndertakingData, 'body'>>): SignedUndertaking {
    return new SignedUndertaking(this, change);
  }
}

const NOTHING: Partial<UndertakingData> = {};
const revive = (json: unknown): SignedUndertaking => new SignedUndertaking(json as UndertakingData);

/** A voucher's GRN begins with that of its series. */
const SERIES_LENGTH = 17;

export class Deposits {
  /** By the request's messageId. */
  readonly table = new Table('undertakings', revive);
  private readonly drafts = new Drafts(this.table);
  private readonly books: Books;

  constructor(books: Books) {
    this.books = books;
  }

  /** Signed, and not granted yet. */
  sign(id: string, body: Body<'G811'>): void {
    this.drafts.set(id, new SignedUndertaking({ body, grn: '', deposit: 0, called: false }));
  }

  drop(id: string): void {
    this.drafts.set(id, undefined);
  }

  /** G812: the undertaking stands behind a guarantee from now on; false where none was signed. */
  grant(id: string, grn: string, amount: number, out: Outcome): boolean {
    const signed = this.drafts.get(id);
    if (signed === undefined) return false;
    this.drafts.set(id, signed.with({ grn }));
    this.change(grn, toCents(amount), out);
    return true;
  }

  /** G225: the amount follows the principal's level; who is in default gets money back, but brings none. */
  follow(grn: string, amount: number, out: Outcome): void {
    const signed = this.find(grn)?.[1];
    if (signed === undefined) return;
    const due = toCents(amount);
    this.change(grn, signed.called ? Math.min(due, signed.deposit) : due, out);
  }

  /** G023: the principal has not discharged what he owes. */
  call(grn: string): void {
    const found = this.find(grn);
    if (found !== undefined) this.drafts.set(found[0], found[1].with({ called: true }));
  }

  /** G228: the guarantor is free; what is left of the deposit goes back. */
  release(grn: string, out: Outcome): void {
    const found = this.find(grn);
    if (found === undefined) return;
    this.change(grn, 0, out);
    this.drafts.set(found[0], undefined);
  }

  heldFor(grn: string): Cents {
    return this.find(grn)?.[1].deposit ?? 0;
  }

  /** Recourse takes from a deposit, a refund brings it back; who calls this has booked it. False where there is no such deposit. */
  move(grn: string, amount: Cents): boolean {
    const found = this.find(grn);
    if (found === undefined) return false;
    const [id, signed] = found;
    this.drafts.set(id, signed.with({ deposit: signed.deposit + amount }));
    return true;
  }

  flush(out: Outcome): void {
    this.drafts.flush(out);
  }

  private change(grn: string, deposit: Cents, out: Outcome): void {
    const more = deposit - this.heldFor(grn);
    if (!this.move(grn, more)) return;
    this.books.post(
      {
        entry: more > 0 ? 'depositTaken' : 'depositReturned',
        about: { grn },
        lines: [
          ['cash', more],
          ['depositsHeld', -more],
        ],
      },
      out,
    );
  }

  /** Looks through all, which claims and changes alone ask for. */
  private find(grn: string): readonly [id: string, SignedUndertaking] | undefined {
    const series = grn.slice(0, SERIES_LENGTH);
    for (const [id] of this.table.entries()) {
      const signed = this.drafts.get(id);
      if (signed?.grn === series) return [id, signed];
    }
    return undefined;
  }
}
