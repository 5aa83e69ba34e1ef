// `rehearse spec coverage` over folders of runs: what it finds, prints and answers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ONE_TRUCK, ONE_TRUCK_HEADER } from '../../reports/fixtures/one-truck.ts';
import { Failure } from './failure.ts';
import { spec } from './spec.ts';

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-coverage-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A recorded run of a scenario, in a folder below `folder`. */
function record(at: string, scenario: string, entries: readonly object[]): void {
  mkdirSync(join(folder, at), { recursive: true });
  const lines = [{ ...ONE_TRUCK_HEADER, scenario }, ...entries].map((line) => JSON.stringify(line));
  writeFileSync(join(folder, at, 'journal.jsonl'), `${lines.join('\n')}\n`);
}

const rejected = { t: 1, n: 'GEO', s: 0, type: 'DeclarationRejected', row: 'D1', rules: ['C401'] };

test('finds the runs below a folder and says what none of them shows', () => {
  record('a/one-truck-1-1', 'one-truck', ONE_TRUCK);
  record('rejected-1-1', 'rejected', [rejected]);
  expect(spec(['coverage', folder])).toBe(0);
  expect(printed).toMatch(/^rows: \d+ of \d+ seen; not seen:$/m);
  expect(printed).toMatch(/^ {2}D26 +Invalidated by customs after release$/m);
  expect(printed).not.toMatch(/^ {2}(D1|D20|C401) /m);
});

test('with --json it is one document with counts and holes', () => {
  record('run', 'rejected', [rejected]);
  expect(spec(['coverage', join(folder, 'run'), '--json'])).toBe(0);
  const found = JSON.parse(printed) as { rows: object; holes: { rows: string[]; rules: string[] } };
  expect(found.rows).toMatchObject({ D1: 1, D3: 0 });
  expect(found.holes.rules).not.toContain('C401');
  expect(found.holes.rows).toContain('D3');
});

test('by scenario it names those that show each row', () => {
  record('a', 'one-truck', ONE_TRUCK);
  record('b', 'rejected', [rejected]);
  expect(spec(['coverage', folder, '--by', 'scenario'])).toBe(0);
  expect(printed).toMatch(/^ {2}D1 +1 {2}Declaration rejected +rejected$/m);
  expect(printed).toMatch(/^ {2}D20 +\d+ {2}Released for transit +one-truck$/m);
  expect(printed).toMatch(/^ {2}D26 +0 .*NOT SEEN$/m);
});

test('--strict answers 1 while there is a hole', () => {
  record('a', 'rejected', [rejected]);
  expect(spec(['coverage', folder, '--strict'])).toBe(1);
});

test.for([[['coverage']], [['coverage', '/nowhere']], [['coverage', 'x', '--by', 'day']]])(
  'refuses %j with what to try',
  ([args]) => expect(() => spec(args!)).toThrow(Failure),
);
