/** All business checks of a declaration, in one list; each can be left out. What the ledger or another country must say is not here. */
import type { Defect } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import { AUTHORITY_CHECKS } from './authority-checks.ts';
import type { Check, Submission } from './check.ts';
import { findDefects } from './check.ts';
import { GOODS_CHECKS } from './goods-checks.ts';
import { GUARANTEE_CHECKS } from './guarantee-checks.ts';
import { PARTY_CHECKS } from './party-checks.ts';
import { REPETITION_CHECKS } from './repetition-checks.ts';
import { ROUTE_CHECKS } from './route-checks.ts';
import { TRANSPORT_CHECKS, TRANSPORT_WARNINGS } from './transport-checks.ts';

export const DECLARATION_CHECKS: readonly Check[] = [
  ...REPETITION_CHECKS,
  ...PARTY_CHECKS,
  ...AUTHORITY_CHECKS,
  ...ROUTE_CHECKS,
  ...GOODS_CHECKS,
  ...TRANSPORT_CHECKS,
  ...GUARANTEE_CHECKS,
];

export const DECLARATION_WARNINGS: readonly Check[] = TRANSPORT_WARNINGS;

export interface Verdict {
  /** All at once, as T056 lists them; empty: the declaration is valid. */
  readonly defects: readonly Defect[];
  readonly warnings: readonly Defect[];
}

/** Judges a declaration. @param off rules that are not checked. */
export function judgeDeclaration(submission: Submission, off?: ReadonlySet<RuleCode>): Verdict {
  return {
    defects: findDefects(DECLARATION_CHECKS, submission, off),
    warnings: findDefects(DECLARATION_WARNINGS, submission, off),
  };
}
