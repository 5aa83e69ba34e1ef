/** A process as the client of a TLS connection: what it shows, read anew for each attempt, and what a failure means. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ProcessFault } from '../fault.ts';
import { readText } from './files.ts';
import type { TlsFiles } from './papers.ts';

/** As `tls.connect` takes it. */
export interface ClientContext {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
}

/**
 * A certificate that was renewed meanwhile is shown without a restart.
 * @throws ProcessFault where a file cannot be read, is something else, or does not fit to the others.
 */
export function clientContext({ ca, certificate, key, serverName }: TlsFiles): ClientContext {
  if (ca !== undefined) certificateIn(ca);
  if (certificate !== undefined && key !== undefined) mustFit(certificate, key);
  return {
    ...(ca === undefined ? {} : { ca: readText(ca) }),
    ...(certificate === undefined ? {} : { cert: readText(certificate) }),
    ...(key === undefined ? {} : { key: readText(key) }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}

/** The runtimes take it ill each in its own way, and one of them by ending the process. */
function mustFit(certificate: string, key: string): void {
  if (certificateIn(certificate).checkPrivateKey(privateKeyIn(key))) return;
  throw new ProcessFault(
    'surroundings',
    key,
    `the key does not belong to the certificate ${certificate}`,
    'name the two that were made together',
  );
}

function certificateIn(path: string): X509Certificate {
  const pem = readText(path);
  try {
    return new X509Certificate(pem);
  } catch {
    throw new ProcessFault('surroundings', path, 'this is no certificate in PEM', 'correct it');
  }
}

function privateKeyIn(path: string): KeyObject {
  const pem = readText(path);
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ProcessFault('surroundings', path, 'this is no private key in PEM', 'correct it');
  }
}

/** What the runtimes call it, by the beginning of the code or the text. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/CERTIFICATE_REQUIRED|CertificateRequired/, 'the exchange asks for a certificate'],
  [/CERT_HAS_EXPIRED/, 'the certificate of the exchange has expired'],
  [/ALTNAME_INVALID/, 'the certificate of the exchange is for another name'],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|UnknownIssuer/,
    'the certificate of the exchange is none of the authority that is trusted here',
  ],
  [
    /WRONG_VERSION|wrong version number|InvalidContentType/,
    'the other end speaks no TLS; write mqtt:// if that is meant',
  ],
];

/** A failed connection in words, for whoever runs the node. */
export function tlsFailure(error: Error | undefined, shown: ClientContext): string | undefined {
  const { code = '', message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const known = MEANINGS.find(([pattern]) => pattern.test(code) || pattern.test(message));
  return known?.[1] ?? (shown.cert === undefined ? undefined : turnedAway(error, shown.cert));
}

/** Who shows a certificate that does not hold is not told so: the connection is closed without a word. */
function turnedAway(error: Error | undefined, pem: string): string | undefined {
  try {
    const { validTo } = new X509Certificate(pem);
    if (Date.parse(validTo) <= Date.now()) return `its own certificate expired on ${validTo}`;
  } catch {
    return 'its own certificate cannot be read';
  }
  return error === undefined
    ? 'the connection was closed, as it is where a certificate is revoked or not known'
    : undefined;
}
