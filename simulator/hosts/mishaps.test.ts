/** Traffic in which much goes wrong: every mishap leads to the rows that it must, and no invariant is broken. */
import { beforeAll, expect, test } from 'vitest';
import type { MishapId } from '../../scenarios/data/mishaps.ts';
import { MISHAP_IDS } from '../../scenarios/data/mishaps.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { InvariantWatch } from '../journal/invariants/invariants.ts';
import { runVirtual } from './rehearsal.ts';

/** So much of everything that a few weeks of thin traffic show it. */
const OFTEN: Readonly<Record<MishapId, number>> = {
  preLodged: 0.2,
  wrongDeclaration: 0.1,
  mistypedAccessCode: 0.1,
  amended: 0.1,
  withdrawn: 0.1,
  divertedAtBorder: 0.15,
  divertedAtDestination: 0.15,
  incident: 0.3,
  gone: 0.1,
};

/** Rows that each mishap leads to, at the least. */
const LEADS_TO: Readonly<Record<MishapId, readonly string[]>> = {
  preLodged: ['D2', 'D7'],
  wrongDeclaration: ['D1'],
  mistypedAccessCode: ['U2', 'D21', 'D23'],
  amended: ['D11'],
  withdrawn: ['D12'],
  divertedAtBorder: ['B2', 'B3', 'D30', 'B11'],
  divertedAtDestination: ['A2', 'A3', 'A19'],
  incident: ['D29', 'B12'],
  gone: ['D32', 'E3', 'E13'],
};

const scenarioWith = (mishaps: Scenario['mishaps']): Scenario => {
  const changes = ['warmUp=1d', 'lasts=70d', 'traffic.0.share=0.01', 'weather.closures=none'];
  const loaded = loadScenario('pilot/pilot-corridors', changes);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause ?? 'the scenario does not load');
  return { ...loaded.scenario, ...(mishaps === undefined ? {} : { mishaps }) };
};

let entries: Entry[] = [];
beforeAll(() => {
  entries = journalOf(OFTEN);
});

function journalOf(mishaps: Scenario['mishaps']): Entry[] {
  const found: Entry[] = [];
  const observers = [(entry: Entry) => void found.push(entry)];
  runVirtual({ scenario: scenarioWith(mishaps), seed: '11', bodies: false, observers });
  return found;
}

test.each(MISHAP_IDS)('%s leads to its rows', (id) => {
  const rows = new Set(entries.map(({ row }) => row));
  expect(LEADS_TO[id].filter((row) => !rows.has(row))).toEqual([]);
});

test('a declaration with a mistake is lodged again under its number, and accepted', () => {
  const rejected = entries.filter(({ row }) => row === 'D1').map((entry) => entry['lrn']);
  const accepted = new Set(
    entries.filter(({ type }) => type === 'MovementAccepted').map((entry) => entry['lrn']),
  );
  expect(rejected.length).toBeGreaterThan(10);
  expect(rejected.filter((lrn) => accepted.has(lrn)).length).toBeGreaterThan(rejected.length / 2);
});

test('no invariant is broken', () => {
  const watch = new InvariantWatch();
  for (const entry of entries) watch.step(entry);
  watch.end(entries.at(-1)?.t ?? 0);
  expect(watch.violations).toEqual([]);
});

test('without mishaps none of these rows is met', () => {
  const rows = new Set(journalOf('none').map(({ row }) => row));
  const own = ['D1', 'D2', 'D11', 'D12', 'D23', 'D29', 'B2', 'A2'];
  expect(own.filter((row) => rows.has(row))).toEqual([]);
});
