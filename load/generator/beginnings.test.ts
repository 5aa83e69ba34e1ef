import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Chance } from '../../simulator/core/chance.ts';
import type { Stage } from '../profiles/profile.ts';
import { beginnings, movementsOf, secondsOf } from './beginnings.ts';

const stage: fc.Arbitrary<Stage> = fc
  .record({
    seconds: fc.integer({ min: 1, max: 60 }),
    rate: fc.integer({ min: 0, max: 100 }),
    to: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  })
  .map(({ seconds, rate, to }) => (to === undefined ? { seconds, rate } : { seconds, rate, to }));
const stages = fc.array(stage, { minLength: 1, maxLength: 5 });

describe('beginnings', () => {
  test('are as many as the stages say, in order, and within them', () => {
    fc.assert(
      fc.property(stages, (some) => {
        const times = [...beginnings({ stages: some, arrivals: 'even' }, () => 0)];
        const length = secondsOf({ stages: some });
        expect(Math.abs(times.length - movementsOf({ stages: some }))).toBeLessThanOrEqual(
          0.5 + 1e-6,
        );
        expect(times.every((time, i) => time >= (times[i - 1] ?? 0))).toBe(true);
        expect(times.every((time) => time <= length + 1e-6)).toBe(true);
      }),
    );
  });

  test('as they come: as many on average, and their distances spread like those of a Poisson process', () => {
    const { next } = new Chance('beginnings').stream('test');
    const times = [
      ...beginnings({ stages: [{ seconds: 1_000, rate: 50 }], arrivals: 'poisson' }, next),
    ];
    const gaps = times.slice(1).map((time, i) => time - times[i]!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(mean * 50).toBeCloseTo(1, 1);
    expect(variance / mean ** 2).toBeCloseTo(1, 1);
  });

  test('a stage that rises has three quarters of its movements in its second half', () => {
    const times = [
      ...beginnings({ stages: [{ seconds: 100, rate: 0, to: 100 }], arrivals: 'even' }, () => 0),
    ];
    expect(times.filter((time) => time > 50).length / times.length).toBeCloseTo(0.75, 2);
  });
});
