/** The numbers without a check digit: LRN, TIN, customs office, access code, seal. */
import { describe, expect, test } from 'vitest';
import { parseAccessCode } from './access-code.ts';
import { parseLrn } from './lrn.ts';
import { countryOfOffice, office6Of, parseOffice } from './office.ts';
import { parseSeal } from './seal.ts';
import { parseTin } from './tin.ts';

const PARSERS = {
  lrn: parseLrn,
  tin: parseTin,
  office: parseOffice,
  accessCode: parseAccessCode,
  seal: parseSeal,
};

describe('valid', () => {
  test.for([
    ['lrn', 'A'],
    ['lrn', '1234567890123456789012'],
    ['lrn', 'GEO-2026/07 no. 14'],
    ['tin', 'AZ1'],
    ['tin', 'GE123456789012345'],
    ['office', 'AZ000101'],
    ['office', 'GEA0B9Z1'],
    ['accessCode', 'AC01'],
    ['accessCode', 'a#9!'],
    ['seal', '1'],
    ['seal', '12345678901234567890'],
    ['seal', 'GE 004711'],
  ] as const)('%s %s', ([kind, text]) => {
    expect(PARSERS[kind](text, kind)).toEqual({ ok: true, value: text });
  });
});

describe('invalid', () => {
  test.for([
    ['lrn', '', 'C327'],
    ['lrn', '12345678901234567890123', 'C105'],
    ['lrn', ' A', 'C101'],
    ['lrn', 'A ', 'C101'],
    ['lrn', 'Ж1', 'C101'],
    ['tin', 'AZ', 'C101'],
    ['tin', 'A1234', 'C101'],
    ['tin', 'az123', 'C101'],
    ['tin', 'GE1234567890123456', 'C105'],
    ['tin', 'GE-123', 'C101'],
    ['office', 'AZ00101', 'C304'],
    ['office', 'AZ0001011', 'C304'],
    ['office', '00AZ0101', 'C304'],
    ['office', 'az000101', 'C304'],
    ['accessCode', 'AC1', 'C101'],
    ['accessCode', 'AC011', 'C101'],
    ['accessCode', 'AC 1', 'C101'],
    ['seal', '', 'C101'],
    ['seal', '123456789012345678901', 'C105'],
    ['seal', 'a\tb', 'C101'],
  ] as const)('%s %j breaks %s', ([kind, text, code]) => {
    expect(PARSERS[kind](text, `/${kind}`)).toMatchObject({
      ok: false,
      error: { path: `/${kind}`, code },
    });
  });
});

test('a refused access code is not repeated to whoever reads the reason', () => {
  const result = parseAccessCode('hunter2', 'accessCode');
  expect(result.ok).toBe(false);
  expect(JSON.stringify(result)).not.toContain('hunter2');
});

test('an office names its country', () => {
  expect(countryOfOffice('KZ000305')).toBe('KZ');
  expect(office6Of('KZ000305')).toBe('000305');
});
