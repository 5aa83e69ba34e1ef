import { describe, expect, test } from 'vitest';
import { compare, readCapacityReport } from './comparison.ts';
import type { CapacityReport, CurvePoint } from './report.ts';
import { isLowerBound, isWell, kneeOf } from './report.ts';
import { searched } from './testing/searched.ts';
import { headline } from './wording.ts';

const found = await searched({});

test('a day has 86,400 times what a second has', () => {
  const { carried, interval, saturation } = found;
  expect(carried?.movementsPerDay).toBe(86_400 * (interval.held ?? 0));
  expect((carried?.movementsPerSecond ?? 0) / 100).toBeCloseTo(1, 1);
  expect((carried?.messagesPerSecond ?? 0) / 400).toBeCloseTo(1, 1);
  expect(saturation).toMatchObject({ part: 'disk' });
  expect(found.curve.find(({ rate }) => rate === interval.held)?.p99).toBe(
    carried?.acknowledgement.p99,
  );
  expect(found.byType['X001']?.count).toBeGreaterThan(7_000);
  expect(headline(found, 'en')).toMatch(/^8,\d\d0,000 movements a day, p99 \d/);
  expect(headline(found, 'ru')).toMatch(/^8\u00a0\d\d0\u00a0000 перевозок в сутки, p99 \d/);
});

test('it is plain data', () => {
  expect(readCapacityReport(JSON.stringify(found))).toEqual(found);
});

test.for([
  ['nothing', 'it is no JSON'],
  ['null', 'it is no report of `rehearse capacity`'],
  ['{"format": 1, "intervals": []}', 'it is no report of `rehearse capacity`'],
  [
    '{"kind": "capacity", "format": 2, "interval": {}, "trials": []}',
    'its format is 2, and 1 is understood',
  ],
] as const)('%s is no earlier report: %s', ([text, cause]) => {
  expect(readCapacityReport(text)).toBe(cause);
});

describe('whether it was found', () => {
  test.for([
    ['the interval is narrow', {}, {}, true, false],
    ['the generator was the limit', { generatorMost: 60 }, {}, false, true],
    ['the bound is held', {}, { most: 50 }, true, true],
    ['no rate is held', { slowness: 3_000 }, {}, false, false],
    ['an answer was wrong', { wrongOneIn: 1_000 }, {}, false, true],
    ['the target died', { diesAbove: 200 }, {}, false, true],
    ['probes ran out', {}, { probesMost: 4 }, false, true],
  ] as const)('%s', async ([, server, options, well, lowerBound]) => {
    const report = await searched(server, options);
    expect({ well: isWell(report), lowerBound: isLowerBound(report) }).toEqual({
      well,
      lowerBound,
    });
  });
});

describe('compared with an earlier search', () => {
  const slower = searched({ perSecond: 360 });

  test('more or less is said where the intervals lie apart', async () => {
    const before = await slower;
    const more = compare(found, before);
    expect(more.verdict).toBe('more');
    expect(more.change).toBeCloseTo(0.11, 1);
    expect(compare(before, found).verdict).toBe('less');
    expect(isWell({ ...before, compared: compare(before, found) })).toBe(false);
    expect(isWell({ ...found, compared: more })).toBe(true);
  });

  test('and not where they overlap', async () => {
    expect(compare(found, await searched({ perSecond: 402 })).verdict).toBe('same');
  });

  test('where one has no end, only what is certain is said', async () => {
    const bounded = await searched({}, { most: 50 });
    expect(compare(bounded, found).verdict).toBe('unknown');
    expect(compare(found, bounded).verdict).toBe('unknown');
    expect(compare(found, await searched({ slowness: 3_000 })).verdict).toBe('unknown');
  });

  test('what was not alike is named; the port of an exchange that was started for it is not', async () => {
    const other = await searched({}, {}, { target: 'mqtt://127.0.0.1:40123', profile: 'rush' });
    const { differences } = compare(other, found);
    expect(differences.map(({ en }) => en)).toEqual(['profile: rush, then steady']);
  });
});

describe('the knee', () => {
  const curve = (...points: [rate: number, p99: number][]): CurvePoint[] =>
    points.map(([rate, p99]) => ({ rate, p50: p99 / 2, p99, held: rate <= 100 }));

  test('is where latency passes three times its level under light load', () => {
    expect(kneeOf(curve([10, 1], [40, 1], [80, 1], [90, 9], [110, 500]))).toBeCloseTo(85, 5);
  });

  test('is not a single bad probe on the way', () => {
    expect(kneeOf(curve([10, 1], [40, 1], [60, 30], [80, 1], [90, 9], [110, 500]))).toBeCloseTo(
      85,
      5,
    );
  });

  test('is nowhere on a level line, or without light load', () => {
    expect(kneeOf(curve([10, 1], [40, 1], [100, 2.9]))).toBeUndefined();
    expect(kneeOf(curve([90, 1], [100, 50]))).toBeUndefined();
    expect(kneeOf([])).toBeUndefined();
  });
});

test('whoever searched in vain still gets every probe', async () => {
  const report: CapacityReport = await searched({ slowness: 3_000 });
  expect(report.carried).toBeNull();
  expect(report.trials.length).toBeGreaterThan(3);
  expect(report.trials.every(({ outcome }) => outcome === 'notHeld')).toBe(true);
  expect(headline(report, 'en')).toBe('No rate was held');
});
