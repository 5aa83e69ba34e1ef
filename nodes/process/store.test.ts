import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
import type { Changes, StoreOptions } from './store.ts';

const NOTHING: Changes = { facts: [], wire: [], confirmed: [], intake: [], door: [] };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (options: Partial<StoreOptions> = {}): ReturnType<typeof Store.open> =>
  Store.open({ dir, participants: ['GEO'], identity: { realm: 'test' }, flush: 'off', ...options });

function mustOpen(options: Partial<StoreOptions> = {}): Store {
  const opened = open(options);
  if (!opened.ok) throw opened.error;
  return opened.value;
}

function sentence(options: Partial<StoreOptions> = {}): string {
  const opened = open(options);
  if (opened.ok) opened.value.close();
  return opened.ok ? 'it opened' : opened.error.text;
}

interface Text extends Row {
  readonly text: string;
}

/** Writes and removes records, and starts and stops timers, as its commands say. */
class Scribe implements Participant {
  readonly id = 'GEO';
  readonly notes = new Table<Text>('notes', asIs);
  readonly tables = [this.notes] as unknown as Table<Row>[];

  start(): void {
    // Nothing to begin with.
  }

  step(input: Input, now: number, _draws: unknown, out: Outcome): void {
    if (input.kind !== 'command') return;
    const { key, text, timer } = input.command as unknown as {
      key: string;
      text?: string;
      timer?: string;
    };
    out.put(this.notes, key, text === undefined ? undefined : { text });
    if (timer === 'start') out.startTimer('remind', key, now + 1_000);
    if (timer === 'stop') out.stopTimer('remind', key);
  }
}

function scribe(): { cell: Cell; chance: Chance } {
  const chance = new Chance('7');
  const sink = { entry: () => undefined, post: () => undefined };
  const host = {
    scheduler: new Scheduler(),
    chance,
    network: networkOf(['GEO'], { GEO: 'GE' }),
    sink,
  };
  return { cell: new Cell(new Scribe(), 0, host), chance };
}

interface Act {
  readonly key: string;
  readonly text?: string;
  readonly timer?: string;
}

const acts = fc.array(
  fc.record(
    {
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      text: fc.string(),
      timer: fc.constantFrom('start', 'stop'),
    },
    { requiredKeys: ['key'] },
  ),
);

/** The ways in which commits are kept until they are folded, and records afterwards. */
const KINDS = [
  ['in tables', {}],
  ['in a file of commits', { hasCommitLog: true }],
  ['in a file of commits, records in bulk', { hasCommitLog: true, bulky: ['notes'] }],
] as const;

test.for(KINDS)(
  'opened again, it gives back every record in its order, every timer and every counter (%s)',
  ([, kind]) => {
    fc.assert(
      fc.property(
        fc.array(acts, { minLength: 1, maxLength: 12 }),
        fc.nat(2_000),
        (commits, logMost) => {
          const own = mkdtempSync(join(dir, 'run-'));
          let store = mustOpen({ dir: own, logMost, ...kind });
          const { cell, chance } = scribe();
          cell.trackChanges();
          for (const commit of commits) {
            for (const act of commit as Act[])
              cell.command({ type: 'act', actor: 'test', ...act }, 1_000);
            cell.stream('some').next();
            store.commit([cell], chance, NOTHING);
            // As after a crash: what the log holds is folded later, by the next process.
            if (commit.length === 3) {
              store.close();
              store = mustOpen({ dir: own, logMost, ...kind });
            }
          }
          store.close();
          const again = mustOpen({ dir: own, ...kind });
          const saved = again.load();
          again.close();
          const expected = cell.save();
          const filled = {
            ...expected,
            tables: expected.tables.filter(([, rows]) => rows.length > 0),
          };
          expect(saved?.cells.get('GEO')).toEqual(JSON.parse(JSON.stringify(filled)));
          expect(saved?.chance).toEqual(chance.save());
        },
      ),
      { numRuns: 30 },
    );
  },
);

