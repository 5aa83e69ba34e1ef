/** The map base: outlines, frontiers, the curves of legs and where on them a truck is. Coordinates only: projection and drawing are the dashboard's. */
import data from './geography.json' with { type: 'json' };

/** Longitude, latitude; degrees. */
export type LonLat = readonly [number, number];

/** Bounds of the region, degrees. */
export interface Region {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface CountryOutline {
  /** ISO 3166 numeric; empty where an area has none. */
  readonly num: string;
  /** Null for countries that the corridor data does not know. */
  readonly iso3: string | null;
  readonly name: string;
  readonly nameRu: string;
  /** Where the name goes, or null if too little of the country is on the map. */
  readonly label: LonLat | null;
  /** As in GeoJSON's MultiPolygon, wound the way d3-geo wants it (outer rings clockwise). */
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
}

/** The curve of a leg from its place `from` to its place `to`. */
export interface LegLine {
  readonly points: readonly LonLat[];
  /** Share of the leg's length at each point, 0 to 1, rising. */
  readonly shares: readonly number[];
}

/** Which way a post lies from its frontier: unit vector, `dx` east, `dy` north. */
export interface PostSide {
  readonly pair: string;
  /** Distance between the two posts of the pair. */
  readonly kmApart: number;
  readonly dx: number;
  readonly dy: number;
}

interface Packed {
  readonly region: Region;
  readonly outlineGrid: number;
  readonly lineGrid: number;
  readonly countries: readonly (Omit<CountryOutline, 'polygons'> & {
    readonly polygons: readonly (readonly (readonly number[])[])[];
  })[];
  readonly borders: readonly (readonly number[])[];
  readonly coasts: readonly (readonly number[])[];
  readonly legs: Readonly<
    Record<string, { readonly line: readonly number[]; readonly shares: readonly number[] }>
  >;
  readonly postSides: Readonly<Record<string, PostSide>>;
}

const packed = data as unknown as Packed;

/** The dashboard's whole view; outlines reach two degrees further, so that their cut edges stay out of sight. */
export const REGION: Region = packed.region;

/** Posts of a pair closer than this overlap on a map of the region and should be drawn apart by `postSideOf`. */
export const OVERLAP_KM = 2;

const lines = new Map<string, LegLine>();

/** Every country within the region, by ISO numeric code; the seas are what no outline covers. */
export const countryOutlines: () => readonly CountryOutline[] = once(() =>
  packed.countries.map((country) => ({
    ...country,
    polygons: country.polygons.map((polygon) =>
      polygon.map((ring) => unpack(ring, packed.outlineGrid)),
    ),
  })),
);

/** Frontiers between countries, each once. */
export const borderLines: () => readonly (readonly LonLat[])[] = once(() =>
  packed.borders.map((line) => unpack(line, packed.outlineGrid)),
);

/** Shores of the seas, each once. */
export const coastLines: () => readonly (readonly LonLat[])[] = once(() =>
  packed.coasts.map((line) => unpack(line, packed.outlineGrid)),
);

/** The curve of a road or ferry leg. @throws RangeError for a leg that has none (rail, or no such id). */
export function legLineOf(legId: string): LegLine {
  const known = lines.get(legId);
  if (known !== undefined) return known;
  const row = packed.legs[legId];
  if (row === undefined)
    throw new RangeError(`no line for leg "${legId}" in scenarios/data/geography.json`);
  const points = unpack(row.line, packed.lineGrid);
  const line = { points, shares: row.shares.map((share) => share / 10_000) };
  lines.set(legId, line);
  return line;
}

/** Where one is after a share (0 to 1) of a leg, counted from its place `from`, or from `to` when `reversed`. */
export function positionOnLeg(legId: string, share: number, reversed = false): LonLat {
  const { points, shares } = legLineOf(legId);
  const at = Math.min(1, Math.max(0, reversed ? 1 - share : share));
  let low = 0;
  let high = shares.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((shares[middle] as number) <= at) low = middle;
    else high = middle;
  }
  const [a, b] = [points[low] as LonLat, points[high] as LonLat];
  const [from, to] = [shares[low] as number, shares[high] as number];
  const u = to > from ? (at - from) / (to - from) : 0;
  return [a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1])];
}

/** Which way to move a border post's mark away from its opposite number, or null for places that are no such post. */
export const postSideOf = (placeId: string): PostSide | null => packed.postSides[placeId] ?? null;

/** Undoes `packLine` of the preparation script. */
function unpack(steps: readonly number[], grid: number): LonLat[] {
  const units = Math.round(1 / grid);
  const points: LonLat[] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] as number;
    y += steps[i + 1] as number;
    points.push([x / units, y / units]);
  }
  return points;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
