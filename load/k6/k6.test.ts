/**
 * The bundled scripts, driven by a stand-in for k6 (testing/stand-in, no k6) against a real ICE and a real door: they load what they should, find
 * what is wrong, and refuse what they must not load.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIce } from '../../nodes/ice/ice.ts';
import { newSecret, verifierOf, verifiersOf } from '../../nodes/process/credentials.ts';
import { startIce } from '../../nodes/process/free-ice.ts';
import type { Running } from '../../nodes/process/free-ice.ts';
import { startNode } from '../../nodes/process/free-node.ts';
import { RealCast } from '../../nodes/process/testing/real-cast.ts';
import type { Profile } from '../profiles/profile.ts';
import smoke from '../profiles/smoke.json' with { type: 'json' };
import type { LoadReport } from '../report/load-report.ts';
import { bundleScripts } from './bundle.ts';
import type { Script } from './bundle.ts';
import { shamExchange } from './testing/sham-exchange.ts';

const CAST = new RealCast({ countries: ['GEO', 'AZE', 'KAZ'] });
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const FLOWS = here('testing/flows.json');
const STAND_IN = here('testing/stand-in/main.ts');
const RUNTIME_ARGS =
  process.versions['deno'] === undefined
    ? []
    : ['run', '-A', '--no-config', '--node-modules-dir=manual'];

/** Short, with every kind of mistake. */
const PROFILE: Profile = {
  ...smoke,
  name: 'short',
  arrivals: 'even',
  stages: [
    { seconds: 1, rate: 4 },
    { seconds: 2, rate: 4, to: 12 },
  ],
  warmUp: 1,
  mistakes: { repeated: 0.2, unreadable: 0.1, misnumbered: 0.3, intruding: 0.3 },
  p99Most: 5_000,
};

let dir: string;
let scripts: Record<Script, string>;
const troubles: string[] = [];
const running: Pick<Running, 'close'>[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'k6-'));
  scripts = await bundleScripts(join(dir, 'dist'));
  writeFileSync(join(dir, 'profile.json'), JSON.stringify(PROFILE));
});

afterAll(async () => {
  for (const one of running.reverse()) await one.close();
  rmSync(dir, { recursive: true, force: true });
});

const common = {
  participants: CAST.participants,
  codes: CAST.codes,
  onTrouble: (sentence: string) => void troubles.push(sentence),
  onFailure: (error: unknown) => void troubles.push(String(error)),
} as const;

interface Exchange {
  readonly url: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** File of them. */
  readonly credentials: string;
  readonly dir: string;
}

async function exchange(
  participant = CAST.ice(),
  realm: 'test' | 'production' = 'test',
): Promise<Exchange> {
  const own = mkdtempSync(join(dir, 'ice-'));
  const secrets = Object.fromEntries(Object.keys(CAST.codes).map((one) => [one, newSecret()]));
  const verifiers = await verifiersOf(secrets);
  const front = { kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers } as const;
  const ice = await startIce({ ...common, participant, realm, storeDir: own, front });
  running.push(ice);
  const credentials = join(own, 'credentials.json');
  writeFileSync(credentials, JSON.stringify(secrets));
  return { url: ice.url, secrets, credentials, dir: own };
}

interface Outcome {
  readonly exit: number;
  readonly said: string;
  readonly complained: string;
}

/** Runs the bundled script by the stand-in. */
function run(script: Script, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const told = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const args = [...RUNTIME_ARGS, STAND_IN, 'run', ...told, scripts[script]];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_, said, complained) =>
      resolve({ exit: child.exitCode ?? -1, said, complained }),
    );
  });
}

/** What a slow machine alone may make a script complain of. */
const SLOW =
  /thresholds on (schedule|acknowledgement.*|dropped_iterations) have been crossed|percentile|waits grew|were to be sent/;

/** Whether the load was borne, or only not in time, which is no matter of a test. */
function expectBorne(
  { exit, said, complained }: Outcome,
  { objections, checked }: LoadReport,
): void {
  const lines = complained.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => !SLOW.test(line))).toEqual([]);
  expect(objections.filter(({ en }) => !SLOW.test(en))).toEqual([]);
  expect(checked.wrong).toBe(0);
  expect(said).toContain(
    objections.length === 0
      ? '\nborne\n'
      : `not borne: ${objections.map(({ en }) => en).join('; ')}`,
  );
  expect(exit).toBe(lines.length === 0 ? 0 : 99);
}

const reportIn = (path: string): LoadReport => JSON.parse(readFileSync(path, 'utf8')) as LoadReport;

