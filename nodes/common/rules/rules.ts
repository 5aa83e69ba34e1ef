/** All rules that a CATS office or ICE must enforce, in the order of their codes (domain.md section 7). */
import type { FunctionalErrorCode } from '../code-lists.ts';
import { AUTHORITY_RULES } from './authority.ts';
import { GUARANTEE_RULES } from './guarantee.ts';
import { HUB_RULES } from './hub.ts';
import { MESSAGE_RULES } from './message.ts';
import type { Rule } from './rule.ts';
import { SEMANTIC_TRANSPORT_RULES } from './semantic-transport.ts';
import { SEMANTIC_RULES } from './semantic.ts';
import { WORKFLOW_RULES } from './workflow.ts';

const ROWS = [
  ...MESSAGE_RULES,
  ...WORKFLOW_RULES,
  ...SEMANTIC_RULES,
  ...SEMANTIC_TRANSPORT_RULES,
  ...GUARANTEE_RULES,
  ...AUTHORITY_RULES,
  ...HUB_RULES,
] as const;

export type RuleCode = (typeof ROWS)[number]['code'];

export const RULES: readonly (Rule & { readonly code: RuleCode })[] = ROWS;

const BY_CODE: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.code, rule]));

export const isRuleCode = (text: string): text is RuleCode => BY_CODE.has(text);

/** The rule of a code. */
export function ruleOf(code: RuleCode): Rule {
  const rule = BY_CODE.get(code);
  if (rule === undefined) throw new RangeError(`no rule ${code}`);
  return rule;
}

/**
 * The functional error code with which a refusal under this rule is answered (S906, T056, T057): the one that NCTS gives, its first
 * where it has two; where it gives none, 92 for the workflow and 14 for everything else (ours).
 */
export function functionalErrorOf(code: RuleCode): FunctionalErrorCode {
  return ruleOf(code).ncts.functionalError ?? (code.startsWith('C2') ? 92 : 14);
}
