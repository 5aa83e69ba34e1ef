/** Checks of what the principal has allowed, and what customs have allowed him: representatives and simplifications. */
import type { Check, Findings, HeldAuthorisation, Submission } from './check.ts';
import { check } from './check.ts';

/** Authorised consignor. */
export const CONSIGNOR = 'C521';
/** Reduced data set. */
const REDUCED = 'C524';
/** Those that a declaration at departure may make use of, beside the reduced data set. */
const AT_DEPARTURE: readonly string[] = [CONSIGNOR, 'C523'];

export const AUTHORITY_CHECKS: readonly Check[] = [
  check('C502', ({ declaration, lodger, representatives = [] }, findings) => {
    const { principal, representative } = declaration;
    const agent = representative?.tin;
    if (representative !== undefined && (agent === undefined || !representatives.includes(agent))) {
      findings.add('/body/representative/tin', 12, agent);
    }
    // Without a principal's TIN nobody can tell: rule C501.
    if (lodger === undefined || principal.tin === undefined) return;
    if (lodger !== principal.tin && lodger !== agent) findings.add('/sender', 12, lodger);
  }),
  check('C503', (submission, findings) => {
    const { declaration } = submission;
    declaration.authorisations?.forEach(({ type, reference }, i) => {
      if (!AT_DEPARTURE.includes(type)) return;
      const held = heldAs(submission, type, reference);
      if (held === undefined) findings.add(`/body/authorisations/${String(i)}`, 14, reference);
      // What is lodged ahead is not there yet: its presentation says where it is (T170).
      else if (declaration.additionalType !== 'D') {
        requirePlace(held, declaration.placeOfLoading, '/body/placeOfLoading', findings);
        requireSeals(held, declaration.seals?.count ?? 0, findings);
      }
    });
  }),
  check('C504', (submission, findings) => {
    const { declaration } = submission;
    if (declaration.reducedDataSet !== 1) return;
    const named = declaration.authorisations?.find(({ type }) => type === REDUCED);
    const held = named && heldAs(submission, REDUCED, named.reference);
    // Never for a TIR carnet (R0849).
    if (held === undefined || declaration.declarationType === 'TIR') {
      findings.add('/body/reducedDataSet', 14, 1);
    }
  }),
];

/** The authorisation that a declaration names, if the principal holds it. */
export const heldAs = (
  { authorisations = [] }: Pick<Submission, 'authorisations'>,
  type: string,
  number: string,
): HeldAuthorisation | undefined =>
  authorisations.find((each) => each.type === type && each.number === number);

export function requirePlace(
  { places }: HeldAuthorisation,
  place: string,
  pointer: string,
  findings: Findings,
): void {
  if (places.length > 0 && !places.includes(place)) findings.add(pointer, 14, place);
}

/** Where the authorisation says so, the consignor affixes seals himself (R0165). */
export function requireSeals(
  { sealsRequired }: HeldAuthorisation,
  count: number,
  findings: Findings,
): void {
  if (sealsRequired && count === 0) findings.add('/body/seals', 13);
}
