/** Freight container numbers of ISO 6346. CATS only warns of a wrong one (rule C319), since NCTS limits nothing but its length. */
import type { Rejection, Result } from '../result.ts';
import { ok, refused } from '../result.ts';
import { checkDigit } from './iso6346.ts';

export type ContainerNumber = string & { readonly brand: 'ContainerNumber' };

/** Owner, category (U freight container, J detachable equipment, Z trailer or chassis), serial number, check digit. */
const STRUCTURE = /^[A-Z]{3}[UJZ]\d{7}$/;

/** The only way from text to a `ContainerNumber`; a refusal is a warning (rule C319). */
export function parseContainer(text: string, path: string): Result<ContainerNumber, Rejection> {
  if (!hasContainerStructure(text)) {
    const reason = `not a container number of ISO 6346: ${text}`;
    return refused({ kind: 'malformed', path, reason, code: 'C319' });
  }
  const expected = containerCheckDigit(text);
  if (text.charCodeAt(10) !== 48 + expected) {
    const reason = `check digit of container ${text} is wrong: expected ${expected}`;
    return refused({ kind: 'checkDigit', path, reason, code: 'C319' });
  }
  return ok(text as ContainerNumber);
}

/** Whether the text is built like a container number, whatever its check digit. */
const hasContainerStructure = (text: string): boolean => STRUCTURE.test(text);

/** The check digit that the first 10 characters ask for. */
export const containerCheckDigit = (text: string): number => checkDigit(text.slice(0, 10));

/** A container number from owner and category (four letters) and serial number (six digits). Throws RangeError if they do not fit. */
export function makeContainer(prefix4: string, serial6: string): ContainerNumber {
  const body = prefix4 + serial6;
  const fits = prefix4.length === 4 && STRUCTURE.test(`${body}0`);
  if (!fits) throw new RangeError(`no container number can be made of ${prefix4} ${serial6}`);
  return `${body}${checkDigit(body)}` as ContainerNumber;
}
