// The worked example of load/README.md, as it is written there: commands that a reader copies must do what the text says.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CapacityReport } from './capacity/report.ts';
import type { LoadReport } from './report/load-report.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const README = readFileSync(at('README.md'), 'utf8');
/** The block behind the mark. */
const EXAMPLE = /runs as a test[^\n]*-->\s+```sh\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
const COMMANDS = EXAMPLE.split('\n').filter((line) => line.startsWith('rehearse '));

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'worked-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Runs a line; how fast the machine is is no matter here, so that exit code 1 is one of two that may come. */
async function run(line: string): Promise<unknown> {
  const args = [...line.split(' ').slice(1), '--json', '--out', join(dir, String(Math.random()))];
  const command = [at('../simulator/cli/rehearse.js'), ...args];
  const { stdout } = await promisify(execFile)('node', command, { maxBuffer: 1 << 26 }).catch(
    (error: unknown) => {
      const { code, stdout: said } = error as { code?: unknown; stdout?: string };
      expect(code).toBe(1);
      return { stdout: said ?? '' };
    },
  );
  return JSON.parse(stdout);
}

test('the example names a load and a search', () => {
  expect(COMMANDS.map((line) => line.split(' ')[1])).toEqual(['load', 'capacity']);
});

test.concurrent('the load is answered rightly', async ({ expect }) => {
  const report = (await run(COMMANDS[0]!)) as LoadReport;
  expect(report.checked.findings).toEqual([]);
  expect(report.checked.answers).toBeGreaterThan(1_000);
});

test.concurrent(
  'the search holds ten movements a second against the year, by the arithmetic of the text',
  async ({ expect }) => {
    const report = (await run(COMMANDS[1]!)) as CapacityReport;
    expect(report.findings).toEqual([]);
    expect(report.sizing?.busiestHour).toBeCloseTo(0.23, 2);
    expect(report.sizing?.needed).toBeCloseTo(0.69, 2);
    expect(report.sizing?.carried).toBe(report.carried?.movementsPerSecond ?? 0);
    expect(report.trials.length).toBeGreaterThan(0);
  },
);
