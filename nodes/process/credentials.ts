/** Who may connect: a random secret for each country, and for each seat at a national door; checked against scrypt hashes. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ok, refused } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { asFault, ProcessFault } from './fault.ts';

/** Name of a country or seat → its secret. */
export type Secrets = Readonly<Record<string, string>>;
/** Name → salt and scrypt hash of its secret, both in base64url, with a colon between. */
export type Verifiers = Readonly<Record<string, string>>;

const SECRET_BYTES = 24;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const derive = promisify<string, Buffer, number, Buffer>(scrypt);

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export async function verifierOf(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, HASH_BYTES);
  return `${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

export async function verifiersOf(secrets: Secrets): Promise<Verifiers> {
  const pairs = Object.entries(secrets).map(
    async ([name, secret]) => [name, await verifierOf(secret)] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
}

/** Whether the secret is the one that the verifier was made from; takes as long for a wrong one. */
export async function matches(secret: string, verifier: string | undefined): Promise<boolean> {
  const [salt = '', hash = ''] = (verifier ?? NOBODY).split(':');
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), HASH_BYTES);
  const expected = Buffer.from(hash, 'base64url');
  return (
    expected.length === derived.length &&
    timingSafeEqual(derived, expected) &&
    verifier !== undefined
  );
}

/** Hashed in place of an unknown name's secret, so that an answer's time does not tell which names exist. */
const NOBODY = `${Buffer.alloc(SALT_BYTES).toString('base64url')}:${Buffer.alloc(HASH_BYTES).toString('base64url')}`;

/**
 * Checks secrets, and remembers in memory which ones were right: a reconnecting node does not cost a derivation each time. One derivation at
 * a time: each takes 16 MB and a core for some hundredths of a second, and anybody may ask for one.
 */
export class SecretCheck {
  private readonly verifiers: Verifiers;
  private readonly right = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(verifiers: Verifiers) {
    this.verifiers = verifiers;
  }

  /** @param isAwaited whether anybody still waits for the answer when its turn has come. */
  check(name: string, secret: string, isAwaited = (): boolean => true): Promise<boolean> {
    if (this.right.get(name) === secret) return Promise.resolve(true);
    const turn = this.last.then(() => isAwaited() && this.derive(name, secret));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async derive(name: string, secret: string): Promise<boolean> {
    // Somebody who came before may have shown it.
    if (this.right.get(name) === secret) return true;
    const verifier = Object.hasOwn(this.verifiers, name) ? this.verifiers[name] : undefined;
    if (!(await matches(secret, verifier))) return false;
    this.right.set(name, secret);
    return true;
  }
}

/** `REHEARSE_SECRET_GEO` overrides the file's secret of GEO. */
const fromEnvironment = (name: string): string | undefined =>
  process.env[`REHEARSE_SECRET_${name.replaceAll('-', '_')}`];

/**
 * The secrets in `dir/credentials.json`, made where they are missing; readable to their owner only.
 * @param given secrets from the command line, which come before the environment's and the file's and are not written.
 */
export function loadOrMakeSecrets(
  dir: string,
  names: readonly string[],
  given: Secrets = {},
): Result<Secrets, ProcessFault> {
  const path = join(dir, 'credentials.json');
  const read = readSecrets(path);
  if (!read.ok) return read;
  const kept = { ...read.value };
  const secrets: Record<string, string> = {};
  let made = false;
  for (const name of names) {
    const known = given[name] ?? fromEnvironment(name) ?? kept[name];
    if (known === undefined) {
      kept[name] = newSecret();
      made = true;
    }
    secrets[name] = known ?? kept[name]!;
  }
  if (!made) return ok(secrets);
  const fault = writeSecrets(dir, path, kept);
  return fault === undefined ? ok(secrets) : refused(fault);
}

/** The secrets of a file; none where there is no file. */
export function readSecrets(path: string): Result<Secrets, ProcessFault> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok({});
    const fault = asFault(error, path);
    if (fault === undefined) throw error;
    return refused(fault);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isSecrets(value)) return ok(value);
  } catch {
    // Said below.
  }
  const cause = 'this is no file of credentials: an object of names and secrets is expected';
  return refused(
    new ProcessFault('surroundings', path, cause, 'correct it, or delete it to have new ones made'),
  );
}

const isSecrets = (value: unknown): value is Secrets =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((secret) => typeof secret === 'string' && secret.length >= 8);

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
function writeSecrets(dir: string, path: string, secrets: Secrets): ProcessFault | undefined {
  try {
    mkdirSync(dir, { recursive: true });
    const draft = `${path}.new`;
    writeFileSync(draft, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, path);
    return undefined;
  } catch (error) {
    const fault = asFault(error, path);
    if (fault === undefined) throw error;
    return fault;
  }
}
