/** One MQTT client that keeps its connection: each attempt is a new, clean session with its own will. Queues nothing: outboxes do. */
import { connect } from 'mqtt';
import type { IClientOptions, MqttClient } from 'mqtt';
import type { Socket } from 'node:net';
import { LIMITS } from '../common/limits.ts';
import { asFault } from './fault.ts';
import type { TlsFiles } from './security/papers.ts';
import { clientContext, tlsFailure } from './security/tls-client.ts';
import type { ClientContext } from './security/tls-client.ts';
import { Traffic } from './traffic.ts';

const QOS = 1;

export interface SessionOptions {
  /** `mqtt://host:port`, `mqtts://host:port`. */
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  /** For `mqtts`; absent: what the system trusts, and no certificate of its own. */
  readonly tls?: TlsFiles;
  readonly filters: readonly string[];
  /** Made anew for each CONNECT. */
  readonly will?: () => { readonly topic: string; readonly payload: string };
}

export interface SessionHandler {
  onMessage(topic: string, payload: Uint8Array): void;
  /** Connected, and every filter granted. */
  onUp(): void;
  /** The connection was up and is gone. */
  onDown(): void;
  /** It could not be made; it is tried again. `refused`: the broker said no. */
  onFailed(reason: string, refused: boolean): void;
}

export class MqttSession {
  /** Bytes of its connections, one after the other. */
  readonly traffic = new Traffic();
  private readonly options: SessionOptions;
  private readonly handler: SessionHandler;
  private client: MqttClient | undefined;
  private up = false;
  private closed = false;
  private pauseMs: number = LIMITS.reconnectFirstMs;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly unsettled = new Set<(error: Error) => void>();

  /** @throws ProcessFault where the files for TLS cannot be read, or do not fit together; later they are waited for. */
  constructor(options: SessionOptions, handler: SessionHandler) {
    this.options = options;
    this.handler = handler;
    this.attempt(clientContext(options.tls ?? {}));
  }

  /** Connected, with every filter granted: what is published now goes out. */
  get isUp(): boolean {
    return this.up;
  }

  /** Settles with the broker's PUBACK; fails at once where there is no connection, and when it is lost before. */
  publish(topic: string, payload: string | Uint8Array, retain = false): Promise<void> {
    const { client } = this;
    if (client === undefined || !this.up) return Promise.reject(new Error('not connected'));
    return new Promise((resolve, reject) => {
      this.unsettled.add(reject);
      client.publish(topic, payload as string, { qos: QOS, retain }, (error) => {
        this.unsettled.delete(reject);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Ends with DISCONNECT, so that the will is not published. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.lost();
    if (client !== undefined)
      await new Promise<void>((resolve) => client.end(false, () => resolve()));
  }

  private attemptAnew(): void {
    try {
      this.attempt(clientContext(this.options.tls ?? {}));
    } catch (error) {
      this.handler.onFailed(asFault(error)?.text ?? String(error), false);
      this.retryLater();
    }
  }

  /** @param shown what the connection is made with, where it is TLS. */
  private attempt(shown: ClientContext): void {
    const { url, filters, will } = this.options;
    const settings: IClientOptions = {
      ...pick(this.options),
      ...shown,
      protocolVersion: 4,
      clean: true,
      keepalive: LIMITS.keepAliveS,
      connectTimeout: LIMITS.connectTimeoutMs,
      reconnectPeriod: 0,
      resubscribe: false,
      timerVariant: 'native',
    };
    if (will !== undefined) settings.will = willPacket(will());
    const client = connect(url, settings);
    this.client = client;
    let failure: Error | undefined;
    client.on('error', (error) => void (failure = error));
    client.on('message', (topic, payload) => {
      if (client === this.client) this.handler.onMessage(topic, payload);
    });
    client.on('connect', () => {
      // Nagle's algorithm costs 24 ms a message at low load (measurements).
      (client.stream as unknown as { setNoDelay?: (on: boolean) => void }).setNoDelay?.(true);
      this.traffic.watch(client.stream as unknown as Socket);
      client.subscribe([...filters], { qos: QOS }, (error, granted = []) => {
        if (client !== this.client || this.closed) return;
        const denied = granted.find(({ qos }) => qos === 128)?.topic;
        if (denied !== undefined)
          failure = new Error(`the broker does not let it subscribe to ${denied}`);
        if (error || failure) return void client.end(true);
        this.up = true;
        this.pauseMs = LIMITS.reconnectFirstMs;
        this.handler.onUp();
      });
    });
    client.on('close', () => this.onClose(client, failure, shown));
  }

  private onClose(client: MqttClient, failure: Error | undefined, shown: ClientContext): void {
    client.end(true);
    if (client !== this.client || this.closed) return;
    const wasUp = this.up;
    this.lost();
    if (wasUp) this.handler.onDown();
    else {
      this.handler.onFailed(tlsFailure(failure, shown) ?? reasonOf(failure), isRefusal(failure));
    }
    this.retryLater();
  }

  private retryLater(): void {
    this.timer = setTimeout(() => this.attemptAnew(), this.pauseMs);
    this.pauseMs = Math.min(2 * this.pauseMs, LIMITS.reconnectMostMs);
  }

  private lost(): void {
    this.up = false;
    this.client = undefined;
    for (const reject of this.unsettled) reject(new Error('connection lost'));
    this.unsettled.clear();
  }
}

const willPacket = ({
  topic,
  payload,
}: {
  topic: string;
  payload: string;
}): NonNullable<IClientOptions['will']> => ({
  topic,
  payload: Buffer.from(payload),
  qos: QOS,
  retain: false,
});

function pick({ clientId, username, password }: SessionOptions): IClientOptions {
  return {
    clientId,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}

/** CONNACK with a code, or a subscription denied: trying again at once changes nothing. */
const isRefusal = (error: Error | undefined): boolean =>
  error !== undefined &&
  (/^Connection refused/.test(error.message) || /subscribe/.test(error.message));

/** What the library and the runtimes call it, in words for whoever runs the node. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'nobody answers there'],
  [
    /^Connection refused: (Not authorized|Bad username or password)/,
    'the credentials or the certificate are refused; they must be those that ICE has given out',
  ],
  [
    /header flag|[Mm]alformed/,
    'what answers there is no MQTT; write mqtts:// where it asks for TLS',
  ],
];

const reasonOf = (error: Error | undefined): string =>
  MEANINGS.find(([pattern]) => pattern.test(error?.message ?? ''))?.[1] ??
  error?.message ??
  'the connection was closed';
