/** A country that makes its key itself and asks for a certificate, as a foreign node does. */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export async function certificateRequest(
  name: string,
): Promise<{ request: string; keyPem: string; publicKeyPem: string }> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const publicKey = await crypto.subtle.exportKey('spki', keys.publicKey);
  return {
    request: request.toString('pem'),
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY'),
    publicKeyPem: x509.PemConverter.encode(publicKey, 'PUBLIC KEY'),
  };
}
