import { describe, expect, test } from 'vitest';
import {
  CORRIDOR_DATA,
  corridorOf,
  countryRowOf,
  findPlace,
  pairOf,
  placeOf,
} from './corridors.ts';
import type { Leg } from './corridors.ts';
import { REGION } from './geography.ts';
import lengths from './lengths.json' with { type: 'json' };
import { greatCircleKm } from './prepare/plane.ts';

const { places, legs, corridors, bcpPairs, countries, sources } = CORRIDOR_DATA;

const duplicates = (ids: readonly string[]): string[] =>
  ids.filter((id, i) => ids.indexOf(id) !== i);
const joins = (leg: Leg, a: string, b: string): boolean =>
  (leg.from === a && leg.to === b) || (leg.from === b && leg.to === a);

/** Every object below a value, with the path to it. */
function* rows(value: unknown, path: string): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, child] of Object.entries(value)) yield* rows(child, `${path}.${key}`);
}

describe('ids', () => {
  test.for([
    ['places', places],
    ['legs', legs],
    ['corridors', corridors],
    ['bcpPairs', bcpPairs],
    ['sources', sources],
  ] as const)('of %s are unique', ([, list]) => {
    expect(duplicates(list.map((row) => row.id))).toEqual([]);
  });

  test('every place lies in a country of the data and within the region of the map', () => {
    for (const { id, country, lon, lat } of places) {
      expect(countryRowOf(country).iso3, id).toBe(country);
      expect(lon > REGION.west && lon < REGION.east, id).toBe(true);
      expect(lat > REGION.south && lat < REGION.north, id).toBe(true);
    }
  });

  test('everything that names a place, a country or a pair names one that is there', () => {
    for (const leg of legs)
      expect([placeOf(leg.from).id, placeOf(leg.to).id]).toEqual([leg.from, leg.to]);
    for (const pair of bcpPairs) expect(placeOf(pair.a).country).not.toBe(placeOf(pair.b).country);
    for (const row of [...CORRIDOR_DATA.bcpStats, ...CORRIDOR_DATA.activityBreakdown])
      placeOf(row.bcp);
    for (const row of CORRIDOR_DATA.ferries)
      expect([placeOf(row.from), placeOf(row.to)]).toHaveLength(2);
    for (const row of [...CORRIDOR_DATA.countryIndicators, ...CORRIDOR_DATA.processingMinutes]) {
      expect(countryRowOf(row.country).iso3).toBe(row.country);
    }
    placeOf(CORRIDOR_DATA.seasonality.caspianWeatherClosureShare.port);
  });

  test('what is not there is said by name, or is undefined where people type', () => {
    expect(() => placeOf('ge-nowhere')).toThrow('no place "ge-nowhere"');
    expect(() => pairOf('x')).toThrow('no pair of posts "x"');
    expect(() => corridorOf('x')).toThrow(RangeError);
    expect(findPlace('ge-nowhere')).toBeUndefined();
  });
});

describe('legs', () => {
  test('stand once, whichever way round, and their id says their mode and places', () => {
    for (const leg of legs) {
      expect(leg.id).toBe(`${leg.mode}:${leg.from}>${leg.to}`);
      expect(legs.filter((l) => l.mode === leg.mode && joins(l, leg.from, leg.to))).toHaveLength(1);
    }
  });

  test('are never shorter than the ground between their places, as far as those are known', () => {
    for (const leg of legs) {
      const [a, b] = [placeOf(leg.from), placeOf(leg.to)];
      const slack = a.coordAccuracyKm + b.coordAccuracyKm;
      expect(leg.km, leg.id).toBeGreaterThan(greatCircleKm([a.lon, a.lat], [b.lon, b.lat]) - slack);
    }
  });

  test('lengths.json holds the great circle of each', () => {
    const stored: Record<string, number> = lengths.greatCircleKm;
    expect(Object.keys(stored)).toEqual(legs.map((leg) => leg.id));
    for (const leg of legs) {
      const [a, b] = [placeOf(leg.from), placeOf(leg.to)];
      expect(stored[leg.id]).toBeCloseTo(greatCircleKm([a.lon, a.lat], [b.lon, b.lat]), 1);
    }
  });

  test('that cross a frontier join the two posts of a pair with that mode', () => {
    for (const leg of legs) {
      if (placeOf(leg.from).country === placeOf(leg.to).country) continue;
      const pair = bcpPairs.find(({ a, b, modes }) => modes.includes(leg.mode) && joins(leg, a, b));
      expect(pair, leg.id).toBeDefined();
    }
  });

  test('reach every place', () => {
    const reached = new Set(legs.flatMap((leg) => [leg.from, leg.to]));
    expect(places.filter((place) => !reached.has(place.id))).toEqual([]);
  });
});

test.for(corridors)('corridor $id is one unbroken chain of legs of its modes', (corridor) => {
  corridor.places.slice(1).forEach((to, i) => {
    const from = corridor.places[i] as string;
    const leg = legs.find((l) => corridor.modes.includes(l.mode) && joins(l, from, to));
    expect(leg, `${from} to ${to}`).toBeDefined();
  });
});

describe('provenance', () => {
  const known = new Set(sources.map((source) => source.id));

  test('every source that a row names is listed, and every listed source is named', () => {
    const named = new Set(places.map((place) => place.coordSource));
    for (const [path, row] of rows(CORRIDOR_DATA, '')) {
      for (const key of ['source', 'vouchersSource']) {
        if (!(key in row)) continue;
        expect(known.has(row[key] as string), `${path}.${key}`).toBe(true);
        named.add(row[key] as string);
      }
    }
    expect([...known].filter((id) => !named.has(id))).toEqual([]);
  });

  test('every row with a confidence uses one of its three words', () => {
    for (const [path, row] of rows(CORRIDOR_DATA, '')) {
      if (!('confidence' in row) || path === '.meta') continue;
      expect(['published', 'secondary', 'estimate'], path).toContain(row['confidence']);
    }
  });

  test('every figure of traffic, borders and legs has a source and a confidence', () => {
    const figures = [
      ...legs,
      ...corridors,
      ...bcpPairs.flatMap((pair) => pair.observations),
      ...CORRIDOR_DATA.bcpStats,
      ...CORRIDOR_DATA.countryIndicators,
      ...CORRIDOR_DATA.processingMinutes,
      ...CORRIDOR_DATA.traffic,
    ];
    for (const figure of figures) {
      expect(known.has(figure.source), JSON.stringify(figure)).toBe(true);
      expect(figure.confidence).toBeTruthy();
    }
  });
});

test('places, countries, corridors, pairs and activities have names in Russian', () => {
  const named = [
    ...places,
    ...countries,
    ...corridors,
    ...bcpPairs,
    ...CORRIDOR_DATA.activityTaxonomy,
  ];
  for (const { name, nameRu } of named) {
    expect(name.length).toBeGreaterThan(1);
    expect(nameRu, name).toMatch(/\p{Script=Cyrillic}{2}/u);
  }
});

test('processing minutes add up to their total', () => {
  for (const { minutes, totalMinutes, country } of CORRIDOR_DATA.processingMinutes) {
    const sum = Object.values(minutes).reduce((a, b) => a + b, 0);
    expect(sum, country).toBe(totalMinutes);
  }
});
