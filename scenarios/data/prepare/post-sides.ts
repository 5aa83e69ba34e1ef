/** Which way each post of a pair lies from the frontier, so that a map of the region can draw the two beside each other. A script's part: the result is in `geography.json`. */
import type { CorridorData, Place } from '../corridors.ts';
import { greatCircleKm, shrink } from './plane.ts';

/** Unit vector from the frontier to the post: `dx` east, `dy` north. */
export interface PostSide {
  readonly pair: string;
  readonly kmApart: number;
  readonly dx: number;
  readonly dy: number;
}

type Vector = readonly [number, number];

/** Farther apart than this, both posts find room by themselves (the ports of a ferry). */
const APART_KM_MAX = 40;

/** A post that belongs to a pair by road and to one by rail takes its side from the pair by road. */
export function postSidesOf(data: CorridorData): Record<string, PostSide> {
  const sides: Record<string, PostSide> = {};
  const places = new Map(data.places.map((place) => [place.id, place]));
  const pairs = [...data.bcpPairs].sort(
    (p, q) => Number(q.modes.includes('road')) - Number(p.modes.includes('road')),
  );
  for (const pair of pairs) {
    const [a, b] = [places.get(pair.a) as Place, places.get(pair.b) as Place];
    const kmApart = Math.round(greatCircleKm([a.lon, a.lat], [b.lon, b.lat]) * 10) / 10;
    if (kmApart > APART_KM_MAX) continue;
    const [ax, ay] = inland(data, places, a, b);
    const [bx, by] = inland(data, places, b, a);
    const [dx, dy] = unit([ax - bx, ay - by]);
    sides[a.id] ??= { pair: pair.id, kmApart, dx, dy };
    sides[b.id] ??= { pair: pair.id, kmApart, dx: -dx, dy: -dy };
  }
  return Object.fromEntries(Object.entries(sides).sort(([p], [q]) => (p < q ? -1 : 1)));
}

/** Mean direction of the legs that lead from a post into its own country. */
function inland(data: CorridorData, places: Map<string, Place>, post: Place, other: Place): Vector {
  let [x, y] = [0, 0];
  for (const leg of data.legs) {
    const end = leg.from === post.id ? leg.to : leg.to === post.id ? leg.from : null;
    if (end === null || end === other.id) continue;
    const next = places.get(end) as Place;
    if (next.country !== post.country) continue;
    const [dx, dy] = towards(post, next);
    [x, y] = [x + dx, y + dy];
  }
  return x === 0 && y === 0 ? [0, 0] : unit([x, y]);
}

const towards = (from: Place, to: Place): Vector =>
  unit([(to.lon - from.lon) * shrink(from.lat), to.lat - from.lat]);

function unit([x, y]: Vector): Vector {
  const length = Math.hypot(x, y);
  return [Math.round((x / length) * 100) / 100, Math.round((y / length) * 100) / 100];
}
