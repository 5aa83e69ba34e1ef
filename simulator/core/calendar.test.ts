import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpeningHours } from './calendar.ts';
import {
  isOpen,
  localHour,
  localTime,
  localWeekday,
  minuteOfLocalDay,
  nextOpening,
  parseClock,
  startOfLocalDay,
} from './calendar.ts';
import { DAY, MINUTE, parseIsoUtc } from './time.ts';

const TASHKENT = 300;

function at(text: string): number {
  const t = parseIsoUtc(text);
  if (t === undefined) throw new Error(`bad time in the test: ${text}`);
  return t;
}

describe('local time', () => {
  test.for([
    [
      '2026-07-14T05:42:00Z',
      300,
      { year: 2026, month: 7, day: 14, weekday: 2, hour: 10, minuteOfDay: 642 },
    ],
    [
      '2026-12-31T20:00:00Z',
      240,
      { year: 2027, month: 1, day: 1, weekday: 5, hour: 0, minuteOfDay: 0 },
    ],
    [
      '2026-12-31T19:59:59Z',
      240,
      { year: 2026, month: 12, day: 31, weekday: 4, hour: 23, minuteOfDay: 1439 },
    ],
    [
      '2024-03-01T00:30:00Z',
      -60,
      { year: 2024, month: 2, day: 29, weekday: 4, hour: 23, minuteOfDay: 1410 },
    ],
    [
      '1970-01-01T00:00:00Z',
      -330,
      { year: 1969, month: 12, day: 31, weekday: 3, hour: 18, minuteOfDay: 1110 },
    ],
  ] as const)('%s at offset %i', ([text, offsetMin, expected]) => {
    expect(localTime(at(text), offsetMin)).toEqual(expected);
  });

  test('agrees with Date in UTC, and the short ways with the long one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_133_980_799_999 }),
        fc.integer({ min: -720, max: 840 }),
        (t, offsetMin) => {
          const local = localTime(t, offsetMin);
          expect(local.weekday % 7).toBe(new Date(t + offsetMin * MINUTE).getUTCDay());
          expect(localWeekday(t, offsetMin)).toBe(local.weekday);
          expect(localHour(t, offsetMin)).toBe(local.hour);
          expect(minuteOfLocalDay(t, offsetMin)).toBe(local.minuteOfDay);
          const midnight = startOfLocalDay(t, offsetMin);
          expect(localTime(midnight, offsetMin)).toEqual({ ...local, hour: 0, minuteOfDay: 0 });
          expect(t - midnight).toBeLessThan(DAY);
          expect(t).toBeGreaterThanOrEqual(midnight);
        },
      ),
    );
  });
});

const WEEKDAYS: OpeningHours = { open: '08:00', close: '20:00', days: [1, 2, 3, 4, 5] };
const NIGHTS: OpeningHours = { open: '20:00', close: '08:00', days: [5] };
const MONDAYS: OpeningHours = { open: '00:00', close: '24:00', days: [1] };

describe('opening hours', () => {
  // 14 July 2026 is a Tuesday; Tashkent is five hours ahead.
  test.for([
    ['at the minute of opening', '2026-07-14T03:00:00Z', WEEKDAYS, '2026-07-14T03:00:00Z'],
    ['a millisecond before it', '2026-07-14T02:59:59.999Z', WEEKDAYS, '2026-07-14T03:00:00Z'],
    [
      'a millisecond before closing',
      '2026-07-14T14:59:59.999Z',
      WEEKDAYS,
      '2026-07-14T14:59:59.999Z',
    ],
    ['at closing', '2026-07-14T15:00:00Z', WEEKDAYS, '2026-07-15T03:00:00Z'],
    ['on Friday evening', '2026-07-17T16:00:00Z', WEEKDAYS, '2026-07-20T03:00:00Z'],
    ['in the night that began on Friday', '2026-07-18T02:59:00Z', NIGHTS, '2026-07-18T02:59:00Z'],
    ['on the morning after it', '2026-07-18T03:00:00Z', NIGHTS, '2026-07-24T15:00:00Z'],
    [
      'on a day whose hours are over, a week ahead',
      '2026-07-20T19:00:00Z',
      MONDAYS,
      '2026-07-26T19:00:00Z',
    ],
    ['always', '2026-07-18T02:59:00Z', 'always', '2026-07-18T02:59:00Z'],
  ] as const)('%s', ([, text, hours, next]) => {
    expect(nextOpening(at(text), hours, TASHKENT)).toBe(at(next));
    expect(isOpen(at(text), hours, TASHKENT)).toBe(text === next);
  });

  test('a place without days never opens', () => {
    const never = { open: '08:00', close: '20:00', days: [] };
    expect(nextOpening(at('2026-07-14T03:00:00Z'), never, TASHKENT)).toBe(Infinity);
    expect(isOpen(at('2026-07-14T03:00:00Z'), never, TASHKENT)).toBe(false);
  });

  test('equal times of opening and closing are a whole day', () => {
    const hours = { open: '06:00', close: '06:00', days: [2] };
    expect(isOpen(at('2026-07-15T00:59:59Z'), hours, TASHKENT)).toBe(true);
    expect(isOpen(at('2026-07-15T01:00:00Z'), hours, TASHKENT)).toBe(false);
  });

  test('agrees with a search quarter of an hour by quarter of an hour', () => {
    const clock = fc.integer({ min: 0, max: 95 });
    const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
    fc.assert(
      fc.property(
        clock,
        clock,
        days,
        fc.integer({ min: 0, max: 2_000 }),
        fc.constantFrom(-180, 0, 240, 300),
        (open, close, on, quarter, offsetMin) => {
          const t = at('2026-07-01T00:00:00Z') + quarter * 15 * MINUTE;
          const hours = { open: clockText(open), close: clockText(close), days: on };
          let expected = t;
          while (!openByDefinition(expected, open, close, on, offsetMin)) expected += 15 * MINUTE;
          expect(nextOpening(t, hours, offsetMin)).toBe(expected);
        },
      ),
    );
  });
});

const clockText = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;

function openByDefinition(
  t: number,
  open: number,
  close: number,
  days: readonly number[],
  offsetMin: number,
): boolean {
  const { weekday, minuteOfDay } = localTime(t, offsetMin);
  const quarter = minuteOfDay / 15;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  if (close > open) return days.includes(weekday) && quarter >= open && quarter < close;
  return (
    (days.includes(weekday) && quarter >= open) || (days.includes(yesterday) && quarter < close)
  );
}

test('parseClock reads times of day and nothing else', () => {
  expect(['00:00', '08:05', '23:59', '24:00'].map(parseClock)).toEqual([0, 485, 1439, 1440]);
  for (const text of ['', '8:00', '08:60', '24:01', '08:00:00', '-1:00'])
    expect(() => parseClock(text)).toThrow(RangeError);
});
