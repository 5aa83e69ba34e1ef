import { expect, test } from 'vitest';
import type { Tandem } from './textbook-queues.ts';
import { erlangWait, runTandem } from './textbook-queues.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
/** Student's t for 99 % and 19 degrees of freedom. */
const T_99 = 2.861;

function replications(
  shape: Pick<Tandem, 'stations' | 'servers' | 'utilisation'>,
): readonly number[][] {
  const settings = { ...shape, meanServiceMs: 1_000_000, customers: 22_000, warmUp: 2_000 };
  const runs = SEEDS.map((seed) => runTandem({ ...settings, seed }).meanWaits);
  return Array.from({ length: shape.stations }, (_, station) =>
    runs.map((waits) => waits[station] as number),
  );
}

/** The 99 % confidence interval of the mean of independent runs. */
function interval(runs: readonly number[]): { from: number; to: number } {
  const mean = runs.reduce((sum, x) => sum + x) / runs.length;
  const variance = runs.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (runs.length - 1);
  const half = T_99 * Math.sqrt(variance / runs.length);
  return { from: mean - half, to: mean + half };
}

test('Erlang’s formula gives the values of the tables', () => {
  expect(erlangWait(1, 0.8)).toBeCloseTo(4, 12);
  expect(erlangWait(2, 0.5)).toBeCloseTo(1 / 3, 12);
  expect(erlangWait(3, 0.8)).toBeCloseTo(1.078652, 6);
});

test.for([
  ['M/M/1 at 0.8', { stations: 1, servers: 1, utilisation: 0.8 }],
  ['M/M/1 at 0.5', { stations: 1, servers: 1, utilisation: 0.5 }],
  ['M/M/3 at 0.8', { stations: 1, servers: 3, utilisation: 0.8 }],
  // Burke: the departures of each station are a Poisson stream again, so that each waits as if alone.
  ['six M/M/3 in a row', { stations: 6, servers: 3, utilisation: 0.8 }],
] as const)('the mean wait of %s lies where theory puts it', ([, shape]) => {
  const theory = erlangWait(shape.servers, shape.utilisation);
  for (const runs of replications(shape)) {
    const { from, to } = interval(runs);
    expect(theory).toBeGreaterThan(from);
    expect(theory).toBeLessThan(to);
    // An interval wide enough for anything would prove nothing.
    expect(to - from).toBeLessThan(0.15 * theory);
  }
});

test('the same seed gives the same waits, another seed others', () => {
  const shape = {
    stations: 2,
    servers: 3,
    utilisation: 0.8,
    meanServiceMs: 60_000,
    customers: 2_000,
    warmUp: 0,
  };
  const first = runTandem({ ...shape, seed: 1 });
  expect(runTandem({ ...shape, seed: 1 })).toEqual(first);
  expect(runTandem({ ...shape, seed: 2 }).meanWaits).not.toEqual(first.meanWaits);
  expect(first.events).toBe(6_000);
});
