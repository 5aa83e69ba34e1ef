/** The dashboard's server: the page, the run as data and as a stream, and what people may do in it. Looks at one run; runs nothing itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { both } from '../../nodes/common/bilingual.ts';
import { Answers } from './answers.ts';
import { Commands } from './commands.ts';
import { sendFile } from './files.ts';
import { bodyOf, Hosts, secure } from './guard.ts';
import {
  listen,
  namesOf,
  PAGES,
  refuse,
  sendJson,
  sendText,
  toStandardError,
} from './listening.ts';
import { METRICS_TYPE, metricsText } from './metrics.ts';
import { Refusal } from './refusal.ts';
import type { RunSource } from './source.ts';
import { Streams } from './stream.ts';
import type { Bearer } from './tokens.ts';
import { Tokens } from './tokens.ts';

export interface ServerOptions {
  readonly source: RunSource;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; the loopback by default. */
  readonly bind?: string;
  /** Names, beside that address, under which people may call the server. */
  readonly hosts?: readonly string[];
  /** Folder of the page, where it is not the built one. */
  readonly page?: string;
  /** The trainer's token; a fresh one by default. */
  readonly trainerToken?: string;
  /** Takes what broke while answering; standard error by default. */
  readonly onFault?: (error: unknown) => void;
}

export interface RunningServer {
  /** For everybody who may look. */
  readonly url: string;
  /** With the trainer's token in the fragment, which no server ever sees in a request. */
  readonly trainerUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

/** @throws the network's error, EADDRINUSE for one, where it cannot listen. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const bind = options.bind ?? '127.0.0.1';
  const tokens = new Tokens(options.trainerToken);
  const desk = new Desk(options, tokens, new Hosts([...namesOf(bind), ...(options.hosts ?? [])]));
  const answer = (request: IncomingMessage, response: ServerResponse): void =>
    void desk.answer(request, response);
  const listening = await listen(answer, options.port, bind);
  const { url, port } = listening;
  return {
    url,
    trainerUrl: `${url}#token=${tokens.trainer}`,
    port,
    close: () => {
      desk.close();
      return listening.close();
    },
  };
}

/** Where every request comes in. */
class Desk {
  private readonly source: RunSource;
  private readonly tokens: Tokens;
  private readonly hosts: Hosts;
  private readonly answers: Answers;
  private readonly commands: Commands;
  private readonly streams: Streams;
  private readonly page: string;
  private readonly onFault: (error: unknown) => void;
  private readonly counts = new Map<number, number>();

  constructor(options: ServerOptions, tokens: Tokens, hosts: Hosts) {
    const instance = randomBytes(6).toString('hex');
    this.source = options.source;
    this.tokens = tokens;
    this.hosts = hosts;
    this.answers = new Answers(this.source, instance);
    this.commands = new Commands(this.source, tokens, () => performance.now());
    this.streams = new Streams(this.source, instance);
    this.page = options.page ?? PAGES;
    this.onFault = options.onFault ?? toStandardError;
  }

  close(): void {
    this.streams.close();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    response.on('close', () => {
      this.counts.set(response.statusCode, (this.counts.get(response.statusCode) ?? 0) + 1);
    });
    try {
      secure(response);
      this.hosts.check(request);
      await this.route(request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) this.onFault(error);
      refuse(response, Refusal.of(error));
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/api/commands') {
      if (request.method !== 'POST')
        throw new Refusal('methodNotAllowed', 'Commands are sent with POST.');
      const answer = this.commands.give(await bodyOf(request), this.bearer(request));
      sendJson(response, answer);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new Refusal('methodNotAllowed', 'This address can only be read.');
    if (pathname === '/api/stream') this.openStream(request, response, searchParams);
    else if (pathname.startsWith('/api/'))
      sendJson(response, this.read(pathname.slice(5), searchParams));
    else if (pathname === '/healthz') sendText(response, 'text/plain; charset=utf-8', 'well\n');
    else if (pathname === '/metrics') sendText(response, METRICS_TYPE, this.metrics());
    else sendFile(this.page, pathname, response);
  }

  private metrics(): string {
    return metricsText(this.source, { readers: this.streams.count, answers: this.counts });
  }

  private read(path: string, query: URLSearchParams): unknown {
    const [what, key] = path.split('/', 2).map(decoded) as [string, string | undefined];
    switch (what) {
      case 'run':
        return this.answers.run();
      case 'state':
        return this.answers.state(query);
      case 'journal':
        return this.answers.journal(query);
      case 'movement':
        return this.answers.movement(key ?? '', query);
      case 'movements':
        return this.answers.movements(query);
      case 'message':
        return this.answers.message(key ?? '');
      case 'kpis':
        return this.answers.kpis();
      case 'density':
        return this.answers.density();
      case 'search':
        return this.answers.search(query);
      default:
        throw new Refusal('notFound', 'There is nothing at this address.');
    }
  }

  private openStream(
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ): void {
    const from = Number(query.get('from') ?? NaN);
    this.streams.open(request, response, Number.isSafeInteger(from) ? from : undefined);
  }

  /** Whose token the request carries; a token that nobody has is refused rather than overlooked. */
  private bearer(request: IncomingMessage): Bearer | undefined {
    const { authorization } = request.headers;
    if (authorization === undefined) return undefined;
    const bearer = this.tokens.bearer(/^Bearer ([\w-]{1,64})$/.exec(authorization)?.[1] ?? '');
    if (bearer !== undefined) return bearer;
    throw new Refusal(
      'unauthorised',
      both(
        'This token is not valid any more: open the page anew, or take the seat again.',
        'Этот ключ больше не действует: откройте страницу заново или снова займите рабочее место.',
      ),
    );
  }
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal('badRequest', 'This address is not well formed.');
  }
};
