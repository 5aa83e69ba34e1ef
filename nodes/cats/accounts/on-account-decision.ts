/** N820 on an account: one officer approves, or two where much depends on it, or one refuses; the applicant hears it, and an approval is published. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Effect } from '../../../simulator/core/participant.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { askOfficer, refuse, send } from '../../common/step.ts';
import type { Account } from './account.ts';
import { ACCOUNT_VALIDITY_MS } from './account.ts';
import { askReview } from './ask-authorisation.ts';
import { publicationOf } from './publication.ts';

/** From this trust level on an account is worth a second pair of eyes: the guarantor puts up a third of the amount, or nothing. */
const FOUR_EYES_FROM_LEVEL = 3;

const needsFourEyes = ({ roles, trustLevel }: Account): boolean =>
  roles.includes('guarantor') || trustLevel >= FOUR_EYES_FROM_LEVEL;

/** The review. The task list has checked office and decision; the account must still be waiting for one. */
export function onAccountReview(
  account: Account | undefined,
  message: MessageOf<'N820'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Account> {
  if (account?.status !== 'applied') return refuse(message, 'C202', '92');
  if (message.body.decision !== 'approve') return refuseAccount(account, message);
  return needsFourEyes(account)
    ? confirm(account, message, parameters)
    : approve(account, now, parameters);
}

/** The confirmation by a second officer. */
export function onAccountConfirmation(
  account: Account | undefined,
  message: MessageOf<'N820'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Account> {
  if (account?.status !== 'applied') return refuse(message, 'C202', '92');
  return message.body.decision === 'approve'
    ? approve(account, now, parameters)
    : refuseAccount(account, message);
}

/** Rule C506: who has reviewed the application may not confirm it; the question stays, for somebody else. */
export function sameOfficer(
  account: Account | undefined,
  message: MessageOf<'N820'>,
  { officeOfGuarantee }: NodeParameters,
): Step<never> | undefined {
  if (account === undefined || account.reviewedBy !== message.body.officer) return undefined;
  const { facts, effects } = refuse(message, 'C506', '14', '/body/officer');
  return {
    state: undefined,
    facts,
    effects: [...effects, askConfirmation(account, officeOfGuarantee)],
  };
}

function confirm(
  account: Account,
  { body: { officer } }: MessageOf<'N820'>,
  { officeOfGuarantee }: NodeParameters,
): Step<Account> {
  return {
    state: account.with({ reviewedBy: officer }),
    facts: [customsFact({ type: 'AccountReviewed', tin: account.tin, officer })],
    effects: [askConfirmation(account, officeOfGuarantee)],
  };
}

const askConfirmation = ({ tin, name }: Account, office: string): Effect =>
  askOfficer({
    kind: 'accountConfirmation',
    key: tin,
    office,
    proposed: 'approve',
    channel: 'green',
    principal: name,
  });

function approve(
  account: Account,
  now: SimTime,
  { iso2, officeOfGuarantee }: NodeParameters,
): Step<Account> {
  const state = account.with({
    status: 'active',
    validFrom: now,
    validTo: now + ACCOUNT_VALIDITY_MS,
    cleanSince: now,
  });
  const { tin, trustLevel } = state;
  const roles = [...state.roles];
  const asked = askReview(state, state.requests, officeOfGuarantee);
  return {
    state,
    facts: [customsFact({ type: 'AccountApproved', tin, roles, trustLevel }), ...asked.facts],
    effects: [
      answer(state, {
        tin,
        decision: 1,
        accountId: `ACC-${tin}`,
        roles,
        validFrom: isoUtc(state.validFrom),
        validTo: isoUtc(state.validTo),
      }),
      publicationOf(state, iso2),
      ...asked.effects,
    ],
  };
}

/** An officer who misses something refuses and says what: the applicant may ask again. */
function refuseAccount(account: Account, { body }: MessageOf<'N820'>): Step<Account> {
  const { tin } = account;
  const reason = body.reason ?? 'refused by the office';
  return {
    state: account.with({ status: 'refused' }),
    facts: [customsFact({ type: 'AccountRefused', tin, reason })],
    effects: [answer(account, { tin, decision: 0, roles: [], reason })],
  };
}

/** A802 to whoever applied, in answer to his application. */
const answer = (account: Account, body: MessageOf<'A802'>['body']): Effect =>
  send('A802', account.applicant, body, { correlationId: account.applicationId });
