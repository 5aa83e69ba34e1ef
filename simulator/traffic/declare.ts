/** One consignment and its transit declaration: who sends what with which truck. Everything drawn comes from one stream. */
import type { Body } from '../../nodes/common/message-types.ts';
import { makeContainer } from '../../nodes/common/numbers/container.ts';
import { makeTirCarnet } from '../../nodes/common/numbers/tir-carnet.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import { countryRowOf, placeOf } from '../../scenarios/data/corridors.ts';
import type { Stream } from '../core/chance.ts';
import { chance, pick, uniform } from '../core/draws.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR, isoUtc } from '../core/time.ts';
import { amountAtRisk } from './amount.ts';
import type { Consignment } from './consignment.ts';
import type { GroupWeights } from './goods.ts';
import { drawLoad } from './goods.ts';
import type { Roster, Trader } from './parties.ts';
import { plateOf } from './plates.ts';
import type { Trip } from './trip.ts';

export type Declaration = Body<'T015'>;

/** Dials of the traffic; all are assumptions, no such shares are published for these corridors. */
export const TRAFFIC = {
  /** Loads under a TIR carnet. */
  tirShare: 0.15,
  /** Loads in containers, from ports and from elsewhere. */
  containerShareFromPort: 0.55,
  containerShare: 0.06,
  /** Trucks registered where the load comes from; the others where it goes. */
  homeCarrierShare: 0.65,
  /** Trucks with a trailer of their own plate. */
  trailerShare: 0.85,
  /** A second seal. */
  twoSealsShare: 0.25,
  /** Drivers differ in speed by so much from the mean, at the most. */
  paceSpread: 0.12,
} as const;

/** Owner prefixes of invented containers (category U). */
const CONTAINER_OWNERS = ['CATU', 'KSPU', 'TRCU', 'MDCU', 'SLKU', 'CRVU'];

/** Carnet numbers above the bare ones, none of which is in circulation here. */
const FIRST_CARNET = 80_000_000;

export interface Numbers {
  /** Running number of the truck. */
  readonly truck: number;
  /** Drawn once a run, shifts plates and carnets. */
  readonly offset: number;
}

export interface Order {
  readonly trip: Trip;
  readonly flow: string;
  readonly cargo: GroupWeights;
  /** Undefined leaves it to chance. */
  readonly tirCarnet?: boolean;
}

/** What a declaration draws from. */
export interface Parties {
  readonly trader: Trader;
  readonly origin: Roster;
  readonly destination: Roster;
}

export interface Declared {
  readonly load: Consignment;
  readonly declaration: Declaration;
}

/** The trader's next consignment on a trip, and the declaration that goes with it. */
export function declare(
  order: Order,
  parties: Parties,
  numbers: Numbers,
  scheme: SchemeParameters,
  now: SimTime,
  stream: Stream,
): Declared {
  const { trip } = order;
  const { profile, declarations } = parties.trader;
  const goods = drawLoad(order.cargo, stream);
  const tir = order.tirCarnet ?? chance(stream, TRAFFIC.tirShare);
  const means = drawMeans(trip, numbers, stream);
  const containers = drawContainers(trip, numbers, stream);
  const seals = drawSeals(trip, numbers, stream);
  const lrn = `${profile.prefix}-${isoUtc(now).slice(2, 4)}-${String(declarations + 1).padStart(6, '0')}`;
  const consignee = pickConsignee(trip, parties, stream);
  const carrier = pick(stream, parties.origin.companies).name;
  const pace = uniform(stream, 1 - TRAFFIC.paceSpread, 1 + TRAFFIC.paceSpread);
  const load: Consignment = {
    lrn,
    principal: profile.tin,
    carrier,
    plate: means[0]?.identification ?? '',
    seals,
    consignee: consignee.tin ?? '',
    way: trip.way,
    flow: order.flow,
    goods: goods.group.id,
    tonnes: goods.grossKg / 1_000,
    pace,
  };
  const origin = codeOf(trip.origin === '' ? countryOf(trip.from) : trip.origin);
  const declaration: Declaration = {
    declarationType: tir ? 'TIR' : 'T1',
    additionalType: 'A',
    bindingItinerary: 0,
    principal: {
      tin: profile.tin,
      name: profile.company.name,
      country: profile.prefix.slice(0, 2),
      city: profile.company.city,
    },
    consignor: { name: pick(stream, parties.origin.companies).name, country: origin },
    consignee,
    ...officesOf(trip, now),
    guarantees: coverOf(
      parties.trader,
      tir,
      amountAtRisk(goods.items, trip.countries, scheme),
      scheme.currency,
    ),
    ...(tir ? carnetOf(profile.prefix, numbers) : {}),
    modeAtBorder: 3,
    means,
    containerIndicator: containers.length > 0 ? 1 : 0,
    containers,
    seals: { count: seals.length, identifiers: [...seals] },
    placeOfLoading: placeOf(trip.from).name.slice(0, 35),
    placeOfUnloading: placeOf(trip.to).name.slice(0, 35),
    grossMass: goods.grossKg,
    items: [...goods.items],
    documents: [{ type: 'N730', reference: `CMR ${lrn}` }],
  };
  return { load, declaration };
}

