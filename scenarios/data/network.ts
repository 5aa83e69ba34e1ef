/** Roads and ferries as a graph, and the shortest way between two places. Lengths only: how long a leg takes is the world's business. */
import { CORRIDOR_DATA, findPlace, placeOf } from './corridors.ts';
import type { Country, Mode, PairDirection } from './corridors.ts';
import lengths from './lengths.json' with { type: 'json' };

export type TravelMode = Exclude<Mode, 'rail'>;

/** A leg as it is travelled: `from` before `to`. */
export interface RouteLeg {
  /** Id of the leg in the data; it names the places in the data's order, not in that of travel. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly mode: TravelMode;
  readonly km: number;
  /** Straight over the ground, km. */
  readonly greatCircleKm: number;
  /** Kilometres from the start of the route to `from` and to `to`. */
  readonly fromKm: number;
  readonly toKm: number;
  /** The leg runs against the data's order of its two places. */
  readonly reversed: boolean;
}

/** A frontier on the way: out of one country at `exitPost`, into the next at `entryPost`. Ports of a ferry count as posts. */
export interface Crossing {
  readonly pairId: string;
  readonly exitPost: string;
  readonly entryPost: string;
  readonly exitCountry: Country;
  readonly entryCountry: Country;
  readonly mode: TravelMode;
  /** Direction as the pair's observations name it. */
  readonly direction: Exclude<PairDirection, 'both'>;
  /** Index of the crossing leg in `legs`. */
  readonly leg: number;
  /** Kilometres from the start of the route to the exit post. */
  readonly atKm: number;
}

export interface Route {
  readonly from: string;
  readonly to: string;
  /** Every place passed, both ends included. */
  readonly places: readonly string[];
  readonly legs: readonly RouteLeg[];
  readonly km: number;
  readonly roadKm: number;
  readonly ferryKm: number;
  /** Countries in order of travel; one that is entered twice stands twice. */
  readonly countries: readonly Country[];
  readonly crossings: readonly Crossing[];
}

export interface RouteOptions {
  /** Places to pass, in this order. */
  readonly via?: readonly string[];
  /** Countries that may be entered; all of the data by default. */
  readonly countries?: readonly string[];
  /** Whether ferries may be taken; true by default. */
  readonly ferries?: boolean;
  /** Places that are closed: never passed. */
  readonly avoid?: readonly string[];
}

/** One end of a leg, seen from the other. */
interface Step {
  readonly legId: string;
  readonly to: string;
  readonly km: number;
  readonly mode: TravelMode;
  readonly reversed: boolean;
}

const straight: Readonly<Record<string, number>> = lengths.greatCircleKm;

/** Neighbours of each place, in the order of leg ids, so that ties never depend on the order of the file. */
const steps = buildSteps();

/** Pair of posts by `from>to`, for both directions. */
const pairByPosts = buildPairs();

/** Routes found before. Distinct questions come from flows and scenarios, so they are few; the bound guards against a sweep. */
const found = new Map<string, Route | null>();
const FOUND_COUNT_MAX = 4096;

/** Places joined to this one by a leg of road or ferry. */
export const neighboursOf = (place: string): readonly string[] =>
  (steps.get(place) ?? []).map((step) => step.to);

/**
 * The shortest way in kilometres; at equal length the one with fewer legs, then the one whose places come first by id.
 * @throws RangeError when a place is unknown or the options leave no way; use `findRoute` where people chose the ends.
 */
export function routeBetween(from: string, to: string, options: RouteOptions = {}): Route {
  for (const id of [from, ...(options.via ?? []), to]) placeOf(id);
  const route = findRoute(from, to, options);
  if (route !== null) return route;
  throw new RangeError(
    `no way by road${options.ferries === false ? '' : ' or ferry'} from ${from} to ${to}` +
      (options.via?.length ? ` via ${options.via.join(', ')}` : '') +
      (options.countries ? ` within ${options.countries.join(', ')}` : '') +
      (options.avoid?.length ? ` avoiding ${options.avoid.join(', ')}` : '') +
      '; allow another country or ferries, or choose other places on the way',
  );
}

/** As `routeBetween`, but null when there is no way or a place is unknown. */
export function findRoute(from: string, to: string, options: RouteOptions = {}): Route | null {
  const stops = [from, ...(options.via ?? []), to];
  const key = [
    stops.join('>'),
    options.countries ? [...options.countries].sort().join() : '*',
    options.ferries ?? true,
    [...(options.avoid ?? [])].sort().join(),
  ].join('|');
  const known = found.get(key);
  if (known !== undefined) return known;
  if (found.size >= FOUND_COUNT_MAX) found.clear();
  const route = assemble(stops, options);
  found.set(key, route);
  return route;
}

function assemble(stops: readonly string[], options: RouteOptions): Route | null {
  const travelled: Step[] = [];
  for (let i = 1; i < stops.length; i++) {
    const part = shortest(stops[i - 1] as string, stops[i] as string, options);
    if (part === null) return null;
    travelled.push(...part);
  }
  return describe(stops[0] as string, travelled);
}

