import { describe, expect, test } from 'vitest';
import { CORRIDOR_DATA } from './corridors.ts';
import { hourlyShare, hourlyShareMax, sharesBetween } from './demand.ts';
import type { DayId, SeasonId } from './demand.ts';

const DAY = 86_400_000;
const SEASONS: SeasonId[] = ['georgia2023', 'produce', 'flat'];
const DAYS: DayId[] = ['office', 'port', 'border'];

const each = SEASONS.flatMap((season) => DAYS.map((day) => [season, day] as const));

describe.for(each)('season %s, day %s', ([season, day]) => {
  test('gives one truck a day over a year', () => {
    const days = sharesBetween(season, day, Date.UTC(2023, 0, 1), Date.UTC(2024, 0, 1), 0) / 365;
    expect(days).toBeCloseTo(1, season === 'produce' ? 2 : 9);
  });

  test('gives a month the same, whatever weekday it begins with', () => {
    const june = (year: number): number =>
      sharesBetween(season, day, Date.UTC(year, 5, 1), Date.UTC(year, 6, 1), 0);
    for (let year = 2022; year < 2029; year++) expect(june(year)).toBeCloseTo(june(2023), 9);
  });

  test('has a bound that no hour exceeds', () => {
    const most = hourlyShareMax(season, day);
    for (let t = Date.UTC(2024, 0, 1); t < Date.UTC(2025, 0, 1); t += DAY / 24) {
      expect(hourlyShare(season, day, t, 240)).toBeLessThanOrEqual(most);
    }
  });
});

test('hours are local: noon in Tashkent is five hours before noon in Greenwich', () => {
  const noon = Date.UTC(2026, 6, 14, 12);
  expect(hourlyShare('flat', 'office', noon - 5 * 3_600_000, 300)).toBe(
    hourlyShare('flat', 'office', noon, 0),
  );
});

test('months follow the counts of 2023, as the data’s own factors say', () => {
  const { monthly, yearTotal } = CORRIDOR_DATA.seasonality.georgiaTransitTrucks2023;
  expect(monthly.reduce((sum, { trucks }) => sum + trucks, 0)).toBe(yearTotal);
  for (const { trucks, factor } of monthly)
    expect(trucks / (yearTotal / 12)).toBeCloseTo(factor, 1);
});
