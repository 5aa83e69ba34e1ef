import { describe, expect, test } from 'vitest';
import { officeAt } from '../../nodes/countries/offices.ts';
import { CORRIDOR_DATA, placeOf, sourceOf } from './corridors.ts';
import {
  findFlow,
  flowsFor,
  GEORGIA_TRUCKS_2023,
  routeOfFlow,
  trucksBetween,
  trucksPerDayByPair,
  trucksPerHour,
  trucksPerHourMax,
} from './flows.ts';
import type { Flow } from './flows.ts';

const PILOT = ['GEO', 'AZE', 'KAZ', 'UZB'];
const FIVE = [...PILOT, 'TKM'];
const ALL = [...flowsFor('pilot', FIVE), ...flowsFor('georgiaYear', FIVE)];

const HOUR = 3_600_000;
/** Midnight in Tbilisi. */
const tbilisi = (year: number, month: number, day = 1): number =>
  Date.UTC(year, month - 1, day) - 4 * HOUR;
const perDay = (flows: readonly Flow[]): number =>
  flows.reduce((sum, flow) => sum + flow.trucksPerDay, 0);

describe('every flow', () => {
  test('has an id of its own, by which it is found', () => {
    expect(new Set(ALL.map((flow) => flow.id)).size).toBe(ALL.length);
    for (const flow of ALL) expect(findFlow(flow.id)).toBe(flow);
    expect(findFlow('none')).toBeUndefined();
  });

  test.for(ALL)('$id goes between offices, through exactly the countries it names', (flow) => {
    expect(officeAt(flow.from, 'DEP')?.place).toBe(flow.from);
    expect(officeAt(flow.to, 'DES')?.place).toBe(flow.to);
    expect(routeOfFlow(flow).countries).toEqual(flow.countries);
    for (const { entryPost } of routeOfFlow(flow).crossings) {
      expect(officeAt(entryPost, 'TRA'), entryPost).toBeDefined();
    }
  });

  test('carries goods whose weights add up to 1, and says what it rests on', () => {
    for (const flow of ALL) {
      const weights = Object.values(flow.cargo).reduce((sum, weight) => sum + weight, 0);
      expect(weights, flow.id).toBeCloseTo(1, 9);
      expect(flow.trucksPerDay, flow.id).toBeGreaterThan(0);
      expect(flow.basis.length, flow.id).toBeGreaterThan(10);
      expect(sourceOf(flow.source).id).toBe(flow.source);
      for (const place of [flow.origin, flow.beyond]) if (place !== null) placeOf(place);
    }
  });
});

describe('the pilot flows add up to the counts', () => {
  const loads = trucksPerDayByPair(flowsFor('pilot', FIVE));
  const observed = (pair: string, period: string): number =>
    CORRIDOR_DATA.bcpPairs
      .find(({ id }) => id === pair)
      ?.observations.find((o) => o.period === period && o.type === 'observed')?.value ?? NaN;

  test.for([
    ['red-bridge', observed('red-bridge', '2022-05')],
    ['alat-kuryk', observed('alat-kuryk', '2021') / 365 / 2],
    ['alat-turkmenbashi', observed('alat-turkmenbashi', '2021') / 365 / 2],
    ['tazhen-daut-ata', observed('tazhen-daut-ata', '2024')],
    ['farap-alat', observed('farap-alat', '2022') / 2],
    ['konysbaev-yallama', 250],
  ] as const)('of %s, in either direction', ([pair, count]) => {
    const load = loads.get(pair);
    expect((load?.a2b ?? 0) / count).toBeCloseTo(1, 2);
    expect((load?.b2a ?? 0) / count).toBeCloseTo(1, 2);
  });

  test('and cross at least one frontier each', () => {
    for (const flow of flowsFor('pilot', FIVE)) expect(flow.countries.length).toBeGreaterThan(1);
  });
});

