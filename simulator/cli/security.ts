/** The options about certificates and signatures, as all verbs have them, and the papers that they ask for. */
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Authority } from '../../nodes/process/security/authority.ts';
import type { TlsFiles } from '../../nodes/process/security/papers.ts';
import { securityBy } from '../../nodes/process/security/security.ts';
import type { Security } from '../../nodes/process/security/security.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { DAY } from '../core/time.ts';
import type { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';

/** Of whoever calls on an exchange or a broker. */
export const CLIENT_OPTIONS = { ca: 'text', cert: 'text', key: 'text' } as const;

export const SECURITY_OPTIONS = {
  tls: 'flag',
  signatures: 'flag',
  papers: 'text',
  validity: 'text',
  ...CLIENT_OPTIONS,
} as const;

/** Whether any of them is given. */
export const isSecurityAsked = (options: Arguments): boolean =>
  options.flag('tls') === true ||
  options.flag('signatures') === true ||
  ['papers', 'validity', 'ca', 'cert', 'key'].some((name) => options.text(name) !== undefined);

/** How long papers hold where it is not said. */
const VALIDITY_MS = 365 * DAY;

/**
 * What a run asks of its wire. Makes papers where they are missing.
 * @param folder of the run, or of ICE's store: the papers lie in it where no other place is named.
 * @param broker the address of an outside broker, if there is one.
 */
export async function securityFor(
  options: Arguments,
  countries: readonly string[],
  folder: string,
  broker: string | undefined,
): Promise<Security> {
  const tls = options.flag('tls') ?? false;
  const signatures = options.flag('signatures') ?? tls;
  const own = ownFiles(options, broker);
  if (tls && own !== undefined)
    throw new Failure(
      EXIT.usage,
      '--tls makes certificates, and --ca, --cert and --key name others',
      'leave out one or the other',
    );
  if (tls && broker !== undefined && !isTls(broker))
    throw new Failure(EXIT.usage, `--tls: ${broker} is spoken to without TLS`, 'write mqtts://');
  const shown = own === undefined ? {} : { client: (): TlsFiles => own };
  if (!tls && !signatures) {
    if (options.text('papers') === undefined && options.text('validity') === undefined)
      return shown;
    throw new Failure(EXIT.usage, 'nothing here asks for papers', 'add --tls or --signatures');
  }
  const authority = await authorityIn(options, [ICE, ...countries], folder);
  return { ...securityBy(authority.papers, ICE, { tls, signatures }), ...shown, authority };
}

/** The authority, and papers for those who have none. */
export const authorityIn = (
  options: Arguments,
  holders: readonly string[],
  folder: string,
): Promise<Authority> =>
  Authority.open(resolve(options.text('papers') ?? join(folder, 'papers')), {
    holders,
    validityMs: options.duration('validity') ?? VALIDITY_MS,
    names: namesOf(options),
  });

/** Under which ICE is reached from other machines; of a port that is open to them, its own address. */
const namesOf = (options: Arguments): string[] => {
  const bind = options.text('bind');
  return [...options.list('ice-name'), ...(bind === undefined || isIP(bind) === 0 ? [] : [bind])];
};

/** Files that are shown to an exchange or a broker, and the authority that it is known by; undefined where none is named. */
export function ownFiles(options: Arguments, url: string | undefined): TlsFiles | undefined {
  const [ca, certificate, key] = [options.text('ca'), options.text('cert'), options.text('key')];
  if (ca === undefined && certificate === undefined && key === undefined) return undefined;
  if (url === undefined || !isTls(url))
    throw new Failure(
      EXIT.usage,
      '--ca, --cert and --key are for an address at mqtts://',
      'write mqtts://HOST:PORT, or leave them out',
    );
  if ((certificate === undefined) !== (key === undefined))
    throw new Failure(EXIT.usage, '--cert and --key go together', 'name both, or neither');
  const { hostname } = new URL(url);
  return {
    ...(ca === undefined ? {} : { ca: resolve(ca) }),
    ...(certificate === undefined ? {} : { certificate: resolve(certificate) }),
    ...(key === undefined ? {} : { key: resolve(key) }),
    // The name in the broker's certificate, also where the way there leads through a relay.
    ...(isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { serverName: hostname } : {}),
  };
}

export const isTls = (url: string): boolean => url.startsWith('mqtts:');
