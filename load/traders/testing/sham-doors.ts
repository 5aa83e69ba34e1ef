/** The sham offices behind doors of HTTP: as little work for each message as a server can have. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message } from '../../../simulator/core/participant.ts';
import { ShamOffices } from './sham-offices.ts';

export interface ShamOptions {
  readonly countries: readonly string[];
  /** What they say that they are; undefined: nothing. */
  readonly realm?: string;
  /** Status of the answer to what is handed in; absent: 202. */
  readonly status?: (message: Message) => number;
}

export const SHAM_SEAT = { seat: 'tester', secret: 'of no account' } as const;

export class ShamDoors {
  /** By country. */
  readonly urls: Readonly<Record<string, string>>;
  private readonly servers: readonly Server[];

  private constructor(servers: readonly Server[], urls: Readonly<Record<string, string>>) {
    this.servers = servers;
    this.urls = urls;
  }

  static async open(options: ShamOptions): Promise<ShamDoors> {
    const listeners = new Map<string, ServerResponse>();
    let events = 0;
    const offices = new ShamOffices((country, message) => {
      const data = JSON.stringify(message);
      listeners.get(country)?.write(`id: ${String(++events)}\ndata: ${data}\n\n`);
    });
    const opened = options.countries.map(async (country) => {
      const server = createServer({ noDelay: true }, (request, response) => {
        void answer({ country, listeners, offices, options }, request, response);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { country, server };
    });
    const all = await Promise.all(opened);
    const urls = all.map(({ country, server }) => {
      const { port } = server.address() as AddressInfo;
      return [country, `http://127.0.0.1:${String(port)}`] as const;
    });
    return new ShamDoors(
      all.map(({ server }) => server),
      Object.fromEntries(urls),
    );
  }

  async close(): Promise<void> {
    for (const server of this.servers) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    }
  }
}

interface House {
  readonly country: string;
  readonly listeners: Map<string, ServerResponse>;
  readonly offices: ShamOffices;
  readonly options: ShamOptions;
}

async function answer(
  { country, listeners, offices, options }: House,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { realm, status = () => 202 } = options;
  if (request.url === '/healthz') {
    response.end(JSON.stringify(realm === undefined ? { ok: true } : { ok: true, realm }));
    return;
  }
  if (request.headers.authorization !== `Bearer ${SHAM_SEAT.seat}:${SHAM_SEAT.secret}`) {
    response.writeHead(401).end('{"error":"show a credential"}');
    return;
  }
  if (request.url === '/events') {
    listeners.set(country, response);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
    return;
  }
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) text += String(piece);
  const message = JSON.parse(text) as Message;
  const code = status(message);
  response.writeHead(code).end('{}');
  if (code === 202) offices.take(country, message);
}
