/** What whoever runs ICE does with certificates and keys, by options of `rehearse ice`: done at once, also while ICE runs; ICE is not started. */
import { readFileSync } from 'node:fs';
import { asFault } from '../../nodes/process/fault.ts';
import type { Authority } from '../../nodes/process/security/authority.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { authorityIn } from './security.ts';

export const PAPER_OPTIONS = {
  /** Countries, or ICE. */
  renew: 'list',
  revoke: 'list',
  /** `KAZ=FILE`: a certificate request, or a public signing key. */
  accept: 'list',
  /** Names and addresses of ICE for other machines, in the certificate that is made or renewed. */
  'ice-name': 'list',
} as const;

/** @returns whether there was anything to do. @throws Failure where somebody or a file is not known. */
export async function changePapers(
  options: Arguments,
  countries: readonly string[],
  storeDir: string,
): Promise<boolean> {
  const [renewed, revoked] = [options.list('renew'), options.list('revoke')];
  const accepted = options.list('accept').map((text) => splitAccept(text));
  const named = [...renewed, ...revoked, ...accepted.map(({ country }) => country)];
  if (named.length === 0) return false;
  const holders = [ICE, ...countries];
  for (const name of named) mustKnow(name, holders);
  const authority = await authorityIn(options, [], storeDir);
  for (const name of renewed) await renew(authority, name);
  for (const name of revoked) await revoke(authority, name);
  for (const { country, file } of accepted) await accept(authority, country, file);
  return true;
}

async function renew(authority: Authority, name: string): Promise<void> {
  // The key first: with the certificate the country comes back, and speaks.
  authority.renewKey(name);
  await authority.renewCertificate(name);
  printLine(`${name} has a new certificate and a new signing key in ${authority.papers.own(name)}`);
}

async function revoke(authority: Authority, name: string): Promise<void> {
  await authority.revokeCertificate(name);
  authority.revokeKey(name);
  printLine(`the certificates and signing keys of ${name} are revoked`);
}

async function accept(authority: Authority, country: string, file: string): Promise<void> {
  const text = readGiven(file);
  if (text.includes('CERTIFICATE REQUEST')) {
    await authority.accept(country, text);
    printLine(`the certificate of ${country} is ${authority.papers.certificate(country)}`);
  } else {
    authority.acceptKey(country, text);
    printLine(`${country} may sign with the key in ${file}`);
  }
}

function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw asFault(error, file) ?? error;
  }
}

function splitAccept(text: string): { readonly country: string; readonly file: string } {
  const [, country, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (country !== undefined && file !== undefined) return { country, file };
  throw new Failure(EXIT.usage, `--accept ${text} names no country`, 'write --accept KAZ=FILE');
}

function mustKnow(name: string, holders: readonly string[]): void {
  if (holders.includes(name)) return;
  const advice = didYouMean(name, holders, `known are ${holders.join(', ')}`);
  throw new Failure(EXIT.usage, `nobody is called ${name} in this scheme`, advice);
}
