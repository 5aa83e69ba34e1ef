/** A803: another country publishes an account of its own, so that its traders can be recognised here. */
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import { Account, isAccountStatus } from './account.ts';

/** The account is known here from now on, or as it has become. Only its own country may publish it. */
export function onPublication(
  message: MessageOf<'A803'>,
  { scheme, country }: Pick<NodeParameters, 'scheme' | 'country'>,
): Step<Account> {
  const { tin, status, roles, trustLevel, holder, representatives = [] } = message.body;
  const home = scheme.members[message.sender];
  if (home === undefined || message.sender === country || !tin.startsWith(home)) {
    return refuse(message, 'C501', '12', '/body/tin');
  }
  if (!isAccountStatus(status)) return refuse(message, 'C103', '12', '/body/status');
  const validFrom = parseIsoUtc(message.body.validFrom);
  const validTo = parseIsoUtc(message.body.validTo);
  if (validFrom === undefined || validTo === undefined) {
    return refuse(
      message,
      'C104',
      '14',
      validFrom === undefined ? '/body/validFrom' : '/body/validTo',
    );
  }
  return {
    state: new Account({
      tin,
      name: holder.name,
      status,
      roles,
      trustLevel,
      validFrom,
      validTo,
      home: message.sender,
      applicant: '',
      applicationId: '',
      representatives,
    }),
    facts: [customsFact({ type: 'AccountKnown', tin, status })],
    effects: [],
  };
}
