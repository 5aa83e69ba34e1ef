/** The principal pays his debt, or another country has collected it (X152); T-PAY when he does not. */
import type { Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, startTimer, withdrawQuestion } from '../../common/step.ts';
import { totalOf } from '../movement/debt.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority } from './authority.ts';
import { claimFor, claimMessages, restOf } from './claim.ts';
import { leave } from './leave.ts';
import { claimedOf, withdrawOpenClaim } from './own-claim.ts';
import { enquiryOf, noting } from './record.ts';
import { endWith, tellCollected } from './write-off.ts';

/** Row E16: the treasury tells that the principal has paid. */
export function onPayment(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  switch (movement.status) {
    case 'underRecovery':
      return recoveredHere(movement, [], 'payment', now, setting, guarantees);
    default:
      return outOfSequence(movement, message);
  }
}

function recoveredHere(
  movement: Movement,
  facts: readonly Fact[],
  answered: 'payment' | undefined,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const { mrn } = movement;
  const { debt } = enquiryOf(movement);
  const amount = debt === undefined ? 0 : totalOf(debt);
  const recovered = customsFact({ type: 'DebtRecovered', row: 'E16', mrn, amount });
  const effects = [...leave(movement, setting, answered), ...tellCollected(movement, now, setting)];
  return endWith(movement, 'recovered', [...facts, recovered], effects, now, guarantees);
}

/** Whether another country may tell that it has collected the debt. */
export function isCollectable({ status }: Movement): boolean {
  switch (status) {
    case 'recoveryTransferred':
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      return true;
    default:
      return false;
  }
}

/** Row E16: how a recovery ends that another country has taken over. What was begun here meanwhile is moot. */
export function onCollectedElsewhere(
  movement: Movement,
  message: MessageOf<'X152'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  if (!isCollectable(movement)) return outOfSequence(movement, message);
  const { mrn } = movement;
  const { amount } = message.body;
  const withdrawn = withdrawOpenClaim(movement, now, setting);
  return endWith(
    movement.with({ enquiry: withdrawn.enquiry }),
    'recovered',
    [...withdrawn.facts, customsFact({ type: 'DebtRecovered', row: 'E16', mrn, amount })],
    [...leave(movement, setting), ...withdrawn.effects],
    now,
    guarantees,
  );
}

/**
 * Row E17. A security without GRN (TIR carnet, deposit, public body) has no guarantor in the chain: it is realised outside the scheme, and
 * row E16 ends the recovery.
 */
export function onPaymentOverdue(
  movement: Movement,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  switch (movement.status) {
    case 'underRecovery':
      break;
    default:
      return NO_CHANGE;
  }
  const { mrn } = movement;
  const grn = movement.uses[0]?.grn;
  if (grn !== undefined) return claimOn(grn, movement, now, setting);
  const realised = customsFact({ type: 'SecurityRealised', mrn });
  return recoveredHere(movement, [realised], undefined, now, setting, guarantees);
}

function claimOn(grn: string, movement: Movement, now: SimTime, setting: Setting): Step<Movement> {
  const { mrn, lrn } = movement;
  const claimed = claimedOf(movement);
  const claim = claimFor(claimed, grn, enquiryOf(movement).claim, setting);
  const { id, amount } = claim;
  const rest = restOf(claim, claimed);
  return {
    state: movement.with({ status: 'claimOnGuarantor', enquiry: noting(movement, { claim }) }),
    facts: [customsFact({ type: 'GuarantorClaimed', row: 'E17', mrn, claim: id, amount, rest })],
    effects: [
      withdrawQuestion('payment', mrn, ownAuthority(setting), { mrn, lrn }),
      ...claimMessages(claim, claimed, now, setting),
      startTimer('T-CLAIM', mrn, now + setting.timers['T-CLAIM']),
    ],
  };
}
