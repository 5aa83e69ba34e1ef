/** The simplifications that an application (A801) asks for, and the question to the officer about each. */
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { askOfficer } from '../../common/step.ts';
import type { Account } from './account.ts';
import type { AuthorisationRequest, AuthorisationType } from './authorisation.ts';
import { isAuthorisationType } from './authorisation.ts';

/** Rule C103: where an application names a type that is none, or one twice. */
export function wrongType({ simplifications = [] }: Body<'A801'>): string | undefined {
  const types = simplifications.map(({ type }) => type);
  const index = types.findIndex(
    (type, i) => !isAuthorisationType(type) || types.indexOf(type) !== i,
  );
  return index < 0 ? undefined : `/body/simplifications/${String(index)}/type`;
}

/** The types were checked (`wrongType`). */
export const requestsOf = ({
  body,
  sender,
  messageId,
}: MessageOf<'A801'>): readonly AuthorisationRequest[] =>
  (body.simplifications ?? []).map(({ type, places, sealsRequired }) => ({
    type: type as AuthorisationType,
    places,
    sealsRequired: sealsRequired === 1,
    applicant: sender,
    applicationId: messageId,
  }));

/** Key of the task about one simplification of a trader. */
const authorisationKey = (tin: string, type: AuthorisationType): string => `${tin}/${type}`;

/** The trader and the type that a task is about; `type` is checked by whoever looks for the request. */
export function partsOfKey(key: string): { readonly tin: string; readonly type: string } {
  const slash = key.lastIndexOf('/');
  return { tin: key.slice(0, slash), type: key.slice(slash + 1) };
}

/** Each simplification is a question of its own. */
export const askReview = (
  { tin, name }: Account,
  requests: readonly AuthorisationRequest[],
  office: string,
): Omit<Step<never>, 'state'> => ({
  facts: requests.map(({ type, places }) =>
    customsFact({ type: 'AuthorisationAsked', tin, authorisation: type, places: [...places] }),
  ),
  effects: requests.map(({ type }) =>
    askOfficer({
      kind: 'authorisationReview',
      key: authorisationKey(tin, type),
      office,
      proposed: 'grant',
      channel: 'green',
      principal: name,
    }),
  ),
});
