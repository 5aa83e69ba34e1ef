/** A801: somebody asks for an account, or an account holder for simplifications. The form was checked; here is whether he may ask, and who decides. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, askOfficer, refuse, send } from '../../common/step.ts';
import { Account, isAccountRole } from './account.ts';
import { askReview, requestsOf, wrongType } from './ask-authorisation.ts';

/** An application is put before an officer, unless the country cannot keep the account. A refused applicant may ask again. */
export function onApplication(
  account: Account | undefined,
  message: MessageOf<'A801'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Account> {
  const unknownRole = message.body.roles.find((role) => !isAccountRole(role));
  if (unknownRole !== undefined) return refuse(message, 'C103', '12', '/body/roles');
  const unknownType = wrongType(message.body);
  if (unknownType !== undefined) return refuse(message, 'C103', '12', unknownType);
  if (!isAtHome(message, parameters)) return decline(message, 'C501');
  switch (account?.status) {
    case undefined:
    case 'refused':
      return apply(message, now, parameters);
    case 'active':
      // Renewal: the old approval is over.
      if (now >= account.validTo) return apply(message, now, parameters);
      return simplify(account, message, parameters);
    case 'suspended':
      // Rule C501: nothing is granted while the account is suspended.
      return message.body.simplifications === undefined
        ? refuse(message, 'C202', '92')
        : refuse(message, 'C501', '12', '/body/tin');
    case 'applied':
    case 'revoked':
      return refuse(message, 'C202', '92');
  }
}

/** Each country keeps the accounts of its own traders: they apply to their own CATS. */
const isAtHome = ({ body }: MessageOf<'A801'>, { iso2 }: NodeParameters): boolean =>
  body.country === iso2 && body.tin.startsWith(iso2);

/** Simplifications asked for with the account itself are reviewed once it is approved. */
function apply(
  message: MessageOf<'A801'>,
  now: SimTime,
  { country, officeOfGuarantee }: NodeParameters,
): Step<Account> {
  const { tin, legalName, roles, requestedTrustLevel, representatives = [] } = message.body;
  return {
    state: new Account({
      tin,
      name: legalName,
      status: 'applied',
      roles,
      trustLevel: requestedTrustLevel,
      validFrom: now,
      validTo: now,
      home: country,
      applicant: message.sender,
      applicationId: message.messageId,
      requests: requestsOf(message),
      representatives,
    }),
    facts: [customsFact({ type: 'AccountApplied', tin, name: legalName, roles })],
    effects: [
      askOfficer({
        kind: 'accountReview',
        key: tin,
        office: officeOfGuarantee,
        proposed: 'approve',
        channel: 'green',
        principal: legalName,
      }),
    ],
  };
}

/** A holder of an account asks for simplifications; for one that is under review already he has to wait. */
function simplify(
  account: Account,
  message: MessageOf<'A801'>,
  { officeOfGuarantee }: NodeParameters,
): Step<Account> {
  const asked = requestsOf(message);
  const pending = account.requests.some(({ type }) => asked.some((each) => each.type === type));
  if (asked.length === 0 || pending) return refuse(message, 'C202', '92');
  const state = account.with({ requests: [...account.requests, ...asked] });
  return { state, ...askReview(state, asked, officeOfGuarantee) };
}

/** Answered at once, without an officer and without an account. */
const decline = (message: MessageOf<'A801'>, rule: string): Step<Account> => ({
  state: undefined,
  facts: [customsFact({ type: 'AccountRefused', tin: message.body.tin, reason: rule, rule })],
  effects: [
    send(
      'A802',
      message.sender,
      { tin: message.body.tin, decision: 0, roles: [], reason: rule },
      answering(message),
    ),
  ],
});
