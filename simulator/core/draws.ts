/** Distributions as pure functions of a stream: all their state is the stream's, so saving the stream saves them. */
import type { Stream } from './chance.ts';
import { exp, log, roundHalfUp } from './maths.ts';

/** Uniform in [low, high). */
export function uniform(stream: Stream, low: number, high: number): number {
  return low + stream.next() * (high - low);
}

/** An integer from low to high, both included; the range may hold at most 2^32 values, as the stream has no more. */
export function integer(stream: Stream, low: number, high: number): number {
  const count = high - low + 1;
  if (!(count >= 1 && count <= 4294967296))
    throw new RangeError(`no integers to draw from ${String(low)} to ${String(high)}`);
  return low + Math.floor(stream.next() * count);
}

/** True with probability p. Draws even where p is 0 or 1, so that a dial changes no later draw. */
export function chance(stream: Stream, p: number): boolean {
  return stream.next() < p;
}

/** Exponential with this mean, in the mean's unit. */
export function exponential(stream: Stream, mean: number): number {
  return mean * (0 - log(1 - stream.next())); // never -0
}

/** Whole milliseconds to the next arrival of a Poisson process whose arrivals are this far apart on average. */
export function poissonGap(stream: Stream, meanGapMs: number): number {
  return roundHalfUp(exponential(stream, meanGapMs));
}

/** Normal (polar method). The second value that the method yields is thrown away: kept, it would be state outside the stream. */
export function normal(stream: Stream, mean = 0, sd = 1): number {
  for (;;) {
    const u = 2 * stream.next() - 1;
    const v = 2 * stream.next() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return mean + sd * u * Math.sqrt((-2 * log(s)) / s);
  }
}

/** Lognormal; mean (above 0) and standard deviation are those of the result, not of its logarithm. */
export function lognormal(stream: Stream, mean: number, sd: number): number {
  const variance = log(1 + (sd / mean) * (sd / mean));
  return mean * exp(normal(stream, -variance / 2, Math.sqrt(variance)));
}

/** Gamma by mean and coefficient of variation: 1 is the exponential, 0 the mean itself (Marsaglia and Tsang 2000). */
export function gamma(stream: Stream, mean: number, cv: number): number {
  if (cv === 0) return mean;
  const shape = 1 / (cv * cv);
  const scale = mean / shape;
  if (shape >= 1) return scale * standardGamma(stream, shape);
  // Below 1 the method does not hold; a draw of shape + 1 times a power of a uniform is one of shape.
  const u = 1 - stream.next();
  return scale * standardGamma(stream, shape + 1) * exp(log(u) / shape);
}

/** Gamma of scale 1 and a shape of at least 1. */
function standardGamma(stream: Stream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(stream);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (log(1 - stream.next()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
  }
}

/** Triangular between min and max with its peak at mode. */
export function triangular(stream: Stream, min: number, mode: number, max: number): number {
  const u = stream.next();
  const width = max - min;
  if (width === 0) return min;
  return u * width < mode - min
    ? min + Math.sqrt(u * width * (mode - min))
    : max - Math.sqrt((1 - u) * width * (max - mode));
}

/** One item, each as likely. Throws on an empty array. */
export function pick<T>(stream: Stream, items: readonly T[]): T {
  return items[integer(stream, 0, items.length - 1)] as T;
}

/** An index, as likely as its weight among the sum of all. Throws where no weight is above 0. */
export function weighted(stream: Stream, weights: readonly number[]): number {
  let total = 0;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!(weight >= 0)) throw new RangeError(`weight ${String(i)} is ${String(weight)}`);
    total += weight;
    if (weight > 0) last = i;
  }
  if (last < 0) throw new RangeError('no weight is above 0');
  let left = stream.next() * total;
  for (let i = 0; i < last; i++) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return last;
}

/** A shuffled copy, every order as likely (Fisher and Yates). */
export function shuffle<T>(stream: Stream, items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = integer(stream, 0, i);
    const item = copy[i] as T;
    copy[i] = copy[j] as T;
    copy[j] = item;
  }
  return copy;
}
