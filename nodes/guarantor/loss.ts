/** A claim that was paid under a guarantee of this insurer, and what has come back of it: the record, not what happens to it. */
import type { Row } from '../../simulator/core/table.ts';
import type { About } from './books.ts';
import type { Cents, Part } from './shares.ts';

export interface LossData {
  readonly claimId: string;
  readonly mrn: string;
  readonly grn: string;
  readonly currency: string;
  readonly amount: Cents;
  /** What each party bears of it, less what has come back. */
  readonly parts: readonly Part[];
  /** Taken from the principal's deposit. */
  readonly recovered: Cents;
  /** Paid back by customs. */
  readonly refunded: Cents;
}

export class Loss implements Row, LossData {
  readonly claimId: string;
  readonly mrn: string;
  readonly grn: string;
  readonly currency: string;
  readonly amount: Cents;
  readonly parts: readonly Part[];
  readonly recovered: Cents;
  readonly refunded: Cents;

  constructor(data: LossData, change: Partial<LossData> = NOTHING) {
    this.claimId = data.claimId;
    this.mrn = data.mrn;
    this.grn = data.grn;
    this.currency = data.currency;
    this.amount = data.amount;
    this.parts = change.parts ?? data.parts;
    this.recovered = change.recovered ?? data.recovered;
    this.refunded = change.refunded ?? data.refunded;
  }

  /** After money has come back to those who bear it. */
  less(back: readonly Part[], change: Partial<LossData>): Loss {
    const returned = ({ role, party }: Part): Cents =>
      back.find((part) => part.role === role && part.party === party)?.amount ?? 0;
    const parts = this.parts.map((part) => ({
      role: part.role,
      party: part.party,
      amount: part.amount - returned(part),
    }));
    return new Loss(this, { parts, ...change });
  }

  /** What nobody has brought back yet. */
  get open(): Cents {
    return this.parts.reduce((sum, { amount }) => sum + amount, 0);
  }

  get about(): About {
    return { claim: this.claimId, mrn: this.mrn, grn: this.grn };
  }
}

const NOTHING: Partial<LossData> = {};

export const reviveLoss = (json: unknown): Loss => new Loss(json as LossData);
