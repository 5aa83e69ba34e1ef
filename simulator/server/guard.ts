/** What every request must pass and every answer carries: only our own host name, nothing from elsewhere, nothing cached, nothing framed. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/**
 * The page is one bundle of our own: script, style and data from here, and nothing from anywhere else. Images may be `data:` because the
 * bundler writes small ones into the style sheet.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function secure(response: ServerResponse): void {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cache-control', 'no-store');
}

/** Names under which the server may be called; a page elsewhere that points its own name at us (DNS rebinding) is none of them. */
export class Hosts {
  private readonly names: ReadonlySet<string>;

  /** @param more names or addresses beside the loopback's. */
  constructor(more: readonly string[]) {
    this.names = new Set(['localhost', '127.0.0.1', '[::1]', ...more.map(bracketed)]);
  }

  /** @throws Refusal for a host that is not ours, or a request that a page elsewhere sent. */
  check(request: IncomingMessage): void {
    const { host, origin } = request.headers;
    const name = host === undefined ? undefined : hostName(host);
    if (name === undefined || !this.names.has(name)) {
      throw new Refusal(
        'misdirected',
        'This server answers only under the name that it was started with; open the address that it printed.',
      );
    }
    if (origin !== undefined && origin !== `http://${host ?? ''}`)
      throw new Refusal('forbidden', 'A page from elsewhere may not ask this server.');
  }
}

const bracketed = (name: string): string =>
  name.includes(':') && !name.startsWith('[') ? `[${name}]` : name.toLowerCase();

/** A host header without its port. */
const hostName = (host: string): string | undefined =>
  /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/.exec(host)?.[1]?.toLowerCase();

/** Bytes that a command may have. */
const BODY_MAX = 4_096;

/**
 * The JSON object in a request's body.
 * @throws Refusal for one that is too large, of another type, or no object.
 */
export async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw new Refusal(
      'badRequest',
      'A command is JSON: send it with the content type application/json.',
    );
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > BODY_MAX)
      throw new Refusal('tooLarge', `A command has at most ${String(BODY_MAX)} bytes.`);
    parts.push(part);
  }
  const value = parsed(Buffer.concat(parts).toString('utf8'));
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Refusal('badRequest', 'The body of a command is one JSON object.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
