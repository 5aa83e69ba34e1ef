/** What a guarantee is limited to: goods (rules C408 and C412) and, for an individual one, the way (rule C411). */
import type { Body } from '../../common/message-types.ts';

export interface Restrictions {
  readonly excludesSensitive: boolean;
  /** HS codes, 2 to 6 digits; none: all goods. */
  readonly commodities: readonly string[];
  /** Empty: whichever. */
  readonly officeOfDeparture: string;
  readonly officeOfDestination: string;
}

/** Most guarantees have none: one object for all of them. */
export const NO_RESTRICTIONS: Restrictions = {
  excludesSensitive: false,
  commodities: [],
  officeOfDeparture: '',
  officeOfDestination: '',
};

/** As G810 and G811 say it. */
export type StatedRestrictions = Pick<
  Body<'G810'>,
  'excludesSensitive' | 'commodities' | 'officeOfDeparture' | 'officeOfDestination'
>;

/** What was asked for, or holds so far, narrowed by what is stated now; the same object where nothing is. */
export function narrowed(before: Restrictions, stated: StatedRestrictions): Restrictions {
  const { excludesSensitive, commodities, officeOfDeparture, officeOfDestination } = stated;
  const nothing =
    excludesSensitive !== 1 &&
    commodities === undefined &&
    officeOfDeparture === undefined &&
    officeOfDestination === undefined;
  if (nothing) return before;
  return {
    excludesSensitive: before.excludesSensitive || excludesSensitive === 1,
    commodities: inBoth(before.commodities, commodities ?? []),
    officeOfDeparture: officeOfDeparture ?? before.officeOfDeparture,
    officeOfDestination: officeOfDestination ?? before.officeOfDestination,
  };
}

/** Codes that both lists cover; a chapter covers its headings. An empty list covers everything. */
function inBoth(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  const covered = (codes: readonly string[], code: string) =>
    codes.some((each) => code.startsWith(each));
  const both = [
    ...one.filter((code) => covered(other, code)),
    ...other.filter((code) => covered(one, code)),
  ];
  // Lists that have nothing in common cover what was stated last: the office sees it and refuses.
  return both.length === 0 ? other : [...new Set(both)];
}

/** Whether the one covers all that the other does. */
export const isNoNarrower = (one: Restrictions, other: Restrictions): boolean =>
  (!one.excludesSensitive || other.excludesSensitive) &&
  (one.commodities.length === 0 ||
    other.commodities.every((code) => one.commodities.includes(code))) &&
  (other.commodities.length > 0 || one.commodities.length === 0) &&
  one.officeOfDeparture === other.officeOfDeparture &&
  one.officeOfDestination === other.officeOfDestination;

/** Rule C412. */
export const coversCommodities = (
  { commodities }: Restrictions,
  asked: readonly string[],
): boolean =>
  commodities.length === 0 ||
  asked.every((code) => commodities.some((covered) => code.startsWith(covered)));

/** Rule C411; what the movement does not say is not compared. */
export const coversWay = (
  { officeOfDeparture, officeOfDestination }: Restrictions,
  way: Pick<StatedRestrictions, 'officeOfDeparture' | 'officeOfDestination'>,
): boolean =>
  isSame(officeOfDeparture, way.officeOfDeparture) &&
  isSame(officeOfDestination, way.officeOfDestination);

const isSame = (limit: string, office: string | undefined): boolean =>
  limit === '' || office === undefined || limit === office;
