/** X821 at the country of departure: the guarantor accepts the claim, disputes it or pays; T-CLAIM when he is late. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, warnOfficer } from '../../common/step.ts';
import { stopTimer } from '../../common/step.ts';
import { claimAs } from '../movement/debt.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority } from './authority.ts';
import { leave } from './leave.ts';
import { claimedOf } from './own-claim.ts';
import type { Refuser } from './claim.ts';
import { retraction } from './claim.ts';
import { enquiryOf, noting } from './record.ts';
import { endWith, tellCollected } from './write-off.ts';

/** Rows E18 and E19; that he accepts it changes nothing until he pays. */
export function onClaimReply(
  movement: Movement,
  message: MessageOf<'X821'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const { claim } = enquiryOf(movement);
  const { claimId, status } = message.body;
  const disputed = movement.status === 'dispute';
  const open = (movement.status === 'claimOnGuarantor' || disputed) && claim?.status === 'open';
  if (!open || claim.id !== claimId) return outOfSequence(movement, message);
  const { mrn } = movement;
  switch (status) {
    case 'accepted':
      return {
        state: undefined,
        facts: [customsFact({ type: 'ClaimAccepted', mrn, claim: claimId })],
        effects: [],
      };
    case 'disputed':
      return disputed ? refuse(message, 'C202', '92') : dispute(movement, message);
    case 'paid':
      return paid(movement, message, now, setting, guarantees);
    default:
      return refuse(message, 'C103', '12', '/body/status');
  }
}

/** Row E19: T-CLAIM does not run while the claim is disputed. */
function dispute(movement: Movement, { body }: MessageOf<'X821'>): Step<Movement> {
  const { mrn } = movement;
  const { claimId: claim, ground = 'no ground given' } = body;
  return {
    state: movement.with({ status: 'dispute' }),
    facts: [customsFact({ type: 'ClaimDisputed', row: 'E19', mrn, claim, ground })],
    effects: [stopTimer('T-CLAIM', mrn)],
  };
}

/** Row E18. */
function paid(
  movement: Movement,
  { body }: MessageOf<'X821'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const { mrn } = movement;
  const { claim } = enquiryOf(movement);
  const amount = body.paidAmount ?? claim?.amount ?? 0;
  const settled = claim === undefined ? {} : { claim: claimAs(claim, 'paid') };
  return endWith(
    movement.with({ enquiry: noting(movement, settled) }),
    'recovered',
    [customsFact({ type: 'DebtRecovered', row: 'E18', mrn, amount })],
    [...leave(movement, setting), ...tellCollected(movement, now, setting)],
    now,
    guarantees,
  );
}

/** T-CLAIM: the late payment is noted, and the authority looks into it. */
export function onClaimOverdue(movement: Movement, setting: Setting): Step<Movement> {
  const { claim } = enquiryOf(movement);
  switch (movement.status) {
    case 'claimOnGuarantor':
      break;
    default:
      return NO_CHANGE;
  }
  return claim?.status === 'open' ? overdue(movement.mrn, claim.id, setting) : NO_CHANGE;
}

/** In whichever country has claimed. */
export const overdue = (mrn: string, claim: string, setting: Setting): Step<never> => ({
  state: undefined,
  facts: [customsFact({ type: 'ClaimOverdue', mrn, claim })],
  effects: [
    warnOfficer(ownAuthority(setting), 'T-CLAIM', `claim ${claim} is not paid in time`, { mrn }),
  ],
});

/** S906 to X820: another country claims already, and its X152 ends the recovery (row E16); or the insurer does not take the claim. */
export function onClaimStopped(
  movement: Movement,
  { rule, refusedBy }: Stopped,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> | undefined {
  const { mrn } = movement;
  const { claim } = enquiryOf(movement);
  if (claim?.status !== 'open') return undefined;
  const called = guarantees.claims.get(mrn)?.claimId === claim.id;
  return {
    state: movement.with({ enquiry: noting(movement, { claim: claimAs(claim, 'withdrawn') }) }),
    facts: [customsFact({ type: 'ClaimStopped', rule, mrn, claim: claim.id })],
    effects: [
      stopTimer('T-CLAIM', mrn),
      ...retraction(claim, claimedOf(movement), refusedBy, called, now, setting),
      stopWarning(mrn, claim.id, rule, setting),
    ],
  };
}

/** Who has refused a claim, under which rule. */
export interface Stopped {
  readonly rule: string;
  readonly refusedBy: Refuser;
}

/** In whichever country has claimed. */
export const stopWarning = (mrn: string, claim: string, rule: string, setting: Setting): Effect =>
  warnOfficer(ownAuthority(setting), rule, `claim ${claim} was refused and is stopped`, { mrn });
