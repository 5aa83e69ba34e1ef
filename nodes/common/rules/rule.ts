/** The shape of a business rule: who checks it, what NCTS and eTIR call it, what people are told. The checks themselves are code elsewhere. */
import type { Bilingual } from '../bilingual.ts';
import type { FunctionalErrorCode, InvalidGuaranteeReason, XmlErrorCode } from '../code-lists.ts';

/** H the hub, O the office that receives, OoG the office of guarantee; H/O either, whoever meets it first. */
export type RuleWhere = 'H' | 'O' | 'OoG' | 'H/O';

export interface Rule {
  readonly code: string;
  readonly where: RuleWhere;
  /** Absent: reject. warn: take the message and say so; queue: keep it until the recipient is back. */
  readonly effect?: 'warn' | 'queue';
  readonly ncts: NctsReference;
  /** The nearest public error codes of eTIR. */
  readonly etir?: string;
  /** What is wrong. */
  readonly cause: Bilingual;
  /** What the person who reads this does next. */
  readonly todo: Bilingual;
}

/** What the rule is in NCTS, as far as public (domain.md section 7). */
export interface NctsReference {
  /** Rules, conditions, guidelines or code lists, as cited there. */
  readonly rule?: string;
  readonly functionalError?: FunctionalErrorCode;
  /** The second error of the rule: 13 a part is missing, 15 it is there but must not be, and so on. */
  readonly otherFunctionalError?: FunctionalErrorCode;
  readonly xmlError?: XmlErrorCode;
  readonly guaranteeReasons?: readonly InvalidGuaranteeReason[];
  /** The message that NCTS answers with, where it is not the functional NACK. */
  readonly message?: string;
}
