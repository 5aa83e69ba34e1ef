/** A journal of every format that there has been is kept, and is read and judged as on its first day. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hashedLine, NodeHash } from '../core/node-hash.ts';
import { HOST, JOURNAL_VERSION } from '../journal/entry.ts';
import { runHash } from '../journal/hash.ts';
import { INVARIANTS, InvariantWatch } from '../journal/invariants/invariants.ts';
import { sha256 } from './digest.ts';
import { readJournal } from './read-journal.ts';

const FORMATS = Array.from({ length: JOURNAL_VERSION }, (_, i) => i + 1);
/** Run hash of `conformity/s10-straight-through`, seed 10, whose journal each of them is. */
const SHA256 = 'c162f73dab90401df81df70b79fb343b32babeff3b5ee169bbd8680ee04c830a';

test.for(FORMATS)('a journal of format %i replays', (format) => {
  const path = fileURLToPath(
    new URL(`../journal/golden/format-${String(format)}.jsonl`, import.meta.url),
  );
  const hashes = new Map<string, NodeHash>();
  const watch = new InvariantWatch(INVARIANTS);
  let end = 0;
  const read = readJournal(path, (entry, _body, header) => {
    expect(header.journal).toBe(JOURNAL_VERSION);
    const hash = hashes.get(entry.n) ?? new NodeHash(sha256);
    hashes.set(entry.n, hash);
    hash.add(hashedLine(entry));
    watch.step(entry);
    end = entry.t;
  });
  watch.end(end);
  if (!read.ok) throw new Error(read.defect.cause);
  const nodes = new Map([...hashes].map(([id, hash]) => [id, hash.hex()]));
  expect(runHash(nodes, [HOST, ...read.header.participants], sha256)).toBe(SHA256);
  expect(watch.violations).toEqual([]);
});
