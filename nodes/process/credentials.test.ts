import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadOrMakeSecrets, newSecret, SecretCheck, verifiersOf } from './credentials.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterEach(() => {
  delete process.env['REHEARSE_SECRET_FI_GEO'];
  rmSync(dir, { recursive: true, force: true });
});

test('a secret is right for its own name only, and the first right one is not derived again', async () => {
  const secrets = { GEO: newSecret(), AZE: newSecret() };
  const check = new SecretCheck(await verifiersOf(secrets));
  expect(await check.check('GEO', secrets.GEO)).toBe(true);
  expect(await check.check('GEO', secrets.GEO)).toBe(true);
  expect(await check.check('GEO', secrets.AZE)).toBe(false);
  expect(await check.check('AZE', secrets.GEO)).toBe(false);
  expect(await check.check('KAZ', secrets.GEO)).toBe(false);
  expect(await check.check('__proto__', secrets.GEO)).toBe(false);
});

test('derives one secret at a time, and none for whoever has left meanwhile', async () => {
  const check = new SecretCheck(await verifiersOf({ GEO: newSecret() }));
  const turns: string[] = [];
  const attempts = ['first', 'second', 'gone', 'last'].map(async (who) => {
    const isAwaited = (): boolean => {
      turns.push(`${who} begins`);
      return who !== 'gone';
    };
    const isRight = await check.check('GEO', `a guess of ${who}`, isAwaited);
    turns.push(`${who} ends`);
    return isRight;
  });
  expect(await Promise.all(attempts)).toEqual([false, false, false, false]);
  for (const [before, after] of [
    ['first ends', 'second begins'],
    ['second ends', 'gone begins'],
    ['second ends', 'last begins'],
  ] as const)
    expect(turns.indexOf(before)).toBeLessThan(turns.indexOf(after));
});

test('makes what is missing, keeps what is there, and lets only its owner read it', () => {
  const first = loadOrMakeSecrets(dir, ['GEO', 'AZE']);
  const second = loadOrMakeSecrets(dir, ['GEO', 'AZE', 'KAZ']);
  if (!first.ok || !second.ok) throw new Error('not made');
  expect(second.value).toMatchObject(first.value);
  expect(new Set(Object.values(second.value)).size).toBe(3);
  expect(statSync(join(dir, 'credentials.json')).mode & 0o777).toBe(0o600);
});

test('the command line comes before the environment, the environment before the file', () => {
  process.env['REHEARSE_SECRET_FI_GEO'] = 'from the environment';
  const made = loadOrMakeSecrets(dir, ['GEO', 'FI-GEO', 'AZE'], { AZE: 'from the command line' });
  expect(made).toMatchObject({
    value: { 'FI-GEO': 'from the environment', AZE: 'from the command line' },
  });
  expect(readFileSync(join(dir, 'credentials.json'), 'utf8')).not.toContain('from the');
});

test.for(['', '[]', '{"GEO": 7}', '{"GEO": "short"}', 'GEO=secret'])(
  'says what is wrong with a file of %j',
  (text) => {
    const path = join(dir, 'credentials.json');
    writeFileSync(path, text);
    const read = loadOrMakeSecrets(dir, ['GEO']);
    expect(read.ok ? 'it was read' : read.error.text).toBe(
      `${path}: this is no file of credentials: an object of names and secrets is expected; correct it, or delete it to have new ones made`,
    );
  },
);
