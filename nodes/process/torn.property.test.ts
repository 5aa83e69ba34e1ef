/** A store whose last write was torn, at any byte: it holds every commit that was whole, and no half of one; a damaged file is refused with a sentence. */
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cell } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Input, Outcome, Participant } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import { networkOf } from '../common/routing.ts';
import { Store } from './store.ts';

const FILE = 'GEO.sqlite';
const LOG = `${FILE}-wal`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'torn-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Keeps the last number that it was told. */
class Counter implements Participant {
  readonly id = 'GEO';
  readonly numbers = new Table<Row & { readonly last: number }>('numbers', asIs);
  readonly tables = [this.numbers] as unknown as Table<Row>[];

  start(): void {
    // Nothing to begin with.
  }

  step(input: Input, _now: number, _draws: unknown, out: Outcome): void {
    if (input.kind === 'command') out.put(this.numbers, 'n', { last: Number(input.command.last) });
  }
}

const open = (folder: string, logMost?: number): ReturnType<typeof Store.open> =>
  Store.open({
    dir: folder,
    participants: ['GEO'],
    identity: { realm: 'test' },
    // What is on the disk is the same; whether it is flushed, no copy can tell.
    flush: 'off',
    ...(logMost === undefined ? {} : { logMost }),
  });

function mustOpen(folder: string, logMost?: number): Store {
  const opened = open(folder, logMost);
  if (!opened.ok) throw opened.error;
  return opened.value;
}

interface Written {
  readonly folder: string;
  /** Length of SQLite's log after each commit. */
  readonly ends: readonly number[];
}

/** Commits facts of these lengths, one a commit, each with a record; gives a copy of what is on the disk then. */
function written(lengths: readonly number[], logMost: number): Written {
  const folder = mkdtempSync(join(dir, 'run-'));
  const store = mustOpen(folder, logMost);
  const chance = new Chance('7');
  const sink = { entry: () => undefined, post: () => undefined };
  const network = networkOf(['GEO'], { GEO: 'GE' });
  const cell = new Cell(new Counter(), 0, { scheduler: new Scheduler(), chance, network, sink });
  cell.trackChanges();
  const ends = lengths.map((length, s) => {
    cell.command({ type: 'count', actor: 'test', last: s }, 1_000);
    const facts = [{ participant: 'GEO', s, line: 'x'.repeat(length), body: undefined }];
    const nothing = { wire: [], confirmed: [], intake: [], door: [] };
    store.commit([cell], chance, { facts, ...nothing });
    return statSync(join(folder, LOG)).size;
  });
  const copy = mkdtempSync(join(dir, 'copy-'));
  for (const name of [FILE, LOG]) copyFileSync(join(folder, name), join(copy, name));
  store.close();
  return { folder: copy, ends };
}

/** Facts, and the last number in the records: both of the same commit. */
function held(folder: string): { facts: number; last: number | undefined } {
  const store = mustOpen(folder);
  const facts = store.facts('GEO', 0, 1_000).length;
  const [table] = store.load()?.cells.get('GEO')?.tables ?? [];
  store.close();
  return { facts, last: (table?.[1][0]?.[1] as { last: number } | undefined)?.last };
}

const commits = (count: number) => ({ facts: count, last: count === 0 ? undefined : count - 1 });

/** Some commits are a few bytes, some several pages. */
const lengths = fc.array(fc.integer({ min: 1, max: 12_000 }), { minLength: 2, maxLength: 12 });
/** Folded at each commit, now and then, never. */
const logMost = fc.constantFrom(1, 400, 4_000_000);
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('cut at any byte, it holds exactly the commits that were whole before the cut', () => {
  fc.assert(
    fc.property(lengths, logMost, share, (texts, most, where) => {
      const { folder, ends } = written(texts, most);
      const cut = Math.floor(where * (ends.at(-1) ?? 0));
      truncateSync(join(folder, LOG), cut);
      expect(held(folder)).toEqual(commits(ends.filter((end) => end <= cut).length));
    }),
    { numRuns: 150 },
  );
});

test('with anything after the last whole commit – zeros, noise, a commit with one byte changed – it holds those before', () => {
  fc.assert(
    fc.property(
      lengths,
      logMost,
      fc.nat(10),
      fc.oneof(
        fc.constant('changed' as const),
        fc.uint8Array({ minLength: 1, maxLength: 9_000 }),
        fc.integer({ min: 1, max: 9_000 }).map((length) => new Uint8Array(length)),
      ),
      share,
      (texts, most, pick, tail, where) => {
        const { folder, ends } = written(texts, most);
        const whole = Math.min(pick, ends.length - 2);
        const [end = 0, next = 0] = ends.slice(whole);
        const log = readFileSync(join(folder, LOG));
        const torn = Buffer.from(log.subarray(end, next));
        const at = Math.floor(where * (torn.length - 1));
        torn[at] = (torn[at] ?? 0) ^ 1;
        const after = tail === 'changed' ? torn : tail;
        writeFileSync(join(folder, LOG), Buffer.concat([log.subarray(0, end), after]));
        expect(held(folder)).toEqual(commits(whole + 1));
      },
    ),
    { numRuns: 150 },
  );
});

test('a main file that is shorter than it was is refused with a sentence, at any length', () => {
  const { folder } = written([5_000, 5_000, 5_000, 5_000], 1);
  mustOpen(folder).close();
  const whole = readFileSync(join(folder, FILE));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
      const own = mkdtempSync(join(dir, 'short-'));
      writeFileSync(join(own, FILE), whole.subarray(0, length));
      const opened = open(own);
      expect(opened.ok ? '' : opened.error.text).toMatch(
        /: (this store is damaged; restore it|this file is no store of a node or of ICE; choose)/,
      );
    }),
    { numRuns: 100 },
  );
});

test('a log whose main file is gone or empty is refused, and stays as it is', () => {
  const { folder } = written([300, 300], 1);
  const log = readFileSync(join(folder, LOG));
  writeFileSync(join(folder, FILE), '');
  for (let i = 0; i < 2; i++) {
    const opened = open(folder);
    expect(opened.ok ? '' : opened.error.text).toContain('this store is damaged; restore it');
    rmSync(join(folder, FILE), { force: true });
  }
  expect(readFileSync(join(folder, LOG)).equals(log)).toBe(true);
});

test('whatever byte of the main file is changed, it opens or says what is wrong', () => {
  const { folder } = written([300, 5_000, 300], 1);
  mustOpen(folder).close();
  const whole = readFileSync(join(folder, FILE));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const own = mkdtempSync(join(dir, 'changed-'));
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ change;
      writeFileSync(join(own, FILE), bytes);
      const opened = open(own);
      if (opened.ok) opened.value.close();
      else expect(opened.error.text).toMatch(/GEO\.sqlite: [^;]+; /);
    }),
    { numRuns: 300 },
  );
});
