/** Proof that a transit has ended regularly: in answer to an enquiry (X143 code 3), or on the officer's own account in any state of enquiry and recovery. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';

import type { Setting } from '../setting.ts';
import { leave } from './leave.ts';
import { withdrawOpenClaim } from './own-claim.ts';
import { withoutResult } from './on-x143-enquiry-response.ts';
import { enquiryOf } from './record.ts';
import { cancelEnquiry } from './request.ts';
import { endWith } from './write-off.ts';

/** Whether an officer was asked about a return copy: only then may he also reject it. */
const isExamined = (movement: Movement): boolean =>
  movement.status === 'underEnquiry' && enquiryOf(movement).returnCopy !== '';

/** Rows E8, E9 and E20. */
export function onProofDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const objection = proofObjection(movement, message);
  if (objection !== undefined) return objection;
  if (message.body.decision === 'rejectProof') {
    return withoutResult(movement, 'the proof is not accepted', now, setting, 'proof');
  }
  return isExamined(movement)
    ? endByProof(movement, 'E8', 'proof', now, setting, guarantees)
    : endByProof(movement, 'E20', undefined, now, setting, guarantees);
}

/** Written off: an open claim is withdrawn, and whoever was asked hears of it. @param answered the proof was put before an officer. */
export function endByProof(
  movement: Movement,
  row: 'E8' | 'E20',
  answered: 'proof' | undefined,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const { mrn } = movement;
  const accepted = customsFact({ type: 'ProofAccepted', row, mrn });
  const { enquiry, facts, effects } = withdrawOpenClaim(movement, now, setting);
  return endWith(
    movement.with({ enquiry }),
    'writtenOff',
    [...facts, accepted],
    [
      ...leave(movement, setting, answered),
      ...effects,
      ...(row === 'E8' ? [] : cancelEnquiry(movement, now, setting)),
    ],
    now,
    guarantees,
  );
}

/** What speaks against the decision: a movement that is not under enquiry or recovery (C202), or nothing to reject. */
export function proofObjection(
  movement: Movement,
  message: MessageOf<'N820' | 'N017'>,
): Step<never> | undefined {
  if (!isUnderEnquiry(movement)) return outOfSequence(movement, message);
  const rejects = 'decision' in message.body && message.body.decision === 'rejectProof';
  return rejects && !isExamined(movement) ? refuse(message, 'C202', '92') : undefined;
}

/** The states from which row E20 leads out. */
export function isUnderEnquiry(movement: Movement): boolean {
  switch (movement.status) {
    case 'enquiryRecommended':
    case 'askedPrincipal':
    case 'underEnquiry':
    case 'recoveryRecommended':
    case 'recoveryAsked':
    case 'recoveryTransferred':
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      return true;
    default:
      return false;
  }
}
