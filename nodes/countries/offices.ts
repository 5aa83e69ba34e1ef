/** The customs offices of all countries: by code, by country, by place. Virtual numbers, in the ranges of domain.md section 12. */
import { COUNTRIES, countryOf } from './countries.ts';
import type { Office, OfficeRole } from './parameters.ts';

export const OFFICES: readonly Office[] = COUNTRIES.flatMap((country) => country.offices);

const byCode = new Map(OFFICES.map((office) => [office.code, office]));

/** The office with this code, or undefined: for codes that came in a message. */
export const findOffice = (code: string): Office | undefined => byCode.get(code);

/** The office with this code. @throws RangeError if there is none. */
export function officeOf(code: string): Office {
  const office = byCode.get(code);
  if (office === undefined) throw new RangeError(`no customs office "${code}" in nodes/countries`);
  return office;
}

/** The offices of a country (ISO alpha-3), by number. @throws RangeError for a country without a node. */
export const officesOf = (country: string): readonly Office[] => countryOf(country).offices;

/**
 * The office at a place: the one with the role, or without one the office that trucks come to (not the headquarters that
 * stand in the same city). Undefined where there is none.
 */
export const officeAt = (place: string, role?: OfficeRole): Office | undefined =>
  OFFICES.find(
    (office) =>
      office.place === place &&
      (role === undefined ? !office.roles.includes('GUA') : office.roles.includes(role)),
  );

/** The office of guarantee of a country; it is also that of enquiry and recovery. */
export function guaranteeOfficeOf(country: string): Office {
  const office = officesOf(country).find(({ roles }) => roles.includes('GUA'));
  if (office === undefined) throw new RangeError(`${country} has no office of guarantee`);
  return office;
}
