// `rehearse load` as people call it: on an exchange of its own, behind another broker, with papers, and with what cannot be.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newSecret } from '../../nodes/process/credentials.ts';
import { hasMosquitto, Mosquitto } from '../../nodes/process/testing/mosquitto.ts';
import type { LoadReport } from '../../load/report/load-report.ts';
import { Failure } from './failure.ts';
import { load } from './load.ts';
import { run } from './run.ts';
import { VerbChild } from './testing/verb-child.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'load-'));
  const profile = {
    ...{ name: 'short', summary: { en: 'short', ru: 'коротко' }, arrivals: 'even', pace: 1e9 },
    ...{ stages: [{ seconds: 2, rate: 20 }], warmUp: 0.5, p99Most: 60_000 },
    mistakes: { repeated: 0.1, unreadable: 0.05, misnumbered: 0.2, intruding: 0.2 },
  };
  writeFileSync(join(dir, 'short.json'), JSON.stringify(profile));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

async function loaded(...args: string[]): Promise<LoadReport> {
  const out = join(dir, 'out');
  const code = await load(['--profile', join(dir, 'short.json'), '--out', out, '--json', ...args]);
  const report = JSON.parse(readFileSync(join(out, 'load.json'), 'utf8')) as LoadReport;
  expect(report.checked.findings).toEqual([]);
  // How fast it went depends on the machine; the exit code says what the report says.
  expect(code).toBe(report.objections.length === 0 ? 0 : 1);
  return report;
}

describe('a load', () => {
  test('on an exchange of its own: every answer is right, those to mistakes as well', async () => {
    const report = await loaded();
    expect(report.through).toBe('ice');
    expect(report.acknowledgement.count).toBeGreaterThan(100);
    expect(report.checked.answers).toBeGreaterThan(2 * report.acknowledgement.count);
    expect(Object.keys(report.byType)).toEqual(expect.arrayContaining(['X001', 'X018', 'X050']));
  });

  test.runIf(hasMosquitto)('behind another broker, by the secrets that it knows', async () => {
    const countries = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
    const secrets = Object.fromEntries([...countries, 'ICE'].map((name) => [name, newSecret()]));
    const mosquitto = await Mosquitto.start(secrets);
    try {
      writeFileSync(join(dir, 'credentials.json'), JSON.stringify(secrets));
      const broker = mosquitto.url.replace('//', `//ICE:${secrets['ICE'] ?? ''}@`);
      const report = await loaded(
        '--broker',
        broker,
        '--credentials',
        join(dir, 'credentials.json'),
      );
      expect(report.through).toBe('broker');
    } finally {
      await mosquitto.close();
    }
  });

  test('on an exchange that asks for certificates and signatures', async () => {
    const store = join(dir, 'ice');
    const ice = new VerbChild(['ice', '--store', store, '--mqtt', '0', '--tls'], dir);
    try {
      const target = await ice.said(/ICE is at (mqtts:\/\/\S+);/);
      const papers = ['--papers', join(store, 'papers')];
      await loaded('--target', target, '--credentials', join(store, 'credentials.json'), ...papers);
    } finally {
      await ice.stop();
    }
  });

  test('of a recorded run', async () => {
    await run(['pilot/one-truck', '--out', join(dir, 'run'), '--bodies', '--json']);
    const report = await loaded('--from', join(dir, 'run'));
    expect(report.acknowledgement.count).toBeGreaterThanOrEqual(20);
  });

  test('writes its movements for others to send', async () => {
    const file = join(dir, 'flows.json');
    expect(await load(['--write-flows', file])).toBe(0);
    const { format, flows } = JSON.parse(readFileSync(file, 'utf8')) as {
      format: number;
      flows: unknown[];
    };
    expect([format, flows.length > 100]).toEqual([1, true]);
  });
});

describe('what cannot be is said in a sentence', () => {
  const profile = (): string => join(dir, 'short.json');
  test.each<[string, () => string[], number, RegExp]>([
    [
      'no profile',
      () => [],
      2,
      /^a load needs a profile; add --profile rush\|smoke\|soak\|spike\|steady$/,
    ],
    [
      'an unknown profile',
      () => ['--profile', 'stormy'],
      2,
      /^there is no profile stormy; known are/,
    ],
    [
      'a target without secrets',
      () => ['--profile', profile(), '--target', 'mqtt://127.0.0.1:1'],
      2,
      /need their secrets to connect; name the exchange’s credentials/,
    ],
    [
      'no address',
      () => ['--profile', profile(), '--target', 'ice'],
      2,
      /^--target ice is no address/,
    ],
    [
      'a run without bodies',
      () => ['--profile', profile(), '--from', join(dir, 'nothing')],
      2,
      /is no folder of a run/,
    ],
    [
      'a broker that is not there',
      () => ['--profile', profile(), '--broker', 'mqtt://127.0.0.1:1'],
      3,
      /nobody answers there/,
    ],
  ])('%s', async (_what, args, exit, says) => {
    const failure = await load(args()).then(
      () => undefined,
      (error: unknown) => Failure.of(error),
    );
    expect(failure?.text).toMatch(says);
    expect(failure?.exit).toBe(exit);
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });
});
