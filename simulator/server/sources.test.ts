import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { ONE_TRUCK, ONE_TRUCK_HEADER } from '../../reports/fixtures/one-truck.ts';
import type { Entry } from '../core/cell.ts';
import { Recorder } from '../hosts/recorder.ts';
import { JournalFile } from './journal-file.ts';
import { LiveSource } from './live-source.ts';
import { MessageIndex } from './message-index.ts';
import { RecentEntries } from './recent-entries.ts';
import { openRecorded } from './recorded-source.ts';
import { recordedFolder, StagedRun } from './testing.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0).reverse()) end();
});

const noise = (count: number): Entry[] =>
  Array.from({ length: count }, (_, s) => ({
    t: 1_784_095_200_000 + s,
    n: 'WORLD',
    s,
    type: 'Noise',
    text: 'ж'.repeat(s % 97),
  }));

describe('a journal on disk', () => {
  test('is read at any stretch, whatever the size of its lines', () => {
    const entries = noise(3_000);
    const { journal, remove } = recordedFolder(entries);
    ended.push(remove);
    const file = new JournalFile(journal);
    ended.push(() => file.close());
    while (file.extend(4_096));
    expect(file.entries).toBe(entries.length);
    fc.assert(
      fc.property(fc.nat(3_100), fc.nat(300), (from, length) => {
        const read = file.read(from, from + length).map(({ entry }) => entry);
        expect(read).toEqual(entries.slice(from, from + length));
      }),
      { numRuns: 60 },
    );
  });

  test('is found in the file what the memory of a live run has forgotten, also before it is flushed', () => {
    const { journal, remove } = recordedFolder([]);
    ended.push(remove);
    const staged = new StagedRun();
    const sources: LiveSource[] = [];
    const recorder = new Recorder({ ...ONE_TRUCK_HEADER, bodies: true }, journal, [
      (entry, body) => sources[0]?.observe(entry, body),
    ]);
    const source = new LiveSource({
      header: recorder.header,
      about: staged.source.about,
      journal,
      flush: () => recorder.flush(),
      clock: () => staged.clock,
      violations: () => staged.violations,
      control: staged.source.control,
    });
    sources.push(source);
    ended.push(() => source.close());
    const entries = noise(40_000);
    for (const entry of entries) recorder.record(entry, { number: entry.s });
    for (const [from, to] of [
      [0, 10],
      [7_160, 7_240],
      [39_990, 40_010],
      [16_000, 34_000],
    ] as const) {
      const read = source.readEntries(from, to);
      expect(read.map(({ entry }) => entry)).toEqual(entries.slice(from, to));
      expect(read[0]?.body).toEqual({ number: from });
    }
  });
});

test('a recording is read to its end, also where it is folded faster than it is looked at', async () => {
  const entries = noise(30_000);
  const { folder, remove } = recordedFolder(entries);
  ended.push(remove);
  const opened = openRecorded(folder);
  if (!opened.ok) throw new Error(opened.defect.cause);
  const { source } = opened;
  ended.push(() => source.close());
  await source.readAll();
  expect(source).toMatchObject({ entries: entries.length, read: 1, cutAtLine: null });
});

test('the last entries are kept, and at most twice as many', () => {
  const recent = new RecentEntries(100);
  const all = noise(1_000).map((entry) => ({ entry, body: undefined }));
  for (const [i, entry] of all.entries()) {
    recent.push(entry);
    expect(recent.end).toBe(i + 1);
    expect(recent.end - recent.first).toBeLessThan(200);
  }
  expect(recent.end - recent.first).toBeGreaterThanOrEqual(100);
  expect(recent.slice(recent.first, recent.end)).toEqual(all.slice(recent.first));
  expect(recent.slice(950, 2_000)).toEqual(all.slice(950));
});

test('a message is found by its id, whatever its sender calls it', () => {
  const index = new MessageIndex();
  const ids = [
    'GEO-1',
    'GEO-n1',
    'GEO-2',
    'FI-GEO-n7',
    'odd',
    'GEO-999999999',
    'x-007',
    'GEO-70',
    '',
  ];
  ids.forEach((id, i) => index.step({ t: 0, n: 'GEO', s: i, type: 'MessageSent', id }, i));
  ids.forEach((id, i) => expect(index.find(id)).toBe(i));
  expect(index.find('GEO-3')).toBeUndefined();
  expect(index.find('GEO-n2')).toBeUndefined();
  for (const [i, entry] of ONE_TRUCK.entries()) index.step(entry, i);
  expect(ONE_TRUCK[index.find('KAZ-1') ?? -1]).toMatchObject({ type: 'MessageSent', id: 'KAZ-1' });
});
