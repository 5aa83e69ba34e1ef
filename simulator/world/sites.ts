/** Stations made of the data: lanes from capacity, service from the country's minutes, other traffic from the fit or from estimates. */
import { countryOf } from '../../nodes/countries/countries.ts';
import { officeAt } from '../../nodes/countries/offices.ts';
import type { BorderTime } from '../../scenarios/data/border-times.ts';
import { BORDER_TIMES, borderTimeOf } from '../../scenarios/data/border-times.ts';
import { placeOf } from '../../scenarios/data/corridors.ts';
import { FERRY_LINES } from '../../scenarios/data/ferries.ts';
import fitted from '../../scenarios/data/fitted-posts.json' with { type: 'json' };
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { Side } from '../core/world-facts.ts';
import type { Assumptions } from './parameters.ts';
import type { Site } from './station.ts';

/** A row of `scenarios/data/fitted-posts.json`: what `rehearse fit` found for one side of a post. */
export interface FittedPost {
  /** `post/side`. */
  readonly station: string;
  /**
   * Mean hours of other traffic with which the model's mean time is the published one. Below 0 where there is none and lanes and checks
   * alone take longer: so much less than the country's minutes does a lane take there.
   */
  readonly backgroundHours: number;
}

export const FITTED: ReadonlyMap<string, number> = new Map(
  (fitted.posts as readonly FittedPost[]).map(({ station, backgroundHours }) => [
    station,
    backgroundHours,
  ]),
);

/** Leaving a country is outbound there, entering it inbound. */
export const directionOf = (side: Side) => (side === 'exit' ? 'outbound' : 'inbound');

export const stationKey = (post: string, side: Side): string => `${post}/${side}`;

/** No lane looks at a truck for less. */
const SERVICE_MIN_MS = MINUTE;

/** Where the data has no time for a post, as for one that faces a country without a node. */
const UNKNOWN_HOURS = 2;

export const borderHours = (post: string, side: Side): number =>
  borderTimeOf(post, directionOf(side))?.meanHours ?? UNKNOWN_HOURS;

/**
 * One side of a post.
 * @param traffic factor on the real traffic: posts grow with it where it is above 1.
 */
export function siteOf(post: string, side: Side, assumptions: Assumptions, traffic: number): Site {
  const { country } = placeOf(post);
  const { processingMinutes, timeZone } = countryOf(country);
  const time = borderTimeOf(post, directionOf(side));
  const key = stationKey(post, side);
  const processing =
    Object.values(processingMinutes).reduce((sum, minutes) => sum + minutes, 0) * MINUTE;
  const usualMs = roundHalfUp(serviceMean(processing, time, assumptions));
  const hours =
    assumptions.backgroundHours[key] ?? FITTED.get(key) ?? estimatedBackground(post, side, usualMs);
  const serviceMeanMs = Math.max(SERVICE_MIN_MS, usualMs + roundHalfUp(Math.min(0, hours) * HOUR));
  return {
    key,
    post,
    side,
    country,
    lanes: lanesOf(trucksPerDay(post, side) * Math.max(1, traffic), serviceMeanMs, assumptions),
    serviceMeanMs,
    serviceCv: assumptions.serviceCv,
    backgroundMeanMs: roundHalfUp(Math.max(0, hours) * HOUR),
    hours: officeAt(post)?.hours ?? 'always',
    utcOffsetMin: timeZone.utcOffsetMin,
  };
}

/** Published times are of the whole stay: where the country's minutes do not fit into one, the service is faster there. */
function serviceMean(
  processing: number,
  time: BorderTime | undefined,
  { serviceShareMax }: Assumptions,
): number {
  return time?.kind === 'published'
    ? Math.min(processing, serviceShareMax * time.meanHours * HOUR)
    : processing;
}

/** What is left of the published or estimated time after the service. */
const estimatedBackground = (post: string, side: Side, serviceMeanMs: number): number =>
  Math.max(0, borderHours(post, side) - serviceMeanMs / HOUR);

const LANES_MIN = 2;

const lanesOf = (perDay: number, serviceMeanMs: number, { laneHeadroom }: Assumptions): number =>
  Math.max(LANES_MIN, Math.ceil((perDay * serviceMeanMs * laneHeadroom) / DAY));

/** What one side of a post must be able to take: the capacities of all ways that lead over it, and at a port a ship's load while it unloads. */
function trucksPerDay(post: string, side: Side): number {
  const ways = BORDER_TIMES.filter(
    (row) => row.post === post && row.direction === directionOf(side),
  );
  const capacity = ways.reduce((sum, row) => sum + row.capacity.trucksPerDay, 0);
  if (side === 'exit') return capacity;
  const ashore = FERRY_LINES.filter(({ from, to }) => from === post || to === post).map(
    ({ typicalLoadTrucks, handlingHours }) => (typicalLoadTrucks.value / handlingHours.min) * 24,
  );
  return Math.max(capacity, ...ashore);
}
