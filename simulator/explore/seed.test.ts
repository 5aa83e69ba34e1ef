/** What a seed makes of a scenario, and that it runs as anybody would run it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formDefects } from '../../scenarios/form.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs, semanticDefects } from '../../scenarios/semantics.ts';
import type { Entry } from '../core/cell.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { scenarioOfSeed } from './scenario-of-seed.ts';
import { exploreSeed, tryScenario } from './seed.ts';
import { RELEASES_TWICE, THROWS } from './testing/wrong-node.ts';

const named = (name: string): Scenario => {
  const loaded = loadScenario(name);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  return loaded.scenario;
};
const threeCountries = named('explore/three-countries');
const pilot = named('pilot/pilot-corridors');
const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const locate = () => ({ file: 'drawn', line: 1, column: 1 });

describe('the scenario of a seed', () => {
  test.each([threeCountries, pilot, named('conformity/s10-straight-through')])(
    'says its faults as a scenario may say them ($id)',
    (scenario) => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const drawn = scenarioOfSeed(scenario, seed, 'some');
          expect(drawn.seed).toBe(seed);
          expect([1, 2, 3]).toContain(drawn.faults?.length);
          expect(formDefects(drawn, locate)).toEqual([]);
          expect(semanticDefects(drawn, locate)).toEqual([]);
          expect(scenarioOfSeed(scenario, seed, 'some')).toEqual(drawn);
        }),
      );
    },
  );

  test('keeps the faults that the scenario has, and draws as many as are wanted', () => {
    const own = { ...threeCountries, faults: [{ fault: 'loss', at: '1h', lasts: '1h' } as const] };
    expect(scenarioOfSeed(own, 7, 'none').faults).toEqual(own.faults);
    expect(scenarioOfSeed(own, 7, 5).faults).toHaveLength(6);
    expect(scenarioOfSeed(own, 7, 5).faults?.[0]).toEqual(own.faults[0]);
    expect(scenarioOfSeed(own, 7, 0).faults).toEqual(own.faults);
  });

  test('has its faults while something happens, also where the scenario lasts much longer', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { at } of scenarioOfSeed(threeCountries, seed, 3).faults ?? [])
          expect(durationMs(at)).toBeLessThan(durationMs('11d'));
      }),
    );
  });
});

describe('a seed', () => {
  test('is run as `rehearse run` runs its scenario: without lines the entries are the same', () => {
    const tried = exploreSeed({ scenario: threeCountries, seed: 3, faults: 2, keepEntries: true });
    const entries: Entry[] = [];
    const { events } = runVirtual({
      scenario: tried.scenario,
      seed: '3',
      bodies: false,
      observers: [(entry) => void entries.push(entry)],
    });
    expect(tried.entries.map(({ entry }) => entry)).toEqual(entries);
    expect(tried.events).toBe(events);
  });

  test('ends with the first violation where that is all that is wanted', () => {
    const recast = RELEASES_TWICE;
    const whole = exploreSeed({ scenario: threeCountries, seed: 3, recast, keepEntries: true });
    const first = exploreSeed({
      ...{ scenario: threeCountries, seed: 3, recast, keepEntries: true },
      stopsAt: 'first',
    });
    expect(first.violations[0]).toEqual(whole.violations[0]);
    expect(first.entries.length).toBeLessThan(whole.entries.length);
    const [seen] = first.violations;
    const last = first.entries.findLast(({ entry }) => entry.n !== 'HOST');
    expect(last?.entry.t).toBe(seen?.t);
  });

  test('of which only one invariant is looked at tells of that one alone', () => {
    const recast = RELEASES_TWICE;
    const { violations } = exploreSeed({
      ...{ scenario: threeCountries, seed: 3, recast },
      stopsAt: { invariant: 'noPassageWithoutRelease' },
    });
    expect(violations.map(({ invariant }) => invariant)).toEqual(['noPassageWithoutRelease']);
  });
});

test('a step that throws is a violation, told with whom, on what and why, and the last of its run', () => {
  const { violations, entries } = tryScenario(threeCountries, {
    ...{ recast: THROWS, keepEntries: true },
  });
  expect(violations).toEqual([
    {
      ...{ invariant: 'crashed', node: 'AZE', t: expect.any(Number) as number },
      messageId: expect.stringMatching(/^(GEO|KAZ)-\d+$/) as string,
      detail: 'AZE broke at a step on X001: there is no shelf for this record',
    },
  ]);
  expect(entries.slice(-2).map(({ entry }) => entry.type)).toEqual(['StepBroken', 'RunEnded']);
  const times = entries.map(({ entry }) => entry.t);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
