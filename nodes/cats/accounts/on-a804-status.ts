/** A804 from another country: the copy of its account that is kept here follows. */
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { Account } from './account.ts';
import { isAccountStatus } from './account.ts';

/** Only the country that keeps the account may say so; what was never published here is not known (rule C201). */
export function onStatusChange(
  account: Account | undefined,
  message: MessageOf<'A804'>,
  { country }: Pick<NodeParameters, 'country'>,
): Step<Account> {
  const { tin, newStatus } = message.body;
  if (!isAccountStatus(newStatus)) return refuse(message, 'C103', '12', '/body/newStatus');
  if (account === undefined) return refuse(message, 'C201', '90', '/body/tin');
  if (message.sender !== account.home || account.home === country) {
    return refuse(message, 'C501', '12', '/body/tin');
  }
  return {
    state: account.with({ status: newStatus }),
    facts: [customsFact({ type: 'AccountKnown', tin, status: newStatus })],
    effects: [],
  };
}
