/** X151 at the country of departure: the other country takes the recovery over, confirms it, or gives it back; T-RECACC when it says nothing. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE } from '../../common/step.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { beginRecovery } from './begin-recovery.ts';
import { leave } from './leave.ts';
import { enquiryOf } from './record.ts';
import { cancelEnquiry } from './request.ts';

/** Row E15. */
export function onRecoveryAnswer(
  movement: Movement,
  message: MessageOf<'X151'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'recoveryAsked':
    case 'recoveryTransferred':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const effects = leave(movement, setting);
  if (message.body.accept === 0) return takeBack(movement, effects, now, setting);
  const { mrn } = movement;
  const { asked: office } = enquiryOf(movement);
  return {
    state: movement.with({ status: 'recoveryTransferred' }),
    facts: [customsFact({ type: 'RecoveryTransferred', row: 'E15', mrn, office })],
    effects,
  };
}

/** Row E15: the other country hears that its answer is not awaited any more (X059). */
export function onRecoveryUnanswered(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'recoveryAsked':
    case 'recoveryTransferred':
      return takeBack(movement, cancelEnquiry(movement, now, setting), now, setting);
    default:
      return NO_CHANGE;
  }
}

/** What was found of undeclared goods before stays found. */
const takeBack = (
  movement: Movement,
  effects: Step<Movement>['effects'],
  now: SimTime,
  setting: Setting,
): Step<Movement> => {
  const undeclared = enquiryOf(movement).debt?.undeclared ?? 0;
  return beginRecovery(movement, 'E15', undeclared, effects, now, setting);
};
