/** A803: what all other countries learn of an account. Simplifications are the home country's business alone. */
import type { Effect } from '../../../simulator/core/participant.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { ALL } from '../../common/routing.ts';
import { send } from '../../common/step.ts';
import type { Account } from './account.ts';

export function publicationOf(account: Account, iso2: string): Effect {
  const { tin, name, status, trustLevel, validFrom, validTo, representatives } = account;
  const body: Body<'A803'> = {
    tin,
    status,
    roles: [...account.roles],
    trustLevel,
    validFrom: isoUtc(validFrom),
    validTo: isoUtc(validTo),
    holder: { tin, name, country: iso2 },
  };
  if (representatives.length > 0) body.representatives = [...representatives];
  return send('A803', ALL, body);
}
