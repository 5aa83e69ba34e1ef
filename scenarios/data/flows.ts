/** Who sends how many trucks from where to where: the flows of the pilot corridors and of a year of Georgian transit. Means only: single trucks are drawn by the traffic. */
import { isNodeCountry } from '../../nodes/countries/countries.ts';
import type { NodeCountry } from '../../nodes/countries/parameters.ts';
import { CARGO_MIXES } from './cargo-mixes.ts';
import type { CargoMixId } from './cargo-mixes.ts';
import type { CargoWeights } from './cargo.ts';
import { countryRowOf, placeOf } from './corridors.ts';
import type { Sourced } from './corridors.ts';
import { dayOf, hourlyShare, hourlyShareMax, sharesBetween } from './demand.ts';
import type { SeasonId } from './demand.ts';
import data from './flows.json' with { type: 'json' };
import { routeBetween } from './network.ts';
import type { Route } from './network.ts';

/**
 * `pilot`: movements over at least one frontier between the countries of the pilot.
 * `georgiaYear`: the 519,997 transit trucks of Georgia in 2023, each as one movement of the scheme. Where a truck comes
 * from or goes to a country outside, the movement begins or ends at the border office; Sarpi to Larsi is therefore a
 * transit within one country. Trucks bound for the Turkmenbashi ferry end theirs at the port of Alat.
 */
export type FlowKind = 'pilot' | 'georgiaYear';

export interface Flow extends Sourced {
  readonly id: string;
  /** Places of the offices of departure and destination. */
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  /** Where the truck started, and where it goes on to, outside the scheme. */
  readonly origin: string | null;
  readonly beyond: string | null;
  /** Countries passed, in order of travel; a single one means a national transit. */
  readonly countries: readonly NodeCountry[];
  /** Mean over the year. */
  readonly trucksPerDay: number;
  readonly mix: CargoMixId;
  readonly cargo: CargoWeights;
  readonly season: SeasonId;
  readonly basis: string;
}

interface FlowRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
  readonly origin?: string;
  readonly beyond?: string;
  readonly countries: readonly NodeCountry[];
  readonly trucksPerDay?: number;
  readonly weight?: number;
  readonly mix: CargoMixId;
  readonly season: SeasonId;
  readonly basis: string;
}

interface FlowFile {
  readonly bases: Readonly<Record<string, Sourced & { readonly basis: string }>>;
  readonly pilot: readonly FlowRow[];
  readonly georgiaYear: { readonly trucksPerYear: number; readonly flows: readonly FlowRow[] };
}

const file = data as unknown as FlowFile;

/** Transit trucks through Georgia in 2023, published. */
export const GEORGIA_TRUCKS_2023 = file.georgiaYear.trucksPerYear;

const weightTotal = file.georgiaYear.flows.reduce((sum, row) => sum + (row.weight ?? 0), 0);

const FLOWS: Readonly<Record<FlowKind, readonly Flow[]>> = {
  pilot: file.pilot.map((row) => flowOf(row, row.trucksPerDay ?? 0)),
  georgiaYear: file.georgiaYear.flows.map((row) =>
    flowOf(row, ((row.weight ?? 0) / weightTotal) * (GEORGIA_TRUCKS_2023 / 365)),
  ),
};

const byId = new Map(Object.values(FLOWS).flatMap((flows) => flows.map((flow) => [flow.id, flow])));

/**
 * The flows that the participants (ISO alpha-3) can carry among themselves. A flow through any other country is left out:
 * with Turkmenistan as observer nothing crosses to Turkmenbashi, and the year of Georgia is whole only with Georgia,
 * Azerbaijan, Kazakhstan and Uzbekistan.
 */
export function flowsFor(kind: FlowKind, participants: readonly string[]): readonly Flow[] {
  return FLOWS[kind].filter((flow) =>
    flow.countries.every((country) => isNodeCountry(country) && participants.includes(country)),
  );
}

/** The flow with this id, of either kind, or undefined. */
export const findFlow = (id: string): Flow | undefined => byId.get(id);

/** The way that the trucks of a flow take when every road is open. */
export const routeOfFlow = (flow: Flow): Route =>
  routeBetween(flow.from, flow.to, { via: flow.via, countries: flow.countries });

/** Trucks of a flow expected in the hour of an instant (Unix ms), by season, weekday and local hour of its place of departure. */
export const trucksPerHour = (flow: Flow, t: number): number =>
  flow.trucksPerDay * hourlyShare(flow.season, dayOf(placeOf(flow.from)), t, offsetOf(flow));

/** Never exceeded by `trucksPerHour`. */
export const trucksPerHourMax = (flow: Flow): number =>
  flow.trucksPerDay * hourlyShareMax(flow.season, dayOf(placeOf(flow.from)));

/** Trucks of a flow expected from one instant up to another, in whole hours. */
export const trucksBetween = (flow: Flow, from: number, to: number): number =>
  flow.trucksPerDay *
  sharesBetween(flow.season, dayOf(placeOf(flow.from)), from, to, offsetOf(flow));

/** Trucks a day over each pair of posts, by direction: what the flows add up to where counts are known. */
export function trucksPerDayByPair(
  flows: readonly Flow[],
): ReadonlyMap<string, { readonly a2b: number; readonly b2a: number }> {
  const loads = new Map<string, { a2b: number; b2a: number }>();
  for (const flow of flows) {
    for (const { pairId, direction } of routeOfFlow(flow).crossings) {
      const load = loads.get(pairId) ?? { a2b: 0, b2a: 0 };
      load[direction] += flow.trucksPerDay;
      loads.set(pairId, load);
    }
  }
  return loads;
}

const offsetOf = (flow: Flow): number => countryRowOf(placeOf(flow.from).country).utcOffsetMin;

function flowOf(row: FlowRow, trucksPerDay: number): Flow {
  const basis = file.bases[row.basis];
  if (basis === undefined)
    throw new RangeError(`flow "${row.id}" names no basis of scenarios/data/flows.json`);
  const { id, from, to, countries, mix, season, via = [], origin = null, beyond = null } = row;
  const cargo = CARGO_MIXES[mix];
  return {
    id,
    from,
    to,
    via,
    origin,
    beyond,
    countries,
    trucksPerDay,
    mix,
    cargo,
    season,
    ...basis,
  };
}
