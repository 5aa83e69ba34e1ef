import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { formDefects } from './envelope.ts';
import { SCHEMA_VERSION } from './limits.ts';
import { domainOf, isMessageCode, MESSAGE_CODES, MESSAGE_TYPES } from './message-types.ts';
import type { MessageCode } from './message-types.ts';
import {
  EXAMPLE_LRN,
  EXAMPLE_MRN,
  EXAMPLE_TIR_DECLARATION,
  EXAMPLES,
} from './messages/examples.ts';
import { ROWS } from './states/tables.ts';

const envelope = (messageType: string, body: object) => ({
  messageId: 'GEO-1',
  messageType,
  sender: 'GEO',
  recipient: 'AZE',
  sentAt: '2026-07-14T06:00:00.000Z',
  schemaVersion: SCHEMA_VERSION,
  mrn: EXAMPLE_MRN,
  lrn: EXAMPLE_LRN,
  body,
});

describe('the catalogue', () => {
  test.each(MESSAGE_CODES)('%s has a schema that compiles and accepts its example', (code) => {
    const validator = Compile(MESSAGE_TYPES[code].body);
    expect(validator.Errors(EXAMPLES[code])).toEqual([]);
    expect(formDefects(envelope(code, EXAMPLES[code]))).toEqual([]);
  });

  test('the example under a TIR carnet keeps the schema of the declaration', () => {
    expect(formDefects(envelope('T015', EXAMPLE_TIR_DECLARATION))).toEqual([]);
  });

  test.each(MESSAGE_CODES)('%s refuses an empty body, a list and a text', (code) => {
    for (const body of [{}, [], 'text'] as unknown as object[])
      expect(formDefects(envelope(code, body))).not.toEqual([]);
  });

  test('examples survive JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(EXAMPLES))).toEqual(EXAMPLES);
  });

  test.each(MESSAGE_CODES)(
    '%s is named once, goes from somebody to somebody, for a purpose',
    (code) => {
      const { name, purpose, from, to } = MESSAGE_TYPES[code];
      expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(purpose).not.toBe('');
      expect(from.length * to.length).toBeGreaterThan(0);
      expect(MESSAGE_CODES.filter((other) => MESSAGE_TYPES[other].name === name)).toEqual([code]);
      expect('TXGANS').toContain(domainOf(code));
    },
  );

  test.each(MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].answers !== undefined))(
    'what %s answers exists, comes by the same way, and from him who gets the answer',
    (code) => {
      const { answers = [], exchange, from, to } = MESSAGE_TYPES[code];
      for (const request of answers) {
        expect(isMessageCode(request)).toBe(true);
        const asked = MESSAGE_TYPES[request as MessageCode];
        // A claim (X820) goes to the insurer inside its country, and in copy over ICE.
        expect(asked.exchange).toBe(exchange || request === 'X820');
        expect(asked.from.some((role) => to.includes(role))).toBe(true);
        expect(asked.to.some((role) => from.includes(role))).toBe(true);
      }
    },
  );

  test('national domains stay inside a country, receipts travel between nodes and ICE only', () => {
    for (const code of MESSAGE_CODES) {
      const { exchange, receipt, from, to } = MESSAGE_TYPES[code];
      if ('TN'.includes(domainOf(code))) expect(exchange).toBe(false);
      if (receipt === true) {
        expect(exchange).toBe(true);
        expect([...from, ...to].sort()).toEqual(['ice', 'node']);
      }
    }
  });

  test('every message about a movement has its place in the state tables', () => {
    const placed = new Set(
      ROWS.flatMap((row) => [
        ...row.emits.map(({ code }) => code),
        ...row.on.flatMap((on) => (on.kind === 'message' && on.codes !== 'any' ? on.codes : [])),
      ]),
    );
    const unplaced = MESSAGE_CODES.filter(
      (code) => 'TX'.includes(domainOf(code)) && !placed.has(code),
    );
    // A query changes nothing (domain.md section 4.2), and what authorities write to each other moves no record.
    const queries = ['X200', 'X201', 'X027', 'X038', 'X094', 'X095'];
    expect(unplaced).toEqual([...queries, 'X063']);
  });

  test('nothing but its own codes is a message code', () => {
    for (const text of ['__proto__', 'toString', 'constructor', '', 't015', 'T015 ', 'T0150'])
      expect(isMessageCode(text)).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isMessageCode(text)).toBe((MESSAGE_CODES as string[]).includes(text));
      }),
    );
  });
});
