import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Digest } from '../core/node-hash.ts';
import { NodeHash } from '../core/node-hash.ts';
import { runHash } from './hash.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function digest(): Digest {
  const hash = createHash('sha256');
  return { update: (text) => void hash.update(text), hex: () => hash.digest('hex') };
}

test('a node hash is the SHA-256 of its lines, however long they are and wherever a batch ends', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.constantFrom('é'.repeat(70_000), 'x'.repeat(65_535), 'x'.repeat(65_536), ''),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const hash = new NodeHash(digest);
      for (const text of lines) hash.add(text);
      expect(hash.hex()).toBe(sha256(lines.map((text) => `${text}\n`).join('')));
    }),
  );
});

test('the run hash is over the node hashes, in the order of the participants, whatever order they come in', () => {
  const nodes = new Map([
    ['GEO', 'aa'],
    ['HOST', 'bb'],
    ['ICE', 'cc'],
  ]);
  const order = ['HOST', 'WORLD', 'ICE', 'GEO'];
  const expected = sha256('HOST bb\nICE cc\nGEO aa\n');
  expect(runHash(nodes, order, digest)).toBe(expected);
  expect(runHash(new Map([...nodes].reverse()), order, digest)).toBe(expected);
});

test('the run hash changes with a node hash, with who made it, and with the order', () => {
  const of = (entries: [string, string][], order: string[]) =>
    runHash(new Map(entries), order, digest);
  const hashes = new Set([
    of([['GEO', 'aa']], ['GEO', 'AZE']),
    of([['GEO', 'ab']], ['GEO', 'AZE']),
    of([['AZE', 'aa']], ['GEO', 'AZE']),
    of(
      [
        ['GEO', 'aa'],
        ['AZE', 'aa'],
      ],
      ['GEO', 'AZE'],
    ),
    of(
      [
        ['GEO', 'aa'],
        ['AZE', 'aa'],
      ],
      ['AZE', 'GEO'],
    ),
  ]);
  expect(hashes.size).toBe(5);
});
