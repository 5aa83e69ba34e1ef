/** A plain MQTT client for tests: it knows nothing of ours, so that it can bear witness. */
import { connect } from 'mqtt';
import type { IClientOptions, MqttClient } from 'mqtt';
import { Arrived, within } from './wait.ts';

export interface Received {
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
}

export class Witness {
  readonly client: MqttClient;
  readonly received = new Arrived<Received>();
  readonly closed: Promise<void>;

  private constructor(client: MqttClient) {
    this.client = client;
    client.on('message', (topic, payload, { retain }) =>
      this.received.push({ topic, text: payload.toString(), retain }),
    );
    client.on('error', () => undefined);
    this.closed = new Promise((resolve) => client.once('close', () => resolve()));
  }

  /** @throws with the broker's CONNACK where it refuses. */
  static async connect(url: string, options: IClientOptions = {}): Promise<Witness> {
    const client = connect(url, {
      reconnectPeriod: 0,
      protocolVersion: 4,
      timerVariant: 'native',
      ...options,
    });
    const witness = new Witness(client);
    await within(
      20_000,
      'CONNACK',
      new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve());
        client.once('error', reject);
        client.once('close', () => reject(new Error('closed before CONNACK')));
      }),
    );
    return witness;
  }

  static as(
    url: string,
    country: string,
    secret: string,
    clientId = `${country}-witness`,
  ): Promise<Witness> {
    return Witness.connect(url, { username: country, password: secret, clientId });
  }

  /** The QoS granted, or 128 where it was denied. */
  subscribe(filter: string, qos: 0 | 1 | 2 = 1): Promise<number> {
    return within(
      20_000,
      'SUBACK',
      new Promise((resolve) => {
        this.client.subscribe(filter, { qos }, (error, granted) =>
          resolve(error ? 128 : (granted?.[0]?.qos ?? 128)),
        );
      }),
    );
  }

  /** Settles with PUBACK; fails where the connection closes before. */
  publish(
    topic: string,
    payload: string | Buffer,
    options: { qos?: 0 | 1 | 2; retain?: boolean } = {},
  ): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      void this.closed.then(() => reject(new Error('connection closed')));
      this.client.publish(topic, payload, { qos: 1, ...options }, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    return within(20_000, `PUBACK for ${topic}`, done);
  }

  /** Settles when everything sent before has been handled: the broker answers a subscription in its turn. */
  async roundTrip(): Promise<void> {
    await this.subscribe('ice/v1/public/realm');
  }

  async end(): Promise<void> {
    await new Promise<void>((resolve) => this.client.end(true, {}, () => resolve()));
  }
}
