import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkNumber, isNumberKind, NUMBER_KINDS } from './check-number.ts';

test('a valid MRN with its parts', () => {
  expect(checkNumber('mrn', '26AZ0001017K2M9QY2')).toEqual({
    valid: true,
    kind: 'mrn',
    value: '26AZ0001017K2M9QY2',
    parts: {
      year: 2026,
      country: 'AZ',
      office: 'AZ000101',
      serial: '7K2M9Q',
      letter: 'Y',
      checkDigit: 2,
    },
    expectedCheckDigit: 2,
  });
});

test('the GRN that the real NCTS refused', () => {
  expect(checkNumber('grn', '24GB0000010000296')).toMatchObject({
    valid: false,
    expectedCheckDigit: 5,
    rule: 'C402',
    reason: 'check digit of GRN 24GB0000010000296 is wrong: expected 5',
    parts: { year: 2024, country: 'GB', checkDigit: 6 },
  });
});

test('a TIR carnet tells the prefix that its number asks for', () => {
  expect(checkNumber('tir', '66950772')).toMatchObject({
    valid: false,
    rule: 'C324',
    expectedPrefix: 'AX',
    parts: { prefix: '', number: 66_950_772 },
  });
  expect(checkNumber('tir', '12345678')).toMatchObject({ valid: true, expectedPrefix: '' });
});

test.for([
  ['lrn', 'GE-2026-1', {}],
  ['tin', 'GE123456789', { country: 'GE', identifier: '123456789' }],
  ['office', 'GE000101', { country: 'GE', office: '000101' }],
  ['container', 'CSQU3054383', { owner: 'CSQ', category: 'U', serial: '305438', checkDigit: 3 }],
] as const)('%s %s is valid', ([kind, value, parts]) => {
  expect(checkNumber(kind, value)).toMatchObject({ valid: true, parts });
});

test('a wrong structure has no parts and no expectation', () => {
  const { kind, value, valid, parts, rule, reason } = checkNumber('mrn', 'nonsense');
  expect({ kind, value, valid, parts, rule, reason }).toEqual({
    kind: 'mrn',
    value: 'nonsense',
    valid: false,
    parts: {},
    rule: 'C301',
    reason: 'not an MRN: nonsense',
  });
});

test('any text of any kind gets a verdict: valid, or a reason and a rule', () => {
  const kinds = fc.constantFrom(...NUMBER_KINDS);
  fc.assert(
    fc.property(kinds, fc.string(), (kind, value) => {
      const verdict = checkNumber(kind, value);
      expect(verdict).toMatchObject({ kind, value });
      expect(verdict.reason === undefined).toBe(verdict.valid);
      expect(verdict.rule === undefined).toBe(verdict.valid);
    }),
  );
});

test('kinds are told from other words', () => {
  expect(NUMBER_KINDS.every(isNumberKind)).toBe(true);
  expect(isNumberKind('ucr')).toBe(false);
});
