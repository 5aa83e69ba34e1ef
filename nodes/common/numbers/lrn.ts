/** The local reference number (LRN): the trader's own key for a declaration, unique among his declarations (rule C327). */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';

export type Lrn = string & { readonly brand: 'Lrn' };

export const LRN_LENGTH_MAX = 22;

/** Printable ASCII; blanks only inside. */
const STRUCTURE = /^[!-~](?:[ -~]*[!-~])?$/;

/** Up to 22 printable characters. Empty breaks C327, too long C105, other characters C101. */
export function parseLrn(text: string, path: string): Result<Lrn, Rejection> {
  if (text === '') {
    return refused({ kind: 'missing', path, reason: 'LRN is missing', code: 'C327' });
  }
  if (text.length > LRN_LENGTH_MAX) {
    const reason = `LRN has ${text.length} characters, at most ${LRN_LENGTH_MAX} are allowed`;
    return refused({ kind: 'malformed', path, reason, code: 'C105' });
  }
  if (!STRUCTURE.test(text)) {
    const reason = `LRN has characters other than printable ASCII, or begins or ends with a blank: ${text}`;
    return refused({ kind: 'malformed', path, reason, code: 'C101' });
  }
  return ok(text as Lrn);
}
