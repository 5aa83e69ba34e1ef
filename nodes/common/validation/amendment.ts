/** Checks of an amendment (T013): how it names the movement, and what it may not change. What it declares is judged as a declaration is. */
import type { Declaration, Defect } from '../messages/parts.ts';
import type { Body } from '../message-types.ts';
import type { RuleCode } from '../rules/rules.ts';
import type { CheckOf, Findings, Submission } from './check.ts';
import { check, findDefects } from './check.ts';
import { judgeDeclaration } from './declaration.ts';
import { GUARANTEE_CHECKS } from './guarantee-checks.ts';

/** An amendment, and what it amends. */
export interface AmendmentCase {
  readonly amendment: Body<'T013'>;
  /** References of the envelope, where it has them. */
  readonly lrn: string | undefined;
  readonly mrn: string | undefined;
  /** The declaration as it stands, and the references that it goes by; no MRN before acceptance. */
  readonly before: Declaration;
  readonly beforeLrn: string;
  readonly beforeMrn: string;
}

type AmendmentCheck = CheckOf<AmendmentCase>;

const naming: AmendmentCheck = check('C206', ({ amendment: { mrn, lrn } }, findings) => {
  if (mrn !== undefined && lrn !== undefined) findings.add('/body/lrn', 15, lrn);
  if (mrn === undefined && lrn === undefined) findings.add('/body/mrn', 13);
});

/** What is never amended. */
const FIXED = ['officeOfDeparture', 'declarationType', 'additionalType', 'security'] as const;

/** An ordinary amendment (flag 0). */
export const ORDINARY_CHECKS: readonly AmendmentCheck[] = [
  naming,
  check('C205', (subject, findings) => {
    const { before, amendment } = subject;
    const { declaration: after } = amendment;
    for (const name of FIXED) {
      if (before[name] !== after[name]) findings.add(declared(name), 14, after[name]);
    }
    for (const name of ['principal', 'representative'] as const) {
      const tin = after[name]?.tin;
      if (before[name]?.tin !== tin) findings.add(declared(`${name}/tin`), 14, tin);
    }
    before.items.forEach(({ hs6 }, i) => {
      const item = after.items[i];
      if (item !== undefined && item.hs6 !== hs6) {
        findings.add(declared(`items/${String(i)}/hs6`), 14, item.hs6);
      }
    });
    keepsReferences(subject, findings);
  }),
];

/** An amendment of nothing but the guarantee (flag 1). */
export const GUARANTEE_ONLY_CHECKS: readonly AmendmentCheck[] = [
  naming,
  check('C204', (subject, findings) => {
    const { before, amendment } = subject;
    if (amendment.amendmentTypeFlag !== 1) findings.add('/body/amendmentTypeFlag', 14, 0);
    const names = new Set([...Object.keys(before), ...Object.keys(amendment.declaration)]);
    names.delete('guarantees');
    for (const name of names as ReadonlySet<keyof Declaration>) {
      if (!isSame(before[name], amendment.declaration[name])) findings.add(declared(name), 14);
    }
    keepsReferences(subject, findings);
  }),
];

/** All defects of an ordinary amendment. @param submission the amended declaration, and what the office knows. */
export const judgeAmendment = (
  subject: AmendmentCase,
  submission: Submission,
  off?: ReadonlySet<RuleCode>,
): readonly Defect[] => [
  ...findDefects(ORDINARY_CHECKS, subject, off),
  ...judgeDeclaration(submission, off).defects.map(inAmendment),
];

/** All defects of an amendment of the guarantee alone. */
export const judgeGuaranteeAmendment = (
  subject: AmendmentCase,
  submission: Submission,
  off?: ReadonlySet<RuleCode>,
): readonly Defect[] => [
  ...findDefects(GUARANTEE_ONLY_CHECKS, subject, off),
  ...findDefects(GUARANTEE_CHECKS, submission, off).map(inAmendment),
];

const declared = (name: string): string => `/body/declaration/${name}`;

/** A place in the declaration, as a place in the amendment that carries it. */
const inAmendment = (defect: Defect): Defect =>
  Object.assign({}, defect, { pointer: defect.pointer.replace(/^\/body\//, declared('')) });

/** The references are what the movement is known by; they are never changed. */
function keepsReferences(subject: AmendmentCase, findings: Findings): void {
  const { amendment, lrn, mrn, beforeLrn, beforeMrn } = subject;
  for (const [pointer, given] of [
    ['/body/lrn', amendment.lrn],
    ['/lrn', lrn],
  ] as const) {
    if (given !== undefined && given !== beforeLrn) findings.add(pointer, 14, given);
  }
  for (const [pointer, given] of [
    ['/body/mrn', amendment.mrn],
    ['/mrn', mrn],
  ] as const) {
    if (given !== undefined && given !== beforeMrn) findings.add(pointer, 14, given);
  }
}

/** Whether two values of JSON say the same, whatever the order of their keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isSame(at(one, key), at(other, key)));
}

const at = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];
