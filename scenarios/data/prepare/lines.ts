/** How legs run on the map: curves through towns, kept on their own land, or at sea for a ferry. A script's part: the result is in `geography.json`. */
import type { Leg, Place } from '../corridors.ts';
import { encloses, greatCircleKm, shrink, simplify } from './plane.ts';
import type { Line, Point } from './plane.ts';

/** Whether a point is on land, and whose (ISO numeric), or null at sea. */
export type LandAt = (point: Point) => string | null;

/** Town, longitude, latitude. */
export type Waypoint = readonly [string, number, number];

const TOLERANCE = 0.004;
const SAMPLE_KM = 8;
/** A leg shorter than this is drawn straight. */
const STRAIGHT_KM = 25;

export function landAtOf(
  land: readonly { num: string; polygons: readonly (readonly Line[])[] }[],
): LandAt {
  return (point) => {
    for (const { num, polygons } of land) {
      for (const [outer, ...holes] of polygons) {
        if (encloses(outer as Line, point) && !holes.some((hole) => encloses(hole, point)))
          return num;
      }
    }
    return null;
  };
}

/** The curve of a leg, from its place `from` to its place `to`. */
export function lineOf(
  leg: Leg,
  from: Place,
  to: Place,
  via: readonly Waypoint[],
  fits: Fits,
): Line {
  const ends: [Point, Point] = [
    [from.lon, from.lat],
    [to.lon, to.lat],
  ];
  if (via.length > 0) {
    const towns = via.map(([, lon, lat]): Point => [lon, lat]);
    return simplify(spline([ends[0], ...towns, ends[1]]), TOLERANCE);
  }
  const km = greatCircleKm(...ends);
  if (km < STRAIGHT_KM) return ends;
  // A longer road bends more; it may bend either way, as long as it keeps to its land.
  const bend = Math.min(0.09, Math.max(0.025, (leg.km / km - 1) * 0.25));
  const curves = [bend, -bend, bend / 2, -bend / 2, 0].map((b) => bow(ends, b));
  const faults = curves.map((curve) => curve.filter((point) => !fits(point)).length);
  const best = faults.indexOf(Math.min(...faults));
  return simplify(curves[best] as Line, TOLERANCE);
}

/** Whether a point of the leg is where it should be. */
export type Fits = (point: Point) => boolean;

/** A parabola over the chord, `bend` of its length high. */
function bow([a, b]: [Point, Point], bend: number): Line {
  const k = shrink((a[1] + b[1]) / 2);
  const [dx, dy] = [(b[0] - a[0]) * k, b[1] - a[1]];
  const count = Math.max(4, Math.round(greatCircleKm(a, b) / SAMPLE_KM));
  return Array.from({ length: count + 1 }, (_, i): Point => {
    const u = i / count;
    const height = 4 * u * (1 - u) * bend;
    return [a[0] + u * (b[0] - a[0]) - (height * dy) / k, a[1] + u * (b[1] - a[1]) + height * dx];
  });
}

/** Centripetal Catmull-Rom through all points: no loops, no overshoot at sharp bends. */
function spline(points: readonly Point[]): Line {
  const at = (i: number): Point => points[i] as Point;
  const last = points.length - 1;
  const mirrored = (p: Point, q: Point): Point => [2 * p[0] - q[0], 2 * p[1] - q[1]];
  const all = [mirrored(at(0), at(1)), ...points, mirrored(at(last), at(last - 1))];
  const line: Point[] = [at(0)];
  for (let i = 1; i < all.length - 2; i++) {
    const [p0, p1, p2, p3] = all.slice(i - 1, i + 3) as [Point, Point, Point, Point];
    const count = Math.max(1, Math.round(greatCircleKm(p1, p2) / SAMPLE_KM));
    for (let n = 1; n <= count; n++) line.push(catmullRom(p0, p1, p2, p3, n / count));
  }
  return line;
}

function catmullRom(p0: Point, p1: Point, p2: Point, p3: Point, u: number): Point {
  const knot = (a: Point, b: Point): number =>
    Math.max(1e-6, Math.sqrt(Math.hypot((b[0] - a[0]) * shrink(a[1]), b[1] - a[1])));
  const t1 = knot(p0, p1);
  const t2 = t1 + knot(p1, p2);
  const t3 = t2 + knot(p2, p3);
  const t = t1 + u * (t2 - t1);
  const mix = (a: Point, b: Point, ta: number, tb: number): Point => [
    ((tb - t) * a[0] + (t - ta) * b[0]) / (tb - ta),
    ((tb - t) * a[1] + (t - ta) * b[1]) / (tb - ta),
  ];
  const [a1, a2, a3] = [mix(p0, p1, 0, t1), mix(p1, p2, t1, t2), mix(p2, p3, t2, t3)];
  const [b1, b2] = [mix(a1, a2, 0, t2), mix(a2, a3, t1, t3)];
  return mix(b1, b2, t1, t2);
}

/** Share of the way at each point of a line, in ten-thousandths. */
export function sharesOf(line: Line): number[] {
  const km = [0];
  for (let i = 1; i < line.length; i++) {
    km.push((km[i - 1] as number) + greatCircleKm(line[i - 1] as Point, line[i] as Point));
  }
  const total = km[km.length - 1] as number;
  return km.map((k) => Math.round((k / total) * 10_000));
}
