import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Stream } from './chance.ts';
import { Chance } from './chance.ts';
import {
  chance,
  exponential,
  gamma,
  integer,
  lognormal,
  normal,
  pick,
  poissonGap,
  shuffle,
  triangular,
  uniform,
  weighted,
} from './draws.ts';

// SHA-256 over the draws of all distributions, pinned: every runtime must give these bits.
const DRAWS = '5c2f7459905ac0308105ff7654bfe4243819ee2214ebc46e0b9672409acb7bdb';

const COUNT = 200_000;

test('gives the same bits on every runtime', () => {
  const stream = new Chance(2026).stream('golden');
  const numbers = Float64Array.from({ length: 10_000 }, (_, i) => {
    const draws = [
      () => uniform(stream, -3, 11),
      () => integer(stream, -1_000, 1_000_000),
      () => exponential(stream, 3.7),
      () => poissonGap(stream, 90_000),
      () => normal(stream, 5, 2),
      () => lognormal(stream, 24.2, 18),
      () => gamma(stream, 3, 0.4),
      () => gamma(stream, 3, 1.8),
      () => triangular(stream, 1, 2, 7),
      () => weighted(stream, [0.1, 0.6, 0, 0.3]),
      () => shuffle(stream, [1, 2, 3, 4]).reduce((sum, digit) => sum * 10 + digit),
    ];
    return (draws[i % draws.length] as () => number)();
  });
  expect(createHash('sha256').update(new Uint8Array(numbers.buffer)).digest('hex')).toBe(DRAWS);
});

/** Mean and standard deviation of many draws from one fixed stream. */
function moments(draw: (stream: Stream) => number): {
  mean: number;
  sd: number;
  min: number;
  max: number;
} {
  const stream = new Chance('moments').stream('x');
  let [sum, squares, min, max] = [0, 0, Infinity, -Infinity];
  for (let i = 0; i < COUNT; i++) {
    const x = draw(stream);
    sum += x;
    squares += x * x;
    min = Math.min(min, x);
    max = Math.max(max, x);
  }
  const mean = sum / COUNT;
  return { mean, sd: Math.sqrt(squares / COUNT - mean * mean), min, max };
}

describe('mean and standard deviation are what was asked for', () => {
  test.for<[string, (stream: Stream) => number, mean: number, sd: number]>([
    ['uniform', (s) => uniform(s, 10, 22), 16, 12 / Math.sqrt(12)],
    ['integer', (s) => integer(s, 1, 6), 3.5, Math.sqrt(35 / 12)],
    ['chance', (s) => (chance(s, 0.3) ? 1 : 0), 0.3, Math.sqrt(0.21)],
    ['exponential', (s) => exponential(s, 42), 42, 42],
    ['poissonGap', (s) => poissonGap(s, 60_000), 60_000, 60_000],
    ['normal', (s) => normal(s, -5, 3), -5, 3],
    ['lognormal, narrow', (s) => lognormal(s, 8, 1), 8, 1],
    ['lognormal, wide', (s) => lognormal(s, 24.2, 18), 24.2, 18],
    ['gamma, narrow', (s) => gamma(s, 7, 0.2), 7, 1.4],
    ['gamma, exponential', (s) => gamma(s, 7, 1), 7, 7],
    ['gamma, wide', (s) => gamma(s, 7, 1.5), 7, 10.5],
    [
      'triangular',
      (s) => triangular(s, 1, 2, 7),
      10 / 3,
      Math.sqrt((1 + 4 + 49 - 2 - 7 - 14) / 18),
    ],
  ])('%s', ([, draw, mean, sd]) => {
    const found = moments(draw);
    // Four standard errors of a mean; the stream is fixed, so this holds always or never.
    expect(Math.abs(found.mean - mean)).toBeLessThan((4 * sd) / Math.sqrt(COUNT));
    expect(Math.abs(found.sd / sd - 1)).toBeLessThan(0.03);
  });
});

