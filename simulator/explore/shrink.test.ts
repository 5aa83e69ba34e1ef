/** Shrinking, on violations that were planted: what is left is small, shows the same, and is always the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { startOf } from '../../scenarios/semantics.ts';
import { DAY } from '../core/time.ts';
import type { Recast } from '../hosts/cast.ts';
import { REDUCTIONS } from './reductions.ts';
import { exploreSeed, tryScenario } from './seed.ts';
import { shrink, sizeOf } from './shrink.ts';
import { ACTS_ON_REPEATS, RELEASES_TWICE, THROWS } from './testing/wrong-node.ts';

const named = (name: string, changes: readonly string[] = []): Scenario => {
  const loaded = loadScenario(name, changes);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  return loaded.scenario;
};

const threeCountries = named('explore/three-countries');
const flows = named('pilot/pilot-corridors', ['warmUp=1d', 'lasts=1d', 'traffic.0.share=0.02']);

/** The first seed that shows something. */
function firstShown(scenario: Scenario, recast: Recast) {
  for (let seed = 1; seed <= 100; seed++) {
    const tried = exploreSeed({ scenario, seed, recast, stopsAt: 'first' });
    const [violation] = tried.violations;
    if (violation !== undefined) return { tried, violation };
  }
  throw new Error('none of a hundred seeds shows it');
}

test.each([
  ['of every movement', threeCountries, RELEASES_TWICE, 0],
  ['of a repeat', threeCountries, ACTS_ON_REPEATS, 1],
  ['of a step that throws', threeCountries, THROWS, 0],
  ['in the traffic of flows, after a warm-up', flows, RELEASES_TWICE, 0],
] as const)('a violation %s comes down to one truck', (_, scenario, recast, faults) => {
  const { tried, violation } = firstShown(scenario, recast);
  const { invariant } = violation;
  const shrunk = shrink({ scenario: tried.scenario, invariant, recast });
  expect(sizeOf(shrunk.scenario)).toEqual({ countries: 2, trucks: 1, faults });
  expect(shrunk.scenario.warmUp).toBeUndefined();
  expect(shrunk.violation.invariant).toBe(invariant);
  const again = tryScenario(shrunk.scenario, { recast });
  expect(again.violations).toContainEqual(shrunk.violation);
  expect(shrink({ scenario: tried.scenario, invariant, recast })).toEqual(shrunk);
});

test('without the wrong node nothing is shown, and there is nothing to shrink', () => {
  const { tried, violation } = firstShown(threeCountries, RELEASES_TWICE);
  expect(() => shrink({ scenario: tried.scenario, invariant: violation.invariant })).toThrow(
    `three-countries does not show ${violation.invariant}`,
  );
});

/** A scenario with something to take away in every way. */
const full: Scenario = {
  ...named('pilot/caspian-storm'),
  warmUp: '8d',
  faults: [
    { fault: 'loss', at: '93817s', lasts: '4711s', share: 0.4, node: 'GEO', way: 'out' },
    { fault: 'nodeCrash', at: '2d', lasts: '100s', node: 'AZE' },
  ],
  traffic: [
    { flows: 'pilot', share: 0.06 },
    { movement: { at: '31h', from: 'ge-poti', to: 'az-baku', cargo: 'machinery' } },
    { movement: { at: '7777s', from: 'az-baku', to: 'kz-almaty' } },
  ],
  countries: { GEO: { interestPerYear: 0.1 } },
};

test('whatever still shows it, taking away comes to an end', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (salt, oneIn) => {
      const shows = (candidate: Scenario): boolean =>
        hash(`${String(salt)} ${JSON.stringify(candidate)}`) % oneIn === 0;
      let scenario = full;
      let smaller = true;
      for (let steps = 0; smaller; steps++) {
        if (steps > 2_000) throw new Error(`no end: ${JSON.stringify(scenario)}`);
        smaller = false;
        for (const reduction of REDUCTIONS) {
          const next = [...reduction(scenario, (startOf(full) ?? 0) + 3 * DAY)].find(shows);
          if (next === undefined) continue;
          scenario = next;
          smaller = true;
        }
      }
    }),
  );
});

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
