/** What is owed for a movement that was not discharged, and the claim on the guarantor for it: the records, not what happens to them. */

/** In the scheme currency. */
export interface Debt {
  /** Duties and taxes in the country of debt. */
  readonly charges: number;
  readonly interest: number;
  /** The part of the charges that falls on goods that were not declared. */
  readonly undeclared: number;
}

/** X820, as the authority that claims keeps it. */
export interface GuaranteeClaim {
  readonly id: string;
  /** Counted from 1: a claim after one that was withdrawn has a number of its own. */
  readonly number: number;
  readonly grn: string;
  readonly amount: number;
  /** open: neither paid nor withdrawn. */
  readonly status: 'open' | 'paid' | 'withdrawn';
}

/** What the principal owes in all. */
export const totalOf = ({ charges, interest }: Debt): number =>
  Math.round((charges + interest) * 100) / 100;

export const claimAs = (
  { id, number, grn, amount }: GuaranteeClaim,
  status: GuaranteeClaim['status'],
): GuaranteeClaim => ({ id, number, grn, amount, status });
