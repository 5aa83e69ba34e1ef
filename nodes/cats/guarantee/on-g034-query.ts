/** G034: holder, guarantor or office of departure asks how a guarantee stands. The access code opens it. */
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { Problem } from './checks.ts';
import type { Guarantee } from './guarantee.ts';
import { guaranteeToLodge } from '../../common/trust-level.ts';
import { balanceOf, toMoney } from './ledger.ts';
import type { Usage } from './usage.ts';

/** A usage record of an answer carries at most this many usages. */
const USAGES_AT_MOST = 1_000;

/** What the query asks for: 1 usage, 2 exposure, 3 both, 4 neither but the holder. */
const WITH_USAGES: readonly number[] = [1, 3];
const WITH_EXPOSURE: readonly number[] = [2, 3];
const WITH_HOLDER = 4;

/**
 * Answered by G037: figures, or the reasons why there are none (G01 unknown, G03 wrong access code).
 * @param guarantee of a series of vouchers, with their exposure summed up.
 */
export function onQuery(
  guarantee: Guarantee | undefined,
  openUsages: Iterable<Usage>,
  message: MessageOf<'G034'>,
  off: ReadonlySet<RuleCode>,
): Step<never> {
  const { grn, accessCode } = message.body;
  const problem = objection(guarantee, accessCode, off);
  const body =
    guarantee === undefined || problem !== undefined
      ? nothing(grn, problem?.reason ?? 'G01')
      : standing(guarantee, openUsages, message.body.queryId);
  const reasons = body.reasons ?? [];
  const rules = problem === undefined ? [] : [problem.rule];
  return {
    state: undefined,
    facts: [customsFact({ type: 'GuaranteeQueried', grn, reasons, rules })],
    effects: [send('G037', message.sender, body, answering(message))],
  };
}

function objection(
  guarantee: Guarantee | undefined,
  accessCode: string,
  off: ReadonlySet<RuleCode>,
): Problem | undefined {
  if (guarantee === undefined) return { rule: 'C403', reason: 'G01' };
  if (accessCode === guarantee.accessCode || off.has('C405')) return undefined;
  return { rule: 'C405', reason: 'G03' };
}

/** A series of vouchers as one guarantee: what is taken of all, and worth what is not used up. */
export function summed(guarantee: Guarantee, vouchers: readonly Guarantee[]): Guarantee {
  if (vouchers.length === 0) return guarantee;
  let referenceAmount = 0;
  let exposure = 0;
  for (const { ledger, uses, openUses } of vouchers) {
    exposure += ledger.exposure;
    if (uses === 0 || openUses > 0) referenceAmount += ledger.referenceAmount;
  }
  return guarantee.with({ ledger: { referenceAmount, exposure } });
}

const nothing = (grn: string, reason: string): Body<'G037'> => ({
  grn,
  referenceAmount: 0,
  percentage: 0,
  guaranteeAmount: 0,
  reasons: [reason],
});

function standing(
  guarantee: Guarantee,
  openUsages: Iterable<Usage>,
  queryId: number,
): Body<'G037'> {
  const { grn, ledger, level, percentage, holderTin } = guarantee;
  const body: Body<'G037'> = {
    grn,
    referenceAmount: toMoney(ledger.referenceAmount),
    percentage,
    guaranteeAmount: toMoney(guaranteeToLodge(ledger.referenceAmount, level)),
  };
  if (WITH_EXPOSURE.includes(queryId)) {
    body.exposure = toMoney(ledger.exposure);
    // Claims may have locked more than there is; what is left is never less than nothing.
    body.balance = toMoney(Math.max(0, balanceOf(ledger)));
  }
  if (WITH_USAGES.includes(queryId)) body.usages = usagesOf(guarantee, openUsages);
  if (queryId === WITH_HOLDER) body.holderTin = holderTin;
  return body;
}

function usagesOf({ grn, vouchers }: Guarantee, openUsages: Iterable<Usage>) {
  const usages: NonNullable<Body<'G037'>['usages']> = [];
  for (const usage of openUsages) {
    if (usage.grn !== grn && !vouchers.includes(usage.grn)) continue;
    if (usages.length === USAGES_AT_MOST) break;
    const { mrn, amount, lockedAt, status } = usage;
    usages.push({ mrn, amount: toMoney(amount), lockedAt: isoUtc(lockedAt), status });
  }
  return usages;
}
