import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import type { JournalHeader } from '../journal/entry.ts';
import { HOST, JOURNAL_VERSION } from '../journal/entry.ts';
import { readJournal } from './read-journal.ts';
import { Recorder } from './recorder.ts';

const HEADER: JournalHeader = {
  journal: JOURNAL_VERSION,
  scenario: 'one-truck',
  digest: 'ab'.repeat(32),
  seed: '7',
  software: 'rehearse 0.1.0, schemas 1.0',
  participants: ['WORLD', 'GEO'],
  start: '2026-07-14T06:00:00.000Z',
  realm: 'test',
  bodies: true,
  timers: {},
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const file = (): string => join(folder, 'journal.jsonl');

interface Written {
  readonly entry: Entry;
  readonly body: object | undefined;
}
const written = fc.array(
  fc.record({
    entry: fc.record({
      t: fc.nat(),
      n: fc.constantFrom('WORLD', 'GEO', HOST),
      s: fc.nat(),
      type: fc.constant('Noted'),
      text: fc.string({ unit: 'grapheme' }),
    }),
    body: fc.option(fc.record({ mrn: fc.string({ unit: 'grapheme' }) }), { nil: undefined }),
  }),
);

function record(all: readonly Written[], header: JournalHeader, path?: string) {
  const seen: Written[] = [];
  const recorder = new Recorder(header, path, [(entry, body) => void seen.push({ entry, body })]);
  for (const { entry, body } of all) recorder.record(entry, body);
  return { recorder, seen, ...recorder.close() };
}

function read(path = file()) {
  const entries: Written[] = [];
  const result = readJournal(path, (entry, body) => void entries.push({ entry, body }));
  return { entries, result };
}

describe('what is recorded', () => {
  test('is read back, is shown to observers, and hashes alike with bodies, without, and without a file', () => {
    fc.assert(
      fc.property(written, (all) => {
        const kept = record(all, HEADER, file());
        const { entries, result } = read();
        expect(result).toEqual({ ok: true, header: HEADER, entries: all.length });
        expect(entries).toEqual(all);
        expect(kept.seen).toEqual(all);
        expect(kept.recorder.entries).toBe(all.length);

        const bare = record(all, { ...HEADER, bodies: false }, file());
        expect(read().entries).toEqual(all.map(({ entry }) => ({ entry, body: undefined })));
        const unwritten = record(all, HEADER);
        expect([bare.sha256, unwritten.sha256]).toEqual([kept.sha256, kept.sha256]);
      }),
      { numRuns: 50 },
    );
  });

  test('is hashed by participant, in the order of the header after the host', () => {
    const entry = (n: string, s: number): Entry => ({ t: 1, n, s, type: 'Noted' });
    const all = [entry('GEO', 0), entry(HOST, 0), entry('WORLD', 0), entry('GEO', 1)];
    const { sha256, nodes } = record(
      all.map((one) => ({ entry: one, body: undefined })),
      HEADER,
    );
    const of = (text: string) => createHash('sha256').update(text).digest('hex');
    const hashOf = (n: string) =>
      of(
        all
          .filter((one) => one.n === n)
          .map((one) => `${JSON.stringify(one)}\n`)
          .join(''),
      );
    expect(Object.fromEntries(nodes)).toEqual({
      GEO: hashOf('GEO'),
      HOST: hashOf(HOST),
      WORLD: hashOf('WORLD'),
    });
    expect(sha256).toBe(
      of(`HOST ${hashOf(HOST)}\nWORLD ${hashOf('WORLD')}\nGEO ${hashOf('GEO')}\n`),
    );
  });

  test('can be read while it goes on, as far as it was flushed', () => {
    const recorder = new Recorder(HEADER, file(), []);
    recorder.record({ t: 1, n: 'GEO', s: 0, type: 'Noted' }, undefined);
    recorder.flush();
    expect(read().result).toMatchObject({ ok: true, entries: 1 });
    recorder.record({ t: 1, n: 'GEO', s: 1, type: 'Noted' }, undefined);
    expect(read().result).toMatchObject({ ok: true, entries: 1 });
    recorder.close();
    expect(read().result).toMatchObject({ ok: true, entries: 2 });
  });

  test('of several megabytes keeps every letter where buffers end', () => {
    const text = 'Цители-Хиди, წითელი ხიდი, 🚚 '.repeat(300);
    const all = Array.from({ length: 400 }, (_, s) => ({
      entry: { t: s, n: 'GEO', s, type: 'Noted', text: `${'x'.repeat(s % 7)}${text}` },
      body: undefined,
    }));
    record(all, HEADER, file());
    expect(readFileSync(file()).length).toBeGreaterThan(3 << 20);
    expect(read().entries).toEqual(all);
  });

  test('where no file can be made is an error of the file system, with its path', () => {
    const nowhere = join(folder, 'missing', 'journal.jsonl');
    expect(() => new Recorder(HEADER, nowhere, [])).toThrow(/ENOENT.*missing|missing/);
  });
});

describe('a journal that is not whole', () => {
  const entry = (s: number): Entry => ({ t: s, n: 'GEO', s, type: 'Noted', text: 'ə' });

  test('is read up to the line before the cut, wherever it was cut', () => {
    const all = [0, 1, 2].map((s) => ({ entry: entry(s), body: { s } }));
    record(all, HEADER, file());
    const whole = readFileSync(file());
    const lines = whole.toString().split('\n');
    const ends = lines.map((_, i) => Buffer.byteLength(lines.slice(0, i + 1).join('\n')));
    for (let length = ends[0]!; length < whole.length; length++) {
      writeFileSync(file(), whole);
      truncateSync(file(), length);
      const { entries, result } = read();
      const complete = ends.filter((end) => end <= length).length - 1;
      expect(entries).toEqual(all.slice(0, complete));
      expect(result).toMatchObject({ ok: true, header: HEADER, entries: complete });
      const clean = ends.includes(length) || ends.includes(length - 1);
      if (clean) expect(result).not.toHaveProperty('defect');
      else expect(result).toMatchObject({ defect: { line: complete + 2 } });
    }
  });

  test('has a spoilt line in its midst: it is named, and nothing after it is read', () => {
    record(
      [0, 1, 2].map((s) => ({ entry: entry(s), body: undefined })),
      HEADER,
      file(),
    );
    const lines = readFileSync(file(), 'utf8').split('\n');
    lines[2] = 'spoilt';
    writeFileSync(file(), lines.join('\n'));
    expect(read().result).toMatchObject({ ok: true, entries: 1, defect: { line: 3 } });
  });

  test.each([
    ['nothing', ''],
    ['a line end', '\n'],
    ['a cut header', JSON.stringify(HEADER).slice(0, 40)],
    ['a picture', '\u0089PNG\r\n\u001a\n'],
    ['a summary', '{\n  "scenario": "one-truck"\n}\n'],
  ])('is none: %s', (_, text) => {
    writeFileSync(file(), text);
    expect(read().result).toMatchObject({
      ok: false,
      defect: { line: 1, cause: 'the first line is no journal header' },
    });
  });

  test('from a machine with other line ends and a byte order mark is read all the same', () => {
    writeFileSync(file(), `\ufeff${JSON.stringify(HEADER)}\r\n${JSON.stringify(entry(0))}\r\n`);
    expect(read().result).toEqual({ ok: true, header: HEADER, entries: 1 });
  });

  test('without a single line end is not gathered without end', () => {
    writeFileSync(file(), `${JSON.stringify(HEADER)}\n`);
    const part = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 12; i++) writeFileSync(file(), part, { flag: 'a' });
    expect(read().result).toMatchObject({ ok: true, entries: 0, defect: { line: 2 } });
  });
});
