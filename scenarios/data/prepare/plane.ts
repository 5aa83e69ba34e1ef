/** Plane geometry for the preparation scripts: points, lines and rings in degrees. Not used at run time. */

/** Longitude, latitude. */
export type Point = readonly [number, number];
export type Line = readonly Point[];

/** West, south, east, north. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** Kilometres over the ground (haversine, mean radius). */
export function greatCircleKm(a: Point, b: Point): number {
  const [lat1, lat2] = [a[1] * RADIANS, b[1] * RADIANS];
  const h =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin(((b[0] - a[0]) * RADIANS) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
}

/** How much shorter a degree of longitude is than one of latitude, here. */
export const shrink = (lat: number): number => Math.cos(lat * RADIANS);

/** Whether a ring encloses a point (even-odd). */
export function encloses(ring: Line, [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as Point;
    const [xj, yj] = ring[j] as Point;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Douglas-Peucker: drops the points that lie within `tolerance` degrees of the line without them; both ends stay. */
export function simplify(line: Line, tolerance: number): Line {
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let worst = 0;
    let index = -1;
    for (let i = first + 1; i < last; i++) {
      const off = distance(line[i] as Point, line[first] as Point, line[last] as Point);
      if (off > worst) [worst, index] = [off, i];
    }
    if (worst > tolerance) {
      keep[index] = 1;
      spans.push([first, index], [index, last]);
    }
  }
  return line.filter((_, i) => keep[i] === 1);
}

/** Degrees of latitude from a point to a segment. */
function distance(p: Point, a: Point, b: Point): number {
  const k = shrink(p[1]);
  const [dx, dy] = [(b[0] - a[0]) * k, b[1] - a[1]];
  const [px, py] = [(p[0] - a[0]) * k, p[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const u = length2 === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
  return Math.hypot(px - u * dx, py - u * dy);
}

/** The part of a ring inside a box (Sutherland-Hodgman), closed; empty when nothing is left. */
export function clipRing(ring: Line, box: Box): Line {
  const sides: [(p: Point) => number, (a: Point, b: Point) => Point][] = [
    [(p) => p[0] - box.west, (a, b) => atX(a, b, box.west)],
    [(p) => box.east - p[0], (a, b) => atX(a, b, box.east)],
    [(p) => p[1] - box.south, (a, b) => atY(a, b, box.south)],
    [(p) => box.north - p[1], (a, b) => atY(a, b, box.north)],
  ];
  let points = ring.slice(0, -1);
  for (const [depth, cut] of sides) {
    const next: Point[] = [];
    points.forEach((here, i) => {
      const before = points[(i + points.length - 1) % points.length] as Point;
      if (depth(before) >= 0 !== depth(here) >= 0) next.push(cut(before, here));
      if (depth(here) >= 0) next.push(here);
    });
    points = next;
  }
  return points.length < 3 ? [] : [...points, points[0] as Point];
}

/** The pieces of a line inside a box. */
export function clipLine(line: Line, box: Box): Line[] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  for (let i = 1; i < line.length; i++) {
    const part = clipSegment(line[i - 1] as Point, line[i] as Point, box);
    if (part === null) continue;
    const [a, b] = part;
    const end = piece[piece.length - 1];
    if (end === undefined || end[0] !== a[0] || end[1] !== a[1]) {
      piece = [a];
      pieces.push(piece);
    }
    piece.push(b);
  }
  return pieces;
}

/** Liang-Barsky. */
function clipSegment(a: Point, b: Point, box: Box): [Point, Point] | null {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let [from, to] = [0, 1];
  const edges: [number, number][] = [
    [-dx, a[0] - box.west],
    [dx, box.east - a[0]],
    [-dy, a[1] - box.south],
    [dy, box.north - a[1]],
  ];
  for (const [p, q] of edges) {
    if (p === 0 && q < 0) return null;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  if (from > to) return null;
  const start: Point = from === 0 ? a : [a[0] + from * dx, a[1] + from * dy];
  const end: Point = to === 1 ? b : [a[0] + to * dx, a[1] + to * dy];
  return [start, end];
}

const atX = (a: Point, b: Point, x: number): Point => [
  x,
  a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0]),
];

const atY = (a: Point, b: Point, y: number): Point => [
  a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]),
  y,
];

/**
 * Points as one flat list of whole numbers: the first two from zero, the others as steps from the point before,
 * in units of `grid` degrees. Points that fall on the one before are left out.
 */
export function packLine(line: Line, grid: number): number[] {
  const packed: number[] = [];
  let [x, y] = [0, 0];
  line.forEach(([lon, lat], i) => {
    const [nx, ny] = [Math.round(lon / grid), Math.round(lat / grid)];
    if (i > 0 && nx === x && ny === y) return;
    packed.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  });
  return packed;
}
