/** How a server of ours listens and answers: only under its own names, as JSON or text, a refusal as a sentence. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.ts';

/** The pages as `npm run build` leaves them. */
export const PAGES = fileURLToPath(new URL('../../viz/dist', import.meta.url));

export interface Listening {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param port 0: any free one.
 * @throws the network's error, EADDRINUSE for one, where it cannot listen.
 */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  port: number,
  bind: string,
): Promise<Listening> {
  const server = createServer(answer);
  server.requestTimeout = 20_000;
  server.headersTimeout = 10_000;
  server.maxHeadersCount = 64;
  await listening(server, port, bind);
  const address = server.address() as AddressInfo;
  const name = isEverywhere(bind) ? 'localhost' : bind.includes(':') ? `[${bind}]` : bind;
  return {
    url: `http://${name}:${String(address.port)}/`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listening = (server: Server, port: number, bind: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, bind, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** What people call the machine by, where it listens on all its addresses. */
export function namesOf(bind: string): readonly string[] {
  if (!isEverywhere(bind)) return [bind];
  const addresses = Object.values(networkInterfaces()).flatMap((rows) => rows ?? []);
  return [hostname(), ...addresses.map(({ address }) => address)];
}

const isEverywhere = (bind: string): boolean => bind === '0.0.0.0' || bind === '::';

export const sendJson = (response: ServerResponse, value: unknown): void =>
  sendText(response, 'application/json; charset=utf-8', JSON.stringify(value));

export function sendText(response: ServerResponse, type: string, text: string): void {
  response.setHeader('content-type', type);
  response.end(text);
}

export function refuse(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = refusal.status;
  // The rest of a body that is too large is not waited for.
  if (refusal.code === 'tooLarge') response.setHeader('connection', 'close');
  sendJson(response, refusal.answer);
}

/** Tells whoever runs the server what broke while answering. */
export function toStandardError(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`the dashboard's server met: ${text}\n`);
}
