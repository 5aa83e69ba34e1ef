/** The countries that run a node. */
import { AZE } from './aze.ts';
import { GEO } from './geo.ts';
import { KAZ } from './kaz.ts';
import type { CountryParameters, NodeCountry } from './parameters.ts';
import { TKM } from './tkm.ts';
import { UZB } from './uzb.ts';

/** In the order of the corridors, west to east; whoever needs an order takes this one. */
export const COUNTRIES: readonly CountryParameters[] = [GEO, AZE, KAZ, UZB, TKM];

const byIso3 = new Map<string, CountryParameters>(
  COUNTRIES.map((country) => [country.iso3, country]),
);

/** Whether customs of this country (ISO alpha-3) run a node. */
export const isNodeCountry = (iso3: string): iso3 is NodeCountry => byIso3.has(iso3);

/** The parameters of a country. @throws RangeError for a country without a node. */
export function countryOf(iso3: string): CountryParameters {
  const country = byIso3.get(iso3);
  if (country !== undefined) return country;
  throw new RangeError(
    `no parameters for country "${iso3}"; there are ${[...byIso3.keys()].join(', ')}`,
  );
}

/** Countries that take part unless a scenario says otherwise: all but the observers. */
export const PARTICIPANTS: readonly NodeCountry[] = COUNTRIES.filter(
  (country) => country.role === 'participant',
).map((country) => country.iso3);