test('a store of older software opens, and goes on in the newer way', () => {
  const { cell, chance } = scribe();
  cell.trackChanges();
  const act = (key: string, text?: string): void =>
    cell.command(
      { type: 'act', actor: 'test', key, ...(text === undefined ? {} : { text }) },
      1_000,
    );
  const old = mustOpen({ logMost: 0 });
  for (const key of ['a', 'b', 'c']) act(key, 'old');
  old.commit([cell], chance, NOTHING);
  old.close();
  const db = new DatabaseSync(join(dir, 'GEO.sqlite'));
  db.exec('DROP TABLE bulk; PRAGMA user_version = 1');
  db.close();
  const newer = { hasCommitLog: true, bulky: ['notes'] };
  for (const logMost of [0, 4_000_000]) {
    const store = mustOpen({ logMost, ...newer });
    act('b', `changed ${logMost}`);
    act('a');
    act(`new ${logMost}`, 'new');
    act('a', 'again');
    store.commit([cell], chance, NOTHING);
    store.close();
  }
  const again = mustOpen(newer);
  expect(again.load()?.cells.get('GEO')?.tables).toEqual(cell.save().tables);
  again.close();
});

test('a store with a file of commits is read with it, whoever opens it', () => {
  const store = mustOpen({ hasCommitLog: true });
  const { cell, chance } = scribe();
  cell.trackChanges();
  cell.command({ type: 'act', actor: 'test', key: 'a', text: 'kept' }, 1_000);
  store.commit([cell], chance, NOTHING);
  store.close();
  const again = mustOpen();
  expect(again.load()?.cells.get('GEO')?.tables).toEqual([['notes', [['a', { text: 'kept' }]]]]);
  again.close();
});

test('says that a file of commits is damaged in its midst', () => {
  const store = mustOpen({ hasCommitLog: true });
  const { cell, chance } = scribe();
  for (const s of [0, 1]) {
    const facts = [{ participant: 'GEO', s, line: 'x'.repeat(100), body: undefined }];
    store.commit([cell], chance, { ...NOTHING, facts });
  }
  store.close();
  const path = join(dir, 'GEO.commits');
  const bytes = readFileSync(path);
  bytes[60] = 0;
  writeFileSync(path, bytes);
  expect(sentence()).toBe(
    `${path}: this store is damaged; restore it from a copy, or begin anew in another folder`,
  );
});

test('a store that a warm-up has filled holds what the participant was', () => {
  const { cell, chance } = scribe();
  for (const key of ['b', 'a'])
    cell.command({ type: 'act', actor: 'test', key, text: key, timer: 'start' }, 1_000);
  cell.stream('some').next();
  const store = mustOpen();
  const facts = [{ participant: 'GEO', s: 0, line: '{"t":1}', body: undefined }];
  store.fill(new Map([['GEO', cell.save()]]), chance.save(), facts);
  store.close();
  const again = mustOpen();
  expect(again.load()?.cells.get('GEO')).toEqual(cell.save());
  expect(again.facts('GEO', 0, 10)).toMatchObject([{ s: 0, line: '{"t":1}' }]);
  again.close();
});

test.for([0, 4_000_000].flatMap((logMost) => KINDS.map(([, kind]) => ({ logMost, ...kind }))))(
  'keeps outboxes and facts until they are confirmed, and the last answer (%o)',
  (options) => {
    const store = mustOpen(options);
    const { cell, chance } = scribe();
    const wire = ['one', 'two'].map((key) => ({
      seq: store.nextWireSeq(),
      recipient: 'ICE',
      key,
      topic: 'topic',
      payload: `payload ${key}`,
      arrivesAt: 5,
    }));
    const facts = [0, 1, 2].map((s) => ({
      participant: 'GEO',
      s,
      line: `{"s":${s}}`,
      body: s === 1 ? '{}' : undefined,
    }));
    const door = [{ id: store.nextDoorId(), party: 'GE-TRADER', message: '{}' }];
    store.commit([cell], chance, {
      ...NOTHING,
      wire,
      facts,
      door,
      answer: { window: 3, json: 'answer' },
    });
    expect(store.facts('GEO', 1, 10)).toEqual([
      { s: 1, line: '{"s":1}', body: '{}' },
      { s: 2, line: '{"s":2}', body: undefined },
    ]);
    store.commit([cell], chance, {
      ...NOTHING,
      confirmed: [wire[0]!.seq],
      answer: { window: 4, json: 'next' },
    });
    const later = { participant: 'GEO', s: 3, line: '{"s":3}', body: undefined };
    store.commit([cell], chance, { ...NOTHING, facts: [later] });
    store.receiptFacts('GEO', 2);
    store.close();
    const again = mustOpen();
    expect(again.wireRows()).toMatchObject([{ key: 'two', recipient: 'ICE', arrivesAt: 5 }]);
    expect(again.wireContent(wire[1]!.seq)).toMatchObject({ payload: 'payload two' });
    expect(again.facts('GEO', 0, 10).map(({ s }) => s)).toEqual([3]);
    expect(again.doorRows(0, 10)).toMatchObject([{ id: 1, party: 'GE-TRADER' }]);
    expect(again.lastAnswer()).toMatchObject({ window: 4, json: 'next' });
    expect(again.nextDoorId()).toBe(2);
    expect(again.nextWireSeq()).toBe(3);
    again.close();
  },
);

