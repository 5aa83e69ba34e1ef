import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommitLog } from './commit-log.ts';
import type { CommitLogOptions } from './commit-log.ts';

const HEAD_BYTES = 20;

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'commits-'));
  path = join(dir, 'ICE.commits');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (options: Partial<CommitLogOptions> = {}): ReturnType<typeof CommitLog.open> =>
  CommitLog.open({ path, generation: 3, isFlushed: false, ...options });

function mustOpen(options: Partial<CommitLogOptions> = {}): CommitLog {
  const opened = open(options);
  if (opened === undefined) throw new Error('the file is damaged');
  return opened.log;
}

/** What the file gives back; undefined where it is damaged. */
function held(options: Partial<CommitLogOptions> = {}): readonly string[] | undefined {
  const opened = open(options);
  opened?.log.close();
  return opened?.texts;
}

/** Writes these records, and gives where each of them ends. */
function written(texts: readonly string[]): number[] {
  rmSync(path, { force: true });
  const log = mustOpen();
  let end = 0;
  const ends = texts.map((text) => {
    // A record is one, in however many pieces it is handed over.
    const [first = '', ...others] = text;
    log.append([first, others.join('')]);
    return (end += HEAD_BYTES + Buffer.byteLength(text));
  });
  log.close();
  return ends;
}

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), {
  minLength: 2,
  maxLength: 8,
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('gives back every record, and goes on behind the last', () => {
  fc.assert(
    fc.property(texts, texts, (first, second) => {
      written(first);
      const log = mustOpen();
      for (const text of second) log.append([text]);
      log.close();
      expect(held()).toEqual([...first, ...second]);
    }),
    { numRuns: 30 },
  );
});

test('cut at any byte, it holds exactly the records that were whole before the cut', () => {
  fc.assert(
    fc.property(texts, share, (all, where) => {
      const ends = written(all);
      const cut = Math.floor(where * (ends.at(-1) ?? 0));
      truncateSync(path, cut);
      expect(held()).toEqual(all.slice(0, ends.filter((end) => end <= cut).length));
    }),
    { numRuns: 100 },
  );
});

test('with noise in place of its last record, or that with one byte changed, it holds those before', () => {
  const noise = fc.option(fc.uint8Array({ minLength: 1, maxLength: 900 }));
  fc.assert(
    fc.property(texts, noise, share, (all, tail, where) => {
      const ends = written(all);
      const [begin = 0, end = 0] = ends.slice(-2);
      const bytes = readFileSync(path);
      const at = begin + Math.floor(where * (end - begin - 1));
      if (tail === null) bytes[at] = (bytes[at] ?? 0) ^ 1;
      else bytes.set(tail, begin);
      if (tail !== null) bytes.fill(0, begin + tail.length, Math.max(end, begin + tail.length));
      writeFileSync(path, bytes);
      expect(held()).toEqual(all.slice(0, -1));
    }),
    { numRuns: 100 },
  );
});

test('a record that is spoilt while others follow it is no torn write: the file is damaged', () => {
  fc.assert(
    fc.property(texts, share, (all, where) => {
      const ends = written(all);
      const bytes = readFileSync(path);
      const at = Math.floor(where * ((ends.at(-2) ?? 1) - 1));
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      expect(held()).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});

test('written anew from its beginning, it holds nothing of what the tables have, however much that was', () => {
  written(['one', 'two', 'three', 'four']);
  const log = mustOpen();
  log.restart(4);
  log.append(['five']);
  log.close();
  expect(held({ generation: 4 })).toEqual(['five']);
  // As if the tables had taken that one as well, and the process had died then.
  expect(held({ generation: 5 })).toEqual([]);
});

test('makes safe what was appended, and tells so once, also where there is nothing to make safe', async () => {
  const log = mustOpen({ isFlushed: true });
  log.append(['one']);
  let told = 0;
  await new Promise<void>((resolve) => {
    log.flushAside((error) => {
      expect(error).toBeNull();
      told++;
      resolve();
    });
  });
  log.flushAside(() => told++);
  expect(told).toBe(2);
  log.append(['two']);
  log.flush();
  log.close();
  expect(held()).toEqual(['one', 'two']);
});

test('appends no more than it may, and leaves what was there', () => {
  written(['one']);
  const log = mustOpen({ bytesMost: 100 });
  log.append(['two']);
  expect(() => log.append(['x'.repeat(100)])).toThrow('disk is full');
  log.close();
  expect(held()).toEqual(['one', 'two']);
});
