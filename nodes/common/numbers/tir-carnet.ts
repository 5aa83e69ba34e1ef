/** TIR carnet numbers with the IRU prefix (domain.md section 9.4). Whether a carnet is in circulation only IRU can tell. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';

export type TirCarnet = string & { readonly brand: 'TirCarnet' };

/** The last number that is written bare. */
export const LAST_BARE_NUMBER = 25_000_000;
const LAST_NUMBER = 999_999_999;

const STRUCTURE = /^(X[A-Z]|[A-Z]X)?([1-9]\d{0,8})$/;

/** The prefix that a number must carry: none up to 25 000 000, else a letter and an X in the order that the number asks for. */
export function tirPrefix(number: number): string {
  if (number <= LAST_BARE_NUMBER) return '';
  const m = number % 23;
  const letter = String.fromCharCode('A'.charCodeAt(0) + ((3 * m + 17) % 26));
  return m < 12 ? `${letter}X` : `X${letter}`;
}

/** The only way from text to a `TirCarnet`: structure and prefix (rule C324). Bare numbers pass here, though not in NCTS (R0990). */
export function parseTirCarnet(text: string, path: string): Result<TirCarnet, Rejection> {
  const parts = tirParts(text);
  if (parts === undefined) {
    const reason = `not a TIR carnet number: ${text}`;
    return refused({ kind: 'malformed', path, reason, code: 'C324' });
  }
  const expected = tirPrefix(parts.number);
  if (parts.prefix !== expected) {
    const wanted = expected === '' ? 'no prefix up to 25000000' : `prefix ${expected}`;
    const reason = `prefix of TIR carnet ${text} is wrong: expected ${wanted}`;
    return refused({ kind: 'checkDigit', path, reason, code: 'C324' });
  }
  return ok(text as TirCarnet);
}

export interface TirParts {
  /** Two letters, or empty. */
  readonly prefix: string;
  readonly number: number;
}

/** Prefix and number of a text built like a carnet number, whatever its prefix; undefined for anything else. */
export function tirParts(text: string): TirParts | undefined {
  const match = STRUCTURE.exec(text);
  return match ? { prefix: match[1] ?? '', number: Number(match[2]) } : undefined;
}

/** The carnet of a number, 1 to 999 999 999. Throws RangeError outside. */
export function makeTirCarnet(number: number): TirCarnet {
  if (!Number.isInteger(number) || number < 1 || number > LAST_NUMBER) {
    throw new RangeError(`no TIR carnet has the number ${number}`);
  }
  return `${tirPrefix(number)}${number}` as TirCarnet;
}
