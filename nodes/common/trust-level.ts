/** Trust levels, and what a guarantor has to put up for each (domain.md sections 8.1 and 8.2, rule 4). Never changes what a guarantee covers. */

export const LOWEST_LEVEL = 0;
export const HIGHEST_LEVEL = 4;

/** By level: L0 new, L1, L2, L3, L4 waiver. */
const PERCENTAGES: readonly number[] = [100, 100, 50, 30, 0];

/** Share of the reference amount that the guarantor puts up, in per cent. Throws RangeError for anything but 0 to 4. */
export function percentageOf(level: number): number {
  const percentage = PERCENTAGES[level];
  if (percentage === undefined) throw new RangeError(`no trust level ${level}`);
  return percentage;
}

/** What the guarantor puts up, rounded up; both amounts in whole hundredths of the scheme currency. */
export const guaranteeToLodge = (referenceAmount: number, level: number): number =>
  Math.ceil((referenceAmount * percentageOf(level)) / 100);

/** Whether a trader of this level may have a guarantee of this type (CL251): without a record (L0), individual ones only. */
export const mayHave = (level: number, type: string): boolean =>
  GRANTED_TYPES.includes(type) && (level > LOWEST_LEVEL || INDIVIDUAL.includes(type));

/** The level that the office grants: the one asked for, but never above the account's. */
export const grantedLevel = (requested: number, ofAccount: number): number =>
  Math.min(requested, ofAccount);

/** Types that an undertaking can stand behind; vouchers and cash are not issued here. */
const GRANTED_TYPES: readonly string[] = ['0', '1', '2', '9'];
const INDIVIDUAL: readonly string[] = ['2', '9'];
