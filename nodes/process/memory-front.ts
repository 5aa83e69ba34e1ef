/** The exchange's wire inside one process, without sockets: the reference that the other fronts are held to. */
import { inboxFilter, parseIntakeTopic, ROOT } from '../common/topics.ts';
import type { Front, FrontHandler, Verdict } from './front.ts';

/** A connection to a `MemoryFront`, with the rights of its country. */
export interface MemoryClient {
  /** Settles with the acknowledgement; fails where the connection was closed for it. */
  publish(topic: string, payload: string): Promise<void>;
  close(): void;
}

interface Connection {
  readonly country: string;
  readonly onMessage: (topic: string, payload: string) => void;
}

export class MemoryFront implements Front {
  readonly url = 'memory:';
  readonly seesInboxes = true;
  private readonly handler: FrontHandler;
  private readonly connections = new Set<Connection>();
  private readonly retained = new Map<string, string>();

  constructor(handler: FrontHandler) {
    this.handler = handler;
  }

  publish(
    topic: string,
    payload: string | Uint8Array,
    options?: { readonly retain?: boolean },
  ): Promise<void> {
    const text = typeof payload === 'string' ? payload : new TextDecoder().decode(payload);
    if (options?.retain === true) this.retained.set(topic, text);
    for (const connection of this.connections) {
      if (mayRead(connection.country, topic)) connection.onMessage(topic, text);
    }
    return Promise.resolve();
  }

  /** Connects a country, subscribed to its inbox and to what is public. */
  connect(country: string, onMessage: (topic: string, payload: string) => void): MemoryClient {
    const connection = { country, onMessage };
    const close = (): void => {
      if (!this.connections.delete(connection)) return;
      if (![...this.connections].some((other) => other.country === country))
        this.handler.onDisconnect(country);
    };
    this.connections.add(connection);
    for (const [topic, payload] of this.retained) onMessage(topic, payload);
    this.handler.onConnect(country);
    return {
      close,
      publish: async (topic, payload) => {
        if (!this.connections.has(connection)) throw new Error('not connected');
        const own = parseIntakeTopic(topic)?.from === country;
        const verdict = own
          ? await new Promise<Verdict>((answer) => {
              this.handler.onMessage(country, topic, new TextEncoder().encode(payload), answer);
            })
          : { refused: `may not publish to ${topic}` };
        if (verdict === 'taken') return;
        this.handler.onTrouble(`${country}: ${verdict.refused}; connection closed`);
        close();
        throw new Error(verdict.refused);
      },
    };
  }

  close(): Promise<void> {
    this.connections.clear();
    return Promise.resolve();
  }
}

const mayRead = (country: string, topic: string): boolean =>
  topic.startsWith(inboxFilter(country).slice(0, -1)) || topic.startsWith(`${ROOT}/public/`);