/** Offices, with the times at which the truck may be expected at those of transit. */
function officesOf(trip: Trip, now: SimTime) {
  return {
    officeOfDeparture: trip.officeOfDeparture,
    officeOfDestination: trip.officeOfDestination,
    officesOfTransit: trip.transits.map(({ office, afterMs }) => ({
      office,
      estimatedArrival: toTheHour(now + afterMs),
    })),
    countriesOfRouting: trip.countries.map(codeOf),
    officeOfGuarantee: guaranteeOfficeOf(countryOf(trip.from)).code,
  };
}

/** Nobody promises an arrival to the minute: the next whole hour. */
const toTheHour = (t: SimTime): string => isoUtc(Math.ceil((t + 1) / HOUR) * HOUR);

/** A TIR carnet is its own guarantee (R0900); else the amount is split over all that the trader holds, in equal parts. */
function coverOf(
  trader: Trader,
  tir: boolean,
  amount: number,
  currency: string,
): Declaration['guarantees'] {
  if (tir) return [{ type: 'B', amount, currency }];
  const { guarantees } = trader;
  const part = Math.ceil(amount / guarantees.length);
  return guarantees.map(({ grn, accessCode }, i) => {
    const own = i === guarantees.length - 1 ? amount - part * i : part;
    return { type: '1', grn, accessCode, amount: own, currency };
  });
}

/** The tractor, and its trailer where it has a plate of its own. */
function drawMeans(trip: Trip, { truck, offset }: Numbers, stream: Stream): Declaration['means'] {
  const from = trip.origin === '' ? countryOf(trip.from) : trip.origin;
  const to = trip.beyond === '' ? countryOf(trip.to) : trip.beyond;
  const home = chance(stream, TRAFFIC.homeCarrierShare) ? from : to;
  const nationality = codeOf(home);
  const tractor = {
    type: 30,
    identification: plateOf(home, 'tractor', truck, offset),
    nationality,
  };
  if (!chance(stream, TRAFFIC.trailerShare)) return [tractor];
  return [
    tractor,
    { type: 31, identification: plateOf(home, 'trailer', truck, offset), nationality },
  ];
}

function drawContainers(trip: Trip, { truck, offset }: Numbers, stream: Stream): string[] {
  const share = trip.fromPort ? TRAFFIC.containerShareFromPort : TRAFFIC.containerShare;
  if (!chance(stream, share)) return [];
  const serial = String((truck * 37 + offset) % 1_000_000).padStart(6, '0');
  return [makeContainer(pick(stream, CONTAINER_OWNERS), serial)];
}

/** Seals carry the country that affixed them and a number that no other truck of the run has. */
function drawSeals(trip: Trip, { truck }: Numbers, stream: Stream): string[] {
  const country = codeOf(countryOf(trip.from));
  const count = chance(stream, TRAFFIC.twoSealsShare) ? 2 : 1;
  return Array.from(
    { length: count },
    (_, i) => `${country}${String(truck * 2 + i).padStart(8, '0')}`,
  );
}

function carnetOf(prefix: string, { truck, offset }: Numbers) {
  const holder = `${prefix.slice(0, 2)}/${prefix.slice(2)}/${String((offset % 900) + 100)}`;
  return {
    tirCarnet: makeTirCarnet(FIRST_CARNET + (offset % 1_000_000) + truck),
    tirHolder: holder,
  };
}

/** Somebody in the country where the load ends: a trader of the scheme where the movement does not leave it, else a company. */
function pickConsignee(
  trip: Trip,
  { destination }: Parties,
  stream: Stream,
): Declaration['consignee'] {
  const country = codeOf(trip.beyond === '' ? countryOf(trip.to) : trip.beyond);
  if (destination.traders.length > 0) return { ...pick(stream, destination.traders), country };
  const { name, city } = pick(stream, destination.companies);
  return { name, country, city };
}

const countryOf = (place: string): string => placeOf(place).country;
const codeOf = (iso3: string): string => countryRowOf(iso3).iso2;
