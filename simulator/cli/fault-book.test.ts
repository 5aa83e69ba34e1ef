/** What a summary says of the faults of a scenario: those that began, and those that never came. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import { defectText } from '../../scenarios/source.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { FaultBook } from './fault-book.ts';

function withFaults(faults: Scenario['faults']): Scenario {
  const loaded = loadScenario('pilot/one-truck');
  if (!loaded.ok) throw new Error(loaded.defects.map(defectText).join('\n'));
  return { ...loaded.scenario, ...(faults === undefined ? {} : { faults }) };
}

function resultsOf(scenario: Scenario): Record<string, [begun: number, never: number]> {
  const book = new FaultBook();
  runVirtual({ scenario, seed: '1', bodies: false, observers: [(entry) => book.step(entry)] });
  const results = book.results(scenario, '1');
  return Object.fromEntries(results.map(({ kind, begun, never }) => [kind, [begun, never]]));
}

test('tells which faults began and which never came', () => {
  const scenario = withFaults([
    { fault: 'nodeCrash', at: '36h', lasts: '2h', node: 'AZE' },
    // The only truck has arrived by then, and the run is over.
    { fault: 'nodeCrash', at: '29d', lasts: '2h', node: 'AZE' },
    { fault: 'partition', when: { happens: 'TruckQueued' }, lasts: '1h', node: 'GEO' },
    { fault: 'brokerCrash', when: { happens: 'TruckQueued', time: 99 }, lasts: '1h' },
  ]);
  expect(resultsOf(scenario)).toEqual({
    nodeCrash: [1, 1],
    partition: [1, 0],
    brokerCrash: [0, 1],
  });
});

test('promises none of those at random', () => {
  const { loss } = resultsOf(withFaults([{ fault: 'loss', every: '2d', lasts: '6h' }]));
  expect(loss?.[0]).toBeGreaterThan(0);
  expect(loss?.[1]).toBe(0);
});

test('says nothing where nothing is planned to go wrong', () => {
  expect(resultsOf(withFaults(undefined))).toEqual({});
});
