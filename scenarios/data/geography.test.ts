import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CORRIDOR_DATA, countryRowOf, pairOf, placeOf } from './corridors.ts';
import {
  borderLines,
  coastLines,
  countryOutlines,
  legLineOf,
  OVERLAP_KM,
  positionOnLeg,
  postSideOf,
  REGION,
} from './geography.ts';
import type { LonLat } from './geography.ts';
import { encloses, greatCircleKm } from './prepare/plane.ts';

const drawn = CORRIDOR_DATA.legs.filter((leg) => leg.mode !== 'rail');

/** ISO numeric code of the country that a point is drawn in, or null for water. */
function landAt(point: LonLat): string | null {
  for (const { num, polygons } of countryOutlines()) {
    for (const [outer, ...holes] of polygons) {
      if (outer && encloses(outer, point) && !holes.some((hole) => encloses(hole, point)))
        return num;
    }
  }
  return null;
}

describe('the map base', () => {
  test.for([
    ['the middle of the Caspian', 50.5, 41.5],
    ['the north of the Caspian', 50, 45.5],
    ['the south of the Caspian', 51, 38],
    ['the Black Sea', 35, 43],
    ['the Gulf of Garabogaz', 53.5, 41.3],
  ] as const)('%s is water', ([, lon, lat]) => {
    expect(landAt([lon, lat])).toBeNull();
  });

  test.for([
    ['Tbilisi', 44.83, 41.69, '268'],
    ['Sukhumi', 41.2, 43.0, '268'],
    ['Baku', 49.85, 40.4, '031'],
    ['Nakhchivan', 45.41, 39.21, '031'],
    ['Astana', 71.45, 51.18, '398'],
    ['Baikonur', 63.3, 45.95, '398'],
    ['Tashkent', 69.25, 41.3, '860'],
    ['Ashgabat', 58.38, 37.95, '795'],
    ['Osh', 72.8, 40.53, '417'],
    ['Simferopol', 34.1, 44.95, '804'],
  ] as const)('%s is on its country’s land', ([, lon, lat, num]) => {
    expect(landAt([lon, lat])).toBe(num);
  });

  test('names the countries of the region in English and Russian, with a place for the name', () => {
    for (const { iso3 } of CORRIDOR_DATA.countries) {
      const outline = countryOutlines().find((country) => country.iso3 === iso3);
      expect(outline?.num).toBe(countryRowOf(iso3).num);
      expect(outline?.nameRu).toMatch(/^[А-Я]/);
      expect(landAt(outline?.label as LonLat)).toBe(outline?.num);
    }
  });

  test('has outer rings clockwise and holes the other way, closed, as d3-geo wants them', () => {
    const twiceArea = (ring: readonly LonLat[]): number =>
      ring.reduce((sum, [x, y], i) => {
        const [px, py] = ring[(i + ring.length - 1) % ring.length] as LonLat;
        return sum + (px * y - x * py);
      }, 0);
    for (const { name, polygons } of countryOutlines()) {
      for (const [outer, ...holes] of polygons) {
        expect(twiceArea(outer as LonLat[]), name).toBeLessThan(0);
        for (const hole of holes) expect(twiceArea(hole), name).toBeGreaterThan(0);
        for (const ring of [outer as LonLat[], ...holes]) expect(ring.at(-1)).toEqual(ring[0]);
      }
    }
  });

  test('keeps frontiers and shores apart: the shore of the Caspian is no frontier', () => {
    const nearAktau = ([lon, lat]: LonLat): boolean => greatCircleKm([lon, lat], [51.1, 43.6]) < 60;
    expect(coastLines().flat().some(nearAktau)).toBe(true);
    expect(borderLines().flat().some(nearAktau)).toBe(false);
  });

  test('stays below 250 kB', () => {
    expect(statSync(new URL('geography.json', import.meta.url)).size).toBeLessThan(250_000);
  });
});

describe('the line of a leg', () => {
  test.for(drawn)('$id runs from place to place, with shares that rise from 0 to 1', (leg) => {
    const { points, shares } = legLineOf(leg.id);
    const [from, to] = [placeOf(leg.from), placeOf(leg.to)];
    expect(greatCircleKm(points[0] as LonLat, [from.lon, from.lat])).toBeLessThan(0.2);
    expect(greatCircleKm(points.at(-1) as LonLat, [to.lon, to.lat])).toBeLessThan(0.2);
    expect(shares).toHaveLength(points.length);
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  test.for(drawn.filter((leg) => leg.mode === 'ferry'))(
    '$id keeps off the land but for its ports',
    (leg) => {
      for (let share = 0.02; share < 0.98; share += 0.005) {
        expect(landAt(positionOnLeg(leg.id, share)), share.toFixed(3)).toBeNull();
      }
    },
  );

  test.for(drawn.filter((leg) => leg.mode === 'road'))('$id never runs through water', (leg) => {
    const wet: string[] = [];
    for (let share = 0; share <= 1; share += 0.01) {
      const point = positionOnLeg(leg.id, share);
      if (landAt(point) === null && !nearShore(point)) wet.push(share.toFixed(2));
    }
    expect(wet).toEqual([]);
  });

  /** The shores are drawn to about a kilometre; ports and coast roads lie on them. */
  function nearShore([lon, lat]: LonLat): boolean {
    const steps = [-0.03, 0, 0.03];
    return steps.some((dx) => steps.some((dy) => landAt([lon + dx, lat + dy]) !== null));
  }

  test('gives the place between two points, and runs backwards when reversed', () => {
    const id = 'road:ge-khashuri>ge-tbilisi';
    const [khashuri, tbilisi] = [placeOf('ge-khashuri'), placeOf('ge-tbilisi')];
    const near = (a: LonLat, place: { lon: number; lat: number }): number =>
      greatCircleKm(a, [place.lon, place.lat]);
    expect(near(positionOnLeg(id, 0), khashuri)).toBeLessThan(0.2);
    expect(near(positionOnLeg(id, 0, true), tbilisi)).toBeLessThan(0.2);
    expect(positionOnLeg(id, 0.3)).toEqual(positionOnLeg(id, 0.7, true));
    expect(positionOnLeg(id, 7)).toEqual(positionOnLeg(id, 1));
  });

  test('is not there for rail and unknown legs', () => {
    expect(() => legLineOf('rail:uz-tashkent>uz-keles')).toThrow(RangeError);
  });
});

test('the two posts of every road pair point away from each other', () => {
  for (const pair of CORRIDOR_DATA.bcpPairs.filter((row) => row.modes.includes('road'))) {
    const [a, b] = [postSideOf(pair.a), postSideOf(pair.b)];
    expect(a?.pair, pair.id).toBe(pair.id);
    expect(Math.abs(Math.hypot(a?.dx ?? 0, a?.dy ?? 0) - 1)).toBeLessThan(0.02);
    if (b?.pair === pair.id) expect([b.dx + (a?.dx ?? 0), b.dy + (a?.dy ?? 0)]).toEqual([0, 0]);
  }
});

test('posts that overlap on the map are known by their distance', () => {
  expect(postSideOf('ge-tsiteli-khidi')?.kmApart).toBeLessThan(OVERLAP_KM);
  expect(postSideOf('ge-poti')).toBeNull();
  expect(postSideOf('az-alat-port')).toBeNull();
  expect(pairOf('red-bridge').a).toBe('ge-tsiteli-khidi');
  expect(REGION).toEqual({ west: 24, south: 33, east: 90, north: 57 });
});
