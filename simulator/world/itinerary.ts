/** A way through the corridors as the world travels it: the stops of a truck, and when it may be expected at each. Made once a way. */
import { officeAt } from '../../nodes/countries/offices.ts';
import { CORRIDOR_DATA, placeOf } from '../../scenarios/data/corridors.ts';
import type { Country } from '../../scenarios/data/corridors.ts';
import { routeBetween } from '../../scenarios/data/network.ts';
import type { Crossing, Route } from '../../scenarios/data/network.ts';
import { stationKey } from './sites.ts';

/** Where a truck must stop: a side of a border, a quay, the end. */
export type StopKind = 'exit' | 'entry' | 'quay' | 'end';

export interface Stop {
  readonly kind: StopKind;
  readonly place: string;
  /** Kilometres from the start. */
  readonly km: number;
  /** Country whose roads lead here. */
  readonly country: Country;
  /** Station that the truck queues at (`post/side`), or empty: at quays and inland. */
  readonly station: string;
  /** Pair of posts that is crossed, or empty inland. */
  readonly pair: string;
  /** Office that the truck presents itself to here: of transit, of destination; empty where it presents itself to nobody. */
  readonly office: string;
  /** At quays: where the ferry goes. */
  readonly across: string;
}

export interface Itinerary {
  readonly route: Route;
  readonly stops: readonly Stop[];
  readonly officeOfDeparture: string;
  readonly officeOfDestination: string;
  /** Offices of transit in the order of travel, each with its stop. */
  readonly transits: readonly { readonly office: string; readonly stop: number }[];
  /** Alpha-3 codes of the countries passed, each once. */
  readonly countries: readonly string[];
}

/** The name of a way, which says all that makes it: from, places to pass, to, and the countries that it may enter. */
export const wayOf = (
  from: string,
  to: string,
  via: readonly string[],
  countries: readonly string[],
): string => `${[from, ...via, to].join('>')}|${countries.join(',')}`;

/**
 * The itinerary of a way.
 * @throws RangeError where there is no way, or no office at one of its ends.
 */
export function itineraryOf(way: string): Itinerary {
  const [line, allowed] = way.split('|') as [string, string];
  const places = line.split('>');
  const countries = allowed.split(',');
  const from = places[0] as string;
  const to = places[places.length - 1] as string;
  const route = routeBetween(from, to, { via: places.slice(1, -1), countries });
  const stops: Stop[] = route.crossings.flatMap((crossing) => stopsOfCrossing(crossing, route));
  const officeOfDestination = officeWithRole(to, 'DES');
  stops.push(endStop(to, route, officeOfDestination));
  const transits = stops.flatMap(({ kind, office }, stop) =>
    kind === 'entry' ? [{ office, stop }] : [],
  );
  return {
    route,
    stops,
    officeOfDeparture: officeWithRole(from, 'DEP'),
    officeOfDestination,
    transits,
    countries: [...new Set<string>(route.countries)],
  };
}

/** The first of these places that a way passes at `km` from its start or after it, and where; undefined where it passes none any more. */
export function nextPassing(
  { route }: Itinerary,
  places: readonly string[],
  km: number,
): { readonly place: string; readonly km: number } | undefined {
  if (km <= 0 && places.includes(route.from)) return { place: route.from, km: 0 };
  const leg = route.legs.find(({ to, toKm }) => toKm >= km && places.includes(to));
  return leg === undefined ? undefined : { place: leg.to, km: leg.toKm };
}

function stopsOfCrossing(crossing: Crossing, route: Route): Stop[] {
  const { exitPost, entryPost, exitCountry, entryCountry, pairId: pair, atKm, mode } = crossing;
  const entryKm = (route.legs[crossing.leg] as { toKm: number }).toKm;
  const none = { office: '', across: '' };
  const exit: Stop = {
    ...none,
    kind: 'exit',
    place: exitPost,
    km: atKm,
    country: exitCountry,
    station: stationKey(exitPost, 'exit'),
    pair,
  };
  const entry: Stop = {
    ...none,
    kind: 'entry',
    place: entryPost,
    km: entryKm,
    country: entryCountry,
    station: stationKey(entryPost, 'entry'),
    pair,
    office: officeWithRole(entryPost, 'TRA'),
  };
  if (mode !== 'ferry') return [exit, entry];
  const quay: Stop = { ...exit, kind: 'quay', station: '', across: entryPost };
  return [exit, quay, entry];
}

/** A movement that ends at a border post leaves the scheme there: the truck queues to go out, and is discharged at the lane. */
function endStop(place: string, route: Route, office: string): Stop {
  const { country, kind } = placeOf(place);
  const outside = kind === 'bcp' ? pairOutside(place, route) : '';
  const station = outside === '' ? '' : stationKey(place, 'exit');
  return { kind: 'end', place, km: route.km, country, station, pair: outside, office, across: '' };
}

/** The pair that leads on from a post by road, other than the one that led there; empty where there is none. */
function pairOutside(post: string, { crossings }: Route): string {
  const here = CORRIDOR_DATA.bcpPairs.filter(
    ({ a, b, modes }) => (a === post || b === post) && modes.includes('road'),
  );
  return (
    here.map(({ id }) => id).find((id) => crossings.every(({ pairId }) => pairId !== id)) ?? ''
  );
}

function officeWithRole(place: string, role: 'DEP' | 'TRA' | 'DES'): string {
  const office = officeAt(place, role);
  if (office !== undefined) return office.code;
  throw new RangeError(
    `there is no customs office at ${place} for ${{ DEP: 'departure', TRA: 'transit', DES: 'destination' }[role]}`,
  );
}
