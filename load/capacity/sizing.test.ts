import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESERVE, sizingFor } from './sizing.ts';

test('a year of 1.5 million movements, a fifth of a day’s in its busiest hour', () => {
  const { mean, busiestHour, needed, factor } = sizingFor(
    { movementsAYear: 1_500_000, busiestHourShare: 0.2 },
    10,
  );
  // 4,110 a day: one each 21 s on average, 822 in the busiest hour.
  expect(mean).toBeCloseTo(0.04757, 4);
  expect(busiestHour).toBeCloseTo(0.2283, 3);
  // Four hours’ worth within two, beside the traffic that goes on.
  expect(needed).toBeCloseTo(3 * busiestHour, 9);
  expect(factor).toBeCloseTo(10 / needed, 9);
});

test('whoever is caught up in the time that he was away needs twice the busiest hour', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (year, share) => {
        const traffic = { movementsAYear: year, busiestHourShare: share };
        const { needed, busiestHour } = sizingFor(traffic, 1, { outageHours: 3, catchUpHours: 3 });
        expect(needed / busiestHour).toBeCloseTo(2, 9);
        expect(sizingFor(traffic, 1).needed).toBeGreaterThan(busiestHour);
        expect(sizingFor(traffic, 1, { ...RESERVE, outageHours: 0 }).needed).toBeCloseTo(
          busiestHour,
          9,
        );
      },
    ),
  );
});
