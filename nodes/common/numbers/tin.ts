/** The trader identification number (TIN; EORI in NCTS): country and up to 15 characters. Whether it has an account is rule C501. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';

export type Tin = string & { readonly brand: 'Tin' };

const STRUCTURE = /^[A-Z]{2}[A-Za-z0-9]{1,15}$/;

/** Two letters of the country and 1 to 15 letters or digits; longer breaks C105, anything else C101. */
export function parseTin(text: string, path: string): Result<Tin, Rejection> {
  if (STRUCTURE.test(text)) return ok(text as Tin);
  return refused({
    kind: 'malformed',
    path,
    reason: `not a TIN (country, then 1 to 15 letters or digits): ${text}`,
    code: text.length > 17 ? 'C105' : 'C101',
  });
}
