/** What the scheme as a whole and each node in it are told: the country parameters in the form of `nodes/common`. */
import type {
  NodeParameters,
  OfficeParameters,
  SchemeParameters,
  Tariff,
} from '../common/parameters.ts';
import { INSURANCE } from '../common/insurance.ts';
import type { TimerValues } from '../common/timers.ts';
import { PROMOTION } from '../common/trust-level.ts';
import { countryOf } from './countries.ts';
import { guaranteeOfficeOf } from './offices.ts';

/** Guarantees and amounts at risk are in this currency (assumption: no currency of the scheme is published). */
export const SCHEME_CURRENCY = 'USD';

/** Procedure letter of the scheme's own MRNs: real NCTS validators reject it at once (domain.md section 9.6). */
export const SCHEME_LETTER = 'Y';

/** What all nodes of a run share. Offices and tariffs are those of the members only. */
export function schemeOf(
  members: readonly string[],
  observers: readonly string[],
  timers: TimerValues,
  creditOn: SchemeParameters['creditOn'] = 'discharge',
): SchemeParameters {
  const codes: Record<string, string> = {};
  const tariffs: Record<string, Tariff> = {};
  const offices: Record<string, OfficeParameters> = {};
  for (const country of members.map(countryOf)) {
    codes[country.iso3] = country.iso2;
    tariffs[country.iso3] = country.tariff;
    for (const { code, country: node, roles } of country.offices) {
      offices[code] = { code, country: node, roles };
    }
  }
  return {
    currency: SCHEME_CURRENCY,
    creditOn,
    letter: SCHEME_LETTER,
    members: codes,
    observers,
    insurance: INSURANCE,
    promotion: PROMOTION,
    timers,
    tariffs,
    offices,
  };
}

/** What the node of one country is told. */
export function nodeParametersOf(iso3: string, scheme: SchemeParameters): NodeParameters {
  const { iso2, channels, riskProfiles } = countryOf(iso3);
  const officeOfGuarantee = guaranteeOfficeOf(iso3).code;
  return { country: iso3, iso2, officeOfGuarantee, channels, riskProfiles, scheme };
}
