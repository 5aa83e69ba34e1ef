/** X205: the office of guarantee has reserved an amount, or refuses it; T-GUARES and T-GUAAMD when nothing comes. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { LIMITS } from '../../common/limits.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, startTimer, stopTimer, warnOfficer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { denyRelease } from './answers.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import { cancelUse, useRequest } from './ask-guarantee.ts';
import type { GuaranteeUse, Movement } from '../movement/movement.ts';
import { release } from './release.ts';

/** Rows D20 and D21, once every guarantee has answered; all or nothing (domain.md section 8.2, rule 5). */
export function onGuaranteeResult(
  movement: Movement,
  message: MessageOf<'X205'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'guaranteeRegistering':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { grn, reasons } = message.body;
  const index = movement.uses.findIndex((use) => use.grn === grn && use.status === 'asked');
  if (index < 0) return refuse(message, 'C107', '14', '/body/grn');
  const uses = movement.uses.map((use, i) => (i === index ? answered(use, reasons) : use));
  const next = movement.with({ uses });
  if (uses.some(({ status }) => status === 'asked')) return { state: next, facts: [], effects: [] };
  if (uses.some(({ status }) => status === 'refused')) return rejectGuarantee(next, now, setting);
  const released = release(next, now, setting);
  return {
    state: released.state,
    facts: released.facts,
    effects: [stopTimer('T-GUARES', movement.mrn), ...released.effects],
  };
}

/** Row D22: asked again three times, then given up; the officer hears of it each time. */
export function onGuaranteeOverdue(
  movement: Movement,
  now: SimTime,
  { timers }: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'guaranteeRegistering':
      break;
    default:
      return NO_CHANGE;
  }
  const { mrn, lrn, uses, office } = movement;
  const silent = 'no answer from the office of guarantee';
  const warning = warnOfficer(office, 'T-GUARES', silent, { mrn, lrn });
  if (movement.attempt >= LIMITS.guaranteeRetries) {
    const cancellations = uses
      .filter(({ status }) => status !== 'refused')
      .map(({ grn }) => cancelUse(movement, grn, now));
    return denyRelease(movement, 'D22', silent, now, [warning, ...cancellations]);
  }
  const attempt = movement.attempt + 1;
  return {
    state: movement.with({ attempt }),
    facts: [customsFact({ type: 'GuaranteeRetried', row: 'D22', mrn, attempt })],
    effects: [
      warning,
      ...uses.filter(({ status }) => status === 'asked').map((use) => useRequest(movement, use)),
      startTimer('T-GUARES', mrn, now + timers['T-GUARES']),
    ],
  };
}

/** Row D24. */
export function onAmendmentOverdue(movement: Movement, now: SimTime): Step<Movement> {
  switch (movement.status) {
    case 'guaranteeUnderAmendment':
      return denyRelease(movement, 'D24', 'the guarantee was not amended in time', now);
    default:
      return NO_CHANGE;
  }
}

/** Row D21: the trader hears all refusals; what had been reserved goes back. */
function rejectGuarantee(movement: Movement, now: SimTime, { timers }: Setting): Step<Movement> {
  const { mrn, uses } = movement;
  const refused = uses.filter(({ status }) => status === 'refused');
  const reserved = uses.filter(({ status }) => status === 'reserved');
  const guarantees = refused.map(({ grn, reasons }) => ({ grn, reasons: [...reasons] }));
  const reasons = [...new Set(guarantees.flatMap((guarantee) => guarantee.reasons))];
  const effects: Effect[] = [
    stopTimer('T-GUARES', mrn),
    toTrader(movement, 'T055', { guarantees }),
    ...reserved.map(({ grn }) => cancelUse(movement, grn, now)),
    startTimer('T-GUAAMD', mrn, now + timers['T-GUAAMD']),
  ];
  return {
    state: movement.with({ status: 'guaranteeUnderAmendment' }),
    facts: [customsFact({ type: 'GuaranteeRejected', row: 'D21', mrn, reasons })],
    effects,
  };
}

const answered = (use: GuaranteeUse, reasons: readonly string[]): GuaranteeUse => ({
  grn: use.grn,
  type: use.type,
  accessCode: use.accessCode,
  amount: use.amount,
  status: reasons.length === 0 ? 'reserved' : 'refused',
  reasons,
});
