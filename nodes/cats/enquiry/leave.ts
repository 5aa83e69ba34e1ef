/** What ends when a movement leaves a state of the enquiry: timers, questions on the work list, a claim on the guarantor. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { TaskKind } from '../../common/tasks.ts';
import { stopTimer, withdrawQuestion } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority } from './authority.ts';
import { enquiryOf } from './record.ts';

/** @param answered the question that leads out of the state: it is on no list any more. */
export function leave(movement: Movement, setting: Setting, answered?: TaskKind): Effect[] {
  const { mrn, lrn, status } = movement;
  const withdraw = (kind: TaskKind): Effect[] =>
    kind === answered ? [] : [withdrawQuestion(kind, mrn, ownAuthority(setting), { mrn, lrn })];
  switch (status) {
    case 'enquiryRecommended':
      return [stopTimer('T-ENQSTART', mrn), ...withdraw('enquiry')];
    case 'askedPrincipal':
      return [stopTimer('T-PRINC', mrn)];
    case 'underEnquiry': {
      const examined = enquiryOf(movement).returnCopy !== '';
      return [stopTimer('T-ENQRESP', mrn), ...(examined ? withdraw('proof') : [])];
    }
    case 'recoveryRecommended':
      return [stopTimer('T-RECSTART', mrn), ...withdraw('recovery')];
    case 'recoveryAsked':
    case 'recoveryTransferred':
      return [stopTimer('T-RECACC', mrn)];
    case 'underRecovery':
      return [stopTimer('T-PAY', mrn), stopTimer('T-GUARNOTE', mrn), ...withdraw('payment')];
    case 'claimOnGuarantor':
    case 'dispute':
      return [stopTimer('T-CLAIM', mrn), stopTimer('T-GUARNOTE', mrn)];
    default:
      return [];
  }
}
