/** The timers of enquiry and recovery: whose record each of them moves. */
import type { Department, Moment, Step, TimerHandler } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import type { AskedEnquiry } from './asked/asked-enquiry.ts';
import { mrnOfAskedKey } from './asked/asked-enquiry.ts';
import { onOfferLapsed } from './asked/on-x142-enquiry.ts';
import { onClaimOverdueHere, onNoteOverdueHere, onPaymentOverdueHere } from './asked/recover.ts';
import { onNoteOverdue } from './begin-recovery.ts';
import type { Authority } from './enquiry.ts';
import { onEnquiryOverdue } from './on-enquiry-decision.ts';
import { onPaymentOverdue } from './on-payment.ts';
import { onRecoveryDue } from './on-recovery-decision.ts';
import { onPrincipalSilent } from './on-t141-principal-answer.ts';
import { onEnquiryUnanswered } from './on-x143-enquiry-response.ts';
import { onRecoveryUnanswered } from './on-x151-recovery-answer.ts';
import { onClaimOverdue } from './on-x821-claim-reply.ts';

type OfMovement = (movement: Movement, at: Moment) => Step<Movement>;
type OfAsked = (asked: AskedEnquiry, at: Moment) => Step<AskedEnquiry>;

export function timersOf(authority: Authority): Department['timers'] {
  const { movements, setting, guarantees, asked, refunds } = authority;
  /** An own movement's timer, or that of another country's which is recovered here. */
  const either = (own: OfMovement, other: OfAsked): TimerHandler => {
    const ring = movements.ring(own);
    return (key, at) => {
      const mrn = mrnOfAskedKey(key);
      if (mrn === undefined) ring(key, at);
      else asked.touch(mrn, at, (record) => other(record, at));
    };
  };
  return {
    'T-ENQSTART': movements.ring((movement) => onEnquiryOverdue(movement, setting)),
    'T-PRINC': movements.ring((movement, { now }) => onPrincipalSilent(movement, now, setting)),
    'T-ENQRESP': movements.ring((movement, { now }) => onEnquiryUnanswered(movement, now, setting)),
    'T-RECSTART': movements.ring((movement, { now }) => onRecoveryDue(movement, now, setting)),
    'T-RECACC': either(
      (movement, { now }) => onRecoveryUnanswered(movement, now, setting),
      (record, { now }) => onOfferLapsed(record, now),
    ),
    'T-PAY': either(
      (movement, { now }) => onPaymentOverdue(movement, now, setting, guarantees),
      (record, { now }) => onPaymentOverdueHere(record, now, setting),
    ),
    'T-GUARNOTE': either(onNoteOverdue, onNoteOverdueHere),
    'T-CLAIM': either(
      (movement) => onClaimOverdue(movement, setting),
      (record) => onClaimOverdueHere(record, setting),
    ),
    'T-REFUND': (mrn, at) => {
      refunds.lapse(mrn, at);
    },
  };
}
