import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import { hashedLine } from '../core/node-hash.ts';
import { headerLine, parseEntry, parseHeader, withBody } from './codec.ts';
import type { JournalHeader } from './entry.ts';
import { JOURNAL_VERSION } from './entry.ts';

const HEADER: JournalHeader = {
  journal: JOURNAL_VERSION,
  scenario: 'one-truck',
  digest: 'ab'.repeat(32),
  seed: '7',
  software: 'rehearse 0.1.0, schemas 1.0',
  participants: ['WORLD', 'ICE', 'GEO'],
  start: '2026-07-14T06:00:00.000Z',
  realm: 'test',
  bodies: true,
  timers: { 'T-ACK': 60_000 },
};

const detail = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string()),
);
const entry = fc
  .record({
    t: fc.integer({ min: 0 }),
    n: fc.constantFrom('GEO', 'ICE', 'WORLD', 'FI-GEO', 'HOST'),
    s: fc.nat(),
    type: fc.constantFrom('MessageSent', 'MovementReleased'),
    details: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), detail),
  })
  .map(({ details, ...entry }): Entry => {
    const { body: _, ...others } = details;
    return { ...others, ...entry };
  });
const body = fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: undefined });

describe('an entry', () => {
  test('comes back as it was written, and its body apart from it', () => {
    fc.assert(
      fc.property(entry, body, (written, content) => {
        const line = withBody(hashedLine(written), content);
        expect(line).not.toContain('\n');
        expect(parseEntry(line, 9)).toEqual({
          ok: true,
          value: {
            entry: written,
            body:
              content === undefined ? undefined : (JSON.parse(JSON.stringify(content)) as object),
          },
        });
      }),
    );
  });

  test('is hashed alike with and without its body, read and written again', () => {
    fc.assert(
      fc.property(entry, body, (written, content) => {
        const parsed = parseEntry(withBody(hashedLine(written), content), 2);
        if (!parsed.ok) throw new Error(parsed.defect.cause);
        expect(hashedLine(parsed.value.entry)).toBe(hashedLine(written));
      }),
    );
  });

  test('cut anywhere is refused with its line', () => {
    const line = withBody('{"t":1,"n":"GEO","s":0,"type":"MessageSent","id":"GEO-1"}', { a: [1] });
    for (let length = 0; length < line.length; length++)
      expect(parseEntry(line.slice(0, length), 17)).toMatchObject({
        ok: false,
        defect: { line: 17 },
      });
  });

  test.each([
    '[]',
    'null',
    '7',
    '{}',
    '{"t":"1","n":"GEO","s":0,"type":"X"}',
    '{"t":1.5,"n":"GEO","s":0,"type":"X"}',
    '{"t":1,"n":7,"s":0,"type":"X"}',
    '{"t":1,"n":"GEO","type":"X"}',
    '{"t":1,"n":"GEO","s":0}',
  ])('%s is none', (line) => {
    expect(parseEntry(line, 3)).toMatchObject({ ok: false, defect: { line: 3 } });
  });
});

describe('a header', () => {
  test('comes back as it was written', () => {
    expect(parseHeader(headerLine(HEADER))).toEqual({ ok: true, value: HEADER });
  });

  test('of another version is refused with both versions', () => {
    const found = parseHeader(JSON.stringify({ ...HEADER, journal: 99 }));
    expect(found).toMatchObject({
      ok: false,
      defect: {
        line: 1,
        cause: `this journal has format 99; this software reads formats 1 to ${String(JOURNAL_VERSION)}`,
      },
    });
  });

  test('of format 1 had no timers of its own', () => {
    const { timers: _, ...older } = { ...HEADER, journal: 1 };
    expect(parseHeader(JSON.stringify(older))).toEqual({
      ok: true,
      value: { ...HEADER, timers: {} },
    });
  });

  test.each([
    '',
    'PK\u0003\u0004',
    '[]',
    '{"name":"rehearse"}',
    headerLine(HEADER).slice(0, -5),
    JSON.stringify({ ...HEADER, participants: 'WORLD' }),
    JSON.stringify({ ...HEADER, participants: [1] }),
    JSON.stringify({ ...HEADER, seed: 7 }),
    JSON.stringify({ ...HEADER, timers: { 'T-ACK': 'a minute' } }),
    '{"t":1,"n":"GEO","s":0,"type":"Noted"}',
  ])('is not %j', (line) => {
    expect(parseHeader(line)).toMatchObject({
      ok: false,
      defect: { line: 1, cause: 'the first line is no journal header' },
    });
  });
});
