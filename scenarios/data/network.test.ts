import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORRIDOR_DATA, placeOf } from './corridors.ts';
import { findRoute, neighboursOf, routeBetween } from './network.ts';

const PILOT = ['GEO', 'AZE', 'KAZ', 'UZB'];

describe('Poti to Tashkent', () => {
  const route = routeBetween('ge-poti', 'uz-tashkent', { countries: PILOT });

  test('goes over Red Bridge, the Kuryk ferry and Tazhen', () => {
    expect(route.places).toEqual([
      ...['ge-poti', 'ge-senaki', 'ge-samtredia', 'ge-kutaisi', 'ge-zestaponi', 'ge-khashuri'],
      ...['ge-tbilisi', 'ge-tsiteli-khidi'],
      ...['az-krasny-most', 'az-ganja', 'az-yevlakh', 'az-alat-port'],
      ...['kz-kuryk-port', 'kz-kuryk', 'kz-zhetybai', 'kz-shetpe', 'kz-beyneu', 'kz-tazhen'],
      ...['uz-daut-ata', 'uz-kungrad', 'uz-nukus', 'uz-bukhara', 'uz-navoi', 'uz-samarkand'],
      ...['uz-jizzakh', 'uz-guliston', 'uz-tashkent'],
    ]);
    expect(route.countries).toEqual(['GEO', 'AZE', 'KAZ', 'UZB']);
  });

  test('is 3,399 km, of which 445 by sea', () => {
    expect([route.km, route.roadKm, route.ferryKm]).toEqual([3399, 2954, 445]);
  });

  test('crosses three frontiers, each with its posts, pair, direction and distance', () => {
    expect(route.crossings).toEqual([
      {
        ...{ pairId: 'red-bridge', direction: 'a2b', mode: 'road', leg: 7, atKm: 395 },
        ...{ exitPost: 'ge-tsiteli-khidi', exitCountry: 'GEO' },
        ...{ entryPost: 'az-krasny-most', entryCountry: 'AZE' },
      },
      {
        ...{ pairId: 'alat-kuryk', direction: 'a2b', mode: 'ferry', leg: 11, atKm: 835.5 },
        ...{ exitPost: 'az-alat-port', exitCountry: 'AZE' },
        ...{ entryPost: 'kz-kuryk-port', entryCountry: 'KAZ' },
      },
      {
        ...{ pairId: 'tazhen-daut-ata', direction: 'a2b', mode: 'road', leg: 17, atKm: 1846.5 },
        ...{ exitPost: 'kz-tazhen', exitCountry: 'KAZ' },
        ...{ entryPost: 'uz-daut-ata', entryCountry: 'UZB' },
      },
    ]);
  });

  test('is shorter through Turkmenistan, where that may be entered', () => {
    const south = routeBetween('ge-poti', 'uz-tashkent');
    expect(south.countries).toEqual(['GEO', 'AZE', 'TKM', 'UZB']);
    expect(south.km).toBe(3035.5);
  });

  test('goes round a closed Red Bridge by Lagodekhi', () => {
    const detour = routeBetween('ge-poti', 'uz-tashkent', {
      countries: PILOT,
      avoid: ['ge-tsiteli-khidi'],
    });
    expect(detour.crossings[0]?.pairId).toBe('lagodekhi-balakan');
    expect(detour.km).toBeGreaterThan(route.km);
  });

  test('is not possible on wheels alone', () => {
    const options = { countries: PILOT, ferries: false };
    expect(findRoute('ge-poti', 'uz-tashkent', options)).toBeNull();
    expect(() => routeBetween('ge-poti', 'uz-tashkent', options)).toThrow(
      'no way by road from ge-poti to uz-tashkent within GEO, AZE, KAZ, UZB',
    );
  });
});

test('places on the way are passed in their order', () => {
  const countries = ['KAZ', 'UZB'];
  const route = routeBetween('kz-almaty', 'uz-tashkent', { countries, via: ['kz-konysbaeva'] });
  expect(route.crossings.map((crossing) => crossing.pairId)).toEqual(['konysbaev-yallama']);
  const direct = routeBetween('kz-almaty', 'uz-tashkent', { countries });
  expect(direct.crossings.map((crossing) => crossing.pairId)).toEqual([
    'zhibek-zholy-gisht-kuprik',
  ]);
});

test('a place to itself is no way at all, and an unknown place is named', () => {
  expect(routeBetween('ge-poti', 'ge-poti')).toMatchObject({
    km: 0,
    legs: [],
    places: ['ge-poti'],
  });
  expect(findRoute('ge-poti', 'ge-nowhere')).toBeNull();
  expect(() => routeBetween('ge-poti', 'ge-nowhere')).toThrow('no place "ge-nowhere"');
});

test('the same question gives the same answer, and the order of countries does not matter', () => {
  const once = routeBetween('ge-sarpi', 'kz-almaty', { countries: ['GEO', 'AZE', 'KAZ'] });
  const again = routeBetween('ge-sarpi', 'kz-almaty', { countries: ['KAZ', 'GEO', 'AZE'] });
  expect(again).toBe(once);
});

test('every road place of the five countries can be reached from Poti', () => {
  const five = new Set(['GEO', 'AZE', 'KAZ', 'UZB', 'TKM']);
  const road = CORRIDOR_DATA.places.filter(
    (place) => five.has(place.country) && neighboursOf(place.id).length > 0,
  );
  expect(road.filter((place) => findRoute('ge-poti', place.id) === null)).toEqual([]);
  expect(road.length).toBeGreaterThan(80);
});

const anyPlace = fc.constantFrom(...CORRIDOR_DATA.places.map((place) => place.id));

test('a route is a chain, its kilometres add up, and the way back is as long', () => {
  fc.assert(
    fc.property(anyPlace, anyPlace, (from, to) => {
      const route = findRoute(from, to);
      if (route === null) return;
      let km = 0;
      route.legs.forEach((leg, i) => {
        expect([leg.from, leg.to]).toEqual([route.places[i], route.places[i + 1]]);
        expect(leg.fromKm).toBe(km);
        km += leg.km;
        expect(leg.toKm).toBe(km);
        expect(leg.id).toBe(
          `${leg.mode}:${leg.reversed ? `${leg.to}>${leg.from}` : `${leg.from}>${leg.to}`}`,
        );
      });
      expect([route.places[0], route.places.at(-1), km]).toEqual([from, to, route.km]);
      expect(new Set(route.places).size).toBe(route.places.length);
      for (const { exitPost, entryPost, exitCountry, entryCountry, leg } of route.crossings) {
        expect([exitPost, entryPost]).toEqual([route.legs[leg]?.from, route.legs[leg]?.to]);
        expect([placeOf(exitPost).country, placeOf(entryPost).country]).toEqual([
          exitCountry,
          entryCountry,
        ]);
      }
      expect(findRoute(to, from)?.km).toBe(route.km);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('no route is longer than one through any third place', () => {
  fc.assert(
    fc.property(anyPlace, anyPlace, anyPlace, (from, to, via) => {
      const direct = findRoute(from, to);
      const around = findRoute(from, to, { via: [via] });
      if (around !== null) expect(direct?.km).toBeLessThanOrEqual(around.km);
    }),
    { numRuns: 200, seed: 7 },
  );
});
