/** `/api/stream`: the run as server-sent events. A reader has a place in the journal and no queue: whoever falls behind starts from a fresh state. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hashedLine } from '../core/node-hash.ts';
import { Refusal } from './refusal.ts';
import type { RunSource } from './source.ts';

/** Wall clock between two batches. */
const BATCH_MS = 100;
/** The clock is told at least this often, so that a page notices when nobody is there any more. */
const CLOCK_MS = 1_000;
/** Entries in one event, and the most that a reader may be behind. */
const BATCH_MAX = 2_000;
const BEHIND_MAX = 16_000;
/** Bytes that may wait in a reader's socket before it is left alone. */
const WAITING_MAX = 1 << 19;
const READERS_MAX = 64;

interface Reader {
  readonly response: ServerResponse;
  /** Index of the entry that it gets next. */
  next: number;
  clockAt: number;
}

export class Streams {
  private readonly source: RunSource;
  private readonly instance: string;
  private readonly readers = new Set<Reader>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private batch = { from: -1, to: -1, text: '' };

  constructor(source: RunSource, instance: string) {
    this.source = source;
    this.instance = instance;
  }

  get count(): number {
    return this.readers.size;
  }

  /** Takes a reader on, where it left off: `Last-Event-ID`, else `from`, else now. */
  open(request: IncomingMessage, response: ServerResponse, from: number | undefined): void {
    if (this.readers.size >= READERS_MAX)
      throw new Refusal(
        'unavailable',
        `${String(READERS_MAX)} pages are open already; close one of them.`,
      );
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    const reader: Reader = { response, next: this.placeOf(request, from), clockAt: 0 };
    response.write('retry: 1000\n\n');
    this.readers.add(reader);
    const leave = (): void => this.leave(reader);
    request.on('close', leave);
    response.on('close', leave);
    response.on('error', leave);
    this.timer ??= setInterval(() => this.tick(), BATCH_MS);
    this.serve(reader, performance.now());
  }

  close(): void {
    for (const { response } of this.readers) response.end();
    this.readers.clear();
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** What is due to every reader, at once; otherwise it comes with the next batch. */
  tick(): void {
    const now = performance.now();
    for (const reader of this.readers) this.serve(reader, now);
  }

  private leave(reader: Reader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private placeOf(request: IncomingMessage, from: number | undefined): number {
    const [instance, index] = String(request.headers['last-event-id'] ?? '').split(':');
    if (instance === this.instance) return Number(index) || 0;
    // Of another run: whatever it knows is not ours.
    if (instance !== undefined && instance !== '') return -1;
    return from ?? this.source.entries;
  }

  private serve(reader: Reader, now: number): void {
    const { response } = reader;
    if (response.writableLength > WAITING_MAX) return;
    if (this.source.control !== undefined) this.sendEntries(reader);
    if (now - reader.clockAt >= CLOCK_MS) {
      reader.clockAt = now;
      response.write(this.clockEvent());
    }
  }

  private sendEntries(reader: Reader): void {
    const { entries } = this.source;
    if (reader.next < 0 || reader.next > entries || entries - reader.next > BEHIND_MAX) {
      reader.next = entries;
      reader.response.write(`event: reset\nid: ${this.instance}:${String(entries)}\ndata: {}\n\n`);
      return;
    }
    if (reader.next === entries) return;
    const to = Math.min(entries, reader.next + BATCH_MAX);
    reader.response.write(this.batchEvent(reader.next, to));
    reader.next = to;
    reader.clockAt = 0; // a clock goes with the entries, so that the page's never stands behind them
  }

  /** Readers mostly stand at the same place, so a batch is written once for all of them. */
  private batchEvent(from: number, to: number): string {
    if (this.batch.from !== from || this.batch.to !== to) {
      const lines = this.source.readEntries(from, to).map(({ entry }) => hashedLine(entry));
      const data = `{"from":${String(from)},"entries":[${lines.join(',')}]}`;
      const text = `event: entries\nid: ${this.instance}:${String(to)}\ndata: ${data}\n\n`;
      this.batch = { from, to, text };
    }
    return this.batch.text;
  }

  private clockEvent(): string {
    const { entries, read, cutAtLine } = this.source;
    const broken = this.source.broken();
    const data = JSON.stringify({ ...this.source.clock(), entries, read, cutAtLine, broken });
    return `event: clock\ndata: ${data}\n\n`;
  }
}
