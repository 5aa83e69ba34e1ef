/** The embedded MQTT 3.1.1 broker: aedes with the guards it lacks, and rights per country. Messages mean nothing here. */
import { Aedes } from 'aedes';
import type { Client, PublishPacket, Subscription } from 'aedes';
import type { EventEmitter } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { LIMITS } from '../common/limits.ts';
import { inboxFilter, parseIntakeTopic, ROOT } from '../common/topics.ts';
import { clientIdFault, connectFault } from './connect-check.ts';
import type { ConnectFault } from './connect-check.ts';
import { SecretCheck } from './credentials.ts';
import type { Verifiers } from './credentials.ts';
import { asFault } from './fault.ts';
import type { FrontHandler } from './front.ts';
import { guardReads } from './packet-guard.ts';

export interface BrokerOptions {
  /** Address to listen on. */
  readonly bind: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Of each country that may connect. */
  readonly verifiers: Verifiers;
}

const QOS = 1;

export class Broker {
  readonly url: string;
  private readonly aedes: Aedes;
  private readonly server: Server;
  private readonly sockets: Set<Socket>;

  private constructor(aedes: Aedes, server: Server, sockets: Set<Socket>, bind: string) {
    this.aedes = aedes;
    this.server = server;
    this.sockets = sockets;
    const { port } = server.address() as AddressInfo;
    this.url = `mqtt://${bind.includes(':') ? `[${bind}]` : bind}:${port}`;
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
    const rights = new Rights(options.verifiers, handler);
    rights.govern(aedes);
    swallowIntake(aedes);
    await aedes.listen();
    const sockets = new Set<Socket>();
    const server = createServer({ noDelay: true }, (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      guardReads(socket, LIMITS.packetBytes, (what) => {
        handler.onTrouble(`${rights.nameOf(socket)}: sent ${what}; connection closed`);
      });
      aedes.handle(socket);
    });
    server.maxConnections = LIMITS.connections;
    try {
      await listen(server, options.port, options.bind);
    } catch (error) {
      aedes.close();
      throw asFault(error, `${options.bind}:${options.port}`) ?? error;
    }
    return new Broker(aedes, server, sockets, options.bind);
  }

