/** The arithmetic of a guarantee (domain.md section 8.2, rules 2 and 3), in whole hundredths of the scheme currency. Knows no states and no messages. */

/** Hundredths of the scheme currency, a whole number. */
export type Cents = number;

/** An amount of a message in hundredths; a finer fraction is rounded, half up. */
export const toCents = (amount: number): Cents => Math.round(amount * 100);

/** An amount as messages and facts carry it. */
export const toMoney = (cents: Cents): number => cents / 100;

/** What a guarantee covers at once, and what of it is taken: kept with every change, never summed up again. */
export interface Ledger {
  readonly referenceAmount: Cents;
  /** Sum of the open usages. */
  readonly exposure: Cents;
}

export const emptyLedger = (referenceAmount: Cents): Ledger => ({ referenceAmount, exposure: 0 });

/** What may still be reserved; below zero where claims have locked more than there is. */
export const balanceOf = ({ referenceAmount, exposure }: Ledger): Cents =>
  referenceAmount - exposure;

/** Whether an amount may be reserved; just all that is left may. */
export const covers = (ledger: Ledger, amount: Cents): boolean => amount <= balanceOf(ledger);

/** Takes an amount that `covers` allows. Throws where it does not: the caller has not checked. */
export function reserve(ledger: Ledger, amount: Cents): Ledger {
  if (!(amount >= 0) || !covers(ledger, amount)) broken(ledger, amount);
  return { referenceAmount: ledger.referenceAmount, exposure: ledger.exposure + amount };
}

/** Takes an amount whether the balance covers it or not: a claim locks again what was credited, for the liability is there (row U7). */
export function lock(ledger: Ledger, amount: Cents): Ledger {
  if (!(amount >= 0)) broken(ledger, amount);
  return { referenceAmount: ledger.referenceAmount, exposure: ledger.exposure + amount };
}

/** Puts an amount reserved before back into the balance. Throws where so much is not taken. */
export function giveBack(ledger: Ledger, amount: Cents): Ledger {
  if (!(amount >= 0 && amount <= ledger.exposure)) broken(ledger, -amount);
  return { referenceAmount: ledger.referenceAmount, exposure: ledger.exposure - amount };
}

function broken({ referenceAmount, exposure }: Ledger, change: Cents): never {
  throw new RangeError(
    `the guarantee books do not allow a change of ${String(change)}: ${String(exposure)} of ${String(referenceAmount)} taken`,
  );
}
