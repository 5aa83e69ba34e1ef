import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import { XML_ERRORS } from './code-lists.ts';
import {
  decodeMessage,
  disguise,
  disguised,
  encodeMessage,
  formDefect,
  formDefects,
  unreadable,
  unreadableDefect,
} from './envelope.ts';
import { LIMITS, SCHEMA_VERSION } from './limits.ts';
import { MESSAGE_CODES } from './message-types.ts';
import { EXAMPLES, EXAMPLE_MRN } from './messages/examples.ts';
import { isRuleCode } from './rules/rules.ts';

const X118: Message = {
  messageId: 'KAZ-7',
  messageType: 'X118',
  sender: 'KAZ',
  recipient: 'GEO',
  sentAt: '2026-07-17T05:30:00.000Z',
  schemaVersion: SCHEMA_VERSION,
  mrn: EXAMPLE_MRN,
  body: EXAMPLES.X118,
};

/** `rule code pointer` of each defect. */
const found = (message: unknown): string[] =>
  formDefects(message as Message).map(({ rule, code, pointer }) => `${rule} ${code} ${pointer}`);

const without = (name: string): object =>
  Object.fromEntries(Object.entries(X118).filter(([key]) => key !== name));
const body = (change: object): object => ({ ...X118, body: { ...EXAMPLES.X118, ...change } });

