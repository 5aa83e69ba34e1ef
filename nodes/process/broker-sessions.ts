/** Who is connected to the embedded broker, with which rights, and which inboxes are open. Knows countries and topics, no message. */
import type { Client, PublishPacket, Subscription } from 'aedes';
import type { Socket } from 'node:net';
import { LIMITS } from '../common/limits.ts';
import { inboxFilter, parseIntakeTopic, ROOT } from '../common/topics.ts';
import { clientIdFault } from './connect-check.ts';
import type { ConnectFault } from './connect-check.ts';
import { SecretCheck } from './credentials.ts';
import type { Verifiers } from './credentials.ts';
import type { Answer, FrontHandler } from './front.ts';
import { InboxWriter } from './inbox-writer.ts';
import { IntakeRoom } from './intake-room.ts';
import type { Held } from './intake-room.ts';
import type { PacketTaker } from './packet-cut.ts';

/** The one quality of service: the exchange repeats until it is acknowledged, receivers drop repeats. */
export const QOS = 1;
const DENIED = 128;
const OUT = `${ROOT}/out/`;
const PUBLIC = `${ROOT}/public/`;

/** Topics that a session has been found to have a right to; there are few, and each is asked for a thousand times. */
const TOPICS_REMEMBERED = 1_000;

interface Session {
  readonly client: Client;
  readonly country: string;
  readonly writer: InboxWriter;
  /** Filters below `out`, with the QoS granted. */
  readonly filters: Map<string, number>;
  readonly mayPublishTo: Set<string>;
  /** Filters of every kind that were asked for. */
  asked: number;
}

export class Sessions {
  private readonly secrets: SecretCheck;
  private readonly countries: readonly string[];
  private readonly handler: FrontHandler;
  /** Whose certificate each connection has shown; undefined where none is asked for. */
  private readonly holders: WeakMap<object, string> | undefined;
  private readonly room = new IntakeRoom({
    messages: LIMITS.waitingPerCountry,
    bytes: LIMITS.waitingBytesPerCountry,
  });
  private readonly sessions = new WeakMap<Client, Session>();
  /** Who holds a client id. */
  private readonly byClientId = new Map<string, Session>();
  /** Sessions with a filter on a country's inbox. */
  private readonly readers = new Map<string, Set<Session>>();

  /** @param holders whose certificate each connection has shown; absent where none is asked for. */
  constructor(verifiers: Verifiers, handler: FrontHandler, holders?: WeakMap<object, string>) {
    this.secrets = new SecretCheck(verifiers);
    this.countries = Object.keys(verifiers);
    this.handler = handler;
    this.holders = holders;
  }

  /** Checks the credentials of a connection, and whose client id it takes. @returns what is wrong, if anything. */
  async admit(
    client: Client,
    username: string | undefined,
    password: string | undefined,
  ): Promise<ConnectFault | undefined> {
    if (username === undefined || password === undefined) {
      return { code: 5, reason: 'it showed no credentials' };
    }
    if (!(await this.secrets.check(username, password, () => !client.closed))) {
      return { code: 4, reason: `wrong credentials for ${username}` };
    }
    const certified = this.holders?.get(client.conn);
    if (this.holders !== undefined && certified !== username) {
      const reason = `its certificate is of ${certified ?? 'nobody'}, not of ${username} (C110)`;
      return { code: 5, reason };
    }
    const holder = this.byClientId.get(client.id);
    const heldBy = holder?.client.closed === false ? holder.country : undefined;
    const fault =
      clientIdFault(client.id, username, this.countries, heldBy) ??
      this.crowdFault(client.id, username);
    if (fault === undefined) this.begin(client, username);
    return fault;
  }

  /** Hands a client's message that the broker has read to the handler; an error closes the connection. */
  onPublish(
    client: Client | null,
    packet: PublishPacket,
    done: (error: Error | null) => void,
  ): void {
    const session = client === null ? undefined : this.sessions.get(client);
    const error = session === undefined ? new Error('no session') : publishFault(session, packet);
    if (session === undefined || error !== undefined) {
      done(error ?? null);
      return;
    }
    const { topic, payload } = packet;
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    this.handOn(session, topic, bytes, (verdict) => {
      done(verdict === 'taken' ? null : new Error(verdict.refused));
    });
  }

  /** Takes what this client sends most, past the broker. */
  takerOf(client: Client, stream: Held): PacketTaker {
    const session = this.sessions.get(client);
    if (session === undefined) throw new Error('a client that was let in has no session');
    const { country, writer } = session;
    return {
      hasRoom: () => this.room.isFree(country, stream),
      onPublish: (topic, id, payload) => {
        // Whatever is wrong with it, the broker and `onPublish` say.
        if (id === 0 || WILDCARD.test(topic) || !mayPublish(session, topic)) return false;
        this.handOn(session, topic, payload, (verdict) => {
          if (verdict === 'taken') writer.acknowledge(id);
          else if (!client.closed) client.emit('error', new Error(verdict.refused));
        });
        return true;
      },
      onAlive: () => keepAlive(client),
    };
  }

  private handOn(session: Session, topic: string, payload: Uint8Array, answer: Answer): void {
    const { country } = session;
    const { length } = payload;
    this.room.enter(country, length);
    this.handler.onMessage(country, topic, payload, (verdict) => {
      this.room.leave(country, length);
      answer(verdict);
    });
  }

