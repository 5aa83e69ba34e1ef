import { describe, expect, test } from 'vitest';
import { TargetLost } from './probe.ts';
import type { SearchOptions, SearchResult } from './search.ts';
import { search } from './search.ts';
import type { SimulatedServer } from './testing/simulated-server.ts';
import { capacityOf, simulatedProbe } from './testing/simulated-server.ts';

const OPTIONS: SearchOptions = {
  criterion: { p99Most: 2_000, achievedLeast: 0.99 },
  ...{ start: 10, least: 0.05, most: 100_000, within: 0.03, probesMost: 80 },
  ...{ msMost: 1, now: () => 0 },
};
const SERVER: SimulatedServer = {
  ...{ perSecond: 1_000, service: 'exponential', messagesPerMovement: 4, seed: '1', hold: 20 },
};

const searchOn = (
  server: Partial<SimulatedServer>,
  options: Partial<SearchOptions> = {},
): Promise<SearchResult> =>
  search(simulatedProbe({ ...SERVER, ...server }), { ...OPTIONS, ...options });

const SEEDS = Array.from({ length: 16 }, (_, i) => String(i));

describe('on a server whose capacity is known, the highest rate held is within 3 % of it', () => {
  const kinds: Record<string, Partial<SimulatedServer>> = {
    'one that serves evenly': { service: 'even' },
    'one that serves as chance has it': {},
    'one that stalls for 100 ms each second': { stalls: { every: 1, seconds: 0.1 } },
    'one that stalls for 200 ms now and then': { stalls: { every: 1.7, seconds: 0.2 } },
    'one whose neighbours stop it for 3 s in one probe of ten': { service: 'even', disturbed: 0.1 },
    'a slow one': { perSecond: 120, service: 'even' },
    'one of many messages a movement': { messagesPerMovement: 12 },
  };
  test.for(Object.entries(kinds))('%s', async ([, kind]) => {
    for (const seed of SEEDS) {
      const server = { ...SERVER, ...kind, seed };
      const { ended, limit, held = 0, notHeld = 0 } = await searchOn(server);
      const known = capacityOf(server);
      expect({ seed, ended, limit }).toEqual({ seed, ended: 'narrow', limit: 'target' });
      expect(Math.abs(held / known - 1), `seed ${seed}: held ${String(held)}`).toBeLessThan(0.03);
      expect(notHeld / held - 1).toBeLessThan(0.03);
    }
  });

  test('one that is 1 % faster or slower from probe to probe, on average and nearly always', async () => {
    const errors: number[] = [];
    for (const seed of SEEDS) {
      const server = { ...SERVER, noise: 0.01, seed };
      errors.push(((await searchOn(server)).held ?? 0) / capacityOf(server) - 1);
    }
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(
      0.015,
    );
    expect(errors.filter((error) => Math.abs(error) > 0.03).length).toBeLessThanOrEqual(1);
  });
});

test('where the bound on latency comes first, it is what is found', async () => {
  // D/M/1: the time in the system is exponential with the rate served × (1 − σ), where σ = exp(−(1 − σ) ÷ load).
  const rest = Math.log(100) / (0.02 * 1_000);
  const known = (1_000 * rest) / -Math.log(1 - rest);
  const criterion = { p99Most: 20, achievedLeast: 0.99 };
  for (const seed of SEEDS) {
    const { ended, held = 0 } = await searchOn({ messagesPerMovement: 1, seed }, { criterion });
    expect(ended).toBe('narrow');
    expect(Math.abs(held / known - 1), `seed ${seed}: held ${String(held)}`).toBeLessThan(0.05);
  }
});

test('both ends of the interval were tried again before it is believed', async () => {
  const { trials, held, notHeld } = await searchOn({});
  const outcomes = (rate: number | undefined): string[] =>
    trials
      .filter((trial) => trial.rate === rate && trial.step.share === 1)
      .map(({ judgement }) => judgement.outcome);
  expect(outcomes(held).filter((outcome) => outcome === 'held').length).toBeGreaterThanOrEqual(2);
  expect(outcomes(notHeld).filter((outcome) => outcome !== 'held').length).toBeGreaterThanOrEqual(
    3,
  );
});

test('the curve has points from light load up to what is held', async () => {
  const { trials, held = 0 } = await searchOn({});
  for (const share of [0.1, 0.25, 0.5, 0.7, 0.8, 0.9])
    expect(trials.some(({ rate }) => Math.abs(rate / held - share) <= 0.05)).toBe(true);
});

test('the same answers give the same search', async () => {
  const rates = async (): Promise<number[]> =>
    (await searchOn({ noise: 0.02, disturbed: 0.2 })).trials.map(({ rate }) => rate);
  expect(await rates()).toEqual(await rates());
});

test('a generator that cannot keep up is the limit, and what it found a lower bound', async () => {
  const { ended, limit, held = 0 } = await searchOn({ generatorMost: 150 });
  expect({ ended, limit }).toEqual({ ended: 'narrow', limit: 'generator' });
  expect(held).toBeGreaterThan(150 * 0.97);
  expect(held).toBeLessThan(capacityOf(SERVER) * 0.7);
});

test('a server that never answers in time: not even the least rate is held', async () => {
  const { ended, held, notHeld } = await searchOn({ slowness: 3_000 });
  expect({ ended, held, notHeld }).toEqual({ ended: 'never', held: undefined, notHeld: 0.05 });
});

test('a server that holds whatever may be asked: the search ends at the bound', async () => {
  const { ended, held, notHeld, limit } = await searchOn({}, { most: 100 });
  expect({ ended, held, notHeld, limit }).toEqual({
    ...{ ended: 'bound', held: 100, notHeld: undefined, limit: undefined },
  });
});

test('a wrong answer ends the search at once', async () => {
  const { ended, trials } = await searchOn({ wrongOneIn: 2_000 });
  expect(ended).toBe('wrong');
  expect(trials.at(-1)?.judgement).toMatchObject({ outcome: 'wrong', reasons: ['wrong'] });
});

test('a server that dies under load: what was held before it is told, and at which rate it died', async () => {
  const { ended, held, lost } = await searchOn({ diesAbove: 500 });
  expect({ ended, held, lost }).toEqual({
    ...{ ended: 'lost', held: 80 },
    lost: { rate: 160, cause: 'connect ECONNREFUSED' },
  });
});

test('a server that was never there is the caller’s to tell', async () => {
  await expect(searchOn({ diesAbove: 1 })).rejects.toThrow(TargetLost);
});

test('bounds on probes and on time end it with what it has', async () => {
  const few = await searchOn({}, { probesMost: 5 });
  expect(few).toMatchObject({ ended: 'probes', held: 160, notHeld: undefined });
  let minutes = 0;
  const short = await searchOn({}, { msMost: 8, now: () => minutes++ });
  expect(short.ended).toBe('time');
  expect(short.trials).toHaveLength(7);
});

test('whoever ends it gets what was found; the probe that was under way does not count', async () => {
  const ending = new AbortController();
  const onStep: SearchOptions['onStep'] = ({ number }) => {
    if (number === 4) ending.abort();
  };
  const { ended, held, trials } = await searchOn({}, { signal: ending.signal, onStep });
  expect({ ended, held }).toEqual({ ended: 'stopped', held: 40 });
  expect(trials).toHaveLength(3);
});
