/** The corridors, border posts and published figures that everything is calibrated on: `corridors.json`, typed and looked up by id. No routing here: that is `network.ts`. */
import data from './corridors.json' with { type: 'json' };

/** Countries of the data: the five of the pilot, and neighbours for the posts that face them. */
export type Country =
  | 'GEO'
  | 'AZE'
  | 'KAZ'
  | 'UZB'
  | 'TKM'
  | 'KGZ'
  | 'TJK'
  | 'CHN'
  | 'AFG'
  | 'TUR'
  | 'IRN'
  | 'RUS'
  | 'ARM';

/** How far a figure can be trusted; `meta.confidence` in the data says what each word means. */
export type Confidence = 'published' | 'secondary' | 'estimate';
export type Mode = 'road' | 'rail' | 'ferry';
/** From the country of place `a` of a pair into that of `b`, the reverse, or both added. */
export type PairDirection = 'a2b' | 'b2a' | 'both';
/** Leaving or entering the country of the post. */
export type PostDirection = 'outbound' | 'inbound';

/** Where a figure comes from. `source` is an id of `sources`; an estimate says its basis. */
export interface Sourced {
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
  readonly basis?: string;
}

export interface CountryRow {
  readonly iso3: Country;
  readonly iso2: string;
  /** ISO 3166 numeric, three digits. */
  readonly num: string;
  readonly name: string;
  readonly nameRu: string;
  readonly role: 'pilot' | 'observer' | 'member' | 'neighbour';
  readonly tz: string;
  readonly utcOffsetMin: number;
  readonly currency: string;
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly nameRu: string;
  readonly country: Country;
  readonly lat: number;
  readonly lon: number;
  readonly kind: 'bcp' | 'port' | 'city' | 'office';
  readonly modes: readonly Mode[];
  readonly unlocode?: string;
  readonly coordSource: string;
  readonly coordAccuracyKm: number;
}

/** A stretch between two places; legs have no direction. */
export interface Leg extends Sourced {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly km: number;
  readonly mode: Mode;
  readonly bidirectional: true;
  readonly corridors: readonly string[];
}

export interface Corridor extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly nameRu: string;
  readonly pilot: boolean;
  readonly carec: readonly string[];
  readonly modes: readonly Mode[];
  readonly places: readonly string[];
}

export interface Observation extends Sourced {
  /** A year, month or day: `2022`, `2023-06`, `2023-05-26`. */
  readonly period: string;
  readonly direction: PairDirection;
  readonly value: number;
  readonly unit: string;
  readonly type: 'observed' | 'capacity' | 'design' | 'target';
  /** Under pandemic controls: no measure of what the post can take. */
  readonly pandemic?: true;
}

/** Two posts that face each other, or two ports that a ferry joins. */
export interface PostPair {
  readonly id: string;
  readonly name: string;
  readonly nameRu: string;
  readonly a: string;
  readonly b: string;
  readonly modes: readonly Mode[];
  readonly observations: readonly Observation[];
}

/** Mean hours at one side of a border, as the corridor monitoring reports print them. */
export interface PostStatistic extends Sourced {
  readonly bcp: string;
  readonly mode: Mode;
  readonly year: number;
  readonly direction: PostDirection;
  readonly meanHours: number;
  readonly costUsd: number | null;
}

export interface Averages {
  readonly avg: number | null;
  readonly outbound: number | null;
  readonly inbound: number | null;
}

export interface CountryIndicator extends Sourced {
  readonly country: Country;
  readonly mode: Mode;
  readonly year: number;
  /** Hours at a border crossing. */
  readonly tfi1Hours: Averages;
  /** Costs at a border crossing. */
  readonly tfi2Usd: Averages;
  readonly tfi3UsdPer500km20t: number | null;
  /** Speed without delay, km/h. */
  readonly swodKmh: number | null;
}

export interface ProcessingMinutes extends Sourced {
  readonly country: Country;
  /** Minutes by activity, for one truck at one side of a border. */
  readonly minutes: Readonly<Record<string, number>>;
  readonly totalMinutes: number;
}

export interface ActivityBreakdown extends Sourced {
  readonly bcp: string;
  readonly mode: Mode;
  readonly year: number;
  readonly direction: PostDirection;
  readonly totalHours: number;
  readonly hours: Readonly<Record<string, number>>;
}

