/** The ferries of the Caspian: lines, ships, hours and weather, as far as they are published, with the rest marked. Sailing is the world's business. */
import { CORRIDOR_DATA } from './corridors.ts';
import type { FerryRow, Sourced } from './corridors.ts';

export interface Vessel extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly nameRu: string;
  readonly truckCapacity: number;
}

export interface FerryLine {
  readonly id: string;
  /** Id of the leg of the network. */
  readonly leg: string;
  readonly from: string;
  readonly to: string;
  readonly passageHours: Sourced & { readonly min: number; readonly max: number };
  /** One call in a port, unloading and loading together. */
  readonly handlingHours: Sourced & { readonly min: number; readonly max: number };
  readonly vessels: readonly Vessel[];
  /** Trucks on a usual sailing. */
  readonly typicalLoadTrucks: Sourced & { readonly value: number };
  readonly departuresPerWeekEachWay: Sourced & { readonly value: number };
  /** No timetable: a ship sails when full, or after this long with what it has. */
  readonly waitHoursMax: Sourced & { readonly value: number };
}

const roPax = { truckCapacity: 50, source: 'seanewsaz-zarifa', confidence: 'published' } as const;
const turkmenRoPax = {
  truckCapacity: 53,
  source: 'report-berkarar',
  confidence: 'published',
} as const;
const railFerry = {
  truckCapacity: 28,
  source: 'unk-est',
  confidence: 'estimate',
  basis: 'as many trucks as it takes wagons',
} as const;

const VESSELS: Readonly<Record<string, readonly Vessel[]>> = {
  'alat-kuryk': [
    { id: 'azerbaijan', name: 'Azerbaijan', nameRu: '«Азербайджан»', ...roPax },
    { id: 'zarifa-aliyeva', name: 'Zarifa Aliyeva', nameRu: '«Зарифа Алиева»', ...roPax },
    { id: 'rail-ferry-1', name: 'Rail ferry 1', nameRu: 'Железнодорожный паром 1', ...railFerry },
  ],
  'alat-turkmenbashi': [
    { id: 'berkarar', name: 'Berkarar', nameRu: '«Беркарар»', ...turkmenRoPax },
    { id: 'bagtyyar', name: 'Bagtyyar', nameRu: '«Багтыяр»', ...turkmenRoPax },
    { id: 'rail-ferry-2', name: 'Rail ferry 2', nameRu: 'Железнодорожный паром 2', ...railFerry },
  ],
  'alat-aktau': [
    { id: 'rail-ferry-3', name: 'Rail ferry 3', nameRu: 'Железнодорожный паром 3', ...railFerry },
    { id: 'rail-ferry-4', name: 'Rail ferry 4', nameRu: 'Железнодорожный паром 4', ...railFerry },
  ],
};

/** Where no load is published: estimates that agree with the year's trucks and sailings. */
const LOADS: Readonly<Record<string, Sourced & { readonly value: number }>> = {
  'alat-turkmenbashi': {
    value: 23,
    source: 'btm-bakuport',
    confidence: 'secondary',
    basis: '23,476 trucks a year both ways over 9.9 sailings a week each way',
  },
  'alat-aktau': {
    value: 15,
    source: 'unk-est',
    confidence: 'estimate',
    basis: 'wagons come first; about half of the deck is left to trucks',
  },
};

const WAITS: Readonly<Record<string, number>> = {
  'alat-kuryk': 72,
  'alat-turkmenbashi': 36,
  'alat-aktau': 72,
};

/** Handling at Kuryk is published for one deck and for two; the other ports are taken as equal. */
const HANDLING = {
  min: 6,
  max: 12,
  source: 'astana-kuryk-21',
  confidence: 'published',
  basis:
    'one call at Kuryk: 6 to 8 h for one deck, 10 to 12 h for two; taken for the other ports as well',
} as const;

export const FERRY_LINES: readonly FerryLine[] = CORRIDOR_DATA.ferries.map(lineOf);

const byLeg = new Map(FERRY_LINES.map((line) => [line.leg, line]));

/** The line that sails a leg of the network. @throws RangeError for a leg that no ferry sails. */
export function ferryLineOf(legId: string): FerryLine {
  const line = byLeg.get(legId);
  if (line === undefined) throw new RangeError(`no ferry sails the leg "${legId}"`);
  return line;
}

/** Ports that lie open to the weather of the middle Caspian close as Kuryk does, the sheltered ones half as often (estimate). */
const SHELTER: Readonly<Record<string, number>> = {
  'kz-kuryk-port': 1,
  'kz-aktau-port': 1,
  'az-alat-port': 0.5,
  'tm-turkmenbashi-port': 0.5,
};

/** Mean length of a closure (assumption: gales last one to two days; the five days of May 2022 were remarkable). */
export const CLOSURE_MEAN_HOURS = 36;

/** Share of the time, 0 to 1, that weather closes a port in a month (1 to 12); 0 for places that are no Caspian port. */
export function closureShareOf(port: string, month: number): number {
  const row = CORRIDOR_DATA.seasonality.caspianWeatherClosureShare.monthly.find(
    (share) => share.month === month,
  );
  return (row?.share ?? 0) * (SHELTER[port] ?? 0);
}

function lineOf(row: FerryRow): FerryLine {
  const { id, from, to, passageHours, departuresPerWeekEachWay } = row;
  const typicalLoadTrucks = row.typicalLoadTrucks ?? LOADS[id];
  const vessels = VESSELS[id];
  const wait = WAITS[id];
  if (typicalLoadTrucks === undefined || vessels === undefined || wait === undefined) {
    throw new RangeError(
      `ferry line "${id}" lacks ships, a load or a longest wait in scenarios/data/ferries.ts`,
    );
  }
  return {
    id,
    leg: `ferry:${from}>${to}`,
    from,
    to,
    passageHours,
    handlingHours: HANDLING,
    vessels,
    typicalLoadTrucks,
    departuresPerWeekEachWay,
    waitHoursMax: {
      value: wait,
      source: 'unk-est',
      confidence: 'estimate',
      basis: 'long enough to fill a ship at the year’s mean traffic',
    },
  };
}