test('draws stay in their ranges', () => {
  expect(moments((s) => integer(s, -2, 2))).toMatchObject({ min: -2, max: 2 });
  const tri = moments((s) => triangular(s, 1, 1, 3));
  expect([tri.min >= 1, tri.max <= 3]).toEqual([true, true]);
  expect(moments((s) => exponential(s, 1)).min).toBeGreaterThanOrEqual(0);
  expect(moments((s) => gamma(s, 1, 3)).min).toBeGreaterThanOrEqual(0);
  expect(moments((s) => lognormal(s, 1, 5)).min).toBeGreaterThan(0);
});

test('the extremes of a stream give finite draws', () => {
  const least: Stream = { next: () => 0 };
  const most: Stream = { next: () => 1 - 2 ** -32 };
  expect(exponential(least, 5)).toBe(0);
  expect(exponential(most, 1)).toBeCloseTo(22.18, 2);
  expect([integer(least, 1, 6), integer(most, 1, 6)]).toEqual([1, 6]);
  expect([weighted(least, [0, 1, 1, 0]), weighted(most, [0, 1, 1, 0])]).toEqual([1, 2]);
  expect([chance(least, 0), chance(most, 1)]).toEqual([false, true]);
  expect(triangular(least, 4, 4, 4)).toBe(4);
});

test('the normal’s tails are as long as they should be', () => {
  const stream = new Chance('tails').stream('x');
  const beyond = [1, 2, 3].map(() => 0);
  for (let i = 0; i < COUNT; i++) {
    const size = Math.abs(normal(stream));
    for (const sigma of [1, 2, 3])
      if (size > sigma) beyond[sigma - 1] = (beyond[sigma - 1] as number) + 1;
  }
  [0.3173, 0.0455, 0.0027].forEach((share, i) => {
    expect(Math.abs((beyond[i] as number) / COUNT - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / COUNT),
    );
  });
});

test('gamma without variation is its mean, and draws nothing', () => {
  const stream = new Chance(1).stream('x');
  const untouched = new Chance(1).stream('x');
  expect(gamma(stream, 3, 0)).toBe(3);
  expect(stream.next()).toBe(untouched.next());
});

test('weighted picks each index as often as it weighs', () => {
  const stream = new Chance('weights').stream('x');
  const found = [0, 0, 0, 0];
  for (let i = 0; i < COUNT; i++) {
    const index = weighted(stream, [1, 0, 5, 2]);
    found[index] = (found[index] as number) + 1;
  }
  [1 / 8, 0, 5 / 8, 2 / 8].forEach((share, i) => {
    expect(Math.abs((found[i] as number) / COUNT - share)).toBeLessThanOrEqual(
      4 * Math.sqrt((share * (1 - share)) / COUNT),
    );
  });
});

test('pick and shuffle treat all alike', () => {
  const stream = new Chance('alike').stream('x');
  const picked = new Map<string, number>();
  const orders = new Map<string, number>();
  const count = 60_000;
  for (let i = 0; i < count; i++) {
    const item = pick(stream, ['a', 'b', 'c', 'd', 'e', 'f']);
    picked.set(item, (picked.get(item) ?? 0) + 1);
    const order = shuffle(stream, [1, 2, 3]).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect([picked.size, orders.size]).toEqual([6, 6]);
  for (const found of [...picked.values(), ...orders.values()])
    expect(Math.abs(found - count / 6)).toBeLessThan(4 * Math.sqrt(count * (5 / 36)));
});

test('shuffle keeps the items and leaves its argument alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const before = [...items];
      const shuffled = shuffle(new Chance(seed).stream('x'), items);
      expect(items).toEqual(before);
      expect(shuffled.sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
    }),
  );
});

test('what cannot be drawn is refused', () => {
  const stream = new Chance(1).stream('x');
  expect(() => pick(stream, [])).toThrow(RangeError);
  expect(() => integer(stream, 2, 1)).toThrow(RangeError);
  expect(() => integer(stream, 0, 2 ** 33)).toThrow(RangeError);
  for (const weights of [[], [0, 0], [1, -1], [NaN]])
    expect(() => weighted(stream, weights)).toThrow(RangeError);
});
