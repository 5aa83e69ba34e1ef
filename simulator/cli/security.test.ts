/** The options about certificates and signatures: what they give, and one sentence for what cannot be. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRegister } from '../../nodes/process/security/register.ts';
import type { Register } from '../../nodes/process/security/register.ts';
import { Arguments } from './arguments.ts';
import { Failure } from './failure.ts';
import { ice } from './ice.ts';
import { node } from './node.ts';
import { run } from './run.ts';
import { SECURITY_OPTIONS, securityFor } from './security.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'security-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const given = (...args: string[]): Arguments => new Arguments(args, SECURITY_OPTIONS);
const BROKER = 'mqtts://broker.example:8883';

async function failureOf(doing: Promise<unknown>): Promise<string> {
  const failure = await doing.then(
    () => undefined,
    (error: unknown) => Failure.of(error),
  );
  expect(failure?.exit).toBe(2);
  return failure?.text ?? '';
}

function register(): Register {
  const path = join(dir, 'papers', 'public', 'register.json');
  const found = parseRegister(readFileSync(path, 'utf8'));
  if (found === undefined) throw new Error('no register');
  return found;
}

test('without options there is neither TLS nor a signature, and nothing is written', async () => {
  const { gate, client, signing } = await securityFor(given(), ['GEO'], dir, undefined);
  expect([gate, client, signing]).toEqual([undefined, undefined, undefined]);
  expect(existsSync(join(dir, 'papers'))).toBe(false);
});

test.for([
  [['--tls'], true, true],
  [['--tls', '--no-signatures'], true, false],
  [['--signatures'], false, true],
] as const)('%s: TLS %s, signatures %s, and papers for all', async ([args, tls, signed]) => {
  const security = await securityFor(given(...args), ['GEO', 'AZE'], dir, undefined);
  expect(security.gate !== undefined).toBe(tls);
  expect(security.client?.('GEO').certificate !== undefined).toBe(tls);
  expect(security.signing?.('GEO') !== undefined).toBe(signed);
  expect(new Set(register().certificates.map(({ holder }) => holder))).toEqual(
    new Set(['ICE', 'GEO', 'AZE']),
  );
});

test('shows an outside broker the files that are named, under the name of the broker', async () => {
  const files = ['--ca', 'ca.pem', '--cert', 'geo.pem', '--key', 'geo-key.pem'];
  const { client } = await securityFor(given(...files), ['GEO'], dir, BROKER);
  expect(client?.('GEO')).toMatchObject({ serverName: 'broker.example' });
  expect(client?.('GEO').ca).toMatch(/ca\.pem$/);
});

test.for([
  [['--tls'], 'mqtt://127.0.0.1:1883', 'is spoken to without TLS; write mqtts://'],
  [['--ca', 'ca.pem'], undefined, 'are for an address at mqtts://'],
  [['--ca', 'ca.pem'], 'mqtt://127.0.0.1', 'are for an address at mqtts://'],
  [['--cert', 'geo.pem'], BROKER, '--cert and --key go together'],
  [['--tls', '--ca', 'ca.pem'], BROKER, 'leave out one or the other'],
  [['--papers', 'somewhere'], undefined, 'add --tls or --signatures'],
  [['--tls', '--validity', 'soon'], undefined, '--validity soon is no duration'],
] as const)('%s with %s: %s', async ([args, broker, sentence]) => {
  expect(await failureOf(securityFor(given(...args), ['GEO'], dir, broker))).toContain(sentence);
});

test('a run in one process has no wire to secure', async () => {
  expect(await failureOf(run(['pilot/one-truck', '--tls']))).toMatch(/add --host lockstep/);
});

test('a node signs with a key of its papers only', async () => {
  const args = ['--country', 'GEO', '--ice', 'mqtt://127.0.0.1:1', '--store', dir, '--signatures'];
  expect(await failureOf(node(args))).toContain('it has no key to sign with');
});

test('ICE renews and revokes at once, and does not start', async () => {
  await securityFor(given('--tls'), ['GEO'], dir, undefined);
  expect(await ice(['--store', dir, '--revoke', 'GEO'])).toBe(0);
  const ended = [...register().certificates, ...register().keys].filter(
    ({ holder }) => holder === 'GEO',
  );
  expect(ended.map(({ revokedAt }) => revokedAt !== undefined)).toEqual([true, true]);
  expect(await ice(['--store', dir, '--renew', 'GEO'])).toBe(0);
  expect(register().certificates.filter(({ holder }) => holder === 'GEO')).toHaveLength(2);
});

test('ICE takes the public key of a country that keeps its own to itself', async () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const file = join(dir, 'kaz.pem');
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }));
  expect(await ice(['--store', dir, '--accept', `KAZ=${file}`])).toBe(0);
  expect(register().keys.map(({ holder }) => holder)).toEqual(['KAZ']);
});

test.for([
  [['--revoke', 'GRO'], 'nobody is called GRO in this scheme'],
  [['--accept', 'request.pem'], 'names no country'],
] as const)('%s: %s', async ([args, sentence]) => {
  expect(await failureOf(ice(['--store', dir, ...args]))).toContain(sentence);
});
