/** The rehearsal's authority: what it makes, keeps, renews, ends and revokes, as files. Whether a port heeds it is in tls-gate.test.ts. */
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../../common/limits.ts';
import { ProcessFault } from '../fault.ts';
import { Authority } from './authority.ts';
import type { AuthorityOptions } from './authority.ts';
import { objectionTo, parseRegister } from './register.ts';
import type { Register, Validity } from './register.ts';
import { certificateRequest } from './testing/request.ts';

const DAY_MS = 86_400_000;
const OPTIONS: AuthorityOptions = { holders: ['ICE', 'GEO'], validityMs: DAY_MS, names: [] };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'authority-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const open = (options: Partial<AuthorityOptions> = {}): Promise<Authority> =>
  Authority.open(dir, { ...OPTIONS, ...options });
const certificate = ({ papers }: Authority, holder: string): X509Certificate =>
  new X509Certificate(readFileSync(papers.certificate(holder)));
function register({ papers }: Authority): Register {
  const found = parseRegister(readFileSync(papers.register, 'utf8'));
  if (found === undefined) throw new Error('no register');
  return found;
}
const rowsOf = <T extends { holder: string }>(rows: readonly T[], holder: string): T[] =>
  rows.filter((row) => row.holder === holder);
const holds = (row: Validity): boolean => objectionTo(row, Date.now()) === undefined;

test('makes a certificate of the holder, signed by the authority, for as long as it was told', async () => {
  const authority = await open();
  const geo = certificate(authority, 'GEO');
  const ca = new X509Certificate(readFileSync(authority.papers.ca));
  expect(geo.subject).toBe('CN=GEO');
  expect(geo.verify(ca.publicKey)).toBe(true);
  expect(ca.ca).toBe(true);
  expect(geo.ca).toBe(false);
  const lasts = Date.parse(geo.validTo) - Date.now();
  expect(lasts).toBeGreaterThan(DAY_MS - 60_000);
  expect(lasts).toBeLessThanOrEqual(DAY_MS);
  const [row] = rowsOf(register(authority).certificates, 'GEO');
  expect(row?.fingerprint).toBe(geo.fingerprint256);
  expect(geo.serialNumber.toLowerCase()).toBe(row?.serial);
});

test('names the places where ICE is called on, and of a country none', async () => {
  const authority = await open({ names: ['ice.example', '192.0.2.7'] });
  const places = certificate(authority, 'ICE').subjectAltName ?? '';
  for (const place of ['ice.rehearsal', 'localhost', '127.0.0.1', 'ice.example', '192.0.2.7'])
    expect(places).toContain(place);
  expect(certificate(authority, 'GEO').subjectAltName).toBeUndefined();
});

if (process.platform !== 'win32')
  test('lets nobody else read a private key', async () => {
    const { papers } = await open();
    const { authorityKey } = papers;
    const modes = [authorityKey, papers.certificateKey('GEO'), papers.signingKey('GEO')].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

test('keeps what is there when it is opened again, and makes what is missing', async () => {
  const before = await open();
  const geo = certificate(before, 'GEO').fingerprint256;
  const after = await open({ holders: ['ICE', 'GEO', 'AZE'] });
  expect(certificate(after, 'GEO').fingerprint256).toBe(geo);
  const ca = new X509Certificate(readFileSync(after.papers.ca));
  expect(certificate(after, 'AZE').verify(ca.publicKey)).toBe(true);
  expect(rowsOf(register(after).certificates, 'GEO')).toHaveLength(1);
});

test('ends a certificate by its dates, and by the register for whoever is connected with an older one', async () => {
  const authority = await open();
  await authority.expireCertificate('GEO');
  expect(Date.parse(certificate(authority, 'GEO').validTo)).toBeLessThanOrEqual(Date.now());
  expect(rowsOf(register(authority).certificates, 'GEO').filter(holds)).toEqual([]);
  expect(rowsOf(register(authority).certificates, 'ICE').filter(holds)).toHaveLength(1);
  await authority.renewCertificate('GEO');
  const [fresh] = rowsOf(register(authority).certificates, 'GEO').filter(holds);
  expect(fresh?.fingerprint).toBe(certificate(authority, 'GEO').fingerprint256);
});

test('stays expired when it is opened again: only a renewal ends that', async () => {
  await (await open()).expireCertificate('GEO');
  const again = await open();
  expect(Date.parse(certificate(again, 'GEO').validTo)).toBeLessThanOrEqual(Date.now());
});

test('revokes for good, here and in the list for brokers', async () => {
  const authority = await open();
  const empty = readFileSync(authority.papers.revoked, 'utf8');
  await authority.revokeCertificate('GEO');
  const [row] = rowsOf(register(authority).certificates, 'GEO');
  expect(row?.revokedAt).toBeDefined();
  expect(holds(row!)).toBe(false);
  const list = readFileSync(authority.papers.revoked, 'utf8');
  expect(list).toMatch(/^-----BEGIN X509 CRL-----/);
  expect(list.length).toBeGreaterThan(empty.length);
  // A second time changes nothing of the first.
  await authority.revokeCertificate('GEO');
  expect(rowsOf(register(authority).certificates, 'GEO')).toEqual([row]);
});

test('lets an old signing key hold a while beside the new one, but not a revoked one', async () => {
  const authority = await open();
  authority.renewKey('GEO');
  const both = rowsOf(register(authority).keys, 'GEO');
  expect(both.filter(holds)).toHaveLength(2);
  expect(Date.parse(both[0]!.validTo)).toBeLessThanOrEqual(Date.now() + LIMITS.signingKeyOverlapMs);
  authority.revokeKey('GEO');
  expect(rowsOf(register(authority).keys, 'GEO').filter(holds)).toEqual([]);
  authority.renewKey('GEO');
  expect(rowsOf(register(authority).keys, 'GEO').filter(holds)).toHaveLength(1);
  authority.expireKey('GEO');
  expect(rowsOf(register(authority).keys, 'GEO').filter(holds)).toEqual([]);
});

test('certifies a country that keeps its keys to itself', async () => {
  const authority = await open();
  const { request, publicKeyPem } = await certificateRequest('anything');
  await authority.accept('KAZ', request);
  const kaz = certificate(authority, 'KAZ');
  expect(kaz.subject).toBe('CN=KAZ');
  expect(kaz.publicKey.equals(createPublicKey(publicKeyPem))).toBe(true);
  expect(rowsOf(register(authority).certificates, 'KAZ').filter(holds)).toHaveLength(1);
  const { publicKey } = generateKeyPairSync('ed25519');
  authority.acceptKey('KAZ', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  expect(rowsOf(register(authority).keys, 'KAZ').filter(holds)).toHaveLength(1);
});

test.for([
  ['no PEM', 'hello'],
  ['a certificate instead of a request', 'certificate'],
] as const)('refuses %s as a request', async ([, text]) => {
  const authority = await open();
  const given = text === 'certificate' ? readFileSync(authority.papers.ca, 'utf8') : text;
  await expect(authority.accept('KAZ', given)).rejects.toThrow(/no certificate request/);
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect(() => authority.acceptKey('KAZ', pem)).toThrow(/no public Ed25519 key/);
  expect(rowsOf(register(authority).certificates, 'KAZ')).toEqual([]);
});

test('says which file is spoilt', async () => {
  const { papers } = await open();
  writeFileSync(papers.register, '{"version": 2}');
  const authority = open({ holders: ['ICE', 'GEO', 'AZE'] });
  await expect(authority).rejects.toThrow(ProcessFault);
  await expect(authority).rejects.toMatchObject({ place: papers.register });
});
