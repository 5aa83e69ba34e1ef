/** The body of G812: what the office of guarantee has decided, for the trader and, without the access code, for the guarantor. */
import type { Body } from '../../common/message-types.ts';
import type { Guarantee } from './guarantee.ts';
import { guaranteeToLodge } from '../../common/trust-level.ts';
import { toMoney } from './ledger.ts';

/** @param decision 1 granted, 0 refused. */
export function decisionBody(guarantee: Guarantee, decision: 0 | 1, reason?: string): Body<'G812'> {
  const { holderTin, type, ledger, level, percentage, notValidIn, grn, vouchers } = guarantee;
  const body: Body<'G812'> = {
    tin: holderTin,
    decision,
    type,
    referenceAmount: toMoney(ledger.referenceAmount),
    percentage,
    guaranteeAmount: toMoney(guaranteeToLodge(ledger.referenceAmount, level)),
    notValidIn: [...notValidIn],
  };
  if (decision === 1) body.grn = grn;
  if (vouchers.length > 0) body.vouchers = [...vouchers];
  if (reason !== undefined) body.reason = reason;
  return body;
}
