import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  daysSinceEpoch,
  durationText,
  isoUtc,
  parseDuration,
  parseIsoUtc,
} from './time.ts';

const LAST_OF_2100 = 4_133_980_799_999;

describe('isoUtc', () => {
  test.for([
    [0, '1970-01-01T00:00:00.000Z'],
    [951_782_400_000, '2000-02-29T00:00:00.000Z'],
    [1_784_007_720_000, '2026-07-14T05:42:00.000Z'],
    [1_784_007_720_007, '2026-07-14T05:42:00.007Z'],
    [1_784_007_720_070, '2026-07-14T05:42:00.070Z'],
    [LAST_OF_2100, '2100-12-31T23:59:59.999Z'],
    [LAST_OF_2100 + 1, '2101-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
  ] as const)('writes %i as %s', ([t, text]) => {
    expect(isoUtc(t)).toBe(text);
  });

  test('gives what Date gives, in whatever order times are asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: LAST_OF_2100 }), { minLength: 1, maxLength: 200 }),
        (times) => {
          for (const t of times) expect(isoUtc(t)).toBe(new Date(t).toISOString());
        },
      ),
    );
  });

  test('keeps days apart that share a place in its cache', () => {
    for (let day = 20_000; day < 20_200; day += 8) {
      for (const t of [day * DAY, (day + 64) * DAY + 1, day * DAY + 2])
        expect(isoUtc(t)).toBe(new Date(t).toISOString());
    }
  });

  test('refuses what is not a time', () => {
    expect(() => isoUtc(NaN)).toThrow(RangeError);
    expect(() => isoUtc(Infinity)).toThrow(RangeError);
  });
});

describe('parseIsoUtc', () => {
  test('reads back what isoUtc wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (t) => {
        expect(parseIsoUtc(isoUtc(t))).toBe(t);
      }),
    );
  });

  test('reads seconds and short fractions', () => {
    expect(parseIsoUtc('2026-07-14T05:42:00Z')).toBe(1_784_007_720_000);
    expect(parseIsoUtc('2026-07-14T05:42:00.5Z')).toBe(1_784_007_720_500);
    expect(parseIsoUtc('2026-07-14T05:42:00.25Z')).toBe(1_784_007_720_250);
  });

  test.for([
    '',
    '2026-07-14',
    '2026-07-14T05:42Z',
    '2026-07-14T05:42:00',
    '2026-07-14T05:42:00z',
    '2026-07-14 05:42:00Z',
    '2026-07-14T05:42:00+00:00',
    '2026-07-14T05:42:00.Z',
    '2026-07-14T05:42:00.0000Z',
    ' 2026-07-14T05:42:00Z',
    '2026-07-14T05:42:00Z\n',
    '2026-00-14T05:42:00Z',
    '2026-13-14T05:42:00Z',
    '2026-07-00T05:42:00Z',
    '2026-06-31T05:42:00Z',
    '2026-02-29T05:42:00Z',
    '2100-02-29T05:42:00Z',
    '2026-07-14T24:00:00Z',
    '2026-07-14T05:60:00Z',
    '2026-07-14T23:59:60Z',
    '+002026-07-14T05:42:00Z',
  ])('refuses %j', (text) => {
    expect(parseIsoUtc(text)).toBeUndefined();
  });

  test('accepts the days that the calendar has and no other', () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 1600, max: 2500 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists =
            month >= 1 &&
            date.getUTCMonth() === month - 1 &&
            date.getUTCDate() === day &&
            date.getUTCFullYear() === year;
          expect(parseIsoUtc(`${String(year)}-${two(month)}-${two(day)}T00:00:00Z`)).toBe(
            exists ? date.getTime() : undefined,
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('daysSinceEpoch counts every day once', () => {
  for (let day = -200_000; day < 200_000; day += 13) {
    const date = new Date(day * DAY);
    expect(daysSinceEpoch(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(
      day,
    );
  }
});

describe('parseDuration', () => {
  test.for([
    ['500ms', 500],
    ['45s', 45 * SECOND],
    ['90m', 90 * MINUTE],
    ['36h', 36 * HOUR],
    ['1.5h', 90 * MINUTE],
    ['1.1h', 66 * MINUTE],
    ['2d', 2 * DAY],
    ['1w', 7 * DAY],
    ['0s', 0],
    [0, 0],
    [1_500, 1_500],
  ] as const)('reads %j', ([duration, ms]) => {
    expect(parseDuration(duration)).toBe(ms);
  });

  test.for([
    '',
    '2',
    '1500',
    'd',
    '-2d',
    '+2d',
    '2 d',
    '2D',
    '.5h',
    '1.h',
    '1e3s',
    '2d3h',
    '99999999999999d',
    -1,
    1.5,
    NaN,
    Infinity,
  ])('refuses %j', (duration) => {
    expect(parseDuration(duration)).toBeUndefined();
  });
});

test.for([
  [0, '0 s'],
  [0.4, '0 s'],
  [500, '500 ms'],
  [999.6, '1 s'],
  [1_500, '1 s 500 ms'],
  [45 * SECOND, '45 s'],
  [65 * SECOND, '1 min 5 s'],
  [59 * MINUTE + 59_600, '1 h'],
  [3 * HOUR + 10 * MINUTE, '3 h 10 min'],
  [3 * HOUR + 10 * MINUTE + 29_999, '3 h 10 min'],
  [3 * HOUR + 10 * MINUTE + 30_000, '3 h 11 min'],
  [24 * HOUR - 1, '1 d'],
  [2 * DAY + 3 * HOUR, '2 d 3 h'],
  [365 * DAY, '365 d'],
  [-90 * MINUTE, '-1 h 30 min'],
] as const)('durationText writes %d ms as %s', ([ms, text]) => {
  expect(durationText(ms)).toBe(text);
});
