/** Seal identifiers: up to 20 characters as they stand on the seal. Repeats within a declaration are rule C316. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';

export type SealId = string & { readonly brand: 'SealId' };

export const SEAL_LENGTH_MAX = 20;

/** Printable ASCII; blanks only inside. */
const STRUCTURE = /^[!-~](?:[ -~]*[!-~])?$/;

/** Longer than 20 characters breaks C105, anything else that is not printable ASCII breaks C101. */
export function parseSeal(text: string, path: string): Result<SealId, Rejection> {
  if (text.length > SEAL_LENGTH_MAX) {
    const reason = `seal identifier has ${text.length} characters, at most ${SEAL_LENGTH_MAX} are allowed`;
    return refused({ kind: 'malformed', path, reason, code: 'C105' });
  }
  if (STRUCTURE.test(text)) return ok(text as SealId);
  return refused({
    kind: 'malformed',
    path,
    reason: `not a seal identifier: ${text}`,
    code: 'C101',
  });
}
