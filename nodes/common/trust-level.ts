/** Trust levels, and what a guarantor has to put up for each (domain.md sections 8.1 and 8.2, rule 4). Never changes what a guarantee covers. */
import type { SimTime } from '../../simulator/core/time.ts';
import type { PromotionParameters } from './parameters.ts';

export const LOWEST_LEVEL = 0;
/** The lowest with a record; like the lowest, it puts up the whole amount. */
export const FULL_LEVEL = 1;
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

/** Whether a trader of this level may have a guarantee of this type (CL251): without a record (L0), individual ones only; a waiver, at the highest level. */
export function mayHave(level: number, type: string): boolean {
  if (type === WAIVER) return level === HIGHEST_LEVEL;
  return INDIVIDUAL.includes(type) || (type === COMPREHENSIVE && level > LOWEST_LEVEL);
}

/** The level that the office grants: the one asked for, but never above the account's. */
export const grantedLevel = (requested: number, ofAccount: number): number =>
  Math.min(requested, ofAccount);

/** Whether the level sets what the guarantor puts up; for an individual guarantee that is always the whole amount. */
export const isReduced = (type: string): boolean => type === COMPREHENSIVE || type === WAIVER;

const WAIVER = '0';
const COMPREHENSIVE = '1';
/** By undertaking, by vouchers, for several movements; cash is not taken here. */
const INDIVIDUAL: readonly string[] = ['2', '4', '9'];

/** Ours: a trader who sends goods every working day comes to twenty discharges a month. */
export const PROMOTION: PromotionParameters = { discharges: 20, highestLevel: 3 };

/** The first moment of the month after, UTC: then records are reviewed. */
export const nextMonth = (now: SimTime): SimTime => monthAfter(now, 1);

/** The first moment of the month before. */
export const previousMonth = (now: SimTime): SimTime => monthAfter(now, -1);

function monthAfter(now: SimTime, months: number): SimTime {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}
