/** A sweep's result is a matter of the seeds: not of how many try them, nor of who is faster. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import type { Hand, Outcome, SweepRequest } from './sweep.ts';
import { sweep } from './sweep.ts';

const loaded = loadScenario('pilot/one-truck');
if (!loaded.ok) throw new Error('pilot/one-truck does not load');
const { scenario } = loaded;

const violation = (seed: number): Violation => ({
  invariant: seed % 2 === 0 ? 'booksBalance' : 'nothingLost',
  t: seed,
  node: 'GEO',
  detail: `seed ${String(seed)}`,
});

/** Hands that answer in an order drawn by the test; seeds among the `bad` show a violation. */
function handsOf(bad: ReadonlySet<number>, order: readonly number[]) {
  const waiting: (() => void)[] = [];
  let turns = 0;
  const hire = (): Hand => {
    let tell: (outcome: Outcome) => void = () => undefined;
    return {
      postMessage: (seed) => {
        const found = bad.has(seed) ? { violation: violation(seed) } : {};
        waiting.push(() => tell({ seed, events: seed, ...found }));
        if (waiting.length === 1) queueMicrotask(answerAll);
      },
      on: (event: string, listener: (told: never) => void) => {
        if (event === 'message') tell = listener as typeof tell;
      },
      terminate: () => Promise.resolve(),
    };
  };
  const answerAll = (): void => {
    while (waiting.length > 0) {
      const next = (order[turns++ % order.length] ?? 0) % waiting.length;
      waiting.splice(next, 1)[0]?.();
    }
  };
  return hire;
}

const orders = fc.array(fc.nat(9), { minLength: 1, maxLength: 20 });
const bads = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 8 });
const requestOf = (jobs: number, collect: boolean): SweepRequest => ({
  ...{ scenario, seeds: { from: 1, to: 40 }, faults: 'none', jobs, collect },
});

test('all violations are collected, in order of seeds, whoever is faster', async () => {
  await fc.assert(
    fc.asyncProperty(bads, orders, fc.integer({ min: 1, max: 7 }), async (bad, order, jobs) => {
      const swept = await sweep(requestOf(jobs, true), handsOf(new Set(bad), order));
      const inOrder = bad.toSorted((a, b) => a - b);
      expect(swept.found).toEqual(inOrder.map((seed) => ({ seed, violation: violation(seed) })));
      expect(swept.done).toBe(40);
      expect(swept.events).toBe((40 * 41) / 2);
    }),
  );
});

test('without collecting the lowest seed is told, and every seed below it was tried', async () => {
  await fc.assert(
    fc.asyncProperty(bads, orders, fc.integer({ min: 1, max: 7 }), async (bad, order, jobs) => {
      const swept = await sweep(requestOf(jobs, false), handsOf(new Set(bad), order));
      const lowest = bad.length === 0 ? undefined : Math.min(...bad);
      expect(swept.found.map(({ seed }) => seed)).toEqual(lowest === undefined ? [] : [lowest]);
      expect(swept.done).toBeGreaterThanOrEqual(lowest ?? 40);
    }),
  );
});

test('it ends early when it is told to, with what was found by then', async () => {
  const ending = new AbortController();
  const swept = await sweep(
    {
      ...requestOf(2, true),
      signal: ending.signal,
      onProgress: ({ done }) => done === 5 && ending.abort(),
    },
    handsOf(new Set([2]), [0]),
  );
  expect(swept.done).toBe(5);
  expect(swept.found.map(({ seed }) => seed)).toEqual([2]);
});

test('real workers tell the same of the same seeds, one or two of them', async () => {
  const [one, two] = await Promise.all(
    [1, 2].map((jobs) => sweep({ ...requestOf(jobs, true), faults: 2, seeds: { from: 1, to: 6 } })),
  );
  expect(one?.done).toBe(6);
  expect(one?.events).toBeGreaterThan(0);
  expect(two).toEqual(one);
});

test('a scenario that cannot be run at all is an error, not a violation', async () => {
  const [movement] = scenario.traffic;
  if (movement === undefined || !('movement' in movement)) throw new Error('no movement');
  const nowhere: Scenario = {
    ...scenario,
    traffic: [{ movement: { ...movement.movement, to: 'az-zaqatala' } }],
  };
  await expect(sweep({ ...requestOf(1, false), scenario: nowhere })).rejects.toThrow(
    /no customs office at az-zaqatala/,
  );
});
