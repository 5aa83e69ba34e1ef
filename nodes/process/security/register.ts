/** What everybody may know of the papers of all: certificates and signing keys, how long they hold, and what was revoked. Holds no secret. */
import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import Type from 'typebox';
import { Compile } from 'typebox/compile';

const When = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' });
const VALIDITY = {
  validFrom: When,
  validTo: When,
  revokedAt: Type.Optional(When),
};

const CertificateRow = Type.Object({
  /** A country, or ICE. */
  holder: Type.String({ minLength: 1 }),
  serial: Type.String(),
  /** SHA-256 of the certificate, in hexadecimal pairs with colons between. */
  fingerprint: Type.String(),
  ...VALIDITY,
});
export type CertificateRow = Type.Static<typeof CertificateRow>;

const KeyRow = Type.Object({
  holder: Type.String({ minLength: 1 }),
  /** As signatures name it. */
  id: Type.String(),
  /** Ed25519, SubjectPublicKeyInfo, base64. */
  publicKey: Type.String({ pattern: '^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$' }),
  ...VALIDITY,
});
export type KeyRow = Type.Static<typeof KeyRow>;

const RegisterForm = Type.Object({
  version: Type.Literal(1),
  certificates: Type.Array(CertificateRow),
  keys: Type.Array(KeyRow),
});
export type Register = Readonly<Type.Static<typeof RegisterForm>>;

export const EMPTY_REGISTER: Register = { version: 1, certificates: [], keys: [] };

const form = Compile(RegisterForm);

/** A register from its text; undefined where it is none. */
export function parseRegister(text: string): Register | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return form.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export type Validity = Pick<CertificateRow, 'validFrom' | 'validTo' | 'revokedAt'>;

/**
 * Why a paper does not hold at an instant, to be read after "its certificate" or "its key"; undefined where it holds.
 * @param at Unix time in ms, of the machine's clock: papers are real, whatever instant is simulated.
 */
export function objectionTo(
  { validFrom, validTo, revokedAt }: Validity,
  at: number,
): string | undefined {
  if (revokedAt !== undefined && Date.parse(revokedAt) <= at) return `was revoked on ${revokedAt}`;
  if (Date.parse(validTo) <= at) return `expired on ${validTo}`;
  if (Date.parse(validFrom) > at) return `is valid from ${validFrom} only`;
  return undefined;
}

export const spkiOf = (publicKey: KeyObject): Buffer =>
  publicKey.export({ type: 'spki', format: 'der' });

/** How signatures name a key: the beginning of its SHA-256. */
export const keyId = (publicKey: KeyObject): string =>
  createHash('sha256').update(spkiOf(publicKey)).digest('hex').slice(0, 16);