interface Label {
  readonly km: number;
  readonly legCount: number;
  readonly previous: string | null;
  readonly step: Step | null;
}

/** Dijkstra over some hundred places: a scan for the nearest is plainer than a heap, and no slower here. */
function shortest(from: string, to: string, options: RouteOptions): Step[] | null {
  if (!allowed(from, options) || !allowed(to, options)) return null;
  const labels = new Map<string, Label>([
    [from, { km: 0, legCount: 0, previous: null, step: null }],
  ]);
  const open = new Set([from]);
  const settled = new Set<string>();
  while (open.size > 0) {
    const here = nearest(open, labels);
    if (here === to) return trace(labels, to);
    open.delete(here);
    settled.add(here);
    const label = labels.get(here) as Label;
    for (const step of steps.get(here) ?? []) {
      if (step.mode === 'ferry' && options.ferries === false) continue;
      if (settled.has(step.to) || !allowed(step.to, options)) continue;
      const next = { km: label.km + step.km, legCount: label.legCount + 1, previous: here, step };
      const old = labels.get(step.to);
      if (old !== undefined && !shorter(next, old)) continue;
      labels.set(step.to, next);
      open.add(step.to);
    }
  }
  return null;
}

function allowed(id: string, options: RouteOptions): boolean {
  const place = findPlace(id);
  if (place === undefined || options.avoid?.includes(id)) return false;
  return options.countries === undefined || options.countries.includes(place.country);
}

function shorter(a: Label, b: Label): boolean {
  if (a.km !== b.km) return a.km < b.km;
  if (a.legCount !== b.legCount) return a.legCount < b.legCount;
  return (a.previous ?? '') < (b.previous ?? '');
}

function nearest(open: ReadonlySet<string>, labels: ReadonlyMap<string, Label>): string {
  let best = '';
  for (const id of open) {
    if (best === '') {
      best = id;
      continue;
    }
    const a = labels.get(id) as Label;
    const b = labels.get(best) as Label;
    if (a.km < b.km || (a.km === b.km && id < best)) best = id;
  }
  return best;
}

function trace(labels: ReadonlyMap<string, Label>, to: string): Step[] {
  const path: Step[] = [];
  for (let label = labels.get(to); label?.step; label = labels.get(label.previous ?? '')) {
    path.push(label.step);
  }
  return path.reverse();
}

/** Turns the steps into what the world, the tables and the map ask for. */
function describe(from: string, travelled: readonly Step[]): Route {
  const places = [from];
  const legs: RouteLeg[] = [];
  const countries: Country[] = [placeOf(from).country];
  const crossings: Crossing[] = [];
  let km = 0;
  let ferryKm = 0;
  for (const step of travelled) {
    const here = places[places.length - 1] as string;
    const { legId: id, to, mode, reversed } = step;
    const greatCircleKm = straight[id] as number;
    const exitCountry = placeOf(here).country;
    const entryCountry = placeOf(to).country;
    if (exitCountry !== entryCountry) {
      const pair = pairByPosts.get(`${here}>${to}`) as { id: string; direction: 'a2b' | 'b2a' };
      const ends = { exitPost: here, entryPost: to, exitCountry, entryCountry };
      const where = { direction: pair.direction, leg: legs.length, atKm: km };
      crossings.push({ pairId: pair.id, ...ends, mode, ...where });
      countries.push(entryCountry);
    }
    const toKm = km + step.km;
    legs.push({ id, from: here, to, mode, km: step.km, greatCircleKm, fromKm: km, toKm, reversed });
    places.push(to);
    if (mode === 'ferry') ferryKm += step.km;
    km = toKm;
  }
  const to = places[places.length - 1] as string;
  return { from, to, places, legs, km, roadKm: km - ferryKm, ferryKm, countries, crossings };
}

function buildSteps(): ReadonlyMap<string, readonly Step[]> {
  const byPlace = new Map<string, Step[]>(CORRIDOR_DATA.places.map((place) => [place.id, []]));
  for (const { id: legId, from, to, km, mode } of CORRIDOR_DATA.legs) {
    if (mode === 'rail') continue;
    byPlace.get(from)?.push({ legId, to, km, mode, reversed: false });
    byPlace.get(to)?.push({ legId, to: from, km, mode, reversed: true });
  }
  for (const list of byPlace.values()) list.sort((a, b) => (a.legId < b.legId ? -1 : 1));
  return byPlace;
}

function buildPairs(): ReadonlyMap<string, { id: string; direction: 'a2b' | 'b2a' }> {
  const byPosts = new Map<string, { id: string; direction: 'a2b' | 'b2a' }>();
  for (const { id, a, b, modes } of CORRIDOR_DATA.bcpPairs) {
    if (!modes.includes('road') && !modes.includes('ferry')) continue;
    byPosts.set(`${a}>${b}`, { id, direction: 'a2b' });
    byPosts.set(`${b}>${a}`, { id, direction: 'b2a' });
  }
  return byPosts;
}
