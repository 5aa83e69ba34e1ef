/** The embedded MQTT 3.1.1 broker: aedes with the guards it lacks, and rights per country. Messages mean nothing here. */
import { Aedes } from 'aedes';
import type { Client, PublishPacket } from 'aedes';
import type { EventEmitter } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { LIMITS } from '../common/limits.ts';
import { ROOT } from '../common/topics.ts';
import { QOS, Sessions } from './broker-sessions.ts';
import { connectFault } from './connect-check.ts';
import type { ConnectFault } from './connect-check.ts';
import type { Verifiers } from './credentials.ts';
import { asFault } from './fault.ts';
import type { FrontHandler } from './front.ts';
import { PacketCut } from './packet-cut.ts';
import type { GateFiles } from './security/papers.ts';
import { TlsGate } from './security/tls-gate.ts';
import { Strangers } from './strangers.ts';
import { Traffic } from './traffic.ts';

export interface BrokerOptions {
  /** Address to listen on. */
  readonly bind: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Of each country that may connect. */
  readonly verifiers: Verifiers;
  /** Absent: the port takes plain TCP. */
  readonly tls?: GateFiles;
}

export class Broker {
  readonly url: string;
  /** Bytes of its clients' connections. */
  readonly traffic: Traffic;
  private readonly aedes: Aedes;
  private readonly port: Port;
  private readonly sessions: Sessions;

  private constructor(aedes: Aedes, port: Port, sessions: Sessions, bind: string) {
    this.aedes = aedes;
    this.port = port;
    this.sessions = sessions;
    this.traffic = port.traffic;
    const { port: number } = port.server.address() as AddressInfo;
    const scheme = port.isTls ? 'mqtts' : 'mqtt';
    this.url = `${scheme}://${bind.includes(':') ? `[${bind}]` : bind}:${number}`;
  }

  /** @throws ProcessFault where the port is taken or may not be opened. */
  static async open(options: BrokerOptions, handler: FrontHandler): Promise<Broker> {
    const aedes = new Aedes({
      // Without these two a subscriber that does not read stalls everybody (measurements: one stuck client).
      concurrency: 0,
      drainTimeout: LIMITS.drainTimeoutMs,
      connectTimeout: LIMITS.connectTimeoutMs,
      maxClientsIdLength: LIMITS.clientIdBytes,
    });
    const holders = options.tls === undefined ? undefined : new WeakMap<object, string>();
    const sessions = new Sessions(options.verifiers, handler, holders);
    const strangers = new Strangers(LIMITS.strangers);
    govern(aedes, sessions, handler);
    const cuts = new WeakMap<object, PacketCut>();
    aedes.on('clientReady', (client) => {
      strangers.onKnown(client.conn as Socket);
      const cut = cuts.get(client.conn);
      if (cut !== undefined) cut.open(sessions.takerOf(client, cut));
    });
    swallowIntake(aedes);
    await aedes.listen();
    forgetAcknowledgements(aedes);
    const onSocket = (socket: Socket, holder?: string): void => {
      if (holder !== undefined) holders?.set(socket, holder);
      const onViolation = (what: string): void => {
        const { client } = socket as { client?: Client };
        handler.onTrouble(`${sessions.name(client)}: sent ${what}; connection closed`);
      };
      cuts.set(socket, new PacketCut(socket, LIMITS.packetBytes, onViolation));
      aedes.handle(socket);
    };
    let port: Port | undefined;
    try {
      port = openPort(options.tls, onSocket, handler);
      port.server.on('connection', (socket) => strangers.onConnection(socket));
      await listen(port.server, options.port, options.bind);
    } catch (error) {
      aedes.close();
      port?.close();
      throw asFault(error, `${options.bind}:${options.port}`) ?? error;
    }
    return new Broker(aedes, port, sessions, options.bind);
  }

