/** The movement reference number (MRN): parse, make, take apart. Whether the movement exists is for the office to say, never for the number. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';
import { checkDigit } from './iso6346.ts';

export type Mrn = string & { readonly brand: 'Mrn' };

/** J to M tell the security data of an NCTS movement (R0410); Y is the CATS scheme, which an NCTS validator refuses at once. */
export type ProcedureLetter = 'J' | 'K' | 'L' | 'M' | 'Y';
export const CATS_LETTER: ProcedureLetter = 'Y';

/** Years 90 to 99 are those of the nineteen-nineties; 24 had both structures (domain.md section 9.1). */
const UNTIL_2024 = /^(?:9\d|[01]\d|2[0-4])[A-Z]{2}[A-Z0-9]{13}\d$/;
const SINCE_2024 = /^(?:2[4-9]|[3-8]\d)[A-Z]{2}[A-Z0-9]{12}[J-MY]\d$/;

/**
 * The only way from text to an `Mrn`: structure (rule C301), then check digit (C302).
 * Accepts the structure until 2024, the one since 2024 with J to M (NCTS) and with Y (CATS).
 */
export function parseMrn(text: string, path: string): Result<Mrn, Rejection> {
  if (!hasMrnStructure(text)) {
    return refused({ kind: 'malformed', path, reason: `not an MRN: ${text}`, code: 'C301' });
  }
  const expected = mrnCheckDigit(text);
  if (text.charCodeAt(17) !== 48 + expected) {
    const reason = `check digit of MRN ${text} is wrong: expected ${expected}`;
    return refused({ kind: 'checkDigit', path, reason, code: 'C302' });
  }
  return ok(text as Mrn);
}

/** Whether the text is built like an MRN, whatever its check digit. */
const hasMrnStructure = (text: string): boolean => SINCE_2024.test(text) || UNTIL_2024.test(text);

/** The check digit that the first 17 characters ask for. */
export const mrnCheckDigit = (text: string): number => checkDigit(text.slice(0, 17));

export interface MrnParts {
  /** Four digits. */
  readonly year: number;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Country and the six characters after it; since 2024 in practice the allotting office (not promised by the structure). */
  readonly office: string;
  /** The characters between office and procedure letter, or check digit where there is no letter. */
  readonly serial: string;
  /** Only in the structure since 2024. */
  readonly letter?: ProcedureLetter;
  readonly checkDigit: number;
}

/** Parts of an MRN, or of a text built like one. */
export function mrnParts(mrn: string): MrnParts {
  const withLetter = SINCE_2024.test(mrn);
  const parts = {
    year: fullYear(mrn),
    country: mrn.slice(2, 4),
    office: mrn.slice(2, 10),
    serial: mrn.slice(10, withLetter ? 16 : 17),
    checkDigit: Number(mrn[17]),
  };
  return withLetter ? { ...parts, letter: mrn[16] as ProcedureLetter } : parts;
}

const fullYear = (mrn: string): number => {
  const year = Number(mrn.slice(0, 2));
  return year >= 90 ? 1900 + year : 2000 + year;
};

export interface MrnSeed {
  /** Four digits, 2024 to 2089. */
  readonly year: number;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Six characters of the office of departure after its country. */
  readonly office6: string;
  /** Six characters, unique for office and year. */
  readonly serial6: string;
  /** Default: Y, a movement of CATS. */
  readonly letter?: ProcedureLetter;
}

/** Allots an MRN. Throws RangeError if a part does not fit: the caller made it, so it is a broken invariant. */
export function makeMrn({ year, country, office6, serial6, letter = CATS_LETTER }: MrnSeed): Mrn {
  const body = String(year % 100).padStart(2, '0') + country + office6 + serial6 + letter;
  const fits = year >= 2024 && office6.length === 6 && SINCE_2024.test(`${body}0`);
  if (!fits) throw new RangeError(`no MRN can be made of ${year} ${country} ${office6} ${serial6}`);
  return `${body}${checkDigit(body)}` as Mrn;
}
