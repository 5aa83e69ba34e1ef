/** N820 `guaranteeStatus/<GRN>`: an officer suspends, reinstates or revokes a guarantee on his own account. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { insurerOf } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send, stopTimer } from '../../common/step.ts';
import type { Guarantee } from './guarantee.ts';
import { ended } from './run-off.ts';

/** Rows G6 and G7. Movements under way stay covered, whatever becomes of the guarantee. */
export function onGuaranteeStatus(
  guarantee: Guarantee | undefined,
  message: MessageOf<'N820'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Guarantee> {
  const { office, decision, reason } = message.body;
  if (guarantee === undefined) return refuse(message, 'C201', '90', '/body/task');
  if (office !== parameters.officeOfGuarantee) {
    return refuse(message, 'C505', '14', '/body/office');
  }
  switch (guarantee.status) {
    case 'active':
      if (decision === 'suspend') return suspend(guarantee, reason, parameters);
      break;
    case 'suspended':
      if (decision === 'reinstate') return reinstate(guarantee, reason, parameters);
      break;
    case 'applied':
    case 'awaitUndertaking':
    case 'underReview':
    case 'runOff':
    case 'closed':
    case 'refused':
      return refuse(message, 'C202', '92');
  }
  if (decision !== 'revoke') return refuse(message, 'C202', '92');
  const why = reason ?? 'revoked by the office of guarantee';
  const fact = customsFact({
    type: 'GuaranteeRevoked',
    row: 'G7',
    grn: guarantee.grn,
    reason: why,
  });
  const step = ended(guarantee, fact, why, now, parameters);
  return {
    state: step.state,
    facts: step.facts,
    effects: [stopTimer('T-VAL', guarantee.id), ...step.effects],
  };
}

/** Row G6. */
function suspend(
  guarantee: Guarantee,
  reason = 'suspended by the office of guarantee',
  parameters: NodeParameters,
): Step<Guarantee> {
  const { grn } = guarantee;
  return {
    state: guarantee.with({ status: 'suspended' }),
    facts: [customsFact({ type: 'GuaranteeSuspended', row: 'G6', grn, reason })],
    effects: told(guarantee, 'suspended', reason, parameters),
  };
}

/** Row G6. */
function reinstate(
  guarantee: Guarantee,
  reason = 'reinstated by the office of guarantee',
  parameters: NodeParameters,
): Step<Guarantee> {
  const { grn } = guarantee;
  return {
    state: guarantee.with({ status: 'active' }),
    facts: [customsFact({ type: 'GuaranteeReinstated', row: 'G6', grn, reason })],
    effects: told(guarantee, 'active', reason, parameters),
  };
}

/** G225 to holder and guarantor. */
const told = (
  { grn, applicant }: Guarantee,
  status: string,
  reason: string,
  { country, officeOfGuarantee }: NodeParameters,
) =>
  [applicant, insurerOf(country)].map((to) =>
    send('G225', to, { grn, status, reason }, { from: officeOfGuarantee }),
  );
