/** Country outlines for the map base, from Natural Earth 1:10m as `world-atlas` ships it. A script's part: the result is in `geography.json`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mergeArcs, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { COUNTRY_NAMES } from './country-names.ts';
import { clipLine, clipRing, encloses, packLine, shrink, simplify } from './plane.ts';
import type { Box, Line, Point } from './plane.ts';

type Country = Polygon<{ name: string }> | MultiPolygon<{ name: string }>;
type World = Topology<{
  countries: Omit<GeometryCollection, 'geometries'> & { geometries: Country[] };
}>;

/** Outline of one country, packed by `packLine`: polygons, each an outer ring and its holes. */
export interface PackedCountry {
  readonly num: string;
  readonly name: string;
  readonly nameRu: string;
  readonly label: Point | null;
  readonly polygons: readonly (readonly (readonly number[])[])[];
}

export interface Outlines {
  readonly countries: readonly PackedCountry[];
  readonly borders: readonly (readonly number[])[];
  readonly coasts: readonly (readonly number[])[];
  /** The countries before packing, for checks against roads and sea lanes. */
  readonly land: readonly {
    readonly num: string;
    readonly polygons: readonly (readonly Line[])[];
  }[];
}

/** Degrees; the countries of the data are drawn finer than those around them. */
const FINE = 0.006;
const COARSE = 0.025;
/** Rings smaller than this many square degrees are islets that a map of the region cannot show. */
const AREA_MIN = 0.0015;

/** Areas that the source keeps apart, and the country they are drawn with: what the United Nations' maps show. */
const JOIN_BY_NAME: Readonly<Record<string, string>> = {
  Baikonur: '398',
  'N. Cyprus': '196',
  'Cyprus U.N. Buffer Zone': '196',
  Akrotiri: '196',
  Dhekelia: '196',
};
const CRIMEA: Point = [34.1, 45.0];
const UKRAINE = '804';
const RUSSIA = '643';

/** @param fineCountries ISO numeric codes of the countries to draw finely. */
export function outlinesOf(
  box: Box,
  region: Box,
  grid: number,
  fineCountries: ReadonlySet<string>,
): Outlines {
  const world = joined(readWorld());
  simplifyArcs(world, fineCountries);
  const land = world.objects.countries.geometries.map((geometry) => ({
    num: String(geometry.id ?? ''),
    polygons: polygonsOf(world, geometry)
      .map((polygon) =>
        polygon.map((ring) => clipRing(ring, box)).filter((r) => area(r) > AREA_MIN),
      )
      .filter((polygon) => polygon.length > 0),
  }));
  const seen = land.filter((country) => country.polygons.length > 0);
  const lines = (keep: (a: Country, b: Country) => boolean): number[][] =>
    mesh(world, world.objects.countries, keep as never)
      .coordinates.flatMap((line) => clipLine(line.map(pointOf), box))
      .filter((line) => line.length > 1)
      .map((line) => packLine(line, grid));
  return {
    countries: seen.map(({ num, polygons }) => ({
      num,
      name: COUNTRY_NAMES[num]?.en ?? '',
      nameRu: COUNTRY_NAMES[num]?.ru ?? '',
      label: COUNTRY_NAMES[num] === undefined ? null : labelPoint(polygons, region),
      polygons: polygons.map((polygon) => polygon.map((ring) => packLine(ring, grid))),
    })),
    borders: lines((a, b) => a !== b),
    coasts: lines((a, b) => a === b),
    land: seen,
  };
}

function readWorld(): World {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as World;
}

/** Joins what the source keeps apart to the country that the table above names. */
function joined(world: World): World {
  const all = world.objects.countries.geometries;
  const parts = new Map<string, Country[]>([[UKRAINE, takeCrimea(world, all)]]);
  const gone = new Set<Country>();
  for (const geometry of all) {
    const to = JOIN_BY_NAME[geometry.properties?.name ?? ''];
    if (to === undefined) continue;
    parts.set(to, [...(parts.get(to) ?? []), geometry]);
    gone.add(geometry);
  }
  world.objects.countries.geometries = all
    .filter((geometry) => !gone.has(geometry))
    .map((geometry) => {
      const extra = parts.get(String(geometry.id ?? ''));
      if (extra === undefined) return geometry;
      const { id, properties } = geometry;
      const { arcs } = mergeArcs(world, [geometry, ...extra]);
      return { type: 'MultiPolygon', arcs, ...(id && { id }), ...(properties && { properties }) };
    });
  return world;
}