  /** Only one's own inbox and what is public. A shared subscription (`$share/…`) would be granted and never served. */
  maySubscribe(client: Client, { topic }: Subscription): boolean {
    const session = this.sessions.get(client);
    if (session === undefined) return false;
    const own = topic.startsWith(`${OUT}${session.country}/`) || topic.startsWith(PUBLIC);
    if (own && session.asked < LIMITS.subscriptionsPerClient) {
      session.asked++;
      return true;
    }
    const why = own
      ? `more than ${LIMITS.subscriptionsPerClient} subscriptions`
      : `may not subscribe to ${topic}`;
    this.handler.onTrouble(`${this.name(client)}: ${why}`);
    return false;
  }

  onSubscribe(client: Client, subscriptions: readonly Subscription[]): void {
    const session = this.sessions.get(client);
    if (session === undefined) return;
    for (const { topic, qos } of subscriptions) {
      if ((qos as number) !== DENIED && topic.startsWith(OUT)) session.filters.set(topic, qos);
    }
    if (session.filters.size === 0) return;
    this.readersOf(session.country).add(session);
    const inbox = inboxFilter(session.country);
    const opened = subscriptions.some(({ topic }) => topic === inbox);
    if (opened && session.filters.has(inbox)) this.handler.onConnect(session.country);
  }

  onUnsubscribe(client: Client, filters: readonly string[]): void {
    const session = this.sessions.get(client);
    if (session === undefined) return;
    for (const filter of filters) session.filters.delete(filter);
    if (session.filters.size === 0) this.leave(session);
  }

  onGone(client: Client): void {
    const session = this.sessions.get(client);
    if (session === undefined) return;
    this.sessions.delete(client);
    if (this.byClientId.get(client.id) === session) this.byClientId.delete(client.id);
    this.leave(session);
  }

  /** Writes a message to whoever reads this inbox topic. */
  deliver(topic: string, payload: string | Uint8Array): void {
    const country = topic.slice(OUT.length, topic.indexOf('/', OUT.length));
    for (const { filters, writer } of this.readers.get(country) ?? []) {
      let qos = -1;
      for (const [filter, granted] of filters) {
        if (granted > qos && matches(filter, topic)) qos = granted;
      }
      if (qos >= 0) writer.publish(topic, payload, qos);
    }
  }

  /** For the log: country and client id, as far as they are known. */
  name(client: Client | undefined): string {
    // Until CONNECT is read, the broker has no id for it.
    const id = (client?.id as string | null | undefined) ?? 'a client';
    const country = client === undefined ? undefined : this.sessions.get(client)?.country;
    return country === undefined || country === id ? id : `${country} (${id})`;
  }

  /** So many connections at once keep no other country out. */
  private crowdFault(clientId: string, country: string): ConnectFault | undefined {
    const most = LIMITS.connectionsPerCountry;
    let open = 0;
    for (const [id, session] of this.byClientId) {
      if (session.client.closed) this.byClientId.delete(id);
      else if (session.country === country && id !== clientId) open++;
    }
    if (open < most) return undefined;
    return { code: 5, reason: `${country} has ${most} connections already` };
  }

  private begin(client: Client, country: string): void {
    const writer = new InboxWriter(client.conn as Socket, () => {
      this.handler.onTrouble(`${this.name(client)}: does not read; connection closed`);
    });
    const session = {
      client,
      country,
      writer,
      filters: new Map(),
      mayPublishTo: new Set<string>(),
      asked: 0,
    };
    this.byClientId.set(client.id, session);
    this.sessions.set(client, session);
  }

  private leave(session: Session): void {
    const readers = this.readersOf(session.country);
    if (readers.delete(session) && readers.size === 0) this.handler.onDisconnect(session.country);
  }

  private readersOf(country: string): Set<Session> {
    let readers = this.readers.get(country);
    if (readers === undefined) this.readers.set(country, (readers = new Set()));
    return readers;
  }
}

function publishFault(
  session: Session,
  { topic, qos, messageId }: PublishPacket,
): Error | undefined {
  if (qos !== QOS) return new Error(`published at QoS ${qos}; the exchange takes QoS ${QOS} only`);
  // [MQTT-2.3.1-1]; without it there is no acknowledging it.
  if (messageId === 0) return new Error('published without a packet identifier');
  return mayPublish(session, topic) ? undefined : new Error(`may not publish to ${topic}`);
}

/** No topic has one [MQTT-3.3.2-2]. */
const WILDCARD = /[#+]/;

/** What the broker does with each packet that it sees. */
function keepAlive(client: Client): void {
  const { _keepaliveInterval: interval, _keepaliveTimer: timer } = client as unknown as {
    readonly _keepaliveInterval: number;
    readonly _keepaliveTimer: NodeJS.Timeout | null;
  };
  if (interval > 0) timer?.refresh();
}

function mayPublish({ country, mayPublishTo }: Session, topic: string): boolean {
  if (mayPublishTo.has(topic)) return true;
  if (parseIntakeTopic(topic)?.from !== country) return false;
  if (mayPublishTo.size < TOPICS_REMEMBERED) mayPublishTo.add(topic);
  return true;
}

/** Whether a topic is under a filter [MQTT-4.7]; both begin with the same country's inbox. */
export function matches(filter: string, topic: string): boolean {
  if (filter.endsWith('/#') && !filter.includes('+')) {
    return topic.startsWith(filter.slice(0, -1)) || topic === filter.slice(0, -2);
  }
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [i, part] of wanted.entries()) {
    if (part === '#') return true;
    if (part !== '+' && part !== levels[i]) return false;
    if (levels[i] === undefined) return false;
  }
  return wanted.length === levels.length;
}
