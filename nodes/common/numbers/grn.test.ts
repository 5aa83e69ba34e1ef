import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grnCheckDigit, grnParts, isVoucher, makeGrn, parseGrn } from './grn.ts';

const six = fc
  .array(fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')), {
    minLength: 6,
    maxLength: 6,
  })
  .map((characters) => characters.join(''));
const vouchers = fc
  .tuple(
    fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')),
    fc.integer({ min: 0, max: 999_999 }),
  )
  .map(([letter, number]) => letter + String(number).padStart(6, '0'));
const seeds = fc.record(
  {
    year: fc.integer({ min: 1990, max: 2089 }),
    country: fc.constantFrom('AZ', 'GE', 'KZ', 'UZ'),
    office6: six,
    serial6: six,
    voucher: vouchers,
  },
  { requiredKeys: ['year', 'country', 'office6', 'serial6'] },
);

describe('valid', () => {
  test.for([
    '24GB0000010000295',
    '26GB000001038B634',
    '26XI0000010943D40',
    '20XI0000010000070',
    '05DE3300BE0001067',
    '09GB00000100000M0',
    '26AZ000901A000017',
    '26GE000902A000010',
    '26KZ000903B000427',
    '26UZ000904C000070',
    '26GE000902V000012A000017',
  ])('%s', (text) => {
    expect(parseGrn(text, 'grn')).toEqual({ ok: true, value: text });
  });
});

describe('right structure, wrong check digit: C402', () => {
  test.for([
    ['24GB0000010000296', 5], // refused by the real NCTS
    ['21GB3300BE0001067', 0],
    ['01GB0000010000029', 5],
    ['26GE000902V000013A000017', 2],
  ] as const)('%s should have %i', ([text, expected]) => {
    expect(grnCheckDigit(text)).toBe(expected);
    expect(parseGrn(text, '/Guarantee/0/GRN')).toEqual({
      ok: false,
      error: {
        kind: 'checkDigit',
        path: '/Guarantee/0/GRN',
        reason: `check digit of GRN ${text} is wrong: expected ${expected}`,
        code: 'C402',
      },
    });
  });
});

describe('wrong structure: C401', () => {
  test.for([
    ['empty', ''],
    ['16 characters', '24GB000001000029'],
    ['18 characters', '24GB00000100002955'],
    ['small letters', '26az000901a000017'],
    ['voucher with a digit too few', '26GE000902V000012A00001'],
    ['voucher without its letter', '26GE000902V0000120000017'],
    ['year of letters', 'AAGB0000010000295'],
  ])('%s', ([, text]) => {
    const result = parseGrn(text as string, 'grn');
    expect(result).toMatchObject({ ok: false, error: { kind: 'malformed', code: 'C401' } });
  });
});

test('what is made is parsed, and gives its parts back', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const grn = makeGrn(seed);
      expect(parseGrn(grn, 'grn')).toEqual({ ok: true, value: grn });
      expect(isVoucher(grn)).toBe(seed.voucher !== undefined);
      const { year, country, office6, serial6, ...rest } = seed;
      const office = country + office6;
      const made = { year, country, office, serial: serial6, checkDigit: Number(grn[16]), ...rest };
      expect(grnParts(grn)).toEqual(made);
    }),
  );
});

test('the suffix of a voucher does not change the check digit', () => {
  fc.assert(
    fc.property(seeds, vouchers, (seed, voucher) => {
      expect(makeGrn({ ...seed, voucher })[16]).toBe(makeGrn(seed)[16]);
    }),
  );
});

test.for([
  { year: 2026, country: 'G', office6: '000902', serial6: 'A00001' },
  { year: 2026, country: 'GE', office6: '00902', serial6: 'A000011' },
  { year: 2026, country: 'GE', office6: '000902', serial6: 'A00001', voucher: '1000001' },
])('nothing is made of parts that do not fit: %j', (seed) => {
  expect(() => makeGrn(seed)).toThrow(RangeError);
});
