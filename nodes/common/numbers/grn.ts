/** The guarantee reference number (GRN), 17 characters, or 24 for a voucher: parse, make, take apart. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';
import { checkDigit } from './iso6346.ts';

export type Grn = string & { readonly brand: 'Grn' };

const STRUCTURE = /^\d{2}[A-Z]{2}[A-Z0-9]{12}\d(?:[A-Z]\d{6})?$/;

/** The only way from text to a `Grn`: structure (rule C401), then check digit (C402). */
export function parseGrn(text: string, path: string): Result<Grn, Rejection> {
  if (!hasGrnStructure(text)) {
    return refused({ kind: 'malformed', path, reason: `not a GRN: ${text}`, code: 'C401' });
  }
  const expected = grnCheckDigit(text);
  if (text.charCodeAt(16) !== 48 + expected) {
    const reason = `check digit of GRN ${text} is wrong: expected ${expected}`;
    return refused({ kind: 'checkDigit', path, reason, code: 'C402' });
  }
  return ok(text as Grn);
}

/** Whether the text is built like a GRN, whatever its check digit. */
const hasGrnStructure = (text: string): boolean => STRUCTURE.test(text);

/** The check digit that the first 16 characters ask for; a voucher's suffix does not count. */
export const grnCheckDigit = (text: string): number => checkDigit(text.slice(0, 16));

export const isVoucher = (grn: Grn): boolean => grn.length === 24;

export interface GrnParts {
  /** Four digits: GRNs began in the nineties, so 90 to 99 are years of that century. */
  readonly year: number;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Country and the six characters after it: in CATS the office of guarantee (not promised by the structure). */
  readonly office: string;
  readonly serial: string;
  readonly checkDigit: number;
  /** One letter and six digits, only for vouchers. */
  readonly voucher?: string;
}

/** Parts of a GRN, or of a text built like one. */
export function grnParts(grn: string): GrnParts {
  const year = Number(grn.slice(0, 2));
  const parts = {
    year: year >= 90 ? 1900 + year : 2000 + year,
    country: grn.slice(2, 4),
    office: grn.slice(2, 10),
    serial: grn.slice(10, 16),
    checkDigit: Number(grn[16]),
  };
  return grn.length === 24 ? { ...parts, voucher: grn.slice(17) } : parts;
}

export interface GrnSeed {
  /** Four digits. */
  readonly year: number;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Six characters of the office of guarantee after its country. */
  readonly office6: string;
  /** Six characters, unique for office and year. */
  readonly serial6: string;
  /** One letter and six digits: makes it a voucher. */
  readonly voucher?: string;
}

/** Allots a GRN. Throws RangeError if a part does not fit: the caller made it, so it is a broken invariant. */
export function makeGrn({ year, country, office6, serial6, voucher = '' }: GrnSeed): Grn {
  const body = String(year % 100).padStart(2, '0') + country + office6 + serial6;
  const fits = office6.length === 6 && serial6.length === 6 && STRUCTURE.test(`${body}0${voucher}`);
  if (!fits) throw new RangeError(`no GRN can be made of ${year} ${country} ${office6} ${serial6}`);
  return `${body}${checkDigit(body)}${voucher}` as Grn;
}
