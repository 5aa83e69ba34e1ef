/** The shape of a business check of a declaration: one rule, one small function. The checks themselves stand beside this file. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { FunctionalErrorCode } from '../code-lists.ts';
import { LIMITS } from '../limits.ts';
import type { Declaration, Defect } from '../messages/parts.ts';
import type { SchemeParameters } from '../parameters.ts';
import type { RuleCode } from '../rules/rules.ts';

/** An authorisation that the principal may use now. */
export interface HeldAuthorisation {
  readonly type: string;
  readonly number: string;
  /** Where it holds; none: wherever the goods are. */
  readonly places: readonly string[];
  readonly sealsRequired: boolean;
}

/** A declaration and what the office must know to judge it. */
export interface Submission {
  readonly declaration: Declaration;
  readonly lrn: string | undefined;
  /** When the message came, or when the goods were released on paper. */
  readonly now: SimTime;
  /** When a declaration came for goods that were released on paper; absent: the two are the same. */
  readonly enteredAt?: SimTime;
  /** Alpha-2 code of the country whose office judges. */
  readonly iso2: string;
  readonly scheme: SchemeParameters;
  /** Alpha-2 codes of the countries that belong to the scheme now (rule C331); absent: all members. */
  readonly members?: readonly string[];
  /** The trader has used this LRN before. */
  readonly lrnUsed: boolean;
  /** The principal has an active account as such. */
  readonly principalActive: boolean;
  /** Who lodged the declaration; absent: nobody asks. */
  readonly lodger?: string;
  /** TINs of those who may act for the principal (rule C502); absent: nobody. */
  readonly representatives?: readonly string[];
  /** Simplifications that the principal may use (rules C503 and C504); absent: none. */
  readonly authorisations?: readonly HeldAuthorisation[];
  /** What the office computes, in the scheme currency (domain.md section 8.2, rule 1). */
  readonly amountAtRisk: number;
}

/** Collects what the checks find: each defect with the rule of the check at hand. */
export class Findings {
  readonly defects: Defect[] = [];
  private rule: RuleCode = 'C101';

  run<T>(check: CheckOf<T>, subject: T): void {
    this.rule = check.rule;
    check.find(subject, this);
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

/** A check of whatever kind of message. */
export interface CheckOf<T> {
  readonly rule: RuleCode;
  readonly find: (subject: T, findings: Findings) => void;
}

export type Check = CheckOf<Submission>;

/** All that a list of checks finds, at once. @param off rules that are not checked. */
export function findDefects<T>(
  checks: readonly CheckOf<T>[],
  subject: T,
  off?: ReadonlySet<RuleCode>,
): Defect[] {
  const findings = new Findings();
  for (const one of checks) if (off?.has(one.rule) !== true) findings.run(one, subject);
  return findings.defects;
}

/** Keeps the lists of checks short. */
export const check = <T = Submission>(rule: RuleCode, find: CheckOf<T>['find']): CheckOf<T> => ({
  rule,
  find,
});
