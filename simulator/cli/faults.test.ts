/** The plan `faults`: a scenario for every kind of fault leaves its mark, heals, breaks no invariant, and expects what no run without the fault shows. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { evaluate } from '../../reports/render/expectations.ts';
import { libraryNames, loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { defectText } from '../../scenarios/source.ts';
import type { Entry } from '../core/cell.ts';
import { FAULTS } from '../faults/catalogue.ts';
import { isFaultActor } from '../faults/kind.ts';
import { FAULT_IDS } from '../faults/parameters.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { faultPages } from './fault-pages.ts';
import { RunBooks } from './summary.ts';

const NAMES = libraryNames().filter((name) => name.startsWith('faults/'));

function load(name: string): Scenario {
  const loaded = loadScenario(name);
  if (!loaded.ok) throw new Error(loaded.defects.map(defectText).join('\n'));
  return loaded.scenario;
}

interface Played {
  readonly entries: readonly Entry[];
  readonly sha256: string;
  readonly violations: readonly unknown[];
  /** What was expected and not found, in expectations and steps. */
  readonly missing: readonly string[];
}

function play(scenario: Scenario, jsonHops = false): Played {
  const books = new RunBooks(scenario);
  const entries: Entry[] = [];
  const result = runVirtual({
    scenario,
    seed: String(scenario.seed),
    bodies: scenario.steps !== undefined,
    jsonHops,
    observers: [books.observe, (entry) => void entries.push(entry)],
  });
  const { board, invariants, happenings, judge } = books;
  invariants.end(result.to);
  const expectations = evaluate(scenario.expect, {
    kpis: board.values(result.to),
    movements: board.counts(result.to),
    violations: invariants.count,
    happened: happenings.count,
  });
  return {
    entries,
    sha256: result.sha256,
    violations: invariants.violations,
    missing: [
      ...expectations.filter(({ pass }) => !pass).map(({ detail }) => detail),
      ...(judge?.results() ?? []).flatMap(({ missing }) => missing.map(({ en }) => en)),
    ],
  };
}

/** What a fault does to the run, in words of the journal. */
const isMark = (entry: Entry): boolean =>
  entry.type === 'FaultStruck' ||
  entry.type === 'NodeDown' ||
  (entry.type === 'CommandGiven' &&
    isFaultActor((entry['command'] as { readonly actor: string }).actor)) ||
  // A clock that is wrong says nothing itself.
  entry['kind'] === 'clockSkew';

test('every kind has a scenario of its own, and a kind', () => {
  expect(FAULTS.map(({ id }) => id)).toEqual(FAULT_IDS);
  const struck = NAMES.map((name) => new Set(load(name).faults?.map(({ fault }) => fault)));
  for (const kinds of struck) expect(kinds.size).toBe(1);
  expect(struck.flatMap((kinds) => [...kinds]).sort()).toEqual([...FAULT_IDS].sort());
});

test.each(faultPages().map(({ name, text }) => [name, text]))(
  'docs/%s is up to date (npm run docs writes it)',
  (name, text) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
  },
);

test('the pages point to a scenario of every kind', () => {
  const [{ text } = { text: '' }] = faultPages();
  for (const [, name = ''] of text.matchAll(/scenarios\/(faults\/[a-z-]+)\.yaml/g))
    expect(NAMES).toContain(name);
  expect(text.match(/scenarios\/faults\//g)).toHaveLength(FAULTS.length);
});

test('the example of the pages is a rehearsal that passes', () => {
  for (const { text } of faultPages()) {
    const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(text) ?? [];
    const { faults, expect: expected } = parse(yaml) as Pick<Scenario, 'faults' | 'expect'>;
    const played = play({ ...load('pilot/one-truck'), faults: faults ?? [], expect: expected });
    expect(played.violations).toEqual([]);
    expect(played.missing).toEqual([]);
  }
});

test('faults begin by time, by condition and at random', () => {
  const faults = NAMES.flatMap((name) => load(name).faults ?? []);
  for (const beginning of ['at', 'when', 'every'] as const)
    expect(faults.filter((fault) => fault[beginning] !== undefined).length).toBeGreaterThan(1);
});

describe.each(NAMES)('%s', (name) => {
  let scenario: Scenario;
  let played: Played;
  beforeAll(() => {
    scenario = load(name);
    played = play(scenario, true);
  });

  test('shows what it expects, and breaks no invariant', () => {
    expect(played.violations).toEqual([]);
    expect(played.missing).toEqual([]);
  });

  test('leaves its mark and heals', () => {
    const { entries } = played;
    const injected = entries.filter(({ type }) => type === 'FaultInjected');
    const healed = new Set(
      entries.filter(({ type }) => type === 'FaultHealed').map(({ fault }) => fault),
    );
    const end = entries.at(-1)?.t ?? 0;
    expect(injected.length).toBeGreaterThan(0);
    for (const { fault, until } of injected) expect(healed.has(fault)).toBe(Number(until) <= end);
    expect(healed.size).toBeGreaterThan(0);
    expect(entries.some(isMark)).toBe(true);
  });

  test('is the same with messages that are no JSON on their way', () => {
    expect(play(scenario).sha256).toBe(played.sha256);
  });

  test('expects more than a run without the fault shows', () => {
    expect(play({ ...scenario, faults: [] }).missing).not.toEqual([]);
  });
});