  /** Hands a message to whoever subscribed; the exchange itself publishes, no client. */
  publish(topic: string, payload: string | Uint8Array, retain: boolean): Promise<void> {
    const packet = {
      cmd: 'publish',
      topic,
      payload: Buffer.from(payload as string),
      qos: QOS,
      retain,
      dup: false,
    } as const;
    return new Promise((resolve, reject) => {
      this.aedes.publish(packet, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    await new Promise<void>((resolve) => {
      this.aedes.close(resolve);
    });
    // Whoever has not sent CONNECT yet is none of the broker's clients.
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
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

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** What a connection has shown. */
interface Session {
  readonly client: Client;
  readonly country: string;
  filters: number;
  hasInbox: boolean;
}

/** Who may connect, publish and subscribe. */
class Rights {
  private readonly secrets: SecretCheck;
  private readonly countries: readonly string[];
  private readonly handler: FrontHandler;
  private readonly sessions = new WeakMap<object, Session>();
  private readonly faults = new WeakMap<Client, ConnectFault>();
  private readonly inboxes = new Map<string, number>();
  /** Who holds a client id. */
  private readonly holders = new Map<string, Session>();

  constructor(verifiers: Verifiers, handler: FrontHandler) {
    this.secrets = new SecretCheck(verifiers);
    this.countries = Object.keys(verifiers);
    this.handler = handler;
  }

  govern(aedes: Aedes): void {
    aedes.preConnect = (client, packet, done) => {
      const fault = connectFault(packet);
      if (fault !== undefined) this.faults.set(client, fault);
      // The broker itself answers an unknown version with code 1, and would let 3.1 in.
      if (fault?.code === 1) (packet as { protocolVersion: number }).protocolVersion = 0;
      if (fault?.code === 1) this.handler.onTrouble(`${packet.clientId}: refused, ${fault.reason}`);
      done(null, true);
    };
    aedes.authenticate = (client, username, password, done) => {
      void this.authenticate(client, username, password?.toString('utf8')).then((fault) => {
        if (fault === undefined) {
          done(null, true);
          return;
        }
        this.handler.onTrouble(`${client.id}: refused, ${fault.reason}`);
        const refusal = Object.assign(new Error(fault.reason), { returnCode: fault.code });
        done(refusal, false);
      });
    };
    aedes.authorizePublish = (client, packet, done) =>
      void this.onPublish(client, packet).then(done, done);
    aedes.authorizeSubscribe = (client, subscription, done) => {
      done(null, this.maySubscribe(client, subscription) ? subscription : null);
    };
    aedes.on('subscribe', (subscriptions, client) => {
      this.onSubscribe(client, subscriptions);
    });
    aedes.on('clientDisconnect', (client) => {
      this.onGone(client);
    });
    const onError = (client: Client, error: Error): void => {
      this.onError(client, error);
    };
    aedes.on('clientError', onError);
    aedes.on('connectionError', onError);
    const emitter: EventEmitter = aedes;
    emitter.on('error', (error: Error) => {
      this.handler.onTrouble(`broker: ${error.message}`);
    });
  }

  /** For the log: country and client id, as far as they are known. */
  nameOf(socket: object): string {
    const { client } = socket as { client?: Client };
    return client === undefined ? 'a client' : this.name(client);
  }

  private async authenticate(
    client: Client,
    username: string | undefined,
    password: string | undefined,
  ): Promise<ConnectFault | undefined> {
    const fault = this.faults.get(client);
    if (fault !== undefined) return fault;
    if (username === undefined || password === undefined)
      return { code: 5, reason: 'it showed no credentials' };
    if (!(await this.secrets.check(username, password)))
      return { code: 4, reason: `wrong credentials for ${username}` };
    const holder = this.holders.get(client.id);
    const heldBy = holder?.client.closed === false ? holder.country : undefined;
    const idFault = clientIdFault(client.id, username, this.countries, heldBy);
    if (idFault !== undefined) return idFault;
    const session = { client, country: username, filters: 0, hasInbox: false };
    this.holders.set(client.id, session);
    this.sessions.set(client, session);
    return undefined;
  }

  private async onPublish(client: Client | null, packet: PublishPacket): Promise<Error | null> {
    const country = client === null ? undefined : this.sessions.get(client)?.country;
    if (country === undefined) return new Error('no session');
    if (packet.qos !== QOS)
      return new Error(`published at QoS ${packet.qos}; the exchange takes QoS ${QOS} only`);
    if (parseIntakeTopic(packet.topic)?.from !== country)
      return new Error(`may not publish to ${packet.topic}`);
    const payload =
      typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const verdict = await this.handler.onMessage(country, packet.topic, payload);
    return verdict === 'taken' ? null : new Error(verdict.refused);
  }

  /** Only one's own inbox and what is public. A shared subscription (`$share/…`) would be granted and never served. */
  private maySubscribe(client: Client, { topic }: Subscription): boolean {
    const session = this.sessions.get(client);
    if (session === undefined) return false;
    const { country } = session;
    const own = topic.startsWith(`${ROOT}/out/${country}/`) || topic.startsWith(`${ROOT}/public/`);
    if (own && session.filters < LIMITS.subscriptionsPerClient) {
      session.filters++;
      return true;
    }
    const why = own
      ? `more than ${LIMITS.subscriptionsPerClient} subscriptions`
      : `may not subscribe to ${topic}`;
    this.handler.onTrouble(`${this.name(client)}: ${why}`);
    return false;
  }

  private onSubscribe(client: Client, subscriptions: readonly Subscription[]): void {
    const session = this.sessions.get(client);
    if (session === undefined) return;
    const inbox = inboxFilter(session.country);
    const granted = subscriptions.some(
      ({ topic, qos }) => topic === inbox && (qos as number) !== 128,
    );
    if (!granted) return;
    if (!session.hasInbox)
      this.inboxes.set(session.country, (this.inboxes.get(session.country) ?? 0) + 1);
    session.hasInbox = true;
    this.handler.onConnect(session.country);
  }

  private onGone(client: Client): void {
    const session = this.sessions.get(client);
    if (session === undefined) return;
    this.sessions.delete(client);
    if (this.holders.get(client.id) === session) this.holders.delete(client.id);
    if (!session.hasInbox) return;
    const left = (this.inboxes.get(session.country) ?? 1) - 1;
    this.inboxes.set(session.country, left);
    if (left === 0) this.handler.onDisconnect(session.country);
  }

  private onError(client: Client, error: Error): void {
    // A client that went while something was on its way to it: nothing to say.
    if (error.message === 'connection closed') return;
    this.handler.onTrouble(`${this.name(client)}: ${error.message}; connection closed`);
  }

  private name(client: Client): string {
    const country = this.sessions.get(client)?.country;
    // Until CONNECT is read, the broker has no id for it.
    const id = (client.id as string | null) ?? 'a client';
    return country === undefined || country === id ? id : `${country} (${id})`;
  }
}
