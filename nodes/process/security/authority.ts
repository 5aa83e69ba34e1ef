/**
 * The authority of a rehearsal: makes certificates and signing keys of ICE and the countries, renews, revokes and ends them. Not for production:
 * its own key lies in a file. What it changes while ICE and nodes run they notice within `LIMITS.registerLookMs`, from the register:
 * a connection whose certificate holds no more is closed, a message whose key holds no more is refused.
 *
 *     const authority = await Authority.open(dir, { holders: ['ICE', 'GEO'], validityMs, names: [] });
 *     await authority.expireCertificate('GEO'); // GEO's connection is closed, and refused by its dates …
 *     await authority.renewCertificate('GEO');  // … until this
 *     authority.revokeKey('GEO');               // what GEO signs is refused …
 *     authority.renewKey('GEO');                // … until this; what GEO sends again is signed with the new key
 */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { LIMITS } from '../../common/limits.ts';
import { ProcessFault } from '../fault.ts';
import { readText, writeText } from './files.ts';
import type { Issuer, Period } from './issuer.ts';
import { Papers } from './papers.ts';
import { EMPTY_REGISTER, keyId, parseRegister, spkiOf } from './register.ts';
import type { CertificateRow, KeyRow, Register } from './register.ts';

export interface AuthorityOptions {
  /** Who gets papers that are not there yet: ICE and the countries. */
  readonly holders: readonly string[];
  /** How long what it makes holds. */
  readonly validityMs: number;
  /** Host names and addresses under which ICE is reached, besides loopback. */
  readonly names: readonly string[];
}

/** Clocks of other machines may be slow. */
const CLOCKS_DIFFER_MS = 300_000;
const DAY_MS = 86_400_000;

export class Authority {
  readonly papers: Papers;
  private readonly issuer: Issuer;
  private readonly options: AuthorityOptions;

  private constructor(papers: Papers, issuer: Issuer, options: AuthorityOptions) {
    this.papers = papers;
    this.issuer = issuer;
    this.options = options;
  }

  /** Opens the folder, and makes in it what is missing. What has expired stays so until it is renewed. @throws ProcessFault where it cannot. */
  static async open(dir: string, options: AuthorityOptions): Promise<Authority> {
    const papers = new Papers(dir);
    const authority = new Authority(papers, await issuerIn(papers), options);
    if (!existsSync(papers.register)) await authority.change((register) => register);
    for (const holder of options.holders) {
      if (!existsSync(papers.certificate(holder))) await authority.renewCertificate(holder);
      if (!existsSync(papers.signingKey(holder))) authority.renewKey(holder);
    }
    return authority;
  }

  /** A new certificate; older ones hold as long as they did. */
  renewCertificate(holder: string): Promise<void> {
    return this.certify(holder, this.period());
  }

  /** As if its time had run out: none of the holder's certificates holds, and the one in its folder has expired by its own dates. */
  async expireCertificate(holder: string): Promise<void> {
    const now = Date.now();
    const validTo = new Date(now).toISOString();
    await this.changeCertificates(holder, (row) =>
      row.validTo < validTo ? row : { ...row, validTo },
    );
    await this.certify(holder, { from: now - DAY_MS, to: now });
  }

  /** None of the holder's certificates holds any more. */
  async revokeCertificate(holder: string): Promise<void> {
    const revokedAt = new Date().toISOString();
    await this.changeCertificates(holder, (row) => ({ revokedAt, ...row }));
  }

  /** A new signing key; the one before holds a while beside it, for what is under way. */
  renewKey(holder: string): void {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    // The key first: whoever reads the register finds it there.
    writeText(this.papers.signingKey(holder), pem, 0o600);
    this.enterKey(holder, publicKey);
  }

  expireKey(holder: string): void {
    this.endKeys(holder, Date.now());
  }

  revokeKey(holder: string): void {
    const revokedAt = new Date().toISOString();
    this.changeKeys(holder, (row) => ({ revokedAt, ...row }));
  }

