/** How the demand of a flow is spread over months, weekdays and hours. Means only: chance is drawn by whoever makes the traffic. */
import { CORRIDOR_DATA } from './corridors.ts';
import type { Place } from './corridors.ts';

/** `georgia2023`: transit trucks of 2023 by month; `produce`: fruit and vegetables from Uzbekistan; `flat`: all year alike. */
export type SeasonId = 'georgia2023' | 'produce' | 'flat';

/** What kind of place trucks leave from; it decides weekdays and hours. */
export type DayId = 'office' | 'port' | 'border';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Length of the months of 2023, the year the counts are of. */
const DAYS_2023 = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const georgia = CORRIDOR_DATA.seasonality.georgiaTransitTrucks2023;

/** Trucks of a day of each month over those of the mean day of the year, January first. */
const SEASONS: Readonly<Record<SeasonId, readonly number[]>> = {
  georgia2023: georgia.monthly.map(
    ({ trucks }, i) => trucks / (DAYS_2023[i] as number) / (georgia.yearTotal / 365),
  ),
  // 1.3 from May to July is in the data (an estimate); the rest makes the months' mean 1.
  produce: [0.8, 0.8, 0.8, 0.8, 1.3, 1.3, 1.3, 1.1, 1.1, 1.1, 0.8, 0.8],
  flat: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
};

/** Monday to Sunday; assumptions, no counts by weekday are published. */
const WEEKDAYS: Readonly<Record<DayId, readonly number[]>> = {
  office: [1.15, 1.2, 1.2, 1.2, 1.25, 0.7, 0.3],
  port: [1.0, 1.05, 1.05, 1.05, 1.05, 0.95, 0.85],
  border: [1.0, 1.05, 1.05, 1.05, 1.05, 0.95, 0.85],
};

/** Weight of each local hour from midnight; assumptions. */
const HOURS: Readonly<Record<DayId, readonly number[]>> = {
  office: [0, 0, 0, 0, 0, 0, 1, 3, 6, 10, 12, 12, 10, 9, 10, 11, 9, 5, 2, 0, 0, 0, 0, 0],
  port: [2, 2, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 5, 6, 6, 6, 6, 5, 5, 4, 4, 3, 3],
  border: [3, 3, 2, 2, 2, 3, 4, 5, 5, 5, 5, 5, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4],
};

/** Which pattern of days and hours trucks keep that leave from a place. */
export function dayOf(place: Place): DayId {
  if (place.kind === 'bcp') return 'border';
  return place.kind === 'port' ? 'port' : 'office';
}

/**
 * Trucks in the hour of an instant for one truck a day in the year's mean. Weekdays shift trucks within a month but not
 * out of it, so that a month's total stays what was counted.
 * @param offsetMin minutes east of UTC of the place of departure.
 */
export function hourlyShare(season: SeasonId, day: DayId, t: number, offsetMin: number): number {
  const local = new Date(t + offsetMin * MINUTE);
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()];
  const weekday = (local.getUTCDay() + 6) % 7;
  const weights = WEEKDAYS[day];
  const ofDay = (weights[weekday] as number) / meanWeight(weights, year, month);
  const hours = HOURS[day];
  const ofHour = (hours[local.getUTCHours()] as number) / total(hours);
  return (SEASONS[season][month] as number) * ofDay * ofHour;
}

/** The most that `hourlyShare` gives at any time: the bound for drawing arrivals by thinning. */
export function hourlyShareMax(season: SeasonId, day: DayId): number {
  const hours = HOURS[day];
  const dayMax = Math.max(...WEEKDAYS[day]) / leastMeanWeight(day);
  return Math.max(...SEASONS[season]) * dayMax * (Math.max(...hours) / total(hours));
}

/** The sum of `hourlyShare` over the hours that begin from `from` up to but not including `to`. */
export function sharesBetween(
  season: SeasonId,
  day: DayId,
  from: number,
  to: number,
  offsetMin: number,
): number {
  let sum = 0;
  for (let t = from; t < to; t += HOUR) sum += hourlyShare(season, day, t, offsetMin);
  return sum;
}

/** Mean weight of the days of a month (0 to 11), which depends on the weekday it begins with. */
function meanWeight(weights: readonly number[], year: number, month: number): number {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const first = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  return meanFrom(weights, first, length);
}

function meanFrom(weights: readonly number[], first: number, length: number): number {
  // Four whole weeks weigh 28; only the days beyond them differ between months.
  let sum = 4 * total(weights);
  for (let i = 28; i < length; i++) sum += weights[(first + i) % 7] as number;
  return sum / length;
}

function leastMeanWeight(day: DayId): number {
  const weights = WEEKDAYS[day];
  const firsts = [0, 1, 2, 3, 4, 5, 6];
  const means = firsts.flatMap((first) => [28, 29, 30, 31].map((n) => meanFrom(weights, first, n)));
  return Math.min(...means);
}

const total = (weights: readonly number[]): number => weights.reduce((sum, w) => sum + w, 0);
