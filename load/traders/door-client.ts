/** One national door as the load comes to it: a pool of connections that stay open for what is handed in, and one more for what comes out. */
import { Agent, request } from 'node:http';
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Message } from '../../simulator/core/participant.ts';
import { asFault, ProcessFault } from '../../nodes/process/fault.ts';

/** Where a door is, and who comes there for everybody. */
export interface TradersDoor {
  readonly country: string;
  /** `http://host:port` */
  readonly url: string;
  readonly seat: string;
  readonly secret: string;
}

export interface DoorHandler {
  onTaken(n: number): void;
  /** The door does not take it. @param rule of the specification, or what the door says. */
  onRefused(n: number, rule: string): void;
  onMessage(message: Message): void;
  /** There is no going on. */
  onFailure(fault: ProcessFault): void;
}

/** Connections for what is handed in; a door holds 512. */
const CONNECTIONS = 64;
const AGAIN_MS = 200;
/** Of a first answer. */
const GREETING_MS = 5_000;

export class DoorClient {
  readonly country: string;
  private readonly door: TradersDoor;
  private readonly patienceMs: number;
  private readonly handler: DoorHandler;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  private events: ClientRequest | undefined;
  private lastEvent = 0;
  private awaySince: number | undefined;
  private ended = false;

  private constructor(door: TradersDoor, patienceMs: number, handler: DoorHandler) {
    this.country = door.country;
    this.door = door;
    this.patienceMs = patienceMs;
    this.handler = handler;
  }

  /**
   * @param patienceMs how long it may be away.
   * @throws ProcessFault where nobody answers, the seat is not known, or the door says that it is not of a test realm.
   */
  static async open(
    door: TradersDoor,
    patienceMs: number,
    handler: DoorHandler,
  ): Promise<DoorClient> {
    const client = new DoorClient(door, patienceMs, handler);
    try {
      await client.greet();
      await client.listen();
    } catch (error) {
      client.end();
      throw asFault(error, door.url) ?? client.fault(`its door cannot be used: ${textOf(error)}`);
    }
    return client;
  }

  /** Hands it in, and again until the door answers. */
  post(n: number, text: string): void {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    };
    const attempt = this.request('POST', '/messages', headers, (response) => {
      void bodyOf(response).then(
        (body) => this.onReply(n, text, response.statusCode ?? 0, body),
        () => this.again(n, text),
      );
    });
    attempt.setNoDelay(true);
    attempt.once('error', () => this.again(n, text));
    attempt.end(text);
  }

  end(): void {
    this.ended = true;
    this.events?.destroy();
    this.agent.destroy();
  }

  private onReply(n: number, text: string, status: number, body: string): void {
    if (this.ended) return;
    if (status >= 500 || status === 429) {
      this.again(n, text);
      return;
    }
    this.awaySince = undefined;
    if (status === 202) this.handler.onTaken(n);
    else if (status === 401 || status === 403) this.handler.onFailure(this.unknownSeat(body));
    else this.handler.onRefused(n, ruleIn(body) ?? `HTTP ${String(status)}`);
  }

  private again(n: number, text: string): void {
    if (this.ended || this.isGone()) return;
    setTimeout(() => {
      if (!this.ended) this.post(n, text);
    }, AGAIN_MS);
  }

  /** @returns whether it has been away for too long; said once. */
  private isGone(): boolean {
    this.awaySince ??= performance.now();
    if (performance.now() - this.awaySince < this.patienceMs) return false;
    const seconds = String(this.patienceMs / 1_000);
    this.handler.onFailure(
      this.fault(`the door of ${this.country} does not answer for ${seconds} s`),
    );
    return true;
  }

  /** Loads are for rehearsals. */
  private async greet(): Promise<void> {
    const text = await new Promise<string>((resolve, reject) => {
      const asked = this.request('GET', '/healthz', {}, (response) => {
        bodyOf(response).then(resolve, reject);
      });
      asked.setTimeout(GREETING_MS, () => asked.destroy(new Error('no answer')));
      asked.once('error', reject);
      asked.end();
    });
    const realm = realmIn(text);
    if (realm === 'test' || (realm === undefined && isLoopback(this.door.url))) return;
    const cause =
      realm === undefined
        ? 'it does not say that it is a door of a test realm'
        : `its realm is ${realm}, and loads are for the realm test`;
    const advice = 'choose a national application that was started for tests';
    throw new ProcessFault('usage', this.door.url, cause, advice);
  }

  /** @returns when the events are open. */
  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { 'last-event-id': String(this.lastEvent) };
      const events = this.request(
        'GET',
        '/events',
        headers,
        (response) => {
          if (response.statusCode !== 200) {
            reject(this.unknownSeat(`HTTP ${String(response.statusCode)}`));
            return;
          }
          this.awaySince = undefined;
          this.read(response);
          resolve();
        },
        false,
      );
      events.once('error', reject);
      events.end();
      this.events = events;
    });
  }

  private read(response: IncomingMessage): void {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (piece: string) => {
      text += piece;
      let from = 0;
      for (let to = text.indexOf('\n\n'); to >= 0; to = text.indexOf('\n\n', from)) {
        this.onEvent(text.slice(from, to));
        from = to + 2;
      }
      text = text.slice(from);
    });
    response.once('close', () => this.listenAgain());
    response.once('error', () => undefined);
  }

  private listenAgain(): void {
    if (this.ended || this.isGone()) return;
    setTimeout(() => {
      if (!this.ended) this.listen().catch(() => this.listenAgain());
    }, AGAIN_MS);
  }

  private onEvent(block: string): void {
    const data = block.indexOf('data: ');
    if (data < 0) return;
    const id = Number(/^id: (\d+)/m.exec(block)?.[1] ?? 0);
    if (id <= this.lastEvent) return;
    this.lastEvent = id;
    this.handler.onMessage(JSON.parse(block.slice(data + 'data: '.length)) as Message);
  }

  private request(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    onResponse: (response: IncomingMessage) => void,
    pooled = true,
  ): ClientRequest {
    const { url, seat, secret } = this.door;
    const authorization = `Bearer ${seat}:${secret}`;
    const options = { method, headers: { ...headers, authorization } };
    return request(
      `${url}${path}`,
      pooled ? { ...options, agent: this.agent } : { ...options, agent: false },
      onResponse,
    );
  }

  private unknownSeat(said: string): ProcessFault {
    const cause = `the door of ${this.country} does not know the seat ${this.door.seat} (${said.trim()})`;
    const advice = 'name the credentials.json in the store of this national application';
    return new ProcessFault('usage', this.door.url, cause, advice);
  }

  private fault(cause: string): ProcessFault {
    return new ProcessFault('surroundings', this.door.url, cause, 'see its log');
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const piece of response) text += String(piece);
  return text;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The first rule that the door names. */
function ruleIn(body: string): string | undefined {
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly { rule?: string }[] };
    return errors?.[0]?.rule;
  } catch {
    return undefined;
  }
}

function realmIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { realm?: string }).realm;
  } catch {
    return undefined;
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const isLoopback = (url: string): boolean => LOOPBACK.has(new URL(url).hostname);
