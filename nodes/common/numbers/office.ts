/** Customs office codes: country and six characters. Whether an office exists and has the role is the reference data's to say. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';

export type OfficeCode = string & { readonly brand: 'OfficeCode' };

const STRUCTURE = /^[A-Z]{2}[A-Z0-9]{6}$/;

/** The only way from text to an `OfficeCode`; anything that is no code cannot be in the list (rule C304). */
export function parseOffice(text: string, path: string): Result<OfficeCode, Rejection> {
  if (STRUCTURE.test(text)) return ok(text as OfficeCode);
  const reason = `not a customs office code (country, then six letters or digits): ${text}`;
  return refused({ kind: 'malformed', path, reason, code: 'C304' });
}

/** ISO 3166 alpha-2 of the country that an office belongs to. */
export const countryOfOffice = (office: string): string => office.slice(0, 2);

/** The six characters after the country: what MRNs and GRNs carry. */
export const office6Of = (office: string): string => office.slice(2);
