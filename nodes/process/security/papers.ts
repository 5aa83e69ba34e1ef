/** Where the papers of one scheme lie: a folder for each holder, one for the authority, one that everybody may read. Reads nothing. */
import { join } from 'node:path';

/** Files in PEM by which a process proves itself on a TLS connection, and by which it knows the other end. */
export interface TlsFiles {
  /** Certificate of the authority that it trusts; absent: those that the system trusts. */
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  /** Name in the other end's certificate, where it is not the host's. */
  readonly serverName?: string;
}

/** Of the end that lets others in. */
export interface GateFiles {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
  readonly register: string;
}

/** What a process signs with, and holds the signatures of others against. */
export interface SigningFiles {
  /** Its private key, PEM. */
  readonly key: string;
  readonly register: string;
}

/** Name of ICE in its certificate, wherever it runs: the authority gives it to nobody else. */
export const ICE_NAME = 'ice.rehearsal';

export class Papers {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** For everybody: the authority's certificate, the register, the list of revoked certificates. */
  get common(): string {
    return join(this.dir, 'public');
  }

  get ca(): string {
    return join(this.common, 'authority.pem');
  }

  get register(): string {
    return join(this.common, 'register.json');
  }

  /** In the form that brokers read (X.509 CRL). */
  get revoked(): string {
    return join(this.common, 'revoked.pem');
  }

  /** Whoever has it can make certificates. */
  get authorityKey(): string {
    return join(this.dir, 'authority', 'key.pem');
  }

  /** For the holder alone. */
  own(holder: string): string {
    return join(this.dir, holder);
  }

  certificate(holder: string): string {
    return join(this.own(holder), 'certificate.pem');
  }

  certificateKey(holder: string): string {
    return join(this.own(holder), 'certificate-key.pem');
  }

  signingKey(holder: string): string {
    return join(this.own(holder), 'signing-key.pem');
  }

  gate(holder: string): GateFiles {
    const { ca, register } = this;
    return {
      ca,
      certificate: this.certificate(holder),
      key: this.certificateKey(holder),
      register,
    };
  }

  /** Of the end that goes to ICE. */
  client(holder: string): TlsFiles {
    const { ca } = this;
    const [certificate, key] = [this.certificate(holder), this.certificateKey(holder)];
    return { ca, certificate, key, serverName: ICE_NAME };
  }

  signing(holder: string): SigningFiles {
    return { key: this.signingKey(holder), register: this.register };
  }
}
