/** A country's connection to the exchange by k6's MQTT client: its inbox and the realm of the exchange. */
import { Client } from 'k6/x/mqtt';
import { inboxFilter, publicTopic } from '../../nodes/common/topics.ts';
import { textOfBytes } from './utf8.ts';

const CONNECT_MS = 10_000;
const REALM_MS = 5_000;
const QOS = 1;

export interface CountryHandler {
  onMessage(topic: string, text: string): void;
  /** It cannot go on, in a sentence. */
  onFault(sentence: string): void;
}

export class Country {
  private readonly name: string;
  private readonly client: Client;
  private ending = false;
  private onRealm: (realm: string | undefined) => void = () => undefined;
  private readonly realm = new Promise<string | undefined>((resolve) => (this.onRealm = resolve));

  private constructor(name: string, secret: string) {
    this.name = name;
    // The exchange knows a country by its client id, and lets it in once.
    this.client = new Client({ client_id: name, username: name, password: secret });
  }

  /**
   * Connects, and hears what comes into the inbox. Settles when the filters are granted; never where `onFault` was called.
   * @param secret undefined where nobody named one.
   */
  static async open(
    url: string,
    name: string,
    secret: string | undefined,
    handler: CountryHandler,
  ): Promise<Country> {
    const fault = (cause: string, advice: string): void =>
      handler.onFault(`${url}: ${cause}; ${advice}`);
    if (secret === undefined)
      fault(`there are no credentials of ${name}, which the load sends messages of`, CREDENTIALS);
    const country = new Country(name, secret ?? '');
    const { client } = country;
    await new Promise<void>((resolve) => {
      client.on('connect', resolve);
      client.on('error', ({ method, message }) => {
        const what = method === 'connect' ? 'cannot connect' : `cannot ${method}`;
        if (!country.ending) fault(`${name} ${what}: ${message}`, CREDENTIALS);
      });
      client.on('reconnect', () => {
        if (!country.ending) fault(`it has ended the connection of ${name}`, 'see its log');
      });
      client.on('message', (topic, payload) => {
        const text = textOfBytes(payload);
        if (topic === publicTopic('realm')) country.onRealm(text);
        else handler.onMessage(topic, text);
      });
      client.connect(url, { clean_session: true, connect_timeout: CONNECT_MS });
    });
    for (const filter of [publicTopic('realm'), inboxFilter(name)])
      await client.subscribeAsync(filter, { qos: QOS });
    return country;
  }

  /** The realm of the exchange; undefined where it does not say. */
  realmOf(): Promise<string | undefined> {
    const late = setTimeout(() => this.onRealm(undefined), REALM_MS);
    return this.realm.finally(() => clearTimeout(late));
  }

  /** At QoS 1. Settles with PUBACK. */
  async publish(topic: string, payload: string, messageType: string): Promise<void> {
    await this.client.publishAsync(topic, payload, {
      qos: QOS,
      tags: { message_type: messageType, country: this.name },
    });
  }

  end(): void {
    this.ending = true;
    if (this.client.connected) this.client.end();
  }
}

const CREDENTIALS = 'name the credentials.json of this exchange as CREDENTIALS';
