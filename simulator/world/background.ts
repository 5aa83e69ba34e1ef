/**
 * The other traffic of a station: hours of it ahead of a truck that arrives. A lognormal backlog that wanders hour by hour and returns to its
 * mean; between the hours it changes steadily. It moves only when somebody looks, but by the clock, so that who looks changes nothing.
 */
import { localHour } from '../core/calendar.ts';
import type { Stream } from '../core/chance.ts';
import { normal } from '../core/draws.ts';
import { exp } from '../core/maths.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR } from '../core/time.ts';

/** How the backlogs of all stations move; all are assumptions, no series of waiting times is published. */
export interface BackgroundModel {
  /** How long a surge lasts at a station without a queue: correlation falls to 1/e. A queue of some hours lasts as much longer. */
  readonly relaxationMs: number;
  /** Standard deviation of the backlog's logarithm. */
  readonly sigma: number;
  /** A post works off its queue at the most so fast, in hours an hour: what it can do above the mean inflow. */
  readonly drain: number;
  /** Factor by local hour, 24 of them with mean 1, for a short queue; a queue of `swingMs` has half the swing. */
  readonly byHour: readonly number[];
  readonly swingMs: number;
}

/** Half a day's memory, the 84th percentile half as long again as the median, evenings fuller than mornings. */
export const BACKGROUND: BackgroundModel = {
  relaxationMs: 12 * HOUR,
  sigma: 0.4,
  drain: 0.4,
  byHour: [
    0.9, 0.85, 0.8, 0.75, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.05, 1.1, 1.1, 1.15, 1.15, 1.2, 1.2,
    1.2, 1.15, 1.1, 1.05, 1, 0.95,
  ],
  swingMs: 6 * HOUR,
};

/** Where a backlog stands: between two full hours. */
export interface Backlog {
  /** Hours since 1970 of the earlier one; -1 before anybody looked. */
  readonly hour: number;
  /** Ms of other traffic at that hour and at the next. */
  readonly left: number;
  readonly right: number;
  /** A standard normal: how busy the next hour is. */
  readonly level: number;
}

export const UNSEEN: Backlog = { hour: -1, left: 0, right: 0, level: 0 };

/** What is given of a station's other traffic. */
export interface BackgroundSite {
  readonly backgroundMeanMs: number;
  readonly utcOffsetMin: number;
}

/** The backlog moved on to the hour of `now`. */
export function advance(
  model: BackgroundModel,
  site: BackgroundSite,
  from: Backlog,
  now: SimTime,
  stream: Stream,
): Backlog {
  const until = Math.floor(now / HOUR);
  if (from.hour === until) return from;
  const keep = exp(-HOUR / (model.relaxationMs + site.backgroundMeanMs));
  const stray = Math.sqrt(1 - keep * keep);
  let { hour, left, right, level } = from;
  if (hour < 0) {
    hour = until - 1;
    level = normal(stream);
    right = target(model, site, level, until);
  }
  while (hour < until) {
    hour++;
    left = right;
    level = keep * level + stray * normal(stream);
    right = Math.max(target(model, site, level, hour + 1), left - model.drain * HOUR);
  }
  return { hour, left, right, level };
}

/** Ms of other traffic ahead of a truck that arrives in the backlog's hour. */
export const backlogMs = ({ hour, left, right }: Backlog, now: SimTime): number =>
  Math.floor(left + (right - left) * (now / HOUR - hour));

/** Where the backlog tends to at a full hour; on average over levels and hours the site's mean. */
function target(
  { sigma, byHour, swingMs }: BackgroundModel,
  site: BackgroundSite,
  level: number,
  hour: number,
): number {
  const { backgroundMeanMs: mean, utcOffsetMin } = site;
  const swing =
    ((byHour[localHour(hour * HOUR, utcOffsetMin)] as number) - 1) / (1 + mean / swingMs);
  return mean * (1 + swing) * exp(sigma * level - (sigma * sigma) / 2);
}
