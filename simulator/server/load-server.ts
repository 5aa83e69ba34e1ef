/** The server of a load's page: the page, the load as data and as a stream. Only reads; nothing can be asked of the load. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { sendFile } from './files.ts';
import { Hosts, secure } from './guard.ts';
import type { Listening } from './listening.ts';
import {
  listen,
  namesOf,
  PAGES,
  refuse,
  sendJson,
  sendText,
  toStandardError,
} from './listening.ts';
import type { LoadBoard } from './load-board.ts';
import { LoadStreams } from './load-stream.ts';
import { Refusal } from './refusal.ts';

export interface LoadServerOptions {
  readonly board: LoadBoard;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; the loopback by default. */
  readonly bind?: string;
  /** Folder of the page, where it is not the built one. */
  readonly page?: string;
}

/** @throws the network's error, EADDRINUSE for one, where it cannot listen. */
export async function startLoadServer(options: LoadServerOptions): Promise<Listening> {
  const { board, port, bind = '127.0.0.1', page = PAGES } = options;
  const hosts = new Hosts(namesOf(bind));
  const streams = new LoadStreams(board, randomBytes(6).toString('hex'));
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => response.destroy());
    try {
      secure(response);
      hosts.check(request);
      route(request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) toStandardError(error);
      refuse(response, Refusal.of(error));
    }
  };

  function route(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new Refusal('methodNotAllowed', 'This address can only be read.');
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/api/load') sendJson(response, board.progress);
    else if (pathname === '/api/load/report') sendReport(response);
    else if (pathname === '/api/load/stream')
      streams.open(request, response, Number(searchParams.get('from')) || 0);
    else if (pathname === '/healthz') sendText(response, 'text/plain; charset=utf-8', 'well\n');
    else sendFile(page, pathname === '/' ? '/load.html' : pathname, response);
  }

  function sendReport(response: ServerResponse): void {
    if (board.report === undefined)
      throw new Refusal('notFound', 'The load is not over; its report is written then.');
    response.setHeader('content-disposition', 'attachment; filename="load.json"');
    sendJson(response, board.report);
  }

  const listening = await listen(answer, port, bind);
  return {
    ...listening,
    close: async () => {
      await streams.close();
      await listening.close();
    },
  };
}