test('writes nothing where nothing changed', () => {
  const store = mustOpen();
  const { cell, chance } = scribe();
  expect(store.commit([cell], chance, NOTHING)).toBe(true);
  expect(store.commit([cell], chance, NOTHING)).toBe(false);
  store.close();
});

test('a mark alone is worth a commit, and is there when the store is opened again', () => {
  const store = mustOpen();
  const { cell, chance } = scribe();
  store.commit([cell], chance, NOTHING);
  const marks = [
    { name: 'heard GEO', value: '7' },
    { name: 'heard GEO', value: '8' },
  ];
  expect(store.commit([cell], chance, { ...NOTHING, marks })).toBe(true);
  store.close();
  const again = mustOpen();
  expect(again.mark('heard GEO')).toBe('8');
  expect(again.mark('heard AZE')).toBeUndefined();
  again.close();
});

test.for(KINDS)(
  'a commit that does not fit on the disk leaves what was committed before (%s)',
  ([, kind]) => {
    const store = mustOpen({ pagesMost: 40, ...kind });
    const { cell, chance } = scribe();
    const fact = (s: number, length: number) => ({
      participant: 'GEO',
      s,
      line: 'x'.repeat(length),
      body: undefined,
    });
    store.commit([cell], chance, { ...NOTHING, facts: [fact(0, 10)] });
    const full = (): boolean =>
      store.commit([cell], chance, { ...NOTHING, facts: [fact(1, 10), fact(2, 500_000)] });
    expect(full).toThrow(expect.objectContaining({ exit: 3, message: 'the disk is full' }));
    store.close();
    const again = mustOpen();
    expect(again.facts('GEO', 0, 10).map(({ s }) => s)).toEqual([0]);
    again.close();
  },
);

test('says what is wrong with a file that is not a store, and leaves it as it is', () => {
  const path = join(dir, 'GEO.sqlite');
  writeFileSync(path, 'some text that somebody wrote here. '.repeat(100));
  expect(sentence()).toBe(
    `${path}: this file is no store of a node or of ICE; choose another folder, or move the file away`,
  );
  expect(readFileSync(path, 'utf8')).toMatch(/^some text/);
});

test('says so of another program’s database', () => {
  const db = new DatabaseSync(join(dir, 'GEO.sqlite'));
  db.exec('CREATE TABLE birds (name TEXT)');
  db.close();
  const before = readFileSync(join(dir, 'GEO.sqlite'));
  expect(sentence()).toContain('this file is no store');
  expect(readFileSync(join(dir, 'GEO.sqlite')).equals(before)).toBe(true);
});

test('says so of a store of newer software', () => {
  mustOpen().close();
  const db = new DatabaseSync(join(dir, 'GEO.sqlite'));
  db.exec('PRAGMA user_version = 99');
  db.close();
  expect(sentence()).toContain(
    'this store has version 99; this software knows versions up to 2; use the newer',
  );
});

test('says so of a damaged store', () => {
  const store = mustOpen();
  const { cell, chance } = scribe();
  const facts = Array.from({ length: 500 }, (_, s) => ({
    participant: 'GEO',
    s,
    line: 'x'.repeat(500),
    body: undefined,
  }));
  store.commit([cell], chance, { ...NOTHING, facts });
  store.close();
  truncateSync(join(dir, 'GEO.sqlite'), 64 * 1024);
  expect(sentence()).toContain(
    'this store is damaged; restore it from a copy, or begin anew in another folder',
  );
});

test('belongs to one participant, one realm, one seed', () => {
  mustOpen({ identity: { realm: 'test', seed: '7' } }).close();
  expect(sentence({ identity: { realm: 'production', seed: '7' } })).toContain(
    'belongs to realm test, not production',
  );
  expect(sentence({ identity: { realm: 'test', seed: '8' } })).toContain(
    'belongs to seed 7, not 8',
  );
  expect(sentence({ participants: ['GEO', 'FI-GEO'] })).toContain(
    'belongs to participants GEO, not GEO FI-GEO',
  );
  expect(sentence({ identity: { realm: 'test', seed: '7' } })).toBe('it opened');
});

test('lets no second process in', () => {
  const store = mustOpen();
  expect(sentence()).toContain('another process uses this store');
  store.close();
});
