/** An officer has looked into a movement that was not discharged: the principal is asked, or the other country at once; T-ENQSTART when he has not. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, send, startTimer, warnOfficer } from '../../common/step.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority } from './authority.ts';
import { leave } from './leave.ts';
import { openEnquiry } from './open.ts';

/** `result` of the decision to open an enquiry: fraud is suspected. */
const FRAUD_SUSPECTED = 'FS';

/** Rows E2 and E3. */
export function onEnquiryDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'enquiryRecommended':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { decision, result } = message.body;
  if (decision === 'askPrincipal') return askPrincipal(movement, now, setting);
  const length = result === FRAUD_SUSPECTED ? 'T-ENQRESP/short' : 'T-ENQRESP';
  return openEnquiry(movement, 'E3', length, leave(movement, setting, 'enquiry'), now, setting);
}

function askPrincipal(movement: Movement, now: SimTime, setting: Setting): Step<Movement> {
  const { mrn, lrn, trader } = movement;
  const until = now + setting.timers['T-PRINC'];
  const question = { mrn, requestDate: isoUtc(now), limitForResponse: isoUtc(until) };
  return {
    state: movement.with({ status: 'askedPrincipal' }),
    facts: [customsFact({ type: 'PrincipalAsked', row: 'E2', mrn, until })],
    effects: [
      ...leave(movement, setting, 'enquiry'),
      send('T140', trader, question, { from: ownAuthority(setting), mrn, lrn }),
      startTimer('T-PRINC', mrn, until),
    ],
  };
}

/** T-ENQSTART: whoever leads the authority hears of it; the question stays. */
export function onEnquiryOverdue(movement: Movement, setting: Setting): Step<Movement> {
  switch (movement.status) {
    case 'enquiryRecommended':
      break;
    default:
      return NO_CHANGE;
  }
  const { mrn } = movement;
  const text = 'no enquiry was opened in time into a movement that was not discharged';
  return {
    state: undefined,
    facts: [customsFact({ type: 'EnquiryOverdue', mrn })],
    effects: [warnOfficer(ownAuthority(setting), 'T-ENQSTART', text, { mrn })],
  };
}
