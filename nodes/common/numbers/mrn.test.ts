import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRemainder } from './iso6346.ts';
import { makeMrn, mrnCheckDigit, mrnParts, parseMrn } from './mrn.ts';

const ALPHANUMERIC = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const six = fc
  .array(fc.constantFrom(...ALPHANUMERIC), { minLength: 6, maxLength: 6 })
  .map((characters) => characters.join(''));
const seeds = fc.record({
  year: fc.integer({ min: 2024, max: 2089 }),
  country: fc.constantFrom('AZ', 'GE', 'KG', 'KZ', 'TJ', 'TM', 'UZ'),
  office6: six,
  serial6: six,
  letter: fc.constantFrom('J' as const, 'K' as const, 'L' as const, 'M' as const, 'Y' as const),
});

describe('valid', () => {
  test.for([
    // Issued by NCTS test and demonstration systems.
    '26GB000246AL65TIJ5',
    '26GB000246CNETLOJ0',
    '26GB000246NMWEAAJ1',
    '26GB000246W8GCGKJ3',
    '26GB000246XKSALPJ5',
    '26GB000246Z4U8NRJ6',
    '26XI000081CIV3XWJ7',
    '24GB000246J8NY33L7',
    // The structure until 2024.
    '99IT9876AB88901209',
    // CATS countries with the letter J.
    '26AZ0001017K2M9QJ3',
    '26GE0002004H8T1VJ5',
    '26KZ000305PX93B0J5',
    '26UZ0004107L5D2WJ3',
    '26TM0005020A1B2CJ3',
    '26KG000601Z9Y8X7J1',
    '26TJ0007033M4N5PJ7',
    // The same bodies with the letter of the scheme.
    '26AZ0001017K2M9QY2',
    '26GE0002004H8T1VY4',
    '26KZ000305PX93B0Y4',
    '26UZ0004107L5D2WY2',
    // One character apart and both valid: remainders 0 and 10.
    '26AZ000101000001J0',
    '26AZ000101000002J0',
  ])('%s', (text) => {
    expect(parseMrn(text, 'mrn')).toEqual({ ok: true, value: text });
  });
});

describe('right structure, wrong check digit: C302', () => {
  test.for([
    ['27WF9X1FQ9RCKN0TM3', 9],
    ['29GMFMHYWWCFCWRVJ3', 2],
    ['24GB012345678901A0', 5],
    ['26AZ0001017K2M9QJ2', 3],
    ['26AZ0001017K2M9QY3', 2],
  ] as const)('%s should end in %i', ([text, expected]) => {
    expect(mrnCheckDigit(text)).toBe(expected);
    expect(parseMrn(text, '/mrn')).toEqual({
      ok: false,
      error: {
        kind: 'checkDigit',
        path: '/mrn',
        reason: `check digit of MRN ${text} is wrong: expected ${expected}`,
        code: 'C302',
      },
    });
  });
});

describe('wrong structure: C301', () => {
  test.for([
    ['empty', ''],
    ['17 characters', '26AZ0001017K2M9QJ'],
    ['19 characters', '26AZ0001017K2M9QJ33'],
    ['small letters', '26az0001017k2m9qj3'],
    ['a blank', '26AZ 001017K2M9QJ3'],
    ['a line feed at the end', '26AZ0001017K2M9QJ3\n'],
    ['country of digits', '26120001017K2M9QJ3'],
    ['check character is a letter', '26AZ0001017K2M9QJA'],
    ['since 2025 no letter but J to M and Y: A', '26GB012345678901A0'],
    ['since 2025 no letter but J to M and Y: N', '26AZ0001017K2M9QN3'],
    ['since 2025 no digit in the place of the letter', '26AZ0001017K2M9Q13'],
    ['Arabic digits', '٢٦AZ0001017K2M9QJ3'],
  ])('%s', ([, text]) => {
    const result = parseMrn(text as string, 'mrn');
    expect(result).toMatchObject({ ok: false, error: { kind: 'malformed', code: 'C301' } });
  });
});

test('a character of equal value modulo 11 goes unnoticed, so the MRN must be looked up as well', () => {
  for (const group of ['1BLV', '2CMW', 'AKU']) {
    for (const character of group) {
      const body = `26AZ000101${character}00001J`;
      expect(mrnCheckDigit(body)).toBe(mrnCheckDigit(`26AZ000101${group[0]}00001J`));
    }
  }
});

test('parts of both structures', () => {
  expect(mrnParts('26GB000246AL65TIJ5')).toEqual({
    year: 2026,
    country: 'GB',
    office: 'GB000246',
    serial: 'AL65TI',
    letter: 'J',
    checkDigit: 5,
  });
  expect(mrnParts('99IT9876AB88901209')).toEqual({
    year: 1999,
    country: 'IT',
    office: 'IT9876AB',
    serial: '8890120',
    checkDigit: 9,
  });
});

test('what is made is parsed, and gives its parts back', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const mrn = makeMrn(seed);
      expect(parseMrn(mrn, 'mrn')).toEqual({ ok: true, value: mrn });
      expect(mrnParts(mrn)).toEqual({
        year: seed.year,
        country: seed.country,
        office: seed.country + seed.office6,
        serial: seed.serial6,
        letter: seed.letter,
        checkDigit: Number(mrn[17]),
      });
    }),
  );
});

test('the letter is that of CATS unless another is asked for', () => {
  const mrn = makeMrn({ year: 2026, country: 'AZ', office6: '000101', serial6: '7K2M9Q' });
  expect(mrn).toBe('26AZ0001017K2M9QY2');
});

test.for([
  { year: 26, country: 'AZ', office6: '000101', serial6: '7K2M9Q' },
  { year: 2023, country: 'AZ', office6: '000101', serial6: '7K2M9Q' },
  { year: 2026, country: 'AZE', office6: '000101', serial6: '7K2M9Q' },
  { year: 2026, country: 'AZ', office6: '00101', serial6: '7K2M9Q0' },
  { year: 2026, country: 'AZ', office6: '000101', serial6: '7k2m9q' },
])('nothing is made of parts that do not fit: %j', (seed) => {
  expect(() => makeMrn(seed)).toThrow(RangeError);
});

test('one changed character is caught, unless its remainder is written alike', () => {
  const positions = fc.integer({ min: 4, max: 15 });
  const characters = fc.constantFrom(...ALPHANUMERIC);
  fc.assert(
    fc.property(seeds, positions, characters, (seed, position, character) => {
      const mrn = makeMrn(seed);
      const changed = mrn.slice(0, position) + character + mrn.slice(position + 1);
      const written = (text: string) => checkRemainder(text.slice(0, 17)) % 10;
      expect(parseMrn(changed, 'mrn').ok).toBe(written(changed) === written(mrn));
    }),
  );
});

test('one changed digit is always caught in the remainder', () => {
  const digits = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(seeds, fc.nat({ max: 5 }), digits, digits, (seed, at, before, after) => {
      fc.pre(before !== after);
      const body = (digit: number) =>
        makeMrn({
          ...seed,
          serial6: seed.serial6.slice(0, at) + digit + seed.serial6.slice(at + 1),
        });
      const remainder = (digit: number) => checkRemainder(body(digit).slice(0, 17));
      expect(remainder(before)).not.toBe(remainder(after));
    }),
  );
});
