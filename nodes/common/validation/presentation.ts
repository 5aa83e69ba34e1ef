/** Checks of a presentation (T170): the goods of a pre-lodged declaration are there. Judges what it brings; the rest was judged when it was lodged or amended. */
import { MEANS_TYPES } from '../code-lists.ts';
import type { Body } from '../message-types.ts';
import type { Declaration, Defect } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import { CONSIGNOR, heldAs, requirePlace, requireSeals } from './authority-checks.ts';
import type { CheckOf, Submission } from './check.ts';
import { check, findDefects } from './check.ts';
import { PARTY_CHECKS } from './party-checks.ts';
import { ROUTE_CHECKS } from './route-checks.ts';
import { TRANSPORT_CHECKS } from './transport-checks.ts';

/** A presentation, and the declaration with what it brings. */
export interface PresentationCase {
  readonly presentation: Body<'T170'>;
  readonly submission: Submission;
}

export const PRESENTATION_CHECKS: readonly CheckOf<PresentationCase>[] = [
  check('C103', ({ presentation: { means } }, findings) => {
    means.forEach(({ type }, i) => {
      if (!Object.hasOwn(MEANS_TYPES, type)) {
        findings.add(`/body/means/${String(i)}/type`, 12, type);
      }
    });
  }),
  check('C304', ({ presentation: { office }, submission: { declaration } }, findings) => {
    if (office !== declaration.officeOfDeparture) findings.add('/body/office', 12, office);
  }),
  check('C503', ({ presentation: { location }, submission }, findings) => {
    const { declaration } = submission;
    const named = declaration.authorisations?.find(({ type }) => type === CONSIGNOR);
    if (named === undefined) return;
    const held = heldAs(submission, CONSIGNOR, named.reference);
    if (held === undefined) return;
    requirePlace(held, location, '/body/location', findings);
    requireSeals(held, declaration.seals?.count ?? 0, findings);
  }),
];

/** Rules of a declaration that a presentation can break anew. */
const ANEW: ReadonlySet<RuleCode> = new Set<RuleCode>([
  'C314',
  'C315',
  'C316',
  'C317',
  'C320',
  'C321',
  'C332',
  'C501',
]);
const DECLARED = [...PARTY_CHECKS, ...ROUTE_CHECKS, ...TRANSPORT_CHECKS].filter(({ rule }) =>
  ANEW.has(rule),
);

/** All defects of a presentation. @param off rules that are not checked. */
export const judgePresentation = (
  subject: PresentationCase,
  off?: ReadonlySet<RuleCode>,
): readonly Defect[] => [
  ...findDefects(PRESENTATION_CHECKS, subject, off),
  ...findDefects(DECLARED, subject.submission, off),
];

/** The declaration with the means, the seals and the limit date as the goods were presented with. */
export function presented(declaration: Declaration, presentation: Body<'T170'>): Declaration {
  const { means, seals = declaration.seals, limitDate = declaration.limitDate } = presentation;
  const next = Object.assign({}, declaration, { means });
  if (seals !== undefined) next.seals = seals;
  if (limitDate !== undefined) next.limitDate = limitDate;
  return next;
}