/** Takes the polygon of Crimea out of the country that the source counts it to. */
function takeCrimea(world: World, all: readonly Country[]): Country[] {
  const russia = all.find((geometry) => geometry.id === RUSSIA);
  if (russia?.type !== 'MultiPolygon') return [];
  const polygons = russia.arcs.map((arcs): Polygon<{ name: string }> => ({
    type: 'Polygon',
    arcs,
  }));
  const isCrimea = (polygon: Country): boolean =>
    polygonsOf(world, polygon).some(([outer]) => outer !== undefined && encloses(outer, CRIMEA));
  const taken = polygons.filter(isCrimea);
  russia.arcs = polygons.filter((polygon) => !taken.includes(polygon)).map(({ arcs }) => arcs);
  return taken;
}

/** Simplifies each arc once, so that neighbours go on sharing their border point by point. */
function simplifyArcs(world: World, fineCountries: ReadonlySet<string>): void {
  const fine = new Set<number>();
  for (const geometry of world.objects.countries.geometries) {
    if (!fineCountries.has(String(geometry.id ?? ''))) continue;
    const arcs = geometry.type === 'Polygon' ? geometry.arcs : geometry.arcs.flat();
    for (const arc of arcs.flat()) fine.add(arc < 0 ? ~arc : arc);
  }
  const [kx, ky] = world.transform?.scale ?? [1, 1];
  const [x0, y0] = world.transform?.translate ?? [0, 0];
  world.arcs = world.arcs.map((arc, index) => {
    let [x, y] = [0, 0];
    const line = arc.map(([dx = 0, dy = 0]): Point => {
      [x, y] = [x + dx, y + dy];
      return [x * kx + x0, y * ky + y0];
    });
    return simplify(line, fine.has(index) ? FINE : COARSE).map(([lon, lat]) => [lon, lat]);
  });
  delete world.transform;
}

function polygonsOf(world: World, geometry: Country): Line[][] {
  const polygons =
    geometry.type === 'Polygon'
      ? [feature(world, geometry).geometry.coordinates]
      : feature(world, geometry).geometry.coordinates;
  return polygons.map((polygon) => polygon.map((ring) => ring.map(pointOf)));
}

const pointOf = ([lon = 0, lat = 0]: readonly number[]): Point => [lon, lat];

/** Square degrees. */
function area(ring: Line): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as Point, ring[i] as Point];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return Math.abs(twice / 2);
}

/** Where a country's name goes: the point of a half-degree raster that lies deepest inside it, within the region. */
function labelPoint(polygons: readonly (readonly Line[])[], region: Box): Point | null {
  let [best, deepest]: [Point | null, number] = [null, 0.3];
  for (let lon = region.west + 0.5; lon < region.east; lon += 0.5) {
    for (let lat = region.south + 0.5; lat < region.north; lat += 0.5) {
      const point: Point = [lon, lat];
      const inside = polygons.some(
        ([outer, ...holes]) =>
          encloses(outer as Line, point) && !holes.some((hole) => encloses(hole, point)),
      );
      if (!inside) continue;
      const depth = Math.min(
        ...polygons.flat(2).map((p) => Math.hypot((p[0] - lon) * shrink(lat), p[1] - lat)),
      );
      // Points near the edge of the region would be cut off with the map.
      const edge = Math.min(
        lon - region.west,
        region.east - lon,
        lat - region.south,
        region.north - lat,
      );
      if (Math.min(depth, edge) > deepest) [best, deepest] = [point, Math.min(depth, edge)];
    }
  }
  return best;
}
