/** X200: another country's office asks whether a guarantee covers a movement. The answer is all that happens: only X203 reserves. */
import { customsFact } from '../../common/facts.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
import type { Measure } from './checks.ts';
import { problemsOf, reasonsOf, rulesOf, uncovered } from './checks.ts';
import type { Guarantee } from './guarantee.ts';
import { toCents } from './ledger.ts';
import type { Usage } from './usage.ts';
import { isOpen } from './usage.ts';

/** What was checked when the amount was reserved: a movement under way stays covered, whatever becomes of the guarantee. */
const RESERVED_ALREADY: readonly RuleCode[] = ['C404', 'C407', 'C410'];

/**
 * Answered by X201; no reasons means valid at this moment.
 * @param usage of the guarantee by this movement, if it has one.
 */
export function onCheck(
  guarantee: Guarantee | undefined,
  usage: Usage | undefined,
  message: MessageOf<'X200'>,
  measure: Measure,
): Step<never> {
  const { mrn, grn, countries, amount } = message.body;
  const held = usage !== undefined && isOpen(usage.status) && usage.amount >= toCents(amount);
  const problems = problemsOf(guarantee, message.body, held ? afterReservation(measure) : measure);
  const reasons = reasonsOf(problems);
  const notValidIn = reasons.includes('G08') && guarantee ? uncovered(guarantee, countries) : [];
  const header = { ...answering(message), mrn };
  return {
    state: undefined,
    facts: [customsFact({ type: 'GuaranteeQueried', grn, reasons, rules: rulesOf(problems) })],
    effects: [send('X201', message.sender, { mrn, grn, reasons, notValidIn }, header)],
  };
}

const afterReservation = ({ now, currency, off }: Measure): Measure => ({
  now,
  currency,
  off: new Set([...off, ...RESERVED_ALREADY]),
});