test('a bundle needs nothing but modules of k6', () => {
  for (const path of Object.values(scripts)) {
    const names = [...readFileSync(path, 'utf8').matchAll(/^import .* from ['"](.*)['"];$/gm)];
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter(([, name = '']) => !name.startsWith('k6/'))).toEqual([]);
  }
});

test('a load on ICE is borne, and the summary says what it came to', async () => {
  const { url, credentials } = await exchange();
  const report = join(dir, 'exchange.json');
  const outcome = await run('exchange', {
    ...{ TARGET: url, CREDENTIALS: credentials, FLOWS, REPORT: report },
    PROFILE: join(dir, 'profile.json'),
  });
  expectBorne(outcome, reportIn(report));
  expect(outcome.said).toMatch(/refused +C101 \d+, C302 \d+, C604 \d+/);
  const { byType, acknowledgement, delivery, asked, through } = reportIn(report);
  // 16 movements in the two seconds that count.
  expect(asked.movements).toBe(8);
  expect(through).toBe('ice');
  expect(Object.keys(byType)).toEqual(expect.arrayContaining(['X001', 'X006', 'X018', 'X050']));
  expect(acknowledgement.count).toBe(asked.messages * 2);
  expect(delivery.count).toBeGreaterThanOrEqual(acknowledgement.count);
});

test('an exchange that takes what it must refuse is found out', async () => {
  const lax = createIce({ ...CAST.scheme, iceRulesOff: ['C302'] });
  const { url, credentials } = await exchange(lax);
  const { exit, said, complained } = await run('exchange', {
    ...{ TARGET: url, CREDENTIALS: credentials, FLOWS, PROFILE: join(dir, 'profile.json') },
  });
  expect(complained).toMatch(/breaks C302 and was acknowledged/);
  expect(complained).toContain('thresholds on wrong_answers have been crossed');
  expect(said).toMatch(/not borne: \d+ answers are not what the specification says/);
  expect(exit).toBe(99);
});

test('an exchange of another realm is not loaded', async () => {
  const { url, credentials } = await exchange(CAST.ice(), 'production');
  const told = { TARGET: url, CREDENTIALS: credentials, FLOWS };
  const { exit, complained } = await run('exchange', told);
  expect(complained).toContain('its realm is production, and loads are for the realm test');
  expect(exit).toBe(108);
});

test('whoever is not let in says so in a sentence', async () => {
  const { url } = await exchange();
  const credentials = join(dir, 'wrong.json');
  writeFileSync(credentials, JSON.stringify({ AZE: 'no', GEO: 'no', KAZ: 'no' }));
  const { exit, complained } = await run('exchange', {
    TARGET: url,
    CREDENTIALS: credentials,
    FLOWS,
  });
  expect(complained).toMatch(/AZE cannot connect: .*; name the credentials.json of this exchange/);
  expect(exit).toBe(108);
});

test.for([
  ['ends a connection', 'test', /it has ended the connection of (AZE|GEO|KAZ); see its log/],
  ['does not say which realm it is of', undefined, /it does not say that it is a test exchange/],
] as const)('an exchange that %s ends the load', async ([, realm, sentence]) => {
  const sham = await shamExchange(realm);
  running.push(sham);
  const credentials = join(dir, 'any.json');
  writeFileSync(credentials, JSON.stringify({ AZE: 'a', GEO: 'b', KAZ: 'c' }));
  const { exit, said, complained } = await run('exchange', {
    ...{ TARGET: sham.url, CREDENTIALS: credentials, FLOWS },
  });
  expect(complained).toMatch(sentence);
  expect(said).toMatch(/not borne: .*the load was ended before it was over/);
  expect(exit).toBe(108);
});

test.for([
  ['no target', {}, /it is not told where the exchange is.*; add -e TARGET=…/],
  [
    'a target of another kind',
    { TARGET: 'http://x' },
    /http:\/\/x: it is no address of mqtt or tcp/,
  ],
  ['no flows', { TARGET: 'mqtt://x' }, /it is not told which movements to send/],
  [
    'flows that are none',
    { TARGET: 'mqtt://x', FLOWS: here('README.md') },
    /README.md: it is no JSON/,
  ],
  [
    'flows of a form unknown',
    { TARGET: 'mqtt://x', FLOWS: here('../profiles/smoke.json') },
    /holds no flows of format 1/,
  ],
  [
    'an unknown profile',
    { TARGET: 'mqtt://x', PROFILE: 'flood' },
    /flood: there is no such file; known are smoke, steady/,
  ],
  ['a file that is no profile', { TARGET: 'mqtt://x', PROFILE: FLOWS }, /it is no profile/],
  ['no credentials', { TARGET: 'mqtt://x', FLOWS }, /it is not told who may connect/],
] as const)('says what is wrong with %s, before anything is sent', async ([, env, sentence]) => {
  const { exit, complained } = await run('exchange', env);
  expect(complained).toMatch(sentence);
  expect(exit).toBe(107);
});

test('declarations at a national door are taken, and answered by the office', async () => {
  const { url, secrets, dir: own } = await exchange();
  const secret = newSecret();
  const seats = {
    operator: { verifier: await verifierOf(secret), parties: ['*'], operator: true },
  };
  const geo = await startNode({
    ...{ ...common, realm: 'test', plays: CAST.node('GEO'), storeDir: own, url },
    secret: secrets['GEO'] ?? '',
    door: { bind: '127.0.0.1', port: 0, seats },
  });
  running.push(geo);
  const credentials = join(own, 'door.json');
  writeFileSync(credentials, JSON.stringify({ operator: secret }));
  const report = join(dir, 'door.json');
  const outcome = await run('door', {
    ...{ TARGET: geo.doorUrl!, CREDENTIALS: credentials, COUNTRY: 'GEO' },
    ...{ PROFILE: join(dir, 'profile.json'), REPORT: report },
  });
  expectBorne(outcome, reportIn(report));
  const { byType, asked, achieved, through, delivery } = reportIn(report);
  expect(through).toBe('door');
  expect(Object.keys(byType)).toEqual(['T015']);
  expect(achieved.movements).toBe(asked.movements);
  expect(delivery.count).toBe(asked.movements * 2);
});

test('a door that does not say which realm it is of is not loaded, unless one is told that it is for tests', async () => {
  const server = createServer((_request, response) => response.end('{"ok":true}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const credentials = join(dir, 'door.json');
    writeFileSync(credentials, JSON.stringify({ operator: 'any' }));
    const { port } = server.address() as AddressInfo;
    const TARGET = `http://127.0.0.1:${String(port)}`;
    const outcome = await run('door', { TARGET, CREDENTIALS: credentials, COUNTRY: 'GEO' });
    expect(outcome.complained).toContain('it does not say which realm it is of');
    expect(outcome.exit).toBe(108);
  } finally {
    server.close();
  }
});
