/** The exchange's port as TLS: lets in whoever shows a certificate that the authority issued and that still holds, and nobody for longer than that. */
import { createServer } from 'node:tls';
import type { PeerCertificate, Server, TLSSocket } from 'node:tls';
import { LIMITS } from '../../common/limits.ts';
import { readText } from './files.ts';
import type { GateFiles } from './papers.ts';
import { RegisterFile } from './register-file.ts';
import { objectionTo } from './register.ts';

export interface GateHandler {
  /** Somebody was let in; `holder`: whose certificate it is. */
  onSocket(socket: TLSSocket, holder: string): void;
  /** One sentence for the log. */
  onTrouble(sentence: string): void;
}

const SAID_AGAIN_MS = 60_000;
const SAID_MOST = 1_000;

export class TlsGate {
  readonly server: Server;
  private readonly handler: GateHandler;
  private readonly register: RegisterFile;
  private readonly fingerprints = new Map<TLSSocket, string>();
  private readonly files: GateFiles;
  private readonly said = new Map<string, number>();
  private context: string;

  /** @throws ProcessFault where a file cannot be read. */
  constructor(files: GateFiles, handler: GateHandler) {
    this.files = files;
    this.handler = handler;
    const context = readContext(files);
    this.context = JSON.stringify(context);
    this.register = new RegisterFile(files.register, (sentence) => handler.onTrouble(sentence));
    this.server = createServer(
      {
        ...context,
        requestCert: true,
        // Judged below, where the reason can be told apart; a proof of the certificate's key belongs to every handshake.
        rejectUnauthorized: false,
        minVersion: 'TLSv1.2',
        handshakeTimeout: LIMITS.connectTimeoutMs,
        noDelay: true,
      },
      (socket) => this.meet(socket),
    );
    this.server.on('tlsClientError', (error, socket) => {
      this.say(`${addressOf(socket)}: no TLS (${firstLine(error)}); connection closed`);
      socket.destroy();
    });
    this.register.watch(() => this.look());
  }

  close(): void {
    this.register.close();
  }

  private meet(socket: TLSSocket): void {
    socket.on('error', () => undefined);
    this.register.refresh();
    const fingerprint = fingerprintOf(socket);
    const row = fingerprint === '' ? undefined : this.register.certificate(fingerprint);
    const objection = this.objection(fingerprint) ?? unauthorised(socket);
    if (row === undefined || objection !== undefined) {
      this.turnAway(socket, objection ?? '');
      return;
    }
    this.fingerprints.set(socket, fingerprint);
    socket.once('close', () => this.fingerprints.delete(socket));
    this.handler.onSocket(socket, row.holder);
  }

  private objection(fingerprint: string): string | undefined {
    if (fingerprint === '') return 'it showed no certificate';
    const row = this.register.certificate(fingerprint);
    if (row === undefined) return 'its certificate is none of this authority';
    const objection = objectionTo(row, Date.now());
    return objection === undefined ? undefined : `the certificate of ${row.holder} ${objection}`;
  }

  /** Who was let in with what holds no more has to come again, with what does. */
  private look(): void {
    for (const [socket, fingerprint] of this.fingerprints) {
      const objection = this.objection(fingerprint);
      if (objection !== undefined) this.turnAway(socket, objection);
    }
    this.renew();
  }

  /** Whoever is turned away tries again some times a second: what is the matter is said once a minute. */
  private say(sentence: string): void {
    const now = performance.now();
    if (now - (this.said.get(sentence) ?? -Infinity) < SAID_AGAIN_MS) return;
    if (this.said.size === SAID_MOST) this.said.clear();
    this.said.set(sentence, now);
    this.handler.onTrouble(sentence);
  }

  private turnAway(socket: TLSSocket, objection: string): void {
    this.fingerprints.delete(socket);
    this.say(`${addressOf(socket)}: ${objection}; connection closed`);
    socket.destroy();
  }

  /** ICE's own certificate has been renewed: the next connection sees the new one. */
  private renew(): void {
    try {
      const context = readContext(this.files);
      const text = JSON.stringify(context);
      if (text === this.context) return;
      this.context = text;
      this.server.setSecureContext(context);
    } catch {
      // Being written: the one at hand still serves.
    }
  }
}

interface Context {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

function readContext({ ca, certificate, key }: GateFiles): Context {
  return { ca: readText(ca), cert: readText(certificate), key: readText(key) };
}

/** Of the certificate that the other end has shown, and whose key it has; empty where it showed none. */
function fingerprintOf(socket: TLSSocket): string {
  const shown = Object(socket.getPeerCertificate()) as Partial<PeerCertificate>;
  return shown.fingerprint256 ?? '';
}

/** The runtime's own word, should the register say otherwise. */
const unauthorised = (socket: TLSSocket): string | undefined =>
  socket.authorized
    ? undefined
    : `its certificate does not hold (${String(socket.authorizationError)})`;

const addressOf = (socket: TLSSocket): string => socket.remoteAddress ?? 'a client';
const firstLine = ({ message }: Error): string => message.split('\n')[0] ?? '';
