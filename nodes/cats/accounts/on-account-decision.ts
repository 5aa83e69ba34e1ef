/** N820 on an account: the officer approves or refuses; the applicant hears it, and an approval is published. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Effect } from '../../../simulator/core/participant.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { ALL } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send } from '../../common/step.ts';
import type { Account } from './account.ts';

/** The task list has checked office and decision; the account must still be waiting for one. */
export function onAccountDecision(
  account: Account | undefined,
  message: MessageOf<'N820'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Account> {
  switch (account?.status) {
    case 'applied':
      return message.body.decision === 'approve'
        ? approve(account, now, parameters)
        : refuseAccount(account, message.body.reason ?? 'refused by the office');
    case undefined:
    case 'active':
    case 'refused':
    case 'suspended':
    case 'revoked':
      return refuse(message, 'C202', '92');
  }
}

function approve(account: Account, now: SimTime, { iso2 }: NodeParameters): Step<Account> {
  const state = account.approved(now);
  const { tin, roles, trustLevel } = state;
  const validFrom = isoUtc(state.validFrom);
  const validTo = isoUtc(state.validTo);
  const published = {
    tin,
    status: state.status,
    roles: [...roles],
    trustLevel,
    validFrom,
    validTo,
  };
  return {
    state,
    facts: [customsFact({ type: 'AccountApproved', tin, roles: [...roles], trustLevel })],
    effects: [
      answer(state, {
        tin,
        decision: 1,
        accountId: `ACC-${tin}`,
        roles: [...roles],
        validFrom,
        validTo,
      }),
      send('A803', ALL, { ...published, holder: { tin, name: state.name, country: iso2 } }),
    ],
  };
}

const refuseAccount = (account: Account, reason: string): Step<Account> => ({
  state: account.refused(),
  facts: [customsFact({ type: 'AccountRefused', tin: account.tin, reason })],
  effects: [answer(account, { tin: account.tin, decision: 0, roles: [], reason })],
});

/** A802 to whoever applied, in answer to his application. */
const answer = (account: Account, body: MessageOf<'A802'>['body']): Effect =>
  send('A802', account.applicant, body, { correlationId: account.applicationId });
