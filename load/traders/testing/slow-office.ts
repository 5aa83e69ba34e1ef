/** An office of guarantee as a plain ledger that does and says everything later, in whatever order it is told to; for tests of the book. */
import { makeMrn } from '../../../nodes/common/numbers/mrn.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { Book } from '../book.ts';
import type { Expected } from '../cases.ts';
import { AS_COVERED } from '../cases.ts';
import { GuaranteeBook } from '../guarantee-book.ts';

type Fate = 'toBeReserved' | 'reserved' | 'refused' | 'released' | 'toBeGivenBack' | 'givenBack';

interface Case {
  readonly lrn: string;
  readonly amount: number;
  fate: Fate;
}

interface Question {
  readonly id: string;
  exposure: number | undefined;
}

/** Whether the office reserves; the right one does where the balance covers the amount. */
export type Decides = (amount: number, balance: number) => boolean;
export const RIGHT: Decides = (amount, balance) => amount <= balance;

export class SlowOffice {
  readonly ledger = new Ledger();
  readonly book = new Book(this.ledger);
  readonly guarantee: GuaranteeBook;
  exposure = 0;
  /** Of its wrong decisions. */
  mistakes = 0;
  private readonly decides: Decides;
  private readonly cases: Case[] = [];
  private readonly questions: Question[] = [];
  private asked = 0;

  constructor(referenceAmount: number, decides: Decides = RIGHT) {
    this.guarantee = new GuaranteeBook('26GE000900A000015', referenceAmount);
    this.decides = decides;
  }

  declare(amount: number, expected: Expected = AS_COVERED): string {
    const lrn = `GE-${String(this.cases.length + 1)}`;
    const guarantee = expected === AS_COVERED ? this.guarantee : undefined;
    this.book.onDeclared({ lrn, messageId: `m-${lrn}`, expected, guarantee, amount });
    this.book.onAccepted(lrn, this.mrnOf(lrn));
    this.cases.push({ lrn, amount, fate: 'toBeReserved' });
    return lrn;
  }

  ask(): void {
    const id = `q-${String(++this.asked)}`;
    this.book.onAsked(id, this.guarantee);
    this.questions.push({ id, exposure: undefined });
  }

  /** One thing that waits is done. @param pick any whole number; which one it is. */
  step(pick: number): void {
    const open = this.cases.filter(({ fate }) => fate !== 'givenBack');
    const waiting = open.length + this.questions.length;
    if (waiting === 0) return;
    const at = pick % waiting;
    const one = open[at];
    if (one === undefined) this.answer(at - open.length);
    else this.advance(one);
  }

  /** Everything comes to its end but what is released and stays so. */
  settle(): void {
    for (const one of this.cases) {
      while (one.fate !== 'released' && one.fate !== 'givenBack') this.advance(one);
    }
    while (this.questions.length > 0) this.answer(0);
  }

  private advance(one: Case): void {
    const { lrn, amount } = one;
    const { book, guarantee } = this;
    switch (one.fate) {
      case 'toBeReserved': {
        const balance = guarantee.referenceAmount - this.exposure;
        const reserves = this.decides(amount, balance);
        if (reserves !== RIGHT(amount, balance)) this.mistakes++;
        if (reserves) this.exposure += amount;
        one.fate = reserves ? 'reserved' : 'refused';
        return;
      }
      case 'reserved':
        book.onReleased(lrn, this.mrnOf(lrn));
        one.fate = 'released';
        return;
      case 'refused':
        book.onCoverRefused(lrn, ['G09']);
        one.fate = 'givenBack';
        return;
      case 'released':
        book.onGivingBack(lrn);
        one.fate = 'toBeGivenBack';
        return;
      case 'toBeGivenBack':
        this.exposure -= amount;
        book.onGivenBack(lrn, 'T045');
        one.fate = 'givenBack';
        return;
      case 'givenBack':
    }
  }

  /** First it looks at its books, then, some time later, it tells. */
  private answer(at: number): void {
    const question = this.questions[at]!;
    if (question.exposure === undefined) {
      question.exposure = this.exposure;
      return;
    }
    this.questions.splice(at, 1);
    const { exposure } = question;
    const { referenceAmount } = this.guarantee;
    this.book.onStanding(question.id, { exposure, referenceAmount });
  }

  /** Under which it accepts a declaration. */
  mrnOf(lrn: string): string {
    const serial6 = lrn.slice('GE-'.length).padStart(6, '0');
    return makeMrn({ year: 2026, country: 'GE', office6: '000101', serial6 });
  }
}
