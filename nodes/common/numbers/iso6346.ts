/** The check-character arithmetic of ISO 6346, which MRN, GRN and container numbers share. Knows nothing of their formats. */

/** Value by character code: digits as they are, letters counted from 10 on, leaving out the multiples of 11. */
const VALUES = valuesByCharCode();

function valuesByCharCode(): readonly number[] {
  const values: number[] = [];
  for (let digit = 0; digit <= 9; digit++) values['0'.charCodeAt(0) + digit] = digit;
  let value = 10;
  for (let letter = 0; letter < 26; letter++, value++) {
    if (value % 11 === 0) value++;
    values['A'.charCodeAt(0) + letter] = value;
  }
  return values;
}

/** Value of one character, 0 to 38 (A is 10, B 12, Z 38). Throws RangeError if it is no digit or capital letter. */
export function characterValue(text: string, position = 0): number {
  const value = VALUES[text.charCodeAt(position)];
  if (value === undefined)
    throw new RangeError(`no digit or capital letter at ${position}: ${text}`);
  return value;
}

/** Remainder modulo 11, 0 to 10, of the characters weighted 1, 2, 4, … from the left. */
export function checkRemainder(text: string): number {
  let sum = 0;
  let weight = 1;
  for (let position = 0; position < text.length; position++) {
    sum += characterValue(text, position) * weight;
    weight = (weight * 2) % 11; // the powers of two modulo 11, so that the sum stays small
  }
  return sum % 11;
}

/** The check digit of a text, 0 to 9. A remainder of 10 is written 0 as well: two texts one character apart may both end in 0. */
export function checkDigit(text: string): number {
  return checkRemainder(text) % 10;
}
