/** N820 on a simplification: the officer grants it, and it gets its number, or refuses it; A805 tells the trader. */
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send } from '../../common/step.ts';
import type { Account } from './account.ts';
import type { Authorisation, AuthorisationRequest } from './authorisation.ts';
import { authorisationNumber } from './authorisation.ts';

/**
 * The simplification holds as long as the account, and takes the place of an earlier one of its type.
 * @param type as the task names it.
 * @param serial the next of this type.
 */
export function onAuthorisationDecision(
  account: Account | undefined,
  type: string,
  serial: number,
  message: MessageOf<'N820'>,
  parameters: NodeParameters,
): Step<Account> {
  const request = account?.requests.find((each) => each.type === type);
  if (account === undefined || request === undefined) return refuse(message, 'C202', '92');
  const { decision, reason } = message.body;
  if (decision === 'grant' && account.status === 'active') {
    return grant(account, request, serial, parameters);
  }
  return turnDown(account, request, reason ?? 'refused by the office');
}

function grant(
  account: Account,
  request: AuthorisationRequest,
  serial: number,
  { iso2 }: NodeParameters,
): Step<Account> {
  const { tin, validTo } = account;
  const { type, places, sealsRequired } = request;
  const number = authorisationNumber(iso2, type, serial);
  const granted: Authorisation = { number, type, places, sealsRequired, validTo };
  const others = account.authorisations.filter((each) => each.type !== type);
  const fact = { tin, authorisation: type, number, places: [...places] };
  return {
    state: account.with({
      authorisations: [...others, granted],
      requests: without(account, request),
    }),
    facts: [customsFact({ type: 'AuthorisationGranted', ...fact })],
    effects: [
      answer(account, request, {
        decision: 1,
        authorisationNumber: number,
        validTo: isoUtc(validTo),
      }),
    ],
  };
}

function turnDown(account: Account, request: AuthorisationRequest, reason: string): Step<Account> {
  const { tin } = account;
  return {
    state: account.with({ requests: without(account, request) }),
    facts: [
      customsFact({ type: 'AuthorisationRefused', tin, authorisation: request.type, reason }),
    ],
    effects: [answer(account, request, { decision: 0, reason })],
  };
}

const without = ({ requests }: Account, decided: AuthorisationRequest) =>
  requests.filter((each) => each !== decided);

type Decided = Pick<Body<'A805'>, 'decision' | 'authorisationNumber' | 'validTo' | 'reason'>;

/** A805 to whoever asked, in answer to his application. */
const answer = (
  { tin }: Account,
  { type, places, sealsRequired, applicant, applicationId }: AuthorisationRequest,
  decided: Decided,
) =>
  send(
    'A805',
    applicant,
    { tin, type, places: [...places], sealsRequired: sealsRequired ? 1 : 0, ...decided },
    { correlationId: applicationId },
  );