describe('who takes part', () => {
  test('decides which flows there are: nothing runs through a country that only watches', () => {
    const four = flowsFor('pilot', PILOT);
    expect(four.some((flow) => flow.countries.includes('TKM'))).toBe(false);
    expect(four.length).toBeLessThan(flowsFor('pilot', FIVE).length);
    expect(trucksPerDayByPair(four).has('alat-turkmenbashi')).toBe(false);
  });

  test('leaves national transits to a country alone', () => {
    const alone = flowsFor('georgiaYear', ['GEO']);
    expect(alone.length).toBeGreaterThan(10);
    expect(alone.every((flow) => routeOfFlow(flow).crossings.length === 0)).toBe(true);
    expect(flowsFor('pilot', ['GEO'])).toEqual([]);
  });
});

describe('the year of Georgia', () => {
  const flows = flowsFor('georgiaYear', PILOT);
  const between = (from: number, to: number): number =>
    flows.reduce((sum, flow) => {
      // Each flow keeps its own local time; the year is that of its place of departure.
      const shift =
        placeOf(flow.from).country === 'GEO' || placeOf(flow.from).country === 'AZE' ? 0 : HOUR;
      return sum + trucksBetween(flow, from - shift, to - shift);
    }, 0);

  test('is 519,997 trucks in 2023', () => {
    expect(GEORGIA_TRUCKS_2023).toBe(519_997);
    expect(between(tbilisi(2023, 1), tbilisi(2024, 1))).toBeCloseTo(519_997, 4);
    expect(perDay(flows) * 365).toBeCloseTo(519_997, 4);
  });

  test.for(CORRIDOR_DATA.seasonality.georgiaTransitTrucks2023.monthly)(
    'has the trucks of $month that were counted',
    ({ month, trucks }) => {
      const number = Number(month.slice(5));
      const next = number === 12 ? tbilisi(2024, 1) : tbilisi(2023, number + 1);
      expect(between(tbilisi(2023, number), next)).toBeCloseTo(trucks, 4);
    },
  );

  test('touches Georgia with every truck, and stays below the counts at its borders', () => {
    expect(flows.every((flow) => flow.countries.includes('GEO'))).toBe(true);
    const at = (place: string): number =>
      perDay(flows.filter((flow) => routeOfFlow(flow).places.includes(place)));
    // Sarpi 600 in and 400 out a day (2022), 710 and 503 (2024); Larsi 1,200 (2023); Sadakhlo about 350; Red Bridge 300 each way.
    expect(at('ge-sarpi')).toBeLessThan(1213);
    expect(at('ge-kazbegi')).toBeLessThan(1200);
    expect(at('ge-sadakhlo')).toBeGreaterThan(300);
    expect(at('ge-sadakhlo')).toBeLessThan(400);
    expect(at('ge-tsiteli-khidi')).toBeLessThan(600);
  });
});

describe('in time', () => {
  test('no hour exceeds the bound for drawing, and the bound is not far above the busiest', () => {
    for (const flow of [
      findFlow('sarpi-baku'),
      findFlow('tashkent-almaty'),
      findFlow('poti-baku'),
    ]) {
      const hours = Array.from({ length: 24 * 365 }, (_, i) =>
        trucksPerHour(flow as Flow, tbilisi(2026, 1) + i * HOUR),
      );
      const most = Math.max(...hours);
      expect(most).toBeLessThanOrEqual(trucksPerHourMax(flow as Flow));
      expect(most).toBeGreaterThan(0.9 * trucksPerHourMax(flow as Flow));
      expect(Math.min(...hours)).toBeGreaterThanOrEqual(0);
    }
  });

  test('inland offices rest at night, border posts do not', () => {
    const night = tbilisi(2026, 7, 14) + 2 * HOUR;
    expect(trucksPerHour(findFlow('tbilisi-baku') as Flow, night)).toBe(0);
    expect(trucksPerHour(findFlow('sarpi-baku') as Flow, night)).toBeGreaterThan(0);
  });

  test('Uzbek produce goes north in summer', () => {
    const flow = findFlow('tashkent-almaty') as Flow;
    const month = (number: number): number =>
      trucksBetween(flow, tbilisi(2026, number) - HOUR, tbilisi(2026, number + 1) - HOUR);
    expect(month(6) / 30 / (month(2) / 28)).toBeCloseTo(1.3 / 0.8, 6);
  });
});
