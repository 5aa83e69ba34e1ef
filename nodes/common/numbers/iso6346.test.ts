import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { characterValue, checkDigit, checkRemainder } from './iso6346.ts';

const ALPHANUMERIC = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** The definition, in exact integers: the sum of value × 2^position, modulo 11. */
function naiveRemainder(text: string): number {
  const sum = [...text].reduce(
    (total, character, i) => total + (BigInt(characterValue(character)) << BigInt(i)),
    0n,
  );
  return Number(sum % 11n);
}

describe('character values', () => {
  test.for([
    ['0', 0],
    ['9', 9],
    ['A', 10],
    ['B', 12],
    ['K', 21],
    ['L', 23],
    ['U', 32],
    ['V', 34],
    ['Z', 38],
  ] as const)('%s is %i', ([character, value]) => {
    expect(characterValue(character)).toBe(value);
  });

  test('no value is a multiple of 11 but 0', () => {
    const values = ALPHANUMERIC.map((character) => characterValue(character));
    expect(values.filter((value) => value % 11 === 0)).toEqual([0]);
    expect(new Set(values).size).toBe(36);
  });

  test.for([['a'], ['-'], [' '], ['Ж'], ['']])('%j has none', ([character]) => {
    expect(() => characterValue(character as string)).toThrow(RangeError);
  });
});

test('the two worked sums of the reference leave 0 and 10, and both are written 0', () => {
  expect(1_344_486 % 11).toBe(checkRemainder('26AZ000101000001J'));
  expect(1_377_254 % 11).toBe(checkRemainder('26AZ000101000002J'));
  expect(checkRemainder('26AZ000101000001J')).toBe(0);
  expect(checkRemainder('26AZ000101000002J')).toBe(10);
  expect(checkDigit('26AZ000101000001J')).toBe(0);
  expect(checkDigit('26AZ000101000002J')).toBe(0);
});

test('the remainder is that of the exact sum, for texts of any length', () => {
  const texts = fc
    .array(fc.constantFrom(...ALPHANUMERIC), { maxLength: 80 })
    .map((characters) => characters.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(checkRemainder(text)).toBe(naiveRemainder(text));
    }),
  );
});
