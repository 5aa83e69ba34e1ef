/** Which office conducts enquiries and recoveries in a country: here, and in the countries that are asked. */
import { countryOfOffice } from '../../common/numbers/office.ts';
import { insurerOf } from '../../common/routing.ts';
import type { Setting } from '../setting.ts';

/** The enquiry and recovery authority of this country; the office of guarantee has these roles too. */
export const ownAuthority = ({ parameters }: Setting): string => parameters.officeOfGuarantee;

/** The authority of a country, by its alpha-2 code; undefined for a country without one. */
export function authorityOf(
  iso2: string,
  role: 'ENQ' | 'REC',
  setting: Setting,
): string | undefined {
  const { parameters } = setting;
  if (iso2 === parameters.iso2) return ownAuthority(setting);
  const offices = Object.values(parameters.scheme.offices);
  return offices.find(({ code, roles }) => countryOfOffice(code) === iso2 && roles.includes(role))
    ?.code;
}

/** The insurer that fronts for the guarantee chain here: whatever the guarantee, this country claims on it alone. */
export const ownInsurer = ({ parameters }: Setting): string => insurerOf(parameters.country);
