import fc from 'fast-check';
import alea from 'seedrandom/lib/alea.js';
import { expect, test } from 'vitest';
import type { ChanceState, Stream } from './chance.ts';
import { Chance } from './chance.ts';

const take = (stream: Stream, count: number): number[] =>
  Array.from({ length: count }, () => stream.next());
const throughJson = (chance: Chance): Chance =>
  Chance.restore(JSON.parse(JSON.stringify(chance.save())) as ChanceState);

test('the first draws are pinned: they must be the same on every runtime and in every version', () => {
  expect(take(new Chance(7).stream('GEO/latency'), 3)).toEqual([
    0.5745010750833899, 0.9406515730079263, 0.290443864883855,
  ]);
});

test('a stream is alea under seed and name', () => {
  const reference = alea('7/GEO/latency', { state: true });
  expect(take(new Chance(7).stream('GEO/latency'), 1_000)).toEqual(
    Array.from({ length: 1_000 }, () => reference()),
  );
});

test('a seed is the same as a number and as a text', () => {
  expect(take(new Chance(30_416).stream('x'), 5)).toEqual(take(new Chance('30416').stream('x'), 5));
});

test('streams depend on the seed and the name, not on which others there are or how far they are', () => {
  const alone = take(new Chance('s').stream('a'), 100);
  const crowded = new Chance('s');
  take(crowded.stream('b'), 17);
  const first = take(crowded.stream('a'), 50);
  take(crowded.stream('c'), 3);
  expect([...first, ...take(crowded.stream('a'), 50)]).toEqual(alone);
  expect(take(new Chance('s').stream('b'), 100)).not.toEqual(alone);
  expect(take(new Chance('t').stream('a'), 100)).not.toEqual(alone);
});

test('draws are in [0, 1)', () => {
  for (const draw of take(new Chance(1).stream('range'), 100_000))
    if (!(draw >= 0 && draw < 1)) expect.fail(String(draw));
});

test('a saved, restored or forked chance goes on exactly, each copy by itself', () => {
  const draws = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c/d', ''), fc.nat(20)), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.string(), draws, draws, (seed, before, after) => {
      const chance = new Chance(seed);
      const run = (one: Chance, steps: typeof before): number[] =>
        steps.flatMap(([name, count]) => take(one.stream(name), count));
      run(chance, before);
      const restored = throughJson(chance);
      const fork = chance.fork();
      const expected = run(chance, after);
      expect(run(fork, after)).toEqual(expected);
      expect(run(restored, after)).toEqual(expected);
      expect(fork.save()).toEqual(chance.save());
    }),
  );
});

test('the saved state does not depend on the order in which streams were asked for', () => {
  const one = new Chance(1);
  const other = new Chance(1);
  for (const name of ['b', 'a', 'ab', 'B']) one.stream(name);
  for (const name of ['ab', 'B', 'b', 'a']) other.stream(name);
  expect(JSON.stringify(one.save())).toBe(JSON.stringify(other.save()));
});
