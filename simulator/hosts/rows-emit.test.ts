/** The library's scripts hold the nodes to their state tables: what a row always emits is sent in the step that follows it. */
import { expect, test } from 'vitest';
import { rowOf } from '../../nodes/common/states/tables.ts';
import { libraryNames, loadScenario } from '../../scenarios/load.ts';
import type { Entry } from '../core/cell.ts';
import { runVirtual } from './rehearsal.ts';

const NAMES = libraryNames().filter((name) => /^(conformity|procedure)\//.test(name));

function journalOf(name: string): Entry[] {
  const loaded = loadScenario(name, []);
  if (!loaded.ok) throw new Error(`${name}: ${loaded.defects[0]?.cause ?? ''}`);
  const { scenario } = loaded;
  const entries: Entry[] = [];
  const observers = [(entry: Entry) => void entries.push(entry)];
  runVirtual({ scenario, seed: String(scenario.seed), bodies: false, observers });
  return entries;
}

/** Steps of one participant at one instant are one, as far as a journal tells. */
const stepOf = ({ n, t }: Entry): string => `${n} ${String(t)}`;

test.each(NAMES)('%s', (name) => {
  const entries = journalOf(name);
  const sent = new Set<string>();
  for (const entry of entries)
    if (entry.type === 'MessageSent') sent.add(`${stepOf(entry)} ${String(entry['msg'])}`);
  const missing = entries.flatMap((entry) =>
    (rowOf(entry.row ?? '')?.emits ?? [])
      .filter(({ code, when }) => when === undefined && !sent.has(`${stepOf(entry)} ${code}`))
      .map(({ code }) => `${entry.row ?? ''} (${entry.type}) without ${code}`),
  );
  expect(missing).toEqual([]);
});