  /** Hands a message to whoever subscribed; the exchange itself publishes, no client. */
  publish(topic: string, payload: string | Uint8Array, retain: boolean): Promise<void> {
    if (!retain && topic.startsWith(`${ROOT}/out/`)) {
      this.sessions.deliver(topic, payload);
      return Promise.resolve();
    }
    const bytes = Buffer.from(payload as string);
    const packet = { cmd: 'publish', topic, payload: bytes, qos: QOS, retain, dup: false } as const;
    return new Promise((resolve, reject) => {
      this.aedes.publish(packet, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.port.server.close(resolve));
    await new Promise<void>((resolve) => {
      this.aedes.close(resolve);
    });
    this.port.close();
    await closed;
  }
}

/** Where connections come in, as plain TCP or as TLS. */
interface Port {
  readonly server: Server;
  readonly isTls: boolean;
  readonly traffic: Traffic;
  /** Ends what is open: whoever has not sent CONNECT yet is none of the broker's clients. */
  close(): void;
}

/** @throws ProcessFault where the files for TLS cannot be read. */
function openPort(
  tls: GateFiles | undefined,
  onSocket: (socket: Socket, holder?: string) => void,
  handler: FrontHandler,
): Port {
  const onTrouble = (sentence: string): void => handler.onTrouble(sentence);
  const traffic = new Traffic();
  const take = (socket: Socket, holder?: string): void => {
    // Not the one beneath TLS, which on Deno does not count what it sends.
    traffic.watch(socket);
    onSocket(socket, holder);
  };
  const gate = tls === undefined ? undefined : new TlsGate(tls, { onSocket: take, onTrouble });
  const server: Server = gate?.server ?? createServer({ noDelay: true }, take);
  server.maxConnections = LIMITS.connections;
  // Beneath TLS as well: a handshake that is not over has a connection.
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    server,
    isTls: gate !== undefined,
    traffic,
    close() {
      gate?.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** How a socket says that the other end has left. */
const GONE: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET']);
const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? '';

/** Puts the sessions in charge of who may do what. */
function govern(aedes: Aedes, sessions: Sessions, handler: FrontHandler): void {
  const faults = new WeakMap<Client, ConnectFault>();
  aedes.preConnect = (client, packet, done) => {
    const fault = connectFault(packet);
    if (fault !== undefined) faults.set(client, fault);
    if (fault?.code === 1) {
      // The broker itself answers an unknown version with code 1, and would let 3.1 in.
      (packet as { protocolVersion: number }).protocolVersion = 0;
      handler.onTrouble(`${packet.clientId}: refused, ${fault.reason}`);
    }
    done(null, true);
  };
  aedes.authenticate = (client, username, password, done) => {
    const known = faults.get(client);
    const fault = known ?? sessions.admit(client, username, password?.toString('utf8'));
    void Promise.resolve(fault).then((wrong) => {
      if (wrong === undefined) {
        done(null, true);
        return;
      }
      // Who has left meanwhile was not looked at.
      if (!client.closed) handler.onTrouble(`${client.id}: refused, ${wrong.reason}`);
      done(Object.assign(new Error(wrong.reason), { returnCode: wrong.code }), false);
    });
  };
  aedes.authorizePublish = (client, packet, done) => {
    sessions.onPublish(client, packet, done);
  };
  aedes.authorizeSubscribe = (client, subscription, done) => {
    done(null, sessions.maySubscribe(client, subscription) ? subscription : null);
  };
  aedes.on('subscribe', (subscriptions, client) => {
    sessions.onSubscribe(client, subscriptions);
  });
  aedes.on('unsubscribe', (filters, client) => {
    sessions.onUnsubscribe(client, filters);
  });
  aedes.on('clientDisconnect', (client) => {
    sessions.onGone(client);
  });
  const onError = (client: Client, error: Error): void => {
    // A client that went while something was on its way to it: nothing to say.
    if (error.message === 'connection closed' || GONE.has(codeOf(error))) return;
    handler.onTrouble(`${sessions.name(client)}: ${error.message}; connection closed`);
  };
  aedes.on('clientError', onError);
  aedes.on('connectionError', onError);
  const emitter: EventEmitter = aedes;
  emitter.on('error', (error: Error) => {
    handler.onTrouble(`broker: ${error.message}`);
  });
}

/**
 * What clients publish goes to the handler (`authorizePublish`) and nowhere else: without this the broker would look for subscribers of the
 * intake, of which there are none.
 */
function swallowIntake(aedes: Aedes): void {
  type Done = (error?: Error | null) => void;
  type Publish = (packet: PublishPacket, client: Client | Done | null, done?: Done) => void;
  const publish = aedes.publish.bind(aedes) as Publish;
  const swallow: Publish = (packet, client, done) => {
    if (typeof client === 'object' && client !== null) done?.(null);
    else publish(packet, client, done);
  };
  aedes.publish = swallow as Aedes['publish'];
}

/** Sessions are clean and outboxes repeat until a receipt comes, so the broker keeps nothing that a PUBACK could clear. */
function forgetAcknowledgements(aedes: Aedes): void {
  const { persistence } = aedes as unknown as {
    persistence: { outgoingClearMessageId: () => Promise<void> };
  };
  persistence.outgoingClearMessageId = () => Promise.resolve();
}
