/** The national door: HTTP for the parties of one country – traders, officers, insurers, drivers – and for whoever watches the process. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message } from '../../simulator/core/participant.ts';
import { LIMITS } from '../common/limits.ts';
import { SecretCheck } from './credentials.ts';
import { readNational } from './door-message.ts';
import { EventStream } from './event-stream.ts';
import { asFault } from './fault.ts';
import { movementFacts, MovementNames } from './movement-facts.ts';
import { OPENMETRICS_TYPE } from './openmetrics.ts';
import type { Realm } from './node-link.ts';
import type { Store } from './store.ts';

/** Somebody who may come to the door: the parties that he speaks and hears for. `*`: all of them. */
export interface DoorSeat {
  readonly verifier: string;
  readonly parties: readonly string[];
  /** May read and receipt the facts of this process. */
  readonly operator?: boolean;
}

export interface DoorOptions {
  readonly bind: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** By name; a request shows `Authorization: Bearer name:secret`. */
  readonly seats: Readonly<Record<string, DoorSeat>>;
}

export interface DoorHouse {
  /** Said to whoever asks how it is; absent where the process belongs to none. */
  readonly realm?: Realm;
  readonly store: Store;
  /** Participants of this process: whose facts may be asked for. */
  readonly participants: readonly string[];
  readonly metrics: () => string;
  /** Told of the rule that a message at the door broke. */
  readonly onRefused?: (rule: string) => void;
  /** Takes a national message; settles when it is safe, undefined where nobody here is its recipient. Absent: this door takes none. */
  readonly take?: (message: Message) => Promise<void> | undefined;
}

/** Facts in one answer. */
const FACTS_MOST = 10_000;

export class Door {
  readonly url: string;
  private readonly server: Server;
  private readonly seats: Readonly<Record<string, DoorSeat>>;
  private readonly secrets: SecretCheck;
  private readonly house: DoorHouse;
  private readonly streams = new Set<EventStream>();
  /** Messages that are taken and not yet safe: a visitor who gave up waiting may repeat one meanwhile. */
  private readonly pending = new Map<string, Promise<void>>();

  private constructor(server: Server, options: DoorOptions, house: DoorHouse) {
    this.server = server;
    this.seats = options.seats;
    this.house = house;
    const verifiers = Object.entries(options.seats).map(([name, { verifier }]) => [name, verifier]);
    this.secrets = new SecretCheck(Object.fromEntries(verifiers) as Record<string, string>);
    const { port } = server.address() as AddressInfo;
    this.url = `http://${options.bind.includes(':') ? `[${options.bind}]` : options.bind}:${port}`;
  }

