/** Numbers that are right but for their check digit: for conformity scripts and tests, which must see them refused. */
import { grnCheckDigit } from './grn.ts';
import { mrnCheckDigit } from './mrn.ts';

/** The MRN with another check digit than its own. */
export const mrnWithWrongDigit = (mrn: string): string => replaced(mrn, 17, mrnCheckDigit(mrn));

/** The GRN with another check digit than its own. */
export const grnWithWrongDigit = (grn: string): string => replaced(grn, 16, grnCheckDigit(grn));

const replaced = (number: string, at: number, digit: number): string =>
  `${number.slice(0, at)}${String((digit + 1) % 10)}${number.slice(at + 1)}`;
