/** How large a guarantee a trader asks for: what he expects to have on the road at once, with some slack, so that a bad week may exceed it. */
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { CARGO_GROUPS } from '../../scenarios/data/cargo.ts';
import { DAY } from '../core/time.ts';
import { highestRateOn } from './amount.ts';
import type { GroupWeights } from './goods.ts';
import { valueMoments } from './goods.ts';
import type { Trip } from './trip.ts';

/** One part of a country's traffic: how many loads of it are on the road at once, and what they carry. */
export interface Commitment {
  readonly loads: number;
  readonly cargo: GroupWeights;
  readonly trip: Trip;
}

/** From arrival to write-off, and from declaration to release: the amount is taken while the truck stands. */
const STANDING_MS = 1.5 * DAY;

/** Standard deviations above the mean that a trader provides for (assumption: enough in most weeks, not in all). */
const SLACK = 1.3;

/** Loads on the road at once, of so many a day over a trip. */
export const loadsAtOnce = (perDay: number, trip: Trip): number =>
  (perDay * (trip.totalMs + STANDING_MS)) / DAY;

/** Sum of amounts at risk expected at once, its variance, and one large load: what a country's whole traffic needs. */
export interface Need {
  readonly mean: number;
  readonly variance: number;
  readonly largest: number;
}

export function needOf(
  commitments: readonly Commitment[],
  scheme: Pick<SchemeParameters, 'tariffs'>,
): Need {
  let mean = 0;
  let variance = 0;
  let largest = 0;
  for (const { loads, cargo, trip } of commitments) {
    const total = cargo.reduce((sum, weight) => sum + weight, 0);
    CARGO_GROUPS.forEach((group, i) => {
      const share = (cargo[i] as number) / total;
      if (share === 0) return;
      const chapter = (group.goods[0] as { hs6: string }).hs6.slice(0, 2);
      const rate = highestRateOn(chapter, trip.countries, scheme);
      const value = valueMoments(group);
      const deviation = Math.sqrt(value.square - value.mean * value.mean);
      mean += loads * share * rate * value.mean;
      variance += loads * share * rate * rate * value.square;
      largest = Math.max(largest, rate * (value.mean + SLACK * deviation));
    });
  }
  return { mean, variance, largest };
}

/** Reference amount for a trader with this share of the country's traffic; 0 where there is none. */
export const referenceAmount = (need: Need, share: number): number =>
  share * need.mean + SLACK * Math.sqrt(share * need.variance) + need.largest;
