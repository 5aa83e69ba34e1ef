/** What the traffic must know of a way to declare a movement over it. Made once a way; what roads, posts and ferries make of it is the world's. */
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import { countryRowOf, placeOf } from '../../scenarios/data/corridors.ts';

/** The way as the world has worked it out. */
export interface Travel {
  /** Names the itinerary. */
  readonly way: string;
  readonly from: string;
  readonly to: string;
  readonly officeOfDeparture: string;
  readonly officeOfDestination: string;
  /** Offices of transit, with the time that a truck takes to each, in ms. */
  readonly transits: readonly { readonly office: string; readonly afterMs: number }[];
  /** Time that a truck takes to the end, in ms. */
  readonly totalMs: number;
  /** ISO alpha-3, in order of travel. */
  readonly countries: readonly string[];
  /** Countries outside the scheme (ISO alpha-3) that the load comes from and goes on to; empty where it does not. */
  readonly origin: string;
  readonly beyond: string;
}

export interface Trip extends Travel {
  readonly officeOfGuarantee: string;
  /** ISO alpha-2 of the countries passed. */
  readonly routing: readonly string[];
  /** Where the load comes from and where it goes in the end, inside the scheme or outside: ISO alpha-3 and alpha-2. */
  readonly home: string;
  readonly homeCode: string;
  readonly away: string;
  readonly awayCode: string;
  /** ISO alpha-2 of the country of departure, whose customs affix the seals. */
  readonly fromCode: string;
  readonly placeOfLoading: string;
  readonly placeOfUnloading: string;
  /** Containers come from ports. */
  readonly fromPort: boolean;
}

export function tripOf(travel: Travel): Trip {
  const { from, to, countries, origin, beyond } = travel;
  const start = placeOf(from);
  const end = placeOf(to);
  const home = origin === '' ? start.country : origin;
  const away = beyond === '' ? end.country : beyond;
  return {
    ...travel,
    officeOfGuarantee: guaranteeOfficeOf(start.country).code,
    routing: countries.map(codeOf),
    home,
    homeCode: codeOf(home),
    away,
    awayCode: codeOf(away),
    fromCode: codeOf(start.country),
    placeOfLoading: start.name.slice(0, 35),
    placeOfUnloading: end.name.slice(0, 35),
    fromPort: start.kind === 'port',
  };
}

const codeOf = (iso3: string): string => countryRowOf(iso3).iso2;
