/** N820 `accountStatus/<TIN>`: an officer suspends, reinstates or revokes an account on his own account; A804 tells the trader and all countries. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { ALL } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send } from '../../common/step.ts';
import type { Account, AccountStatus } from './account.ts';

interface Change {
  readonly from: readonly AccountStatus[];
  readonly to: AccountStatus;
  /** Where the officer gives none. */
  readonly reason: string;
}

const CHANGES: Readonly<Record<string, Change>> = {
  suspend: { from: ['active'], to: 'suspended', reason: 'suspended by the office' },
  reinstate: { from: ['suspended'], to: 'active', reason: 'reinstated by the office' },
  revoke: { from: ['active', 'suspended'], to: 'revoked', reason: 'revoked by the office' },
};

/** Movements that are under way go on: nobody but a new declaration, guarantee or arrival asks for the account (rule C501). */
export function onAccountStatus(
  account: Account | undefined,
  message: MessageOf<'N820'>,
  now: SimTime,
  { country, officeOfGuarantee }: NodeParameters,
): Step<Account> {
  const { office, decision } = message.body;
  if (account?.home !== country) return refuse(message, 'C201', '90', '/body/task');
  if (office !== officeOfGuarantee) return refuse(message, 'C505', '14', '/body/office');
  const change = CHANGES[decision];
  if (change?.from.includes(account.status) !== true) return refuse(message, 'C202', '92');
  const { tin } = account;
  const reason = message.body.reason ?? change.reason;
  const body: Body<'A804'> = { tin, newStatus: change.to, effectiveAt: isoUtc(now), reason };
  return {
    state: account.with({ status: change.to }),
    facts: [customsFact({ type: 'AccountStatusChanged', tin, status: change.to, reason })],
    effects: [send('A804', account.applicant, body), send('A804', ALL, body)],
  };
}
