/** The conformity plan on the nodes of this project: every scenario passes, in whichever host, and a wrong expectation is found. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { libraryNames } from '../../scenarios/load.ts';
import { runLockstep } from '../hosts/lockstep-run.ts';
import type { RunResult } from '../hosts/rehearsal.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { check } from './check.ts';
import { EXIT } from './failure.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { mustLoad } from './scenario.ts';
import { failed, RunBooks, summarise } from './summary.ts';

const NAMES = libraryNames().filter((name) => name.startsWith('conformity/'));

let folder = '';
let printed = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformity-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** One scenario in simulated time; with JSON hops every message goes through JSON at every hop. */
function perform(name: string, jsonHops: boolean, changes: string[] = []) {
  const { scenario } = mustLoad(name, changes);
  const books = new RunBooks(scenario);
  const seed = String(scenario.seed);
  const observers = [books.observe];
  const result = runVirtual({ scenario, seed, bodies: true, jsonHops, observers });
  const summary = summarise({
    ...{ scenario, seed, host: 'virtual', folder, result, books, wallMs: 0 },
  });
  return { result, summary };
}

test.each(NAMES)('%s passes, and JSON hops change nothing', (name) => {
  const { result, summary } = perform(name, false);
  expect(summary.steps?.filter(({ pass }) => !pass)).toEqual([]);
  expect(summary.invariants.violations).toEqual([]);
  expect(failed(summary)).toBe(false);
  expect(perform(name, true).result.sha256).toBe(result.sha256);
});

test('another seed, and so other latencies, do not matter', () => {
  for (const name of NAMES)
    expect(perform(name, false, ['seed=4711']).summary.steps?.filter(({ pass }) => !pass)).toEqual(
      [],
    );
});

test('what administrators do, and what is sent in a node’s name, is the same with real processes and a real broker', async () => {
  const { scenario } = mustLoad('conformity/s20-outage-and-duplicates', []);
  const books = new RunBooks(scenario);
  const seed = String(scenario.seed);
  const request = { scenario, seed, bodies: true, observers: [books.observe] };
  const result: RunResult = await runLockstep(request, {
    folder: join(folder, 'lockstep'),
    flush: 'off',
    bind: '127.0.0.1',
    mqtt: 0,
    compareHashes: true,
    watch: { onDeath: () => undefined, onReturn: () => undefined, onTrouble: () => undefined },
  });
  expect(books.judge?.results().filter(({ pass }) => !pass)).toEqual([]);
  expect(result.sha256).toBe(runVirtual(request).sha256);
}, 60_000);

describe('as a plan', () => {
  test('a folder gives one result each, one folder each, and reports of the whole', async () => {
    const out = join(folder, 'plan');
    printed = '';
    expect(await run(['conformity', '--json', '--out', out])).toBe(EXIT.well);
    const results = JSON.parse(printed) as { scenario: string; steps: { id: string }[] }[];
    expect(results.map(({ scenario }) => `conformity/${scenario}`)).toEqual(NAMES);
    expect(results[0]?.steps[0]).toMatchObject({ id: 'applied', pass: true, missing: [] });
    expect(report([out, '--format', 'html,junit'])).toBe(EXIT.well);
    const xml = readFileSync(join(out, 'report.junit.xml'), 'utf8');
    expect(xml.match(/<testsuite /g)).toHaveLength(NAMES.length);
    expect(xml).not.toContain('<failure');
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('20 of 20 scenarios passed');
    expect(existsSync(join(out, 's20-outage-and-duplicates', 'report.html'))).toBe(true);
    expect(check([join(out, 's20-outage-and-duplicates'), '--again'])).toBe(EXIT.well);
  });

  test('a plan is not written over another run', async () => {
    await expect(run(['conformity', '--out', join(folder, 'plan')])).rejects.toThrow(/plan/);
  });

  test('an expectation that does not hold is a verdict of its own, and told in words', async () => {
    printed = '';
    const changes = ['--set', 'steps.1.sees.balance.g1=1', '--set', 'steps.2.sees.rows=[B7 of m1]'];
    const out = join(folder, 'wrong');
    expect(await run(['conformity/s10-straight-through', ...changes, '--out', out])).toBe(
      EXIT.verdict,
    );
    expect(printed).toContain('balance of g1 is 41,580, not 1');
    expect(printed).toContain('row B7, Check on entry (m1): not followed');
    report([out, '--format', 'junit', '--lang', 'ru']);
    const xml = readFileSync(join(out, 'report.ru.junit.xml'), 'utf8');
    expect(xml.match(/<failure /g)).toHaveLength(2);
  });
});
