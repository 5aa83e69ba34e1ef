/** What a country is described by: the shape of `geo.ts` and its neighbours. Values only; whoever reads them decides what they mean. */
import type { ChannelShares, OfficeParameters, RiskProfile, Tariff } from '../common/parameters.ts';

/** Countries whose customs run a node, or watch (Turkmenistan). */
export type NodeCountry = 'GEO' | 'AZE' | 'KAZ' | 'UZB' | 'TKM';

/** The national language's own form beside the two working languages of the corridors. */
export interface LocalName {
  readonly en: string;
  readonly ru: string;
  readonly local: string;
}

/** Office roles of the customs code lists (domain.md section 2.3) that the scheme uses. */
export type OfficeRole = 'DEP' | 'TRA' | 'TXT' | 'DES' | 'GUA' | 'ENQ' | 'REC' | 'INC';

/** Open round the clock, or on some weekdays (1 Monday to 7 Sunday) from `open` to `close`, local time. */
export type OpeningHours =
  'always' | { readonly open: string; readonly close: string; readonly days: readonly number[] };

/** A virtual customs office: its number is invented and never that of a real one (domain.md section 12). */
export interface Office extends OfficeParameters {
  readonly country: NodeCountry;
  /** Id of a place in `scenarios/data`. */
  readonly place: string;
  readonly name: LocalName;
  readonly roles: readonly OfficeRole[];
  readonly hours: OpeningHours;
  /** How goods come to it. */
  readonly modes: readonly ('road' | 'rail' | 'ferry')[];
  readonly unlocode?: string;
}

/** What an officer does with a movement, and what it costs him time for. */
export type OfficerTask = 'accept' | 'documents' | 'seals' | 'scan' | 'physical';

/** Working time of an officer: half of the cases take less than the median; `spread` is the 84th percentile over the median. */
export interface ServiceTime {
  readonly medianMin: number;
  readonly spread: number;
}

/** Minutes that a truck spends with each authority at this country's side of a border, without waiting. */
export type BorderActivity =
  | 'customs'
  | 'borderSecurity'
  | 'visaImmigration'
  | 'weightStandard'
  | 'phytosanitary'
  | 'vehicleRegistration';

/** Where a country does otherwise than the others. Places are ids of `scenarios/data`. */
export type Quirk =
  /** Transit trucks leave these places only in an escorted convoy, once a day, and may not stop on the way. */
  | { readonly kind: 'convoy'; readonly from: readonly string[]; readonly departsAt: string }
  /** A fee for each transit truck, in the national currency, since a date. */
  | {
      readonly kind: 'roadFee';
      readonly amount: number;
      readonly since: string;
      readonly amountBefore: number;
    }
  /** Trucks leaving by this place wait for a road permit of the next country: mean hours, over all of them. */
  | { readonly kind: 'permitWait'; readonly place: string; readonly meanHours: number }
  /** No customs clearance at the frontiers with these countries (ISO alpha-3): one customs territory. */
  | { readonly kind: 'customsUnion'; readonly countries: readonly string[] }
  /** This country's side of the place sets the pace of both directions. */
  | { readonly kind: 'setsPace'; readonly place: string };

/** How well a group of parameters is founded. `source` is an id of the sources in `scenarios/data/corridors.json`. */
export interface Foundation {
  readonly confidence: 'published' | 'secondary' | 'estimate' | 'assumption';
  readonly basis: string;
  readonly source?: string;
}

/** Groups of parameters that say what they rest on. */
export type Founded =
  | 'tariff'
  | 'channels'
  | 'riskProfiles'
  | 'service'
  | 'processingMinutes'
  | 'hours'
  | 'quirks'
  | 'currency';

export interface CountryParameters {
  readonly iso3: NodeCountry;
  readonly iso2: string;
  /** ISO 3166 numeric, three digits. */
  readonly num: string;
  readonly name: LocalName;
  /** No country of the corridors keeps summer time, so the offset holds all year. */
  readonly timeZone: { readonly name: string; readonly utcOffsetMin: number };
  /** `perUnit`: how much of it buys one unit of the scheme currency. */
  readonly currency: { readonly code: string; readonly perUnit: number };
  /** A participant's node exchanges movements; an observer's only reads what is public. */
  readonly role: 'participant' | 'observer';
  /** ISO alpha-3, by land and across the Caspian. */
  readonly neighbours: { readonly land: readonly string[]; readonly sea: readonly string[] };
  /** Fractions by HS chapter (`07`), for the amount at risk. */
  readonly tariff: Tariff;
  readonly channels: ChannelShares;
  /** Reasons of its own to look at a movement; few movements meet one, the others are drawn by the shares. */
  readonly riskProfiles: readonly RiskProfile[];
  readonly service: Readonly<Record<OfficerTask, ServiceTime>>;
  readonly processingMinutes: Readonly<Record<BorderActivity, number>>;
  readonly quirks: readonly Quirk[];
  readonly offices: readonly Office[];
  readonly foundations: Readonly<Record<Founded, Foundation>>;
}
