/** What the officers of the authority decide, and what speaks against a decision that one takes on his own account. */
import type {
  DecisionHandler,
  Department,
  MessageOf,
  Objection,
  Step,
  Task,
} from '../../common/step.ts';
import { refuse, say } from '../../common/step.ts';
import { unknownMrn } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { AskedEnquiry } from './asked/asked-enquiry.ts';
import { mrnOfAskedKey } from './asked/asked-enquiry.ts';
import { onEnquiryAnswer } from './asked/on-x142-enquiry.ts';
import { onRecoveryRequestDecision } from './asked/on-x150-recovery-request.ts';
import { onClaimWithdrawalHere, onPaidHere } from './asked/recover.ts';
import type { Authority } from './enquiry.ts';
import { coverObjection, onCoverQuery } from './on-cover-query.ts';
import { onEnquiryDecision } from './on-enquiry-decision.ts';
import { NO_STATE, officeObjection, onMovementQuery, queryObjection } from './on-movement-query.ts';
import { onPayment } from './on-payment.ts';
import { onProofDecision, proofObjection } from './on-proof-decision.ts';
import { onClaimWithdrawal, onRecoveryDecision, otherCountry } from './on-recovery-decision.ts';
import { correspondent, sendNote } from './on-x063-recovery-note.ts';

type OnMovement = (movement: Movement, message: MessageOf<'N820'>, now: number) => Step<Movement>;
type OnAsked = (asked: AskedEnquiry, message: MessageOf<'N820'>, now: number) => Step<AskedEnquiry>;

export function decisionsOf(authority: Authority): Department['decisions'] {
  const { setting, guarantees, refunds } = authority;
  const own = ownDecision(authority);
  const other = otherDecision(authority);
  const proof = own((movement, message, now) =>
    onProofDecision(movement, message, now, setting, guarantees),
  );
  return {
    enquiry: own((movement, message, now) => onEnquiryDecision(movement, message, now, setting)),
    recovery: own((movement, message, now) =>
      onRecoveryDecision(movement, message, now, setting, guarantees),
    ),
    proof: (task, message, at) => {
      if (refunds.has(task.key)) refunds.prove(message, task.key, at);
      else proof(task, message, at);
    },
    payment: either(
      own((movement, message, now) => onPayment(movement, message, now, setting, guarantees)),
      other((asked, message, now) => onPaidHere(asked, message, now, setting)),
      ({ key }) => mrnOfAskedKey(key) !== undefined,
    ),
    enquiryAnswer: other((asked, message, now) => onEnquiryAnswer(asked, message, now, setting)),
    recoveryRequest: other((asked, message, now) => {
      const declaration = authority.asked.declarationOf(asked.mrn);
      return onRecoveryRequestDecision(asked, message, declaration, now, setting);
    }),
    claimWithdrawal: either(
      own((movement, message, now) =>
        onClaimWithdrawal(movement, message, now, setting, guarantees),
      ),
      other((asked, message, now) => onClaimWithdrawalHere(asked, message, now, setting)),
      ({ key }) => claimsHere(authority, key),
    ),
    recoveryNote: recoveryNote(authority),
    movementQuery: movementQuery(authority),
  };
}

const ownDecision =
  ({ movements }: Authority) =>
  (handle: OnMovement): DecisionHandler =>
  ({ key }, message, at) => {
    movements.answer(key, message, at, (movement) => handle(movement, message, at.now));
  };

const otherDecision =
  ({ asked }: Authority) =>
  (handle: OnAsked): DecisionHandler =>
  ({ key }, message, at) => {
    const mrn = mrnOfAskedKey(key) ?? key;
    asked.about(mrn, message, at, (record) => handle(record, message, at.now));
  };

const either =
  (
    own: DecisionHandler,
    other: DecisionHandler,
    isOther: (task: Task) => boolean,
  ): DecisionHandler =>
  (task, message, at) => {
    (isOther(task) ? other : own)(task, message, at);
  };

/** A claim for another country's movement is open here. */
const claimsHere = ({ asked }: Authority, mrn: string): boolean =>
  asked.is(mrn, 'claimOnGuarantor') || asked.is(mrn, 'dispute');

const recoveryNote =
  ({ movements, asked, setting }: Authority): DecisionHandler =>
  ({ key }, message, { out }) => {
    const to = correspondent(movements.get(key), asked.records.get(key));
    say(out, to === undefined ? unknownMrn(message) : sendNote(key, to, message, setting));
  };

const CHECKS_COVER = 'checkGuarantee';

/** Of a movement that began here, or that an office here has a record of. */
const declarationHere = ({ movements, elsewhere }: Authority, mrn: string) =>
  movements.get(mrn)?.declaration ?? elsewhere.declarationOf(mrn);

const movementQuery =
  (authority: Authority): DecisionHandler =>
  (task, message, { out }) => {
    const { movements, elsewhere, setting } = authority;
    const { key, office } = task;
    if (message.body.decision === CHECKS_COVER) {
      say(out, onCoverQuery(task, message, declarationHere(authority, key), setting));
      return;
    }
    const movement = movements.get(key);
    const state = movement?.status ?? elsewhere.stateOf(key, office) ?? NO_STATE;
    say(out, onMovementQuery(task, message, movement, state, setting));
  };

/** The standing decisions, and the one answer that does not fit every movement: a recovery can be handed to another country only. */
export function objectionsOf(authority: Authority): NonNullable<Department['objections']> {
  const { setting, movements, asked, refunds } = authority;
  const standing =
    (objection: Objection): Objection =>
    (task, message) =>
      officeObjection(task, message, setting) ?? objection(task, message);
  return {
    proof: standing(({ key }, message) => {
      if (refunds.has(key)) return refunds.objection(message);
      const movement = movements.get(key);
      return movement === undefined ? unknownMrn(message) : proofObjection(movement, message);
    }),
    claimWithdrawal: standing(({ key }, message) => {
      if (claimsHere(authority, key)) return undefined;
      const movement = movements.get(key);
      return movement === undefined
        ? unknownMrn(message)
        : withdrawalObjection(movement, message, authority);
    }),
    recoveryNote: standing(({ key }, message) => {
      const to = correspondent(movements.get(key), asked.records.get(key));
      return to === undefined ? unknownMrn(message) : undefined;
    }),
    movementQuery: standing((task, message) => {
      const objection = queryObjection(task, message, setting);
      const checks = 'decision' in message.body && message.body.decision === CHECKS_COVER;
      if (objection !== undefined || !checks) return objection;
      return coverObjection(message, declarationHere(authority, task.key));
    }),
    recovery: ({ key }, message) => {
      const movement = movements.get(key);
      const transfers = 'decision' in message.body && message.body.decision === 'transferRecovery';
      return transfers && movement !== undefined && otherCountry(movement, setting) === undefined
        ? refuse(message, 'C202', '92')
        : undefined;
    },
  };
}

/** No claim was made, or there is no other country that the debt could have arisen in. */
function withdrawalObjection(
  movement: Movement,
  message: MessageOf<'N820' | 'N017'>,
  { setting }: Authority,
): Step<never> | undefined {
  const claimed = movement.status === 'claimOnGuarantor' || movement.status === 'dispute';
  return claimed && otherCountry(movement, setting) !== undefined
    ? undefined
    : refuse(message, 'C202', '92');
}
