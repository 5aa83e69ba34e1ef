/** Makes `lengths.json` and `geography.json` from `corridors.json`, `waypoints.json` and world-atlas: `deno run --allow-read --allow-write --allow-env scenarios/data/prepare.ts`. Run it after either input has changed; the results are committed. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { CorridorData, Leg, Place } from './corridors.ts';
import { landAtOf, lineOf, sharesOf } from './prepare/lines.ts';
import type { Fits, LandAt, Waypoint } from './prepare/lines.ts';
import { outlinesOf } from './prepare/outlines.ts';
import { greatCircleKm, packLine } from './prepare/plane.ts';
import type { Box, Line } from './prepare/plane.ts';
import { postSidesOf } from './prepare/post-sides.ts';

/** What the dashboard shows at most; outlines go a little beyond, so that no cut edge is ever seen. */
const REGION: Box = { west: 24, south: 33, east: 90, north: 57 };
const CUT: Box = { west: 22, south: 31, east: 92, north: 59 };
/** Degrees for one unit of the packed coordinates: about 200 m. */
const OUTLINE_GRID = 0.002;
const LINE_GRID = 0.001;

const path = (name: string): URL => new URL(name, import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

const data = read('corridors.json') as CorridorData;
const waypoints = (read('waypoints.json') as { legs: Record<string, Waypoint[]> }).legs;
const places = new Map(data.places.map((place) => [place.id, place]));
const numOf = new Map<string, string>(data.countries.map(({ iso3, num }) => [iso3, num]));

const greatCircle = Object.fromEntries(
  data.legs.map((leg) => {
    const [a, b] = endsOf(leg);
    return [leg.id, Math.round(greatCircleKm([a.lon, a.lat], [b.lon, b.lat]) * 10) / 10];
  }),
);
write('lengths.json', {
  note: 'Made by prepare.ts. Straight over the ground between the two places of a leg, km.',
  greatCircleKm: greatCircle,
});

const outlines = outlinesOf(CUT, REGION, OUTLINE_GRID, new Set(numOf.values()));
const landAt = landAtOf(outlines.land);
const lines = Object.fromEntries(
  data.legs.filter((leg) => leg.mode !== 'rail').map((leg) => [leg.id, drawn(leg)]),
);
write('geography.json', {
  note: 'Made by prepare.ts from Natural Earth 1:10m (public domain, through world-atlas) and waypoints.json. For orientation on a map; no opinion on the status of any territory.',
  region: REGION,
  outlineGrid: OUTLINE_GRID,
  lineGrid: LINE_GRID,
  countries: outlines.countries.map((country) => ({
    iso3: data.countries.find(({ num }) => num === country.num)?.iso3 ?? null,
    ...country,
  })),
  borders: outlines.borders,
  coasts: outlines.coasts,
  legs: Object.fromEntries(
    Object.entries(lines).map(([id, line]) => [
      id,
      { line: packLine(line, LINE_GRID), shares: sharesOf(line) },
    ]),
  ),
  postSides: postSidesOf(data),
});

function drawn(leg: Leg): Line {
  const [from, to] = endsOf(leg);
  return rounded(lineOf(leg, from, to, waypoints[leg.id] ?? [], fitsOf(leg, from, to, landAt)));
}

/** A ferry keeps to the sea, a road to the countries of its ends. */
function fitsOf(leg: Leg, from: Place, to: Place, land: LandAt): Fits {
  if (leg.mode === 'ferry') return (point) => land(point) === null;
  const own = [numOf.get(from.country), numOf.get(to.country)];
  return (point) => own.includes(land(point) ?? '');
}

/** To the grid of the file, so that no two points fall together when packed. */
function rounded(line: Line): Line {
  const onGrid = (degrees: number): number => Math.round(degrees / LINE_GRID) * LINE_GRID;
  return line
    .map(([lon, lat]) => [onGrid(lon), onGrid(lat)] as const)
    .filter((p, i, all) => i === 0 || p[0] !== all[i - 1]?.[0] || p[1] !== all[i - 1]?.[1]);
}

function endsOf(leg: Leg): [Place, Place] {
  return [places.get(leg.from) as Place, places.get(leg.to) as Place];
}

/** One line for each entry of the top level's lists and objects: small, and a diff can still be read. */
function write(name: string, content: Record<string, unknown>): void {
  const body = Object.entries(content).map(([key, value]) => {
    const rows = Array.isArray(value)
      ? value.map((row) => JSON.stringify(row))
      : typeof value === 'object' && value !== null && key !== 'region'
        ? Object.entries(value).map(([id, row]) => `${JSON.stringify(id)}:${JSON.stringify(row)}`)
        : null;
    if (rows === null) return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return `${JSON.stringify(key)}: ${open ?? ''}\n${rows.join(',\n')}\n${close ?? ''}`;
  });
  writeFileSync(path(name), `{\n${body.join(',\n')}\n}\n`);
}
