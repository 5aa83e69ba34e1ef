/** How long a truck takes at each side of a border: the published hours that the model is fitted to, and estimates elsewhere. Not what a run measured. */
import { isNodeCountry } from '../../nodes/countries/countries.ts';
import { capacityOf } from './capacities.ts';
import type { Capacity } from './capacities.ts';
import { CORRIDOR_DATA, countryRowOf, placeOf } from './corridors.ts';
import type { Confidence, Country, PostDirection, PostPair, PostStatistic } from './corridors.ts';

export interface BorderTime {
  /** Place id of the post, and the pair it belongs to. */
  readonly post: string;
  readonly pair: string;
  readonly country: Country;
  readonly direction: PostDirection;
  readonly meanHours: number;
  readonly kind: 'published' | 'estimate';
  readonly confidence: Confidence;
  readonly source: string;
  readonly basis: string;
  /** Of the pair, in the direction of travel. */
  readonly capacity: Capacity;
  /** The country's mean over all its road posts in the same year, where it is published: a yardstick for the estimates. */
  readonly countryMeanHours: number | null;
}

/** The year taken as normal: 2020 carries pandemic controls. */
export const FIT_YEAR = 2022;

/** Estimated posts are taken to run at these shares of their capacity, with arrivals bunched in a third of the day. */
const UTILISATION = 0.8;
const UTILISATION_SMALL = 0.5;
const SMALL_TRUCKS_PER_DAY = 125;
const BUNCHING = 3;

/**
 * Every side of every road post of the countries that run a node, and the published sides of the posts facing them, by
 * pair and post. Rows of kind `published` are the target of the fit; estimates are left out of it.
 */
export const BORDER_TIMES: readonly BorderTime[] = CORRIDOR_DATA.bcpPairs
  .filter((pair) => pair.modes.includes('road') || pair.modes.includes('ferry'))
  .flatMap((pair) => [...sideTimes(pair, pair.a), ...sideTimes(pair, pair.b)]);

/** The rows that `rehearse fit` compares a run with. Alat counts once, though three lines call there. */
export const FIT_TARGETS: readonly BorderTime[] = BORDER_TIMES.filter(
  (row, i) =>
    row.kind === 'published' &&
    BORDER_TIMES.findIndex((r) => r.post === row.post && r.direction === row.direction) === i,
);

/** The time at one side of a post, or undefined where it is no road post of the data. */
export const borderTimeOf = (post: string, direction: PostDirection): BorderTime | undefined =>
  BORDER_TIMES.find((row) => row.post === post && row.direction === direction);

function sideTimes(pair: PostPair, post: string): BorderTime[] {
  const directions: readonly PostDirection[] = ['outbound', 'inbound'];
  return directions.flatMap((direction) => {
    const published = CORRIDOR_DATA.bcpStats.find((row) => isTarget(row, post, direction));
    if (published !== undefined) return [publishedTime(pair, published)];
    return isNodeCountry(placeOf(post).country) ? estimatedTime(pair, post, direction) : [];
  });
}

function isTarget(row: PostStatistic, post: string, direction: PostDirection): boolean {
  if (row.mode !== 'road' || row.year !== FIT_YEAR) return false;
  return row.bcp === post && row.direction === direction;
}

function publishedTime(pair: PostPair, row: PostStatistic): BorderTime {
  const { bcp: post, direction, meanHours, confidence, source } = row;
  const basis = row.note ?? `mean of ${String(row.year)}, road`;
  const kind = 'published';
  return { ...common(pair, post, direction), meanHours, kind, confidence, source, basis };
}

/** Processing, and the queue before it as if the post were one lane working at its capacity. */
function estimatedTime(pair: PostPair, post: string, direction: PostDirection): BorderTime[] {
  const { country } = placeOf(post);
  const processing = CORRIDOR_DATA.processingMinutes.find((row) => row.country === country);
  if (processing === undefined) return [];
  const row = common(pair, post, direction);
  const { trucksPerDay } = row.capacity;
  const utilisation = trucksPerDay < SMALL_TRUCKS_PER_DAY ? UTILISATION_SMALL : UTILISATION;
  const queue = (utilisation / (1 - utilisation)) * (24 / trucksPerDay) * BUNCHING;
  const meanHours = Math.round((processing.totalMinutes / 60 + queue) * 10) / 10;
  const basis =
    `${String(processing.totalMinutes)} min of processing in ${countryRowOf(country).name}, and the queue of a post at ` +
    `${String(utilisation * 100)} % of ${String(trucksPerDay)} trucks a day (${row.capacity.basis})`;
  return [
    { ...row, meanHours, kind: 'estimate', confidence: 'estimate', source: 'unk-est', basis },
  ];
}

function common(pair: PostPair, post: string, direction: PostDirection) {
  const { country } = placeOf(post);
  const leavesA = (post === pair.a) === (direction === 'outbound');
  const capacity = capacityOf(pair.id, leavesA ? 'a2b' : 'b2a');
  const means = CORRIDOR_DATA.countryIndicators.find(
    (row) => row.country === country && row.mode === 'road' && row.year === FIT_YEAR,
  );
  const countryMeanHours = means?.tfi1Hours[direction] ?? null;
  return { post, pair: pair.id, country, direction, capacity, countryMeanHours };
}
