/** The countries of a load on their connections: each by its own name and secret, all to one exchange, which must be one for tests. */
import type { ConnectionOptions } from 'node:tls';
import { inboxFilter, publicTopic } from '../../nodes/common/topics.ts';
import { asFault, ProcessFault } from '../../nodes/process/fault.ts';
import type { SigningFiles } from '../../nodes/process/security/papers.ts';
import { MqttClient } from '../wire/mqtt-client.ts';
import type { LoadClock } from './clock.ts';

export interface LoadTarget {
  readonly host: string;
  readonly port: number;
  /** For `mqtts`: what a country shows, and whom it believes. */
  readonly tls?: (country: string) => ConnectionOptions;
  /** Absent: what countries send is not signed. */
  readonly signing?: (country: string) => SigningFiles;
  /** Of every country that may connect. */
  readonly secrets: Readonly<Record<string, string>>;
  /** `ice`: its broker is inside; `broker`: behind another one; `relay`: a broker alone, which has no realm. */
  readonly through: 'ice' | 'broker' | 'relay';
}

/** What comes in, with the ms since the load began. */
export interface CountriesHandler {
  onMessage(country: string, topic: string, text: string, now: number): void;
  onPuback(country: string, now: number): void;
  /** Everything of one read has been handled. */
  onRead(country: string, now: number): void;
}

/** Until the exchange has said which realm it is. */
const REALM_MS = 5_000;
const REALM = publicTopic('realm');

export const addressOf = ({ host, port }: LoadTarget): string => `mqtt://${host}:${String(port)}`;

export class Countries {
  /** Fails when a connection ends. */
  readonly lost: Promise<never>;
  private readonly target: LoadTarget;
  private readonly clock: LoadClock;
  private readonly handler: CountriesHandler;
  private readonly clients = new Map<string, MqttClient>();
  private fail: (fault: ProcessFault) => void = () => undefined;
  private realm: string | undefined;
  private onRealm: () => void = () => undefined;

  constructor(target: LoadTarget, clock: LoadClock, handler: CountriesHandler) {
    this.target = target;
    this.clock = clock;
    this.handler = handler;
    this.lost = new Promise((_resolve, reject) => (this.fail = reject));
    this.lost.catch(() => undefined);
  }

  /** @throws ProcessFault where the exchange refuses one of them, or is none for tests. */
  async connect(names: readonly string[]): Promise<void> {
    for (const name of names) this.clients.set(name, await this.open(name));
    if (this.target.through === 'relay') return;
    await Promise.race([this.realmSaid(), this.lost]);
    if (this.realm !== 'test') throw noTest(addressOf(this.target), this.realm);
  }

  publish(country: string, topic: string, payload: string): void {
    this.clients.get(country)?.publish(topic, payload);
  }

  end(): void {
    this.fail = () => undefined;
    for (const client of this.clients.values()) client.end();
  }

  private async open(name: string): Promise<MqttClient> {
    const { target, clock, handler } = this;
    const { host, port, tls, through } = target;
    const address = addressOf(target);
    const secret = target.secrets[name];
    if (secret === undefined) {
      const cause = `there are no credentials of ${name}, which the load sends messages of`;
      const advice = 'name the credentials of all countries of the exchange';
      throw new ProcessFault('usage', address, cause, advice);
    }
    const filters = through === 'relay' ? [inboxFilter(name)] : [inboxFilter(name), REALM];
    // All that one read brings is told the same time.
    let readAt = -1;
    const at = (): number => (readAt < 0 ? (readAt = clock.enter()) : readAt);
    const login = { host, port, name, secret, filters };
    try {
      return await MqttClient.open(tls === undefined ? login : { ...login, tls: tls(name) }, {
        onPublish: (topic, payload) => {
          if (topic === REALM) this.hearRealm(payload.toString('utf8'));
          else handler.onMessage(name, topic, payload.toString('utf8'), at());
        },
        onAcknowledged: () => handler.onPuback(name, at()),
        onRead() {
          handler.onRead(name, at());
          clock.leave();
          readAt = -1;
        },
        onClosed: () => {
          const cause = `it has ended the connection of ${name}`;
          this.fail(new ProcessFault('surroundings', address, cause, 'see its log'));
        },
      });
    } catch (error) {
      throw refused(error, address, name);
    }
  }

  private hearRealm(realm: string): void {
    this.realm = realm;
    this.onRealm();
  }

  private realmSaid(): Promise<void> {
    if (this.realm !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const late = setTimeout(resolve, REALM_MS);
      this.onRealm = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }
}

/** What a connection attempt ended with. */
function refused(error: unknown, address: string, country: string): ProcessFault {
  const known = asFault(error, address);
  if (known !== undefined) return known;
  const said = error instanceof Error ? error.message : String(error);
  const advice = /credentials/.test(said)
    ? 'name the credentials that this exchange knows with --credentials'
    : 'see whether an exchange listens there, and correct the address';
  return new ProcessFault('usage', address, `${country} cannot connect: ${said}`, advice);
}

/** Loads are for rehearsals. */
function noTest(address: string, realm: string | undefined): ProcessFault {
  const cause =
    realm === undefined
      ? 'it does not say that it is a test exchange'
      : `its realm is ${realm}, and loads are for the realm test`;
  return new ProcessFault('usage', address, cause, 'choose an exchange that was started for tests');
}