  /** @throws ProcessFault where the port is taken or may not be opened. */
  static async open(options: DoorOptions, house: DoorHouse): Promise<Door> {
    const server = createServer({ noDelay: true, requestTimeout: LIMITS.connectTimeoutMs });
    server.maxConnections = LIMITS.connections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) =>
        reject(asFault(error, `${options.bind}:${options.port}`) ?? error),
      );
      server.listen({ port: options.port, host: options.bind }, () => resolve());
    });
    const door = new Door(server, options, house);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      door.answer(request, response).then(
        (reply) => {
          if (reply !== STREAMING) send(response, reply);
        },
        () => {
          if (response.headersSent) response.destroy();
          else send(response, say(500, 'the door failed; the log of the process says why'));
        },
      );
    });
    return door;
  }

  /** Messages for parties have been committed. */
  onRows(): void {
    for (const stream of this.streams) stream.pump();
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.end();
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply | typeof STREAMING> {
    const url = new URL(request.url ?? '/', this.url);
    const route = `${request.method ?? 'GET'} ${url.pathname}`;
    if (route === 'GET /healthz') return { status: 200, body: this.health() };
    if (route === 'GET /metrics')
      return { status: 200, body: this.house.metrics(), type: OPENMETRICS_TYPE };
    const seat = await this.authenticate(request);
    if (seat === undefined) return UNKNOWN;
    switch (route) {
      case 'POST /messages':
        return this.onMessage(request, seat);
      case 'GET /events':
        this.onEvents(request, response, seat);
        return STREAMING;
      case 'GET /facts':
        return this.onFacts(url, seat);
      case 'POST /facts/receipt':
        return this.onFactsReceipt(url, seat);
      case 'GET /trace':
        return this.onTrace(url, seat);
      default:
        return say(404, `nothing answers to ${route}`);
    }
  }

  private health(): object {
    const { realm } = this.house;
    return realm === undefined ? { ok: true } : { ok: true, realm };
  }

  private async authenticate(request: IncomingMessage): Promise<DoorSeat | undefined> {
    const [, name = '', secret = ''] =
      /^Bearer ([^:]{1,64}):(.{1,256})$/.exec(request.headers.authorization ?? '') ?? [];
    const isThere = (): boolean => !request.socket.destroyed;
    return (await this.secrets.check(name, secret, isThere)) ? this.seats[name] : undefined;
  }

  /** 202 when the message is safe; 4xx with the defects in the form of S917. */
  private async onMessage(request: IncomingMessage, seat: DoorSeat): Promise<Reply> {
    const { house } = this;
    if (house.take === undefined) return say(404, 'nobody takes national messages here');
    const text = await bodyOf(request);
    if (text === undefined) {
      house.onRefused?.('C105');
      return say(413, `the message is longer than ${LIMITS.messageBytes} bytes`, {
        connection: 'close',
      });
    }
    const read = readNational(text, Date.now());
    if (!read.ok) {
      house.onRefused?.(read.error.errors[0]?.rule ?? 'C101');
      return { status: 400, body: read.error };
    }
    const { messageId, sender, recipient } = read.value;
    if (!speaksFor(seat, sender)) return say(403, `this seat does not speak for ${sender}`);
    if (!house.store.hasTaken(sender, messageId)) {
      const key = `${sender} ${messageId}`;
      const safe = this.pending.get(key) ?? house.take(read.value);
      if (safe === undefined) {
        house.onRefused?.('C601');
        return say(422, `${recipient} is not served here (C601)`);
      }
      this.pending.set(key, safe);
      try {
        await safe;
      } finally {
        this.pending.delete(key);
      }
    }
    return { status: 202, body: { messageId } };
  }

  private onEvents(request: IncomingMessage, response: ServerResponse, seat: DoorSeat): void {
    const last = Number(request.headers['last-event-id'] ?? 0);
    const after = Number.isSafeInteger(last) && last >= 0 ? last : 0;
    const stream = new EventStream(response, this.house.store, after, (party) =>
      speaksFor(seat, party),
    );
    this.streams.add(stream);
    response.once('close', () => {
      this.streams.delete(stream);
      stream.end();
    });
    stream.pump();
  }

  private onFacts({ searchParams }: URL, seat: DoorSeat): Reply {
    if (seat.operator !== true) return say(403, 'facts are for an operator');
    const asked = this.factsAsked(searchParams, 'from');
    if (asked === undefined) return say(400, 'say participant=ID and from=NUMBER');
    const lines = this.house.store
      .facts(asked.participant, asked.number, FACTS_MOST)
      .map(({ line, body }) =>
        body === undefined ? line : `${line.slice(0, -1)},"body":${body}}`,
      );
    return { status: 200, body: lines.map((line) => `${line}\n`).join(''), type: LINES };
  }

  private onFactsReceipt({ searchParams }: URL, seat: DoorSeat): Reply {
    if (seat.operator !== true) return say(403, 'facts are for an operator');
    const asked = this.factsAsked(searchParams, 'upTo');
    if (asked === undefined) return say(400, 'say participant=ID and upTo=NUMBER');
    this.house.store.receiptFacts(asked.participant, asked.number);
    return { status: 200, body: { ok: true } };
  }

  /** What is said here of one movement, as far as it can be known by these numbers and messages. */
  private async onTrace({ searchParams }: URL, seat: DoorSeat): Promise<Reply> {
    if (seat.operator !== true) return say(403, 'facts are for an operator');
    const names = new MovementNames({
      mrns: searchParams.getAll('mrn'),
      lrns: searchParams.getAll('lrn'),
      messages: searchParams.getAll('message'),
    });
    if (names.mrns.size + names.lrns.size === 0)
      return say(400, 'say mrn=NUMBER or lrn=NUMBER; message=ID, as often as you like, adds to it');
    const lines = await movementFacts(this.house.store, this.house.participants, names);
    return { status: 200, body: lines.map((line) => `${line}\n`).join(''), type: LINES };
  }

  private factsAsked(
    params: URLSearchParams,
    name: string,
  ): { participant: string; number: number } | undefined {
    const participant = params.get('participant') ?? '';
    const number = Number(params.get(name) ?? NaN);
    const known = this.house.participants.includes(participant);
    return known && Number.isSafeInteger(number) && number >= 0
      ? { participant, number }
      : undefined;
  }
}

const speaksFor = ({ parties }: DoorSeat, party: string): boolean =>
  parties.includes('*') || parties.includes(party);

/** The text of a request; undefined as soon as it is known to be longer than a message may be. */
function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > LIMITS.messageBytes) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LIMITS.messageBytes) resolve(undefined);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}

/** An answer in full; an object becomes JSON. */
interface Reply {
  readonly status: number;
  readonly body: object | string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer goes on for as long as the visitor stays. */
const STREAMING = 'streaming';
const JSON_TYPE = 'application/json; charset=utf-8';
const LINES = 'application/jsonl; charset=utf-8';

const say = (
  status: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  body: { error },
  headers,
});

const UNKNOWN = say(401, 'show a credential: Authorization: Bearer NAME:SECRET', {
  'www-authenticate': 'Bearer',
});

function send(
  response: ServerResponse,
  { status, body, type = JSON_TYPE, headers = {} }: Reply,
): void {
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'string' ? body : `${JSON.stringify(body)}\n`);
}
