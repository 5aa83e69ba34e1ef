/** The ways of trucks on the plane: a polyline with the kilometres at each of its points, made once for each route. */
import { legLineOf } from '../../scenarios/data/geography.ts';
import { findRoute } from '../../scenarios/data/network.ts';
import type { Point } from './projection.ts';
import { project } from './projection.ts';

export interface Path {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Kilometres from the start at each point, rising. */
  readonly km: Float32Array;
  /** Kilometres at which each place of the route is passed. */
  readonly places: ReadonlyMap<string, number>;
}

/** Where something is on its path, and which way it looks (unit vector on the plane). */
export interface Spot {
  x: number;
  y: number;
  dx: number;
  dy: number;
}

const byKey = new Map<string, Path | null>();
const byRoute = new WeakMap<readonly string[], Path | null>();

/** The path of a route, given by places that it passes in order; null where the corridor data knows no such way. */
export function pathOf(route: readonly string[]): Path | null {
  const known = byRoute.get(route);
  if (known !== undefined) return known;
  const key = route.join('>');
  const path = byKey.get(key) ?? makePath(route);
  byKey.set(key, path);
  byRoute.set(route, path);
  return path;
}

function makePath(places: readonly string[]): Path | null {
  const [from, to] = [places[0], places.at(-1)];
  if (from === undefined || to === undefined) return null;
  const route = findRoute(from, to, { via: places.slice(1, -1) });
  if (route === null) return null;
  const points: Point[] = [];
  const km: number[] = [];
  const passed = new Map<string, number>([[from, 0]]);
  for (const leg of route.legs) {
    passed.set(leg.to, leg.toKm);
    const line = legLineOf(leg.id);
    const count = line.points.length;
    for (let i = points.length === 0 ? 0 : 1; i < count; i++) {
      const at = leg.reversed ? count - 1 - i : i;
      const share = line.shares[at] ?? 0;
      points.push(project(line.points[at] ?? [0, 0]));
      km.push(leg.fromKm + leg.km * (leg.reversed ? 1 - share : share));
    }
  }
  return {
    x: Float32Array.from(points, ({ x }) => x),
    y: Float32Array.from(points, ({ y }) => y),
    km: Float32Array.from(km),
    places: passed,
  };
}

/** Writes into `spot` where a path is after some kilometres; before its start and past its end it is at its ends. */
export function locate(path: Path, at: number, spot: Spot): void {
  const { x, y, km } = path;
  const last = km.length - 1;
  if (last < 1) {
    spot.x = x[0] ?? 0;
    spot.y = y[0] ?? 0;
    spot.dx = 1;
    spot.dy = 0;
    return;
  }
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((km[middle] as number) <= at) low = middle;
    else high = middle;
  }
  const [x0, y0, x1, y1] = [x[low], y[low], x[high], y[high]] as [number, number, number, number];
  const [from, to] = [km[low], km[high]] as [number, number];
  const share = to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  spot.x = x0 + share * dx;
  spot.y = y0 + share * dy;
  spot.dx = dx / length;
  spot.dy = dy / length;
}