describe('form', () => {
  test('a message of the catalogue has no defect, nor has one with keys that nobody knows', () => {
    expect(found(X118)).toEqual([]);
    expect(found({ ...X118, later: 1, body: { ...EXAMPLES.X118, later: [] } })).toEqual([]);
  });

  test.each([
    [without('messageId'), 'C102 13 /messageId'],
    [without('sender'), 'C102 13 /sender'],
    [without('body'), 'C102 13 /body'],
    [{ ...X118, messageId: '' }, 'C101 40 /messageId'],
    [{ ...X118, messageId: 'x'.repeat(36) }, 'C105 39 /messageId'],
    [{ ...X118, messageId: 7 }, 'C101 50 /messageId'],
    [{ ...X118, messageId: null }, 'C101 50 /messageId'],
    [{ ...X118, messageId: ['KAZ-7'] }, 'C101 50 /messageId'],
    [{ ...X118, sender: { toString: 1 } }, 'C101 50 /sender'],
    [{ ...X118, messageType: 'X999' }, 'C109 12 /messageType'],
    [{ ...X118, messageType: '__proto__' }, 'C105 39 /messageType'],
    [{ ...X118, messageType: 118 }, 'C101 50 /messageType'],
    [{ ...X118, sentAt: '17.07.2026 05:30' }, 'C104 51 /sentAt'],
    [{ ...X118, sentAt: '2026-07-17T05:30:00+04:00' }, 'C104 51 /sentAt'],
    [{ ...X118, schemaVersion: '0.9' }, 'C103 12 /schemaVersion'],
    [{ ...X118, mrn: 'x'.repeat(19) }, 'C105 39 /mrn'],
    [{ ...X118, body: [] }, 'C101 50 /body'],
    [body({ passageDate: 'yesterday' }), 'C104 51 /body/passageDate'],
    [body({ office: 'kz000104' }), 'C101 51 /body/office'],
    [body({ mrn: undefined }), 'C101 13 /body/mrn'],
    [body({ mrn: '' }), 'C101 40 /body/mrn'],
    [body({ controlled: 2 }), 'C103 12 /body/controlled'],
  ])('%j: %s', (message, defect) => {
    expect(found(JSON.parse(JSON.stringify(message)))).toEqual([defect]);
  });

  test.each([
    ['G810', { ...EXAMPLES.G810, referenceAmount: '63 000' }, 'C106 50 /body/referenceAmount'],
    ['G810', { ...EXAMPLES.G810, referenceAmount: -1 }, 'C101 54 /body/referenceAmount'],
    ['G810', { ...EXAMPLES.G810, requestedLevel: 5 }, 'C101 55 /body/requestedLevel'],
    ['G810', { ...EXAMPLES.G810, requestedLevel: 0.5 }, 'C106 50 /body/requestedLevel'],
    ['G810', { ...EXAMPLES.G810, countries: [] }, 'C101 13 /body/countries'],
    [
      'X024',
      { ...EXAMPLES.X024, skippedOffices: Array(10).fill('KZ000104') },
      'C111 35 /body/skippedOffices',
    ],
    ['A801', { ...EXAMPLES.A801, legalName: 'x'.repeat(121) }, 'C105 39 /body/legalName'],
  ])('%s %j: %s', (messageType, content, defect) => {
    expect(found({ ...X118, messageType, body: content })).toEqual([defect]);
  });

  test('every missing field is named, and inner ones by their whole path', () => {
    expect(found({})).toEqual(
      ['messageId', 'messageType', 'sender', 'recipient', 'sentAt', 'schemaVersion', 'body'].map(
        (name) => `C102 13 /${name}`,
      ),
    );
    const [first] = EXAMPLES.T015.items;
    const declaration = { ...EXAMPLES.T015, items: [first, { ...first, hs6: 84 }] };
    expect(found({ ...X118, messageType: 'T015', body: declaration })).toEqual([
      'C101 50 /body/items/1/hs6',
    ]);
  });

  test('names rules and codes that exist, within the lengths of S917, however much is wrong', () => {
    const anything = fc.anything({ maxDepth: 3 });
    const header = fc.record(
      {
        messageId: anything,
        messageType: fc.oneof(fc.constantFrom(...MESSAGE_CODES), anything),
        sender: anything,
        recipient: anything,
        sentAt: anything,
        correlationId: anything,
        schemaVersion: fc.oneof(fc.constant(SCHEMA_VERSION), anything),
        mrn: anything,
        body: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(header, fc.boolean(), (changes, whole) => {
        const message = (whole ? changes : { ...X118, ...changes }) as Message;
        const defects = formDefects(message);
        expect(defects.length).toBeLessThanOrEqual(LIMITS.defectsPerMessage);
        for (const { rule, code } of defects) {
          expect(isRuleCode(rule)).toBe(true);
          expect(Object.hasOwn(XML_ERRORS, code)).toBe(true);
        }
        if (defects.length > 0)
          expect(found({ ...X118, messageType: 'S917', body: { errors: defects } })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a pointer and a text as long as the sender likes are cut', () => {
    const key = 'k'.repeat(5_000);
    const defect = formDefect(`/${key}`, '18', 'C101', key);
    expect([defect.pointer.length, defect.text.length]).toEqual([512, 350]);
  });
});

describe('the wire form', () => {
  test.each(MESSAGE_CODES)('%s comes back as it went', (messageType) => {
    const message: Message = { ...X118, messageType, body: EXAMPLES[messageType] };
    expect(decodeMessage(encodeMessage(message))).toEqual({ ok: true, message });
  });

  test.each([
    ['', '52', 1, 1],
    ['  ', '52', 1, 3],
    ['abc', '52', 1, 1],
    ['{"a":1,}', '52', 1, 8],
    ['{\n  "a": tru\n}', '52', 2, 8],
    ['{"a":1}{', '52', 1, 8],
    ['<CC015C/>', '52', 1, 1],
    ['[]', '50', 1, 1],
    ['null', '50', 1, 1],
    ['7', '50', 1, 1],
    ['"text"', '50', 1, 1],
  ])('%j is refused with %s at %i:%i', (text, code, line, column) => {
    expect(decodeMessage(text)).toMatchObject({
      ok: false,
      defect: { code, rule: 'C101', pointer: '/', line, column },
    });
  });

  test('nesting that would overflow a stack later is refused where it goes too deep', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(decodeMessage(nested(LIMITS.messageDepth - 1)).ok).toBe(true);
    for (const depth of [LIMITS.messageDepth, 5_000, 120_000]) {
      expect(decodeMessage(nested(depth))).toMatchObject({
        ok: false,
        defect: { code: '18', line: 1, column: 5 + LIMITS.messageDepth },
      });
    }
  });

  test('whatever comes, decoding and the check of form refuse or accept, and never throw', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json(),
      fc.object().map((value) => JSON.stringify({ ...X118, ...value })),
    );
    fc.assert(
      fc.property(text, (wire) => {
        const decoded = decodeMessage(wire);
        if (decoded.ok) formDefects(decoded.message);
        else expect(decoded.defect.line).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  test('a polluting key stays a key', () => {
    const decoded = decodeMessage('{"__proto__":{"messageType":"X118","polluted":1}}');
    if (!decoded.ok) throw new Error(decoded.defect.text);
    expect(found(decoded.message)).toContain('C102 13 /messageType');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('what could not be parsed', () => {
  test('reaches ICE with the client that sent it, and with its defect', () => {
    const decoded = decodeMessage('{');
    if (decoded.ok) throw new Error('a brace is a message');
    const message = unreadable('GEO', decoded.defect);
    expect(message.sender).toBe('GEO');
    expect(unreadableDefect(message)).toEqual(decoded.defect);
    expect(unreadableDefect(JSON.parse(encodeMessage(message)) as Message)).toEqual(decoded.defect);
  });

  test.each([
    [X118],
    [{ ...X118, messageType: 'unreadable' }],
    [{ messageType: 'unreadable' }],
    [{ messageType: 'unreadable', body: null }],
    [{ messageType: 'unreadable', body: { defect: { line: 1 } } }],
    [
      {
        messageType: 'unreadable',
        body: { defect: { ...formDefect('/', '18', 'C101', 'x'), text: [] } },
      },
    ],
  ])('is not what a client only calls so: %j', (message) => {
    expect(unreadableDefect(message as unknown as Message)).toBeUndefined();
  });
});

describe('a message under another name than its client’s (C110)', () => {
  test('reaches ICE as the client’s, with the message inside', () => {
    const message = disguise('AZE', 'KAZ', X118);
    expect(message.sender).toBe('AZE');
    expect(unreadableDefect(message)).toMatchObject({ rule: 'C110', pointer: '/sender' });
    expect(disguised(message)).toBe(X118);
    expect(disguised(JSON.parse(encodeMessage(message)) as Message)).toEqual(X118);
  });

  test('is inside nothing else', () => {
    const nested = {
      ...X118,
      messageType: 'unreadable',
      body: { original: disguise('AZE', 'KAZ') },
    };
    const others = [X118, disguise('AZE', 'KAZ'), nested, { ...nested, body: { original: 1 } }];
    for (const other of others) expect(disguised(other)).toBeUndefined();
  });
});

test('the version of the reference data is a number from 1 on, or left out (C605)', () => {
  expect(found({ ...X118, referenceData: 2 })).toEqual([]);
  expect(found({ ...X118, referenceData: 0 })).toEqual(['C101 54 /referenceData']);
  expect(found({ ...X118, referenceData: '2' })).toEqual(['C106 50 /referenceData']);
});
