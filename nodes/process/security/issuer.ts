/** Makes X.509 certificates in the authority's name: ECDSA on P-256, as every TLS library knows them. Knows no folder; loads a large library. */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createHash, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { ICE } from '../../common/routing.ts';
import { ICE_NAME } from './papers.ts';
import type { CertificateRow } from './register.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const NAME = 'CN=Rehearsal authority';
const YEAR_MS = 365 * 86_400_000;
const AUTHORITY_MS = 20 * YEAR_MS;
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;

/** Instants of the machine's clock, Unix time in ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export interface Certified {
  /** The certificate, PEM. */
  readonly pem: string;
  readonly row: CertificateRow;
}

export class Issuer {
  private readonly key: CryptoKey;
  private readonly certificate: x509.X509Certificate;

  private constructor(key: CryptoKey, certificate: x509.X509Certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A new authority. @returns with its private key, PEM. */
  static async found(): Promise<{ issuer: Issuer; keyPem: string }> {
    const keys = await newKeys();
    const now = Date.now();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: newSerial(),
      name: NAME,
      notBefore: new Date(now - YEAR_MS),
      notAfter: new Date(now + AUTHORITY_MS),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return { issuer: new Issuer(keys.privateKey, certificate), keyPem: await pemOf(keys) };
  }

  static async load(keyPem: string, certificatePem: string): Promise<Issuer> {
    const key = await crypto.subtle.importKey(
      'pkcs8',
      x509.PemConverter.decodeFirst(keyPem),
      ALGORITHM,
      true,
      ['sign'],
    );
    return new Issuer(key, new x509.X509Certificate(certificatePem));
  }

  /** The authority's own certificate, PEM. */
  get pem(): string {
    return `${this.certificate.toString('pem')}\n`;
  }

  /** A certificate with a key of its own. @param names under which ICE is reached; nobody calls on a country. */
  async certify(
    holder: string,
    period: Period,
    names: readonly string[],
  ): Promise<Certified & { readonly keyPem: string }> {
    const keys = await newKeys();
    const certified = await this.issue(holder, keys.publicKey, period, names);
    return { ...certified, keyPem: await pemOf(keys) };
  }

  /** A certificate for whoever has made his key himself (PKCS #10). @returns undefined where the request is none, or not signed with its own key. */
  async certifyRequest(
    holder: string,
    request: string,
    period: Period,
  ): Promise<Certified | undefined> {
    try {
      const wanted = new x509.Pkcs10CertificateRequest(request);
      if (!(await wanted.verify())) return undefined;
      return await this.issue(holder, await wanted.publicKey.export(), period, []);
    } catch {
      return undefined;
    }
  }

  /** What was revoked, as brokers read it (X.509 CRL, PEM). */
  async revocationList(rows: readonly CertificateRow[]): Promise<string> {
    const now = new Date();
    const list = await x509.X509CrlGenerator.create({
      issuer: this.certificate.subject,
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + YEAR_MS),
      entries: rows.flatMap(({ serial, revokedAt }) =>
        revokedAt === undefined
          ? []
          : [{ serialNumber: serial, revocationDate: new Date(revokedAt) }],
      ),
      signingAlgorithm: ALGORITHM,
      signingKey: this.key,
    });
    // As RFC 7468 calls it; the library's own label is read by nobody.
    return `${x509.PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
  }

  private async issue(
    holder: string,
    publicKey: CryptoKey,
    { from, to }: Period,
    names: readonly string[],
  ): Promise<Certified> {
    const serial = newSerial();
    const [notBefore, notAfter] = [wholeSecond(from), wholeSecond(to)];
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial,
      subject: `CN=${holder}`,
      issuer: this.certificate.subject,
      notBefore,
      notAfter,
      publicKey,
      signingKey: this.key,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.AuthorityKeyIdentifierExtension.create(this.certificate.publicKey),
        ...(holder === ICE ? placeOf([ICE_NAME, ...LOOPBACK, ...names]) : [usage(clientAuth)]),
      ],
    });
    return {
      pem: `${certificate.toString('pem')}\n`,
      row: {
        holder,
        serial,
        fingerprint: fingerprintOf(certificate.rawData),
        validFrom: notBefore.toISOString(),
        validTo: notAfter.toISOString(),
      },
    };
  }
}

const usage = (...purposes: string[]): x509.Extension =>
  new x509.ExtendedKeyUsageExtension(purposes);

/** ICE is called on, and calls on an outside broker. */
const placeOf = (names: readonly string[]): x509.Extension[] => [
  usage(serverAuth, clientAuth),
  new x509.SubjectAlternativeNameExtension(
    [...new Set(names)].map((value) => ({
      type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
      value,
    })),
  ),
];

const newKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function pemOf({ privateKey }: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', privateKey);
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

/** Positive, and without leading zeros, in whatever form it is written. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** Certificates know no parts of a second. */
const wholeSecond = (at: number): Date => new Date(Math.floor(at / 1_000) * 1_000);

/** As TLS sockets tell it. */
const fingerprintOf = (der: ArrayBuffer): string =>
  createHash('sha256')
    .update(Buffer.from(der))
    .digest('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');
