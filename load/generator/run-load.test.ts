import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { startPaced } from '../capacity/testing/paced-exchange.ts';
import type { PacedExchange } from '../capacity/testing/paced-exchange.ts';
import type { PacedOptions } from '../capacity/testing/paced-main.ts';
import { SINGLE, THROUGH } from '../flows/testing.ts';
import type { Profile } from '../profiles/profile.ts';
import { runLoad } from './run-load.ts';

const PROFILE: Profile = {
  name: 'test',
  summary: { en: '', ru: '' },
  stages: [{ seconds: 1, rate: 100 }],
  warmUp: 0,
  arrivals: 'even',
  pace: 1e9,
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  p99Most: 60_000,
};
const SECRETS = { GEO: 'any', AZE: 'any', KAZ: 'any' };

let exchange: PacedExchange | undefined;
afterEach(async () => {
  await exchange?.close();
  exchange = undefined;
});

async function against(options: PacedOptions, flows = [THROUGH()], secrets: object = SECRETS) {
  exchange = await startPaced(options);
  const { hostname: host, port } = new URL(exchange.url);
  const target = {
    host,
    port: Number(port),
    secrets: secrets as typeof SECRETS,
    through: 'ice' as const,
  };
  return runLoad({ target, flows, profile: PROFILE, seed: '1' });
}

const saidBy = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof ProcessFault ? error.text : String(error)),
  );

describe('a load over sockets', () => {
  test('goes through, and every message is acknowledged and arrives', async () => {
    const report = await against({ perSecond: 1e9 });
    expect(report.checked).toEqual({ answers: report.checked.answers, wrong: 0, findings: [] });
    expect(report.checked.answers).toBeGreaterThanOrEqual(2 * report.acknowledgement.count);
    expect(report.acknowledgement.count).toBeGreaterThan(100);
    expect(report.intervals.length).toBeGreaterThanOrEqual(1);
  });

  test('finds every answer that is wrong', async () => {
    const report = await against({ perSecond: 1e9, alters: 20 }, [SINGLE()]);
    expect(report.checked.findings.map(({ kind }) => kind)).toEqual(Array(5).fill('altered'));
    expect(report.objections.map(({ en }) => en)).toContain(
      '5 answers are not what the specification says',
    );
  });
});

test('a load that somebody ends holds nothing against the target that was under way', async () => {
  exchange = await startPaced({ perSecond: 20 });
  const { hostname: host, port } = new URL(exchange.url);
  const target = { host, port: Number(port), secrets: SECRETS, through: 'ice' as const };
  const ended = new AbortController();
  const report = await runLoad({
    ...{ target, flows: [THROUGH()], seed: '1', signal: ended.signal },
    profile: { ...PROFILE, stages: [{ seconds: 60, rate: 100 }] },
    onInterval: () => ended.abort(),
  });
  expect(report.checked).toMatchObject({ wrong: 0, findings: [] });
  expect(report.backlog.most).toBeGreaterThan(0);
  expect(report.notes?.map(({ en }) => en)).toEqual([
    expect.stringMatching(/^ended after \d+ s of 60 s/),
  ]);
  // Rates are those of the time that there was.
  expect(report.seconds).toBeLessThan(30);
  expect(report.asked.movements / 100).toBeCloseTo(1, 0);
});

test('of a load of nothing nobody says that it was borne', async () => {
  exchange = await startPaced({ perSecond: 1e9 });
  const { hostname: host, port } = new URL(exchange.url);
  const target = { host, port: Number(port), secrets: SECRETS, through: 'ice' as const };
  const profile = { ...PROFILE, stages: [{ seconds: 0.01, rate: 0 }] };
  const report = await runLoad({ target, flows: [SINGLE()], profile, seed: '1' });
  expect(report.objections.map(({ en }) => en)).toEqual([
    'nothing was acknowledged in the part that counts, so nothing is known of the target',
  ]);
});

describe('a target that cannot be loaded is told in a sentence', () => {
  test('one that is no exchange', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const target = { host: '127.0.0.1', port, secrets: SECRETS, through: 'ice' as const };
    const said = await saidBy(runLoad({ target, flows: [SINGLE()], profile: PROFILE, seed: '1' }));
    server.close();
    expect(said).toMatch(/cannot connect: what answers does not speak MQTT; see whether/);
  });

  test('nobody there', async () => {
    const target = { host: '127.0.0.1', port: 1, secrets: SECRETS, through: 'ice' as const };
    const said = await saidBy(runLoad({ target, flows: [SINGLE()], profile: PROFILE, seed: '1' }));
    expect(said).toMatch(/^mqtt:\/\/127\.0\.0\.1:1: nobody answers there/);
  });

  test('a realm that is not for tests: not one message is sent', async () => {
    expect(await saidBy(against({ perSecond: 1e9, realm: 'production' }))).toMatch(
      /its realm is production, and loads are for the realm test/,
    );
  });

  test('credentials that are missing', async () => {
    expect(await saidBy(against({ perSecond: 1e9 }, [THROUGH()], { GEO: 'any' }))).toMatch(
      /there are no credentials of (AZE|KAZ)/,
    );
  });

  test('one that refuses', async () => {
    expect(await saidBy(against({ perSecond: 1e9, refuses: true }))).toMatch(/cannot connect: /);
  });

  test('one that dies', async () => {
    const report = await against({ perSecond: 1e9, diesAfter: 50 });
    expect(report.broken).toMatch(/it has ended the connection of/);
    // What came before is kept, and what was under way is held against nobody.
    expect(report.checked.answers).toBeGreaterThan(50);
    expect(report.checked.findings).toEqual([]);
    expect(report.objections[0]?.en).toMatch(/^the load broke off: /);
  });
});
