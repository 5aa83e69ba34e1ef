/** The shape of a business check of a declaration: one rule, one small function. The checks themselves stand beside this file. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { FunctionalErrorCode } from '../code-lists.ts';
import { LIMITS } from '../limits.ts';
import type { Declaration, Defect } from '../messages/parts.ts';
import type { SchemeParameters } from '../parameters.ts';
import type { RuleCode } from '../rules/rules.ts';

/** A declaration and what the office must know to judge it. */
export interface Submission {
  readonly declaration: Declaration;
  readonly lrn: string | undefined;
  /** When the message came. */
  readonly now: SimTime;
  /** Alpha-2 code of the country whose office judges. */
  readonly iso2: string;
  readonly scheme: SchemeParameters;
  /** The trader has used this LRN before. */
  readonly lrnUsed: boolean;
  /** The principal has an active account as such. */
  readonly principalActive: boolean;
  /** What the office computes, in the scheme currency (domain.md section 8.2, rule 1). */
  readonly amountAtRisk: number;
}

/** Collects what the checks find: each defect with the rule of the check at hand. */
export class Findings {
  readonly defects: Defect[] = [];
  private rule: RuleCode = 'C101';

  run(check: Check, submission: Submission): void {
    this.rule = check.rule;
    check.find(submission, this);
  }

  /**
   * @param pointer where in the message, as `/body/items/0/hs6`.
   * @param value what stands there.
   */
  add(pointer: string, code: FunctionalErrorCode, value?: string | number): void {
    if (this.defects.length === LIMITS.defectsPerMessage) return;
    const defect = { pointer, code: String(code), reason: this.rule };
    this.defects.push(
      value === undefined ? defect : { ...defect, value: String(value).slice(0, 512) },
    );
  }
}

export interface Check {
  readonly rule: RuleCode;
  readonly find: (submission: Submission, findings: Findings) => void;
}

/** Keeps the lists of checks short. */
export const check = (rule: RuleCode, find: Check['find']): Check => ({ rule, find });
