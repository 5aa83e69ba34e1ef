/** G034: holder, guarantor or office of departure asks how a guarantee stands. The access code opens it. */
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
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

/** Answered by G037: figures, or the reasons why there are none (G01 unknown, G03 wrong access code). */
export function onQuery(
  guarantee: Guarantee | undefined,
  openUsages: Iterable<Usage>,
  message: MessageOf<'G034'>,
): Step<never> {
  const { grn, accessCode } = message.body;
  const body =
    guarantee === undefined
      ? nothing(grn, 'G01')
      : accessCode !== guarantee.accessCode
        ? nothing(grn, 'G03')
        : standing(guarantee, openUsages, message.body.queryId);
  return {
    state: undefined,
    facts: [customsFact({ type: 'GuaranteeQueried', grn, reasons: body.reasons ?? [] })],
    effects: [send('G037', message.sender, body, answering(message))],
  };
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
    body.balance = toMoney(balanceOf(ledger));
  }
  if (WITH_USAGES.includes(queryId)) body.usages = usagesOf(grn, openUsages);
  if (queryId === WITH_HOLDER) body.holderTin = holderTin;
  return body;
}

function usagesOf(grn: string, openUsages: Iterable<Usage>) {
  const usages: NonNullable<Body<'G037'>['usages']> = [];
  for (const usage of openUsages) {
    if (usage.grn !== grn) continue;
    if (usages.length === USAGES_AT_MOST) break;
    const { mrn, amount, lockedAt, status } = usage;
    usages.push({ mrn, amount: toMoney(amount), lockedAt: isoUtc(lockedAt), status });
  }
  return usages;
}
