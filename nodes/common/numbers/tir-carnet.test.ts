import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  LAST_BARE_NUMBER,
  makeTirCarnet,
  parseTirCarnet,
  tirParts,
  tirPrefix,
} from './tir-carnet.ts';

test.for([
  'AX66950772', // IRU's own samples
  'XX59108714',
  '25000000',
  'XE25000001',
  'XH25000002',
  'UX99999999',
  'XX100000000',
  'YX123456789',
  '1',
])('%s is valid', (text) => {
  expect(parseTirCarnet(text, 'carnet')).toEqual({ ok: true, value: text });
});

test.for([
  ['number below the limit must be bare', 'AB12345678', 'malformed'],
  ['bare number with a prefix', 'AX12345678', 'checkDigit'],
  ['prefix of another number', 'DX66950772', 'checkDigit'],
  ['prefix missing', '66950772', 'checkDigit'],
  ['letters swapped', 'EX25000001', 'checkDigit'],
  ['empty', '', 'malformed'],
  ['leading zero', 'AX066950772', 'malformed'],
  ['ten digits', 'AX6695077200', 'malformed'],
  ['small letters', 'ax66950772', 'malformed'],
  ['zero', '0', 'malformed'],
])('%s: %s', ([, text, kind]) => {
  const result = parseTirCarnet(text as string, 'carnet');
  expect(result).toMatchObject({ ok: false, error: { kind, path: 'carnet', code: 'C324' } });
});

test('the prefix table, by remainder modulo 23', () => {
  const first = 25_000_011; // the first number above the limit that 23 divides
  const prefixes = Array.from({ length: 23 }, (_, m) => tirPrefix(first + m));
  expect(first % 23).toBe(0);
  expect(prefixes.join(' ')).toBe(
    'RX UX XX AX DX GX JX MX PX SX VX YX XB XE XH XK XN XQ XT XW XZ XC XF',
  );
});

test('what is made is parsed, and gives its number back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
      const carnet = makeTirCarnet(number);
      expect(parseTirCarnet(carnet, 'carnet')).toEqual({ ok: true, value: carnet });
      expect(tirParts(carnet)).toEqual({ prefix: tirPrefix(number), number });
    }),
  );
});

test('one changed digit above the limit is caught: 23 divides no difference of one digit', () => {
  const numbers = fc.integer({ min: LAST_BARE_NUMBER + 1, max: 999_999_999 });
  fc.assert(
    fc.property(numbers, fc.nat({ max: 8 }), fc.nat({ max: 9 }), (number, at, digit) => {
      const digits = String(number);
      const changed = digits.slice(0, at) + digit + digits.slice(at + 1);
      fc.pre(at < digits.length && changed !== digits && Number(changed) > LAST_BARE_NUMBER);
      expect(parseTirCarnet(tirPrefix(number) + changed, 'carnet').ok).toBe(false);
    }),
  );
});

test.for([0, -1, 1.5, 1_000_000_000])('no carnet has the number %d', (number) => {
  expect(() => makeTirCarnet(number)).toThrow(RangeError);
});