export interface TrafficCount extends Sourced {
  readonly id: string;
  readonly what: string;
  readonly period: string;
  readonly value: number;
  readonly unit: string;
}

export interface MonthlyTrucks extends Sourced {
  readonly month: string;
  readonly trucks: number;
  readonly factor: number;
}

export interface MonthlyShare extends Sourced {
  readonly month: number;
  readonly share: number;
}

export interface Seasonality {
  readonly georgiaTransitTrucks2023: {
    readonly monthly: readonly MonthlyTrucks[];
    readonly yearTotal: number;
    readonly source: string;
  };
  readonly caspianWeatherClosureShare: {
    readonly port: string;
    readonly monthly: readonly MonthlyShare[];
    readonly note: string;
  };
  readonly freshProduceSeason: Sourced & { readonly months: readonly number[] };
}

export interface FerryRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly passageHours: Sourced & { readonly min: number; readonly max: number };
  readonly vessels: readonly (Sourced & {
    readonly type: string;
    readonly truckCapacity?: number;
    readonly wagonCapacity?: number;
  })[];
  readonly typicalLoadTrucks?: Sourced & { readonly value: number };
  readonly handlingHours?: Sourced & {
    readonly oneDeck: readonly number[];
    readonly twoDeck: readonly number[];
  };
  readonly departuresPerWeekEachWay: Sourced & { readonly value: number };
}

export interface SourceRow {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly year: number | null;
  readonly url: string | null;
}

export interface CorridorData {
  readonly meta: { readonly title: string; readonly version: string; readonly attribution: string };
  readonly countries: readonly CountryRow[];
  readonly places: readonly Place[];
  readonly legs: readonly Leg[];
  readonly corridors: readonly Corridor[];
  readonly bcpPairs: readonly PostPair[];
  readonly bcpStats: readonly PostStatistic[];
  readonly countryIndicators: readonly CountryIndicator[];
  readonly activityTaxonomy: readonly (Sourced & {
    readonly id: string;
    readonly name: string;
    readonly nameRu: string;
  })[];
  readonly processingMinutes: readonly ProcessingMinutes[];
  readonly activityBreakdown: readonly ActivityBreakdown[];
  readonly traffic: readonly TrafficCount[];
  readonly seasonality: Seasonality;
  readonly ferries: readonly FerryRow[];
  readonly cargoMix: Sourced & {
    readonly year: number;
    readonly topCategories: readonly { readonly name: string; readonly share: number }[];
  };
  readonly sources: readonly SourceRow[];
}

/** The whole file. `corridors.test.ts` checks that it has the shape the types claim. */
export const CORRIDOR_DATA = data as unknown as CorridorData;

const places = new Map(CORRIDOR_DATA.places.map((place) => [place.id, place]));
const countries = new Map<string, CountryRow>(
  CORRIDOR_DATA.countries.map((country) => [country.iso3, country]),
);
const pairs = new Map(CORRIDOR_DATA.bcpPairs.map((pair) => [pair.id, pair]));
const corridors = new Map(CORRIDOR_DATA.corridors.map((corridor) => [corridor.id, corridor]));
const sources = new Map(CORRIDOR_DATA.sources.map((source) => [source.id, source]));

/** The place with this id, or undefined: for ids that people typed. */
export const findPlace = (id: string): Place | undefined => places.get(id);

/** The place with this id. @throws RangeError if there is none: ids of code and data are checked before. */
export const placeOf = (id: string): Place => known(places.get(id), 'place', id);

/** The country with this ISO alpha-3 code. @throws RangeError if it is not in the data. */
export const countryRowOf = (iso3: string): CountryRow =>
  known(countries.get(iso3), 'country', iso3);

/** The pair of posts with this id. @throws RangeError if there is none. */
export const pairOf = (id: string): PostPair => known(pairs.get(id), 'pair of posts', id);

/** The corridor with this id. @throws RangeError if there is none. */
export const corridorOf = (id: string): Corridor => known(corridors.get(id), 'corridor', id);

/** The source with this id. @throws RangeError if there is none. */
export const sourceOf = (id: string): SourceRow => known(sources.get(id), 'source', id);

function known<T>(row: T | undefined, what: string, id: string): T {
  if (row === undefined)
    throw new RangeError(`no ${what} "${id}" in scenarios/data/corridors.json`);
  return row;
}
