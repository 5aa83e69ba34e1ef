/** A recovery that this country has taken over: paid by the principal, or claimed on the own guarantor; departure is told of the end (X152). */
import type { Effect } from '../../../../simulator/core/participant.ts';
import type { SimTime } from '../../../../simulator/core/time.ts';
import { isoUtc } from '../../../../simulator/core/time.ts';
import { customsFact } from '../../../common/facts.ts';
import type { MessageOf, Step } from '../../../common/step.ts';
import {
  NO_CHANGE,
  refuse,
  startTimer,
  stopTimer,
  withdrawQuestion,
} from '../../../common/step.ts';
import type { Debt } from '../../movement/debt.ts';
import { claimAs, totalOf } from '../../movement/debt.ts';
import type { Setting } from '../../setting.ts';
import type { Claimed } from '../claim.ts';
import { claimFor, claimMessages, restOf, retraction } from '../claim.ts';
import type { Stopped } from '../on-x821-claim-reply.ts';
import { overdue, stopWarning } from '../on-x821-claim-reply.ts';
import { closed, closedFact, leaveAsked, toEnquirer } from './answers.ts';
import type { AskedEnquiry } from './asked-enquiry.ts';
import { askedKey } from './asked-enquiry.ts';
import { giveBack } from './on-x150-recovery-request.ts';

const NO_DEBT: Debt = { charges: 0, interest: 0, undeclared: 0 };

/** The office of guarantee lies in the country of departure, with the authority that asks. */
export const claimedHere = ({ mrn, debt, handedOver, enquirer }: AskedEnquiry): Claimed => ({
  mrn,
  debt: debt ?? NO_DEBT,
  reserved: handedOver?.reserved ?? 0,
  officeOfGuarantee: enquirer,
});

/** The principal has paid here. */
export function onPaidHere(
  asked: AskedEnquiry,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.status !== 'underRecovery') return refuse(message, 'C202', '92');
  return collected(asked, totalOf(asked.debt ?? NO_DEBT), 'payment', now, setting);
}

function collected(
  asked: AskedEnquiry,
  amount: number,
  answered: 'payment' | undefined,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  const { mrn, office } = asked;
  const { currency } = setting.parameters.scheme;
  const done = { mrn, office, amount, currency, collectionDate: isoUtc(now) };
  const facts = [customsFact({ type: 'DebtCollected', mrn, office, amount })];
  const effects = [...leaveAsked(asked, answered), toEnquirer(asked, 'X152', done, setting)];
  return closed(asked, facts, effects, now);
}

/** T-PAY: claimed on the own guarantor. Without a guarantee to claim on the recovery goes back to departure. */
export function onPaymentOverdueHere(
  asked: AskedEnquiry,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.status !== 'underRecovery') return NO_CHANGE;
  const { mrn, office, handedOver } = asked;
  const grn = handedOver?.grns[0];
  if (grn === undefined) {
    const facts = [closedFact(asked, 'given back')];
    return closed(asked, facts, [...leaveAsked(asked), giveBack(asked, setting)], now);
  }
  const claimed = claimedHere(asked);
  const claim = claimFor(claimed, grn, asked.claim, setting);
  const { id, amount } = claim;
  const rest = restOf(claim, claimed);
  return {
    state: asked.with({ status: 'claimOnGuarantor', claim }),
    facts: [customsFact({ type: 'ClaimMade', mrn, claim: id, amount, rest })],
    effects: [
      withdrawQuestion('payment', askedKey(mrn), office, { mrn }),
      ...claimMessages(claim, claimed, now, setting),
      startTimer('T-CLAIM', askedKey(mrn), now + setting.timers['T-CLAIM']),
    ],
  };
}

