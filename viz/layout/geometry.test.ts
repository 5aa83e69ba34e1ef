import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORRIDOR_DATA, placeOf } from '../../scenarios/data/corridors.ts';
import { REGION } from '../../scenarios/data/geography.ts';
import { routeBetween } from '../../scenarios/data/network.ts';
import { locate, pathOf } from './paths.ts';
import { boxOf, fit, project, REGION_BOX, toPlane, toScreen } from './projection.ts';
import { routeStrip } from './route-strip.ts';

const at = (id: string) => {
  const { lon, lat } = placeOf(id);
  return project([lon, lat]);
};
const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number =>
  Math.hypot(a.x - b.x, a.y - b.y);

describe('the plane', () => {
  test('has west on the left, north above, and every place of the data in it', () => {
    expect(at('ge-poti').x).toBeLessThan(at('uz-tashkent').x);
    expect(at('kz-astana').y).toBeLessThan(at('tm-ashgabat').y);
    for (const { lon, lat } of CORRIDOR_DATA.places) {
      const { x, y } = project([lon, lat]);
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    }
  });

  test('shows nothing past the outlines', () => {
    const { west, east, south, north } = REGION;
    for (let share = 0; share <= 1; share += 0.1) {
      const lon = west + share * (east - west);
      expect(project([lon, north]).y).toBeLessThanOrEqual(REGION_BOX.y0 + 1e-9);
      expect(project([lon, south]).y).toBeGreaterThanOrEqual(REGION_BOX.y1 - 1e-9);
    }
  });

  test('goes to the screen and back', () => {
    const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const view = fc.record({
      k: fc.double({ min: 0.1, max: 90, noNaN: true }),
      x: number,
      y: number,
    });
    fc.assert(
      fc.property(view, number, number, (camera, x, y) => {
        const back = toPlane(camera, toScreen(camera, { x, y }));
        expect(distance(back, { x, y })).toBeLessThan(1e-6);
      }),
    );
  });

  test('fits a box into a screen, in its middle, with a margin', () => {
    const box = boxOf([
      { x: 10, y: 20 },
      { x: 110, y: 70 },
    ]);
    const view = fit(box, 300, 200, 50);
    expect(toScreen(view, { x: 10, y: 20 })).toEqual({ x: 50, y: 50 });
    expect(toScreen(view, { x: 110, y: 70 })).toEqual({ x: 250, y: 150 });
    expect(boxOf([])).toEqual({ x0: 0, y0: 0, x1: 0, y1: 0 });
  });
});

describe('a path', () => {
  const route = routeBetween('ge-poti', 'uz-tashkent', { countries: ['GEO', 'AZE', 'KAZ', 'UZB'] });
  const back = routeBetween('uz-tashkent', 'ge-poti', { countries: ['GEO', 'AZE', 'KAZ', 'UZB'] });

  test.for([
    ['out', route],
    ['home', back],
  ] as const)('passes every place of its route at its kilometre: %s', ([, way]) => {
    const path = pathOf(way.places);
    if (path === null) throw new Error('no path');
    const spot = { x: 0, y: 0, dx: 0, dy: 0 };
    expect(path.km.at(-1)).toBeCloseTo(way.km, 1);
    for (let i = 1; i < path.km.length; i++)
      expect(path.km[i]).toBeGreaterThanOrEqual(path.km[i - 1] ?? 0);
    for (const leg of way.legs) {
      locate(path, leg.toKm, spot);
      expect(distance(spot, at(leg.to))).toBeLessThan(1.5);
      expect(Math.hypot(spot.dx, spot.dy)).toBeCloseTo(1, 5);
    }
  });

  test('knows a route that names only some of its places', () => {
    const path = pathOf(['ge-poti', 'az-alat-port', 'kz-kuryk-port', 'uz-tashkent']);
    expect(path?.km.at(-1)).toBeCloseTo(route.km, 1);
    expect(path?.places.get('kz-kuryk-port')).toBe(
      route.legs.find(({ to }) => to === 'kz-kuryk-port')?.toKm,
    );
  });

  test('is none where the data knows no way', () => {
    expect(pathOf(['ge-poti', 'nowhere'])).toBeNull();
    expect(pathOf([])).toBeNull();
  });

  test('stays at its ends before the start and past the end', () => {
    const path = pathOf(route.places);
    if (path === null) throw new Error('no path');
    const spot = { x: 0, y: 0, dx: 0, dy: 0 };
    locate(path, -50, spot);
    expect(distance(spot, at('ge-poti'))).toBeLessThan(1.5);
    locate(path, 1e6, spot);
    expect(distance(spot, at('uz-tashkent'))).toBeLessThan(1.5);
  });

  test('becomes a strip with its ends and frontiers', () => {
    const path = pathOf(route.places);
    if (path === null) throw new Error('no path');
    const strip = routeStrip(path, path.places.get('az-alat-port') ?? 0, 300);
    expect(strip.stops.map(({ place }) => place)).toEqual([
      'ge-poti',
      'ge-tsiteli-khidi',
      'az-krasny-most',
      'az-alat-port',
      'kz-kuryk-port',
      'kz-tazhen',
      'uz-daut-ata',
      'uz-tashkent',
    ]);
    expect(strip.stops.filter(({ passed }) => passed)).toHaveLength(4);
    expect(strip.stops.at(-1)?.x).toBeCloseTo(300);
  });
});
