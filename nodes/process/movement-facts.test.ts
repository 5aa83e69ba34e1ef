/** Which of a process's facts are about a movement: by its numbers, and by the messages that name it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import { factLine } from './facts.ts';
import { movementFacts, MovementNames } from './movement-facts.ts';
import { Store } from './store.ts';

const MRN = '26GE000102000001Y3';
const LRN = 'GE001-26-000001';

const FACTS: readonly Entry[] = (
  [
    { by: 'WORLD-n1', type: 'DeclarationSubmitted', lrn: LRN },
    { type: 'MessageSent', id: 'GEO-n1', msg: 'T928', from: 'GEO', to: 'GE1', lrn: LRN },
    { by: 'WORLD-n2', type: 'DeclarationSubmitted', lrn: 'another' },
    { by: 'WORLD-n3', type: 'MovementAccepted', lrn: LRN, mrn: MRN },
    { type: 'MessageSent', id: 'GEO-1', msg: 'X001', from: 'GEO', to: 'AZE', mrn: MRN },
    // The same number of another trader's.
    { by: 'WORLD-n4', type: 'MovementAccepted', lrn: LRN, mrn: '26GE000102000002Y1' },
    { type: 'MessageRepeated', id: 'GEO-1', to: 'ICE', attempt: 1 },
    { type: 'MessageRepeated', id: 'GEO-2', to: 'ICE', attempt: 1 },
    // It names no movement, but it answers a message of this one.
    { by: 'GEO-1', type: 'MessageSent', id: 'GEO-3', msg: 'S906', from: 'GEO', to: 'AZE' },
    { by: 'GEO-3', type: 'MessageReceived', msg: 'S906' },
    // What a message of this movement set off about another one.
    { by: 'GEO-1', type: 'ClaimRegistered', mrn: '26GE000102000002Y1' },
  ] as const
).map((fact, s) => ({ t: s, n: 'GEO', s, ...fact }));

const OURS = [0, 1, 3, 4, 6, 8, 9];

let dir: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'movement-'));
  const opened = Store.open({ dir, participants: ['GEO'], identity: {}, flush: 'off' });
  if (!opened.ok) throw opened.error;
  store = opened.value;
  const facts = FACTS.map((entry) => factLine(entry, { mrn: MRN }));
  const changes = { wire: [], confirmed: [], intake: [], door: [] };
  // In two commits: the names are known by the end of the second.
  for (const part of [facts.slice(0, 3), facts.slice(3)])
    store.commit([], new Chance('seed'), { facts: part, ...changes });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const numbers = (lines: readonly string[]): number[] =>
  lines.map((line) => (JSON.parse(line) as Entry).s);

test.for([
  ['its MRN', { mrns: [MRN] }],
  ['its LRN', { lrns: [LRN] }],
] as const)(
  'by %s: also what was said before it had the other one, and nothing of others',
  async ([what, named]) => {
    const names = new MovementNames(named);
    const found = numbers(await movementFacts(store, ['GEO'], names));
    // Who asks by an LRN alone may mean either trader's; the first to have an MRN is taken.
    expect(found, what).toEqual(OURS);
    expect([...names.messages].sort()).toEqual([
      'GEO-1',
      'GEO-3',
      'GEO-n1',
      'WORLD-n1',
      'WORLD-n3',
    ]);
  },
);

test('who knows no number of the movement finds it by its messages', async () => {
  const names = new MovementNames({ mrns: ['26AZ000101000001A1'], messages: ['GEO-1'] });
  expect(numbers(await movementFacts(store, ['GEO'], names))).toEqual([6, 8, 9]);
});

test('an unknown movement has no facts', async () => {
  const names = new MovementNames({ mrns: ['26AZ000101000001A1'] });
  expect(await movementFacts(store, ['GEO'], names)).toEqual([]);
});
