/** A node's connection to the exchange: its outbox goes out in order, its inbox and the public topics come in. Knows no message's meaning. */
import { LIMITS } from '../common/limits.ts';
import { inboxFilter, PUBLIC_FILTER, publicTopic } from '../common/topics.ts';
import { MqttSession } from './mqtt-session.ts';
import type { SessionOptions } from './mqtt-session.ts';
import type { TlsFiles } from './security/papers.ts';
import type { Traffic } from './traffic.ts';

/** What ICE says of itself on the retained topic `availability`. */
export interface Availability {
  /** When this ICE began to run: another one after each restart. */
  readonly since: string;
  /** Whether each country has its inbox open. */
  readonly countries: Readonly<Record<string, boolean>>;
}

export type Realm = 'test' | 'production';

export interface LinkOptions {
  readonly url: string;
  readonly country: string;
  readonly secret: string;
  /** For `mqtts`. */
  readonly tls?: TlsFiles;
  /** The node speaks to an exchange of this realm only. */
  readonly realm: Realm;
  /** Content of the will, made anew for each CONNECT. */
  readonly will?: SessionOptions['will'];
}

export interface LinkHandler {
  /** Something in the inbox; after `onUp`, so that it can be answered. */
  onMessage(topic: string, payload: Uint8Array): void;
  /** A retained public message: reference data, availability, realm. */
  onPublic(topic: string, payload: Uint8Array): void;
  /** The exchange can be spoken to. */
  onUp(): void;
  onDown(): void;
  /** The exchange closes the connection whenever this is published: it is not published any more. */
  onSetAside(payload: string): void;
  /** One sentence for the log. */
  onTrouble(sentence: string): void;
}

interface Outgoing {
  readonly topic: string;
  readonly payload: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** So often in a row, with ICE itself going on, a connection must end on the same message before that message is the cause. */
const STRIKES = 3;

export class NodeLink {
  private readonly options: LinkOptions;
  private readonly handler: LinkHandler;
  private readonly session: MqttSession;
  private up = false;
  private realm: string | undefined;
  private iceSince: string | undefined;
  /** What has come for it before the exchange could be spoken to: its receipts could not leave, and an exchange of another realm has no say. */
  private readonly early: { readonly topic: string; readonly payload: Uint8Array }[] = [];
  private readonly outgoing: Outgoing[] = [];
  /** How many of `outgoing` are published and not acknowledged by the broker. */
  private onWire = 0;
  /** After a connection was lost on several messages at once they go one by one, to find the one at fault. */
  private oneByOne = false;
  private suspect: { payload: string; iceSince: string | undefined; strikes: number } | undefined;
  private readonly aside = new Set<string>();
  private reported = '';

  constructor(options: LinkOptions, handler: LinkHandler) {
    this.options = options;
    this.handler = handler;
    const { url, country, secret, tls, will } = options;
    this.session = new MqttSession(
      {
        url,
        clientId: country,
        username: country,
        password: secret,
        filters: [inboxFilter(country), PUBLIC_FILTER],
        ...(tls === undefined ? {} : { tls }),
        ...(will === undefined ? {} : { will }),
      },
      {
        onMessage: (topic, payload) => this.onMessage(topic, payload),
        onUp: () => this.meet(),
        onDown: () => this.onDown(),
        onFailed: (reason) =>
          this.report(`${url}: ${reason}; ${country} tries again until it gets through`),
      },
    );
  }

  /** In the order of the calls. Settles with the broker's PUBACK; fails when the connection is lost before. */
  publish(topic: string, payload: string): Promise<void> {
    if (!this.up) return Promise.reject(new Error('not connected'));
    if (this.aside.has(payload)) return Promise.reject(new Error('set aside'));
    return new Promise((resolve, reject) => {
      this.outgoing.push({ topic, payload, resolve, reject });
      this.pump();
    });
  }

