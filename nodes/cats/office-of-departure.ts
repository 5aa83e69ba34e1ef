/** Where a movement began, as far as its number tells: whom an office asks that has no record of it. */
import { mrnParts } from '../common/numbers/mrn.ts';
import { countryOfOffice } from '../common/numbers/office.ts';
import type { SchemeParameters } from '../common/parameters.ts';

/**
 * The office that allotted the MRN, where the number names one (the structure since 2024); else the first office of departure of
 * its country, whose node then knows. undefined: the country is no member, nobody can be asked.
 */
export function officeOfDepartureOf(
  mrn: string,
  { offices }: SchemeParameters,
): string | undefined {
  const { office, country } = mrnParts(mrn);
  if (offices[office] !== undefined) return office;
  return Object.values(offices).find(
    ({ code, roles }) => countryOfOffice(code) === country && roles.includes('DEP'),
  )?.code;
}
