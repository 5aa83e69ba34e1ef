/** One consignment and its transit declaration: who sends what with which truck. Everything drawn comes from one stream. */
import type { Body } from '../../nodes/common/message-types.ts';
import { makeContainer } from '../../nodes/common/numbers/container.ts';
import { makeTirCarnet } from '../../nodes/common/numbers/tir-carnet.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
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
  const number = String(declarations + 1).padStart(6, '0');
  const lrn = [profile.prefix, isoUtc(now).slice(2, 4), number].join('-');
  const consignee = drawConsignee(trip, parties.destination, stream);
  const load: Consignment = {
    lrn,
    principal: profile.tin,
    carrier: pick(stream, parties.origin.companies).name,
    plate: means[0]?.identification ?? '',
    seals,
    consignee: consignee.tin ?? '',
    way: trip.way,
    flow: order.flow,
    goods: goods.group.id,
    tonnes: goods.grossKg / 1_000,
    pace: uniform(stream, 1 - TRAFFIC.paceSpread, 1 + TRAFFIC.paceSpread),
  };
  const amount = amountAtRisk(goods.items, trip.countries, scheme);
  // Written out, not spread: this is made for every truck of a year.
  const declaration: Declaration = {
    declarationType: tir ? 'TIR' : 'T1',
    additionalType: 'A',
    bindingItinerary: 0,
    principal: profile.party,
    consignor: { name: pick(stream, parties.origin.companies).name, country: trip.homeCode },
    consignee,
    officeOfDeparture: trip.officeOfDeparture,
    officeOfDestination: trip.officeOfDestination,
    officesOfTransit: officesOfTransit(trip, now),
    countriesOfRouting: shared(trip.routing),
    officeOfGuarantee: trip.officeOfGuarantee,
    guarantees: coverOf(parties.trader, tir, amount, scheme.currency),
    modeAtBorder: 3,
    means,
    containerIndicator: containers.length > 0 ? 1 : 0,
    containers,
    seals: { count: seals.length, identifiers: seals },
    placeOfLoading: trip.placeOfLoading,
    placeOfUnloading: trip.placeOfUnloading,
    grossMass: goods.grossKg,
    items: shared(goods.items),
    documents: [{ type: 'N730', reference: `CMR ${lrn}` }],
  };
  if (tir) {
    declaration.tirCarnet = makeTirCarnet(
      FIRST_CARNET + (numbers.offset % 1_000_000) + numbers.truck,
    );
    declaration.tirHolder = tirHolder(profile.prefix, numbers);
  }
  return { load, declaration };
}

/** With the times at which the truck may be expected. */
const officesOfTransit = ({ transits }: Trip, now: SimTime): Declaration['officesOfTransit'] =>
  transits.map(({ office, afterMs }) => ({ office, estimatedArrival: toTheHour(now + afterMs) }));

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
  const athome = chance(stream, TRAFFIC.homeCarrierShare);
  const country = athome ? trip.home : trip.away;
  const nationality = athome ? trip.homeCode : trip.awayCode;
  const identification = plateOf(country, 'tractor', truck, offset);
  const means = [{ type: 30, identification, nationality }];
  if (!chance(stream, TRAFFIC.trailerShare)) return means;
  means.push({ type: 31, identification: plateOf(country, 'trailer', truck, offset), nationality });
  return means;
}

/** Records are never changed: what is the same for many stands once. */
const shared = <T>(list: readonly T[]): T[] => list as T[];
const NO_CONTAINERS: readonly string[] = [];

function drawContainers(trip: Trip, { truck, offset }: Numbers, stream: Stream): string[] {
  const share = trip.fromPort ? TRAFFIC.containerShareFromPort : TRAFFIC.containerShare;
  if (!chance(stream, share)) return shared(NO_CONTAINERS);
  const serial = String((truck * 37 + offset) % 1_000_000).padStart(6, '0');
  return [makeContainer(pick(stream, CONTAINER_OWNERS), serial)];
}

/** Seals carry the country that affixed them and a number that no other truck of the run has. */
function drawSeals(trip: Trip, { truck }: Numbers, stream: Stream): string[] {
  const seals = [trip.fromCode + String(truck * 2).padStart(8, '0')];
  if (chance(stream, TRAFFIC.twoSealsShare))
    seals.push(trip.fromCode + String(truck * 2 + 1).padStart(8, '0'));
  return seals;
}

const tirHolder = (prefix: string, { offset }: Numbers): string =>
  `${prefix.slice(0, 2)}/${prefix.slice(2)}/${String((offset % 900) + 100)}`;

/** Somebody in the country where the load ends: a trader of the scheme where the movement does not leave it, else a company. */
function drawConsignee(
  trip: Trip,
  { traders, companies }: Roster,
  stream: Stream,
): Declaration['consignee'] {
  if (traders.length > 0) return pick(stream, traders);
  const { name, city } = pick(stream, companies);
  return { name, country: trip.awayCode, city };
}