  /** Bytes of its connections. */
  get traffic(): Traffic {
    return this.session.traffic;
  }

  close(): Promise<void> {
    this.up = false;
    return this.session.close();
  }

  private pump(): void {
    const most = this.oneByOne ? 1 : this.outgoing.length;
    while (this.onWire < Math.min(most, this.outgoing.length)) {
      const next = this.outgoing[this.onWire++]!;
      this.session.publish(next.topic, next.payload).then(
        () => this.onAcknowledged(next),
        () => undefined,
      );
    }
  }

  private onAcknowledged(done: Outgoing): void {
    const place = this.outgoing.indexOf(done);
    if (place < 0) return;
    this.outgoing.splice(place, 1);
    this.onWire--;
    if (done.payload === this.suspect?.payload) this.suspect = undefined;
    if (this.outgoing.length === 0) this.oneByOne = false;
    done.resolve();
    this.pump();
  }

  private onMessage(topic: string, payload: Uint8Array): void {
    if (!topic.startsWith(publicTopic(''))) {
      if (this.up) this.handler.onMessage(topic, payload);
      else if (this.early.length < LIMITS.inFlightPerRecipient) this.early.push({ topic, payload });
      return;
    }
    if (topic === publicTopic('realm')) this.realm = new TextDecoder().decode(payload);
    if (topic === publicTopic('availability')) this.iceSince = sinceOf(payload);
    this.handler.onPublic(topic, payload);
    this.meet();
  }

  /** Once the filters are granted, the realm is known and ICE is there; a broker may send what is retained before it grants. */
  private meet(): void {
    if (this.up || !this.session.isUp) return;
    if (this.realm === undefined || this.iceSince === undefined) return;
    const { realm, country, url } = this.options;
    if (this.realm !== realm) {
      this.report(
        `${url}: this exchange is for ${this.realm}, ${country} is for ${realm}; nothing is sent`,
      );
      return;
    }
    if (this.suspect !== undefined) this.judge(this.suspect);
    if (this.reported !== '') this.report(`${url}: ${country} is connected`);
    this.reported = '';
    this.up = true;
    this.handler.onUp();
    for (const { topic, payload } of this.early.splice(0)) this.handler.onMessage(topic, payload);
  }

  private onDown(): void {
    const lost = this.outgoing.slice(0, this.onWire);
    const { iceSince } = this;
    if (lost.length === 1) {
      const { payload } = lost[0]!;
      const strikes = this.suspect?.payload === payload ? this.suspect.strikes : 0;
      this.suspect = { payload, iceSince, strikes };
    } else {
      this.suspect = undefined;
    }
    this.oneByOne = lost.length > 0;
    const dropped = this.outgoing.splice(0);
    this.onWire = 0;
    this.early.length = 0;
    this.realm = undefined;
    this.iceSince = undefined;
    const wasUp = this.up;
    this.up = false;
    for (const { reject } of dropped) reject(new Error('connection lost'));
    if (wasUp) {
      this.report(
        `${this.options.url}: connection lost; ${this.options.country} tries again until it is back`,
      );
      this.handler.onDown();
    }
  }

  /** The same ICE is there again, so it was not its end that ended the connection. */
  private judge(suspect: { payload: string; iceSince: string | undefined; strikes: number }): void {
    if (suspect.iceSince !== this.iceSince) return void (this.suspect = undefined);
    if (++suspect.strikes < STRIKES) return;
    this.suspect = undefined;
    this.aside.add(suspect.payload);
    this.handler.onSetAside(suspect.payload);
  }

  /** Once for each cause, not once for each attempt. */
  private report(sentence: string): void {
    if (sentence === this.reported) return;
    this.reported = sentence;
    this.handler.onTrouble(sentence);
  }
}

function sinceOf(payload: Uint8Array): string {
  try {
    const { since } = JSON.parse(new TextDecoder().decode(payload)) as Partial<Availability>;
    return since ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
