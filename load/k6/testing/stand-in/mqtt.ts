/** Stands in for `k6/x/mqtt`, over the mqtt package; as strict as the original where that would fail. */
import { connect } from 'mqtt';
import type { MqttClient } from 'mqtt';

type Listener = (...args: never[]) => void;

const EVENTS = ['connect', 'end', 'reconnect', 'message', 'error'];
const OPTIONS = {
  client: ['client_id', 'username', 'password', 'tags'],
  connect: ['keepalive', 'connect_timeout', 'clean_session', 'tags'],
  publish: ['qos', 'retain', 'tags'],
  subscribe: ['qos', 'tags'],
};

interface ClientOptions {
  readonly client_id?: string;
  readonly username?: string;
  readonly password?: string;
}

export class Client {
  private readonly options: ClientOptions;
  private readonly listeners = new Map<string, Listener>();
  private mqtt: MqttClient | undefined;

  constructor(options: ClientOptions = {}) {
    known('client', options);
    this.options = options;
  }

  get connected(): boolean {
    return this.mqtt?.connected === true;
  }

  on(event: string, listener: Listener): void {
    if (!EVENTS.includes(event)) throw new Error(`Unknown event type: ${event}`);
    this.listeners.set(event, listener);
  }

  connect(url: string, options: { connect_timeout?: number } = {}): void {
    known('connect', options);
    const { client_id, username, password } = this.options;
    const mqtt = connect(url, {
      ...{ protocolVersion: 4, clean: true, reconnectPeriod: 0 },
      connectTimeout: options.connect_timeout ?? 30_000,
      ...(client_id === undefined ? {} : { clientId: client_id }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    });
    this.mqtt = mqtt;
    let [wasConnected, hasFailed] = [false, false];
    mqtt.on('connect', () => {
      wasConnected = true;
      this.fire('connect');
    });
    mqtt.on('message', (topic, payload) => {
      const { buffer, byteOffset, length } = payload;
      this.fire('message', topic, buffer.slice(byteOffset, byteOffset + length));
    });
    const fail = (message: string): void => {
      if (!hasFailed) this.fire('error', { name: 'MQTTError', method: 'connect', message });
      hasFailed = true;
    };
    mqtt.on('error', ({ message }) => fail(message));
    mqtt.on('close', () => {
      // Paho tries to connect again, and says so.
      if (!wasConnected) fail('the connection was closed');
      else if (this.mqtt !== undefined) this.fire('reconnect');
    });
  }

  async subscribeAsync(filter: string, options: { qos?: 0 | 1 | 2 } = {}): Promise<void> {
    known('subscribe', options);
    if (typeof filter !== 'string')
      throw new Error('invalid type: String or Array of String or Object expected');
    await this.there().subscribeAsync(filter, { qos: options.qos ?? 0 });
  }

  publishAsync(
    topic: string,
    payload: string | ArrayBuffer,
    options: { qos?: 0 | 1 | 2; retain?: boolean } = {},
  ): Promise<void> {
    known('publish', options);
    const { qos = 0, retain = false } = options;
    const bytes = typeof payload === 'string' ? payload : Buffer.from(payload);
    return this.there()
      .publishAsync(topic, bytes, { qos, retain })
      .then(() => undefined);
  }

  end(): void {
    const mqtt = this.there();
    this.mqtt = undefined;
    this.fire('end');
    mqtt.end();
  }

  private there(): MqttClient {
    if (this.mqtt === undefined || !this.connected) throw new Error('not connected');
    return this.mqtt;
  }

  private fire(event: string, ...args: unknown[]): void {
    const listener = this.listeners.get(event);
    if (listener !== undefined) queueMicrotask(() => listener(...(args as never[])));
  }
}

/** k6 passes over an option that it does not know; here it is an error. */
function known(what: keyof typeof OPTIONS, options: object): void {
  for (const name of Object.keys(options))
    if (!OPTIONS[what].includes(name)) throw new Error(`${what}: there is no option ${name}`);
}
