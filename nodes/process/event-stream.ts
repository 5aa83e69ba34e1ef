/** Server-sent events for one visitor of a national door: the messages to his parties, from where he left off, at the pace he reads. */
import type { ServerResponse } from 'node:http';
import type { Store } from './store.ts';

/** Rows read from the store at once. */
const PAGE = 500;
/** A comment goes out after this silence, in ms, so that a dead connection is noticed. */
const ALIVE_MS = 15_000;

export class EventStream {
  private readonly response: ServerResponse;
  private readonly store: Store;
  private readonly isFor: (party: string) => boolean;
  private last: number;
  private blocked = false;
  private ended = false;
  private readonly alive: ReturnType<typeof setInterval>;

  /** @param after number of the last event that the visitor has. */
  constructor(
    response: ServerResponse,
    store: Store,
    after: number,
    isFor: (party: string) => boolean,
  ) {
    this.response = response;
    this.store = store;
    this.last = after;
    this.isFor = isFor;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    response.on('drain', () => {
      this.blocked = false;
      this.pump();
    });
    this.alive = setInterval(() => {
      if (!this.blocked) response.write(': alive\n\n');
    }, ALIVE_MS);
  }

  /** Writes what there is, as far as the visitor reads. */
  pump(): void {
    while (!this.blocked && !this.ended) {
      const rows = this.store.doorRows(this.last, PAGE);
      for (const { id, party, message } of rows) {
        this.last = id;
        if (!this.isFor(party)) continue;
        this.blocked = !this.response.write(`id: ${id}\ndata: ${message}\n\n`);
        if (this.blocked) return;
      }
      if (rows.length < PAGE) return;
    }
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.alive);
    this.response.end();
  }
}