  /**
   * A certificate for a country that keeps its key to itself: written to the country's folder, to be handed over.
   * @param request PKCS #10, PEM. @throws ProcessFault where it is none.
   */
  async accept(holder: string, request: string): Promise<void> {
    const certified = await this.issuer.certifyRequest(holder, request, this.period());
    if (certified === undefined)
      throw new ProcessFault(
        'usage',
        holder,
        'this is no certificate request that is signed with its own key (PKCS #10, PEM)',
        'make one, for instance with `openssl req -new`',
      );
    await this.enter(certified.row);
    writeText(this.papers.certificate(holder), certified.pem);
  }

  /** Enters the public signing key of a country that keeps its key to itself. @throws ProcessFault where it is none. */
  acceptKey(holder: string, pem: string): void {
    this.enterKey(holder, publicKeyOf(holder, pem));
  }

  private period(): Period {
    const now = Date.now();
    return { from: now - CLOCKS_DIFFER_MS, to: now + this.options.validityMs };
  }

  private async certify(holder: string, period: Period): Promise<void> {
    const { keyPem, ...certified } = await this.issuer.certify(holder, period, this.options.names);
    await this.enter(certified.row);
    // Both at once: they are read together.
    writeText(this.papers.certificateKey(holder), keyPem, 0o600);
    writeText(this.papers.certificate(holder), certified.pem);
  }

  /** In the register before it is shown to anybody. */
  private enter(row: CertificateRow): Promise<void> {
    return this.change((register) => ({
      ...register,
      certificates: [...register.certificates, row],
    }));
  }

  private enterKey(holder: string, publicKey: KeyObject): void {
    const { from, to } = this.period();
    const row: KeyRow = {
      holder,
      id: keyId(publicKey),
      publicKey: spkiOf(publicKey).toString('base64'),
      validFrom: new Date(from).toISOString(),
      validTo: new Date(to).toISOString(),
    };
    this.endKeys(holder, Date.now() + LIMITS.signingKeyOverlapMs);
    const register = this.register();
    const others = register.keys.filter(({ id }) => id !== row.id);
    this.write({ ...register, keys: [...others, row] });
  }

  private endKeys(holder: string, at: number): void {
    const validTo = new Date(at).toISOString();
    this.changeKeys(holder, (row) => (row.validTo < validTo ? row : { ...row, validTo }));
  }

  private changeKeys(holder: string, change: (row: KeyRow) => KeyRow): void {
    const register = this.register();
    const keys = register.keys.map((row) => (row.holder === holder ? change(row) : row));
    this.write({ ...register, keys });
  }

  private changeCertificates(
    holder: string,
    change: (row: CertificateRow) => CertificateRow,
  ): Promise<void> {
    return this.change((register) => ({
      ...register,
      certificates: register.certificates.map((row) => (row.holder === holder ? change(row) : row)),
    }));
  }

  /** Changes what is said of certificates, here and in the list for brokers. */
  private async change(change: (register: Register) => Register): Promise<void> {
    const register = change(this.register());
    this.write(register);
    writeText(this.papers.revoked, await this.issuer.revocationList(register.certificates));
  }

  private register(): Register {
    const path = this.papers.register;
    if (!existsSync(path)) return EMPTY_REGISTER;
    const register = parseRegister(readText(path));
    if (register !== undefined) return register;
    throw new ProcessFault(
      'surroundings',
      path,
      'this is no register of certificates and keys',
      'put back a copy of it, or delete the folder to have all made anew',
    );
  }

  private write(register: Register): void {
    writeText(this.papers.register, `${JSON.stringify(register, undefined, 1)}\n`);
  }
}

async function issuerIn(papers: Papers): Promise<Issuer> {
  // The library takes a tenth of a second to load, which whoever makes no certificates is spared.
  const { Issuer } = await import('./issuer.ts');
  const { authorityKey, ca } = papers;
  if (existsSync(authorityKey)) return Issuer.load(readText(authorityKey), readText(ca));
  const { issuer, keyPem } = await Issuer.found();
  writeText(ca, issuer.pem);
  writeText(authorityKey, keyPem, 0o600);
  return issuer;
}

function publicKeyOf(holder: string, pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  const cause = 'this is no public Ed25519 key in PEM';
  const advice = 'make one, for instance with `openssl genpkey -algorithm ed25519`';
  throw new ProcessFault('usage', holder, cause, advice);
}