/** X821: accepted, disputed or paid. */
export function onClaimReplyHere(
  asked: AskedEnquiry,
  message: MessageOf<'X821'>,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  const { claim, mrn } = asked;
  const { claimId, status, paidAmount, ground = 'no ground given' } = message.body;
  if (claim?.status !== 'open' || claim.id !== claimId) return refuse(message, 'C202', '92');
  switch (status) {
    case 'accepted':
      return say(customsFact({ type: 'ClaimAccepted', mrn, claim: claimId }));
    case 'disputed':
      if (asked.status === 'dispute') return refuse(message, 'C202', '92');
      return {
        state: asked.with({ status: 'dispute' }),
        facts: [customsFact({ type: 'ClaimContested', mrn, claim: claimId, ground })],
        effects: [stopTimer('T-CLAIM', askedKey(mrn))],
      };
    case 'paid': {
      const settled = asked.with({ claim: claimAs(claim, 'paid') });
      return collected(settled, paidAmount ?? claim.amount, undefined, now, setting);
    }
    default:
      return refuse(message, 'C103', '12', '/body/status');
  }
}

const say = (fact: Step<never>['facts'][number]): Step<never> => ({
  state: undefined,
  facts: [fact],
  effects: [],
});

/** T-CLAIM. */
export const onClaimOverdueHere = (
  { status, claim, mrn }: AskedEnquiry,
  setting: Setting,
): Step<AskedEnquiry> =>
  status === 'claimOnGuarantor' && claim?.status === 'open'
    ? overdue(mrn, claim.id, setting)
    : NO_CHANGE;

/** T-GUARNOTE: the guarantor is free where nobody told him. */
export const onNoteOverdueHere = ({ mrn, handedOver }: AskedEnquiry): Step<AskedEnquiry> =>
  handedOver === undefined || handedOver.grns.length === 0
    ? say(customsFact({ type: 'GuarantorFreed', mrn }))
    : NO_CHANGE;

/** An officer withdraws the claim: the debt did not arise here, departure has the recovery again. */
export function onClaimWithdrawalHere(
  asked: AskedEnquiry,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.claim?.status !== 'open') return refuse(message, 'C202', '92');
  const { state, facts, effects } = withdrawHere(asked, now, setting);
  const given = [closedFact(asked, 'given back')];
  const left = [...leaveAsked(asked), ...effects, giveBack(asked, setting)];
  return closed(state, [...facts, ...given], left, now);
}

/** X820 with `withdrawn`, where a claim is open. */
function withdrawHere(asked: AskedEnquiry, now: SimTime, setting: Setting) {
  const { mrn, claim } = asked;
  const effects: Effect[] = [];
  if (claim?.status !== 'open') return { state: asked, facts: [], effects };
  effects.push(...claimMessages(claim, claimedHere(asked), now, setting, 1));
  return {
    state: asked.with({ claim: claimAs(claim, 'withdrawn') }),
    facts: [customsFact({ type: 'ClaimWithdrawn', mrn, claim: claim.id })],
    effects,
  };
}

/** S906 to X820: another country claims already, and so recovers; or the insurer does not take the claim. Departure has the recovery again. */
export function onClaimStoppedHere(
  asked: AskedEnquiry,
  { rule, refusedBy }: Stopped,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> | undefined {
  const { mrn, claim } = asked;
  if (claim?.status !== 'open') return undefined;
  const facts = [
    customsFact({ type: 'ClaimStopped', rule, mrn, claim: claim.id }),
    closedFact(asked, 'given back'),
  ];
  const effects = [
    ...leaveAsked(asked),
    ...retraction(claim, claimedHere(asked), refusedBy, false, now, setting),
    stopWarning(mrn, claim.id, rule, setting),
    giveBack(asked, setting),
  ];
  return closed(asked.with({ claim: claimAs(claim, 'withdrawn') }), facts, effects, now);
}

/** X059: moot, whatever was being done here. X152: departure has collected itself. */
export function onMoot(
  asked: AskedEnquiry,
  reason: string,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.status === 'closed') return NO_CHANGE;
  const { state, facts, effects } = withdrawHere(asked, now, setting);
  const moot = [...facts, closedFact(asked, reason)];
  return closed(state, moot, [...leaveAsked(asked), ...effects], now);
}
