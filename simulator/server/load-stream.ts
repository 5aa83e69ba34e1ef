/** `/api/load/stream`: a load as server-sent events, a second each, then its report. A reader has a place among the seconds and no queue. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoadBoard } from './load-board.ts';
import { Refusal } from './refusal.ts';

/** A page notices by it that nobody is there any more. */
const BEAT_MS = 1_000;
/** Bytes that may wait in a reader's socket before it is left alone. */
const WAITING_MAX = 1 << 19;
const READERS_MAX = 64;
/** How long the last words may take to be written when the server ends, in ms. */
const END_MS = 1_000;

interface Reader {
  readonly response: ServerResponse;
  /** Index of the second that it gets next. */
  next: number;
  /** How the load ended has been told. */
  isTold: boolean;
}

export class LoadStreams {
  private readonly board: LoadBoard;
  private readonly instance: string;
  private readonly readers = new Set<Reader>();
  private readonly ignore: () => void;
  private beat: ReturnType<typeof setInterval> | undefined;

  /** @param instance of the server: whoever comes back from another one begins anew. */
  constructor(board: LoadBoard, instance: string) {
    this.board = board;
    this.instance = instance;
    this.ignore = board.onChange(() => {
      for (const reader of this.readers) this.serve(reader);
    });
  }

  /** Takes a reader on, where it left off: `Last-Event-ID`, else `from`, else at the begin. */
  open(request: IncomingMessage, response: ServerResponse, from: number): void {
    if (this.readers.size >= READERS_MAX) {
      const sentence = `${String(READERS_MAX)} pages are open already; close one of them.`;
      throw new Refusal('unavailable', sentence);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 1000\n\n');
    const reader: Reader = { response, next: this.placeOf(request, from), isTold: false };
    this.readers.add(reader);
    const leave = (): void => this.leave(reader);
    request.on('close', leave);
    response.on('close', leave);
    response.on('error', leave);
    this.beat ??= setInterval(() => this.beatAll(), BEAT_MS);
    this.serve(reader);
  }

  /** Settles when every reader has its last words, or would take too long. */
  async close(): Promise<void> {
    this.ignore();
    clearInterval(this.beat);
    const ended = [...this.readers].map(
      ({ response }) => new Promise<void>((resolve) => response.end(resolve)),
    );
    this.readers.clear();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<void>((resolve) => (timer = setTimeout(resolve, END_MS)));
    await Promise.race([Promise.all(ended), tooLate]);
    clearTimeout(timer);
  }

  private leave(reader: Reader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    clearInterval(this.beat);
    this.beat = undefined;
  }

  private placeOf(request: IncomingMessage, from: number): number {
    const [instance, index] = String(request.headers['last-event-id'] ?? '').split(':');
    if (instance === this.instance) return Number(index) || 0;
    return instance === '' ? from : -1;
  }

  private beatAll(): void {
    for (const reader of this.readers)
      if (reader.response.writableLength < WAITING_MAX) {
        this.serve(reader);
        reader.response.write('event: beat\ndata: {}\n\n');
      }
  }

  private serve(reader: Reader): void {
    const { steps, progress } = this.board;
    if (reader.next < 0 || reader.next > steps.length) {
      reader.next = steps.length;
      this.send(reader, 'reset', {});
    }
    while (reader.next < steps.length) {
      if (reader.response.writableLength > WAITING_MAX) return;
      this.send(reader, 'interval', steps[reader.next++]);
    }
    if (reader.isTold) return;
    if (progress.report !== null) this.send(reader, 'report', progress.report);
    else if (progress.failure !== null)
      this.send(reader, 'failure', { sentence: progress.failure });
    else return;
    reader.isTold = true;
  }

  private send(reader: Reader, event: string, data: unknown): void {
    const id = `${this.instance}:${String(reader.next)}`;
    reader.response.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
