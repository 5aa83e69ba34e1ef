import { expect, test } from 'vitest';
import { movementsOf } from '../generator/beginnings.ts';
import { arrivalsOf, highestRate, intendedAt } from './stages.ts';

const STEP = {
  stages: [
    { seconds: 2, rate: 5 },
    { seconds: 3, rate: 10, to: 20 },
  ],
};

test('stages are ramps of k6, with a step between two that do not meet', () => {
  expect(arrivalsOf(STEP)).toEqual({
    startRate: 300,
    timeUnit: '60s',
    stages: [
      { target: 300, duration: '2000ms' },
      { target: 600, duration: '0s' },
      { target: 1_200, duration: '3000ms' },
    ],
  });
  expect(highestRate(STEP)).toBe(20);
});

test('the n-th iteration begins where the area under the rate is n', () => {
  expect([0, 1, 9].map((n) => intendedAt(STEP, n))).toEqual([200, 400, 2_000]);
  const whole = movementsOf(STEP);
  expect(whole).toBe(55);
  expect(intendedAt(STEP, whole - 1)).toBeCloseTo(5_000, 6);
  // 10·t + 10/6·t² = 15 half-way between the ends of the ramp.
  expect(intendedAt(STEP, 24)).toBeCloseTo(2_000 + 1_242.64, 1);
});
