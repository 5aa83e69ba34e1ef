/** What a plain scenario says is what the run did: the same faults at the same instants, the same movements. */
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { semanticDefects } from '../../scenarios/semantics.ts';
import { plainScenario } from './plain.ts';
import type { Kept } from './seed.ts';
import { tryScenario } from './seed.ts';

const named = (name: string, changes: readonly string[] = []): Scenario => {
  const loaded = loadScenario(name, changes);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  return loaded.scenario;
};
const run = (scenario: Scenario): readonly Kept[] =>
  tryScenario(scenario, { keepEntries: true }).entries;
const of = (entries: readonly Kept[], type: string) =>
  entries.flatMap(({ entry }) => (entry.type === type ? [entry] : []));
const nowhere = () => ({ file: '', line: 1, column: 1 });

describe('faults that wait for something, or come again and again', () => {
  const scenario: Scenario = {
    ...named('explore/three-countries'),
    lasts: '12d',
    faults: [
      { fault: 'loss', when: { happens: 'TruckQueued', time: 3 }, after: '10m', lasts: '2h' },
      { fault: 'nodeCrash', every: '3d', lasts: '1h', node: 'AZE' },
      { fault: 'delay', when: { happens: 'NothingOfTheKind' }, lasts: '2h' },
    ],
  };
  const entries = run(scenario);
  const plain = plainScenario(scenario, entries);

  test('are listed as they began; what never began is not', () => {
    expect(semanticDefects(plain, nowhere)).toEqual([]);
    const kinds = (plain.faults ?? []).map(({ fault }) => fault);
    expect(kinds.filter((kind) => kind === 'loss')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'nodeCrash').length).toBeGreaterThan(1);
    expect(kinds).not.toContain('delay');
    for (const fault of plain.faults ?? [])
      expect(fault).toEqual(expect.not.objectContaining({ when: expect.anything() as object }));
  });

  test('make the same run again, to the entry', () => {
    const told = (kept: readonly Kept[]) =>
      kept.map(
        ({ entry: { t, n, s, type, id } }) =>
          `${String(t)} ${n} ${String(s)} ${type} ${String(id)}`,
      );
    expect(told(run(plain))).toEqual(told(entries));
  });
});

test('flows become the trucks that stood ready, those of the warm-up among them', () => {
  const scenario = named('pilot/pilot-corridors', [
    ...['warmUp=2d', 'lasts=1d', 'traffic.0.share=0.03'],
  ]);
  const entries = run(scenario);
  const plain = plainScenario(scenario, entries);
  expect(semanticDefects(plain, nowhere)).toEqual([]);
  expect(plain.warmUp).toBeUndefined();
  expect(plain.start).toBe('2026-07-12T06:00:00Z');
  expect(plain.lasts).toBe('3d');
  const ready = of(entries, 'TruckReady');
  expect(ready.some(({ t }) => t < Date.UTC(2026, 6, 14, 6))).toBe(true);
  expect(plain.traffic).toHaveLength(ready.length);
  const again = of(run(plain), 'TruckReady');
  const ends = (list: typeof ready) =>
    list.map((one) => `${String(one['from'])} ${String(one['to'])} ${String(one['goods'])}`).sort();
  expect(ends(again)).toEqual(ends(ready));
});

test('listed movements and storms of a scenario with a warm-up keep their instants', () => {
  const scenario: Scenario = {
    ...named('explore/three-countries'),
    warmUp: '2d',
    weather: { closures: 'none', storms: [{ ports: ['az-alat-port'], from: '1d', lasts: '1d' }] },
  };
  const plain = plainScenario(scenario, run(scenario));
  expect(plain.traffic[0]).toMatchObject({ movement: { at: '52h' } });
  expect(plain.weather.storms).toEqual([{ ports: ['az-alat-port'], from: '3d', lasts: '1d' }]);
});
