/** The access code that opens a guarantee: four characters. Whether it is the right one, the office of guarantee says (rule C405). */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';

export type AccessCode = string & { readonly brand: 'AccessCode' };

const STRUCTURE = /^[!-~]{4}$/;

/** Exactly four printable characters without blanks; capital and small letters differ. The reason never repeats the code. */
export function parseAccessCode(text: string, path: string): Result<AccessCode, Rejection> {
  if (STRUCTURE.test(text)) return ok(text as AccessCode);
  const reason = 'an access code has exactly four characters and no blanks';
  return refused({ kind: 'malformed', path, reason, code: 'C101' });
}
