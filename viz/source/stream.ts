/** Follows the run by server-sent events; comes back by itself, where it left off, after the line or the server was away. */
import type { StreamBatch, StreamClock } from '../../reports/views/api.ts';

export interface StreamHandlers {
  onEntries(batch: StreamBatch): void;
  onClock(clock: StreamClock): void;
  /** The place in the journal is lost, or it is another run: everything is to be fetched anew. */
  onReset(): void;
  onConnected(connected: boolean): void;
}

/** The server tells the clock every second; without a word for so long it is gone. */
const SILENT_MS = 5_000;
const RETRY_MS = 1_000;

export class Stream {
  private readonly handlers: StreamHandlers;
  private events: EventSource | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private next = 0;
  private closed = false;

  constructor(handlers: StreamHandlers) {
    this.handlers = handlers;
  }

  /** (Re)opens at a place in the journal. */
  open(from: number): void {
    this.closed = false;
    this.next = from;
    this.connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.silence);
    this.events?.close();
    this.events = undefined;
  }

  private connect(): void {
    this.events?.close();
    if (this.closed) return;
    const events = new EventSource(`/api/stream?from=${String(this.next)}`);
    this.events = events;
    this.expectWord(SILENT_MS);
    events.addEventListener('entries', (event: MessageEvent<string>) => {
      const batch = JSON.parse(event.data) as StreamBatch;
      this.next = batch.from + batch.entries.length;
      this.heard();
      this.handlers.onEntries(batch);
    });
    events.addEventListener('clock', (event: MessageEvent<string>) => {
      this.heard();
      this.handlers.onClock(JSON.parse(event.data) as StreamClock);
    });
    events.addEventListener('reset', () => {
      this.heard();
      this.handlers.onReset();
    });
    events.onerror = () => this.lost();
  }

  private heard(): void {
    this.handlers.onConnected(true);
    this.expectWord(SILENT_MS);
  }

  private lost(): void {
    this.handlers.onConnected(false);
    // A browser gives up for good when an answer was no stream; then we begin again ourselves.
    if (this.events?.readyState === EventSource.CLOSED) this.expectWord(RETRY_MS);
  }

  private expectWord(within: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.handlers.onConnected(false);
      this.connect();
    }, within);
  }
}
