/** When the next truck of a flow sets out: a Poisson process whose rate follows season, weekday and hour, drawn by thinning. */
import type { Stream } from '../core/chance.ts';
import { poissonGap } from '../core/draws.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR } from '../core/time.ts';

/** Rate of a flow in trucks an hour, and a bound that it never exceeds. */
export interface Rate {
  readonly at: (t: SimTime) => number;
  readonly max: number;
}

/** The next arrival after `after`, or undefined where there is none before `until`. */
export function nextArrival(
  rate: Rate,
  after: SimTime,
  until: SimTime,
  stream: Stream,
): SimTime | undefined {
  if (!(rate.max > 0)) return undefined;
  const meanGapMs = HOUR / rate.max;
  for (let t = after; ;) {
    t += poissonGap(stream, meanGapMs);
    if (t >= until) return undefined;
    if (stream.next() * rate.max < rate.at(t)) return t;
  }
}
