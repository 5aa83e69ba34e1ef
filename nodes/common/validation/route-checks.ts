/** Checks of a declaration's route: offices, their roles, the order of arrivals, the countries, the limit date. */
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { OfficeRole } from '../code-lists.ts';
import { countryOfOffice } from '../numbers/office.ts';
import type { Check, Findings, Submission } from './check.ts';
import { check } from './check.ts';

export const ROUTE_CHECKS: readonly Check[] = [
  check('C304', (submission, findings) => {
    const { declaration, iso2 } = submission;
    const { officeOfDeparture, officeOfDestination, officeOfGuarantee } = declaration;
    requireOffice(submission, officeOfDeparture, 'DEP', '/body/officeOfDeparture', findings, iso2);
    requireOffice(submission, officeOfDestination, 'DES', '/body/officeOfDestination', findings);
    requireOffice(submission, officeOfGuarantee, 'GUA', '/body/officeOfGuarantee', findings, iso2);
    declaration.officesOfTransit.forEach(({ office }, i) => {
      requireOffice(submission, office, 'TRA', transitOffice(i), findings);
    });
    declaration.officesOfExit?.forEach((office, i) => {
      requireOffice(submission, office, 'TXT', `/body/officesOfExit/${String(i)}`, findings);
    });
  }),
  check('C305', ({ declaration: { officesOfTransit } }, findings) => {
    officesOfTransit.forEach(({ office }, i) => {
      const first = officesOfTransit.findIndex((other) => other.office === office);
      if (first < i) findings.add(transitOffice(i), 14, office);
    });
  }),
  check('C306', ({ declaration }, findings) => {
    const { officesOfTransit, officeOfDestination } = declaration;
    const country = countryOfOffice(officeOfDestination);
    if (country === countryOfOffice(declaration.officeOfDeparture)) return;
    if (officesOfTransit.some(({ office }) => countryOfOffice(office) === country)) return;
    findings.add('/body/officesOfTransit', officesOfTransit.length === 0 ? 13 : 14);
  }),
  check(
    'C307',
    ({ declaration: { officesOfTransit, paperFallback }, now, enteredAt }, findings) => {
      if (enteredAt !== undefined && enteredAt < now) {
        findings.add('/body/paperFallback/releasedAt', 14, paperFallback?.releasedAt);
      }
      let earliest = now;
      officesOfTransit.forEach(({ estimatedArrival }, i) => {
        const arrival = parseIsoUtc(estimatedArrival);
        if (arrival !== undefined && arrival > earliest) earliest = arrival;
        else
          findings.add(
            `/body/officesOfTransit/${String(i)}/estimatedArrival`,
            14,
            estimatedArrival,
          );
      });
    },
  ),
  check('C308', ({ declaration: { bindingItinerary, countriesOfRouting } }, findings) => {
    if (bindingItinerary === 1 && countriesOfRouting.length === 0) {
      findings.add('/body/countriesOfRouting', 13);
    }
  }),
  check('C322', ({ declaration: { countryOfDestination, items } }, findings) => {
    if (countryOfDestination === undefined) return;
    items.forEach(({ countryOfDestination: own }, i) => {
      if (own !== undefined) {
        findings.add(`/body/items/${String(i)}/countryOfDestination`, 15, own);
      }
    });
  }),
  check('C331', ({ declaration, scheme, members = Object.values(scheme.members) }, findings) => {
    const { countriesOfRouting, officesOfTransit, officeOfDestination } = declaration;
    countriesOfRouting.forEach((country, i) => {
      if (!members.includes(country)) {
        findings.add(`/body/countriesOfRouting/${String(i)}`, 12, country);
      }
    });
    /** An office that is on the list, of a country that has not joined yet or has left. */
    const isOutside = (office: string): boolean =>
      scheme.offices[office] !== undefined && !members.includes(countryOfOffice(office));
    officesOfTransit.forEach(({ office }, i) => {
      if (isOutside(office)) findings.add(transitOffice(i), 12, office);
    });
    if (isOutside(officeOfDestination)) {
      findings.add('/body/officeOfDestination', 12, officeOfDestination);
    }
  }),
  check('C332', ({ declaration: { limitDate, officesOfTransit }, now }, findings) => {
    if (limitDate === undefined) return;
    const limit = parseIsoUtc(limitDate);
    const last = parseIsoUtc(officesOfTransit.at(-1)?.estimatedArrival ?? '') ?? now;
    if (limit === undefined || limit < now || limit < last)
      findings.add('/body/limitDate', 14, limitDate);
  }),
];

const transitOffice = (index: number): string => `/body/officesOfTransit/${String(index)}/office`;

/** The office is in the list, has the role and, where asked, lies in this country. */
function requireOffice(
  { scheme }: Submission,
  office: string,
  role: OfficeRole,
  pointer: string,
  findings: Findings,
  country?: string,
): void {
  const known = scheme.offices[office]?.roles.includes(role) === true;
  const here = country === undefined || countryOfOffice(office) === country;
  if (!known || !here) findings.add(pointer, 12, office);
}
