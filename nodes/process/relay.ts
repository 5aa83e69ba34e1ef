/** A TCP relay between a node and the broker, which can sever, delay and slow what passes. It reads no byte of it. */
import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Where the relay leads. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** How a line is hindered; what is left out is not. */
export interface Hindrance {
  /** Everything takes so much longer, in ms. */
  readonly delayMs?: number;
  /** No more than so many bytes a second pass each way. */
  readonly bytesPerSecond?: number;
}

/** Bytes that may wait in one direction before the sender is held up. */
const WAITING_MOST = 1 << 20;

export class Relay {
  readonly port: number;
  private readonly server: Server;
  private readonly lines = new Set<Line>();
  private target: Target | undefined;
  private hindrance: Hindrance = {};
  private isSevered = false;

  private constructor(server: Server) {
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.onConnection(socket));
  }

  /** On a free port of the machine itself. */
  static open(): Promise<Relay> {
    const server = createServer({ noDelay: true });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(new Relay(server)));
    });
  }

  /** Until this is known, nobody gets through. */
  leadTo(target: Target): void {
    this.target = target;
  }

  get severed(): boolean {
    return this.isSevered;
  }

  /** Cuts what is open, and whoever comes until it is mended. */
  sever(): void {
    this.isSevered = true;
    for (const line of this.lines) line.cut();
  }

  mend(): void {
    this.isSevered = false;
  }

  hinder(hindrance: Hindrance): void {
    this.hindrance = hindrance;
    for (const line of this.lines) line.hinder(hindrance);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.sever();
    await closed;
  }

  private onConnection(near: Socket): void {
    if (this.isSevered || this.target === undefined) {
      decline(near);
      return;
    }
    const far = connect({ ...this.target, noDelay: true });
    const line = new Line(near, far, this.hindrance);
    this.lines.add(line);
    near.once('close', () => this.lines.delete(line));
  }
}

/** Ends a connection politely, so that its other end says the same each time. */
function decline(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.resume();
  socket.end();
}

/** One connection through the relay: both ways of it end together. */
class Line {
  private readonly near: Socket;
  private readonly far: Socket;
  private readonly ways: readonly [Way, Way];

  constructor(near: Socket, far: Socket, hindrance: Hindrance) {
    this.near = near;
    this.far = far;
    this.ways = [new Way(near, far, hindrance), new Way(far, near, hindrance)];
    let isThrough = false;
    far.once('connect', () => (isThrough = true));
    for (const socket of [near, far]) {
      // The other end hears of it by its own connection ending.
      socket.on('error', () => undefined);
      socket.once('close', (hadError) => {
        if (!hadError) return;
        if (isThrough) this.cut();
        else decline(near);
      });
    }
  }

  hinder(hindrance: Hindrance): void {
    for (const way of this.ways) way.hindrance = hindrance;
  }

  /** As a cable that is pulled: what was under way is gone. */
  cut(): void {
    for (const way of this.ways) way.stop();
    this.near.destroy();
    this.far.destroy();
  }
}

/** One direction: bytes leave in the order in which they came, each at its time. */
class Way {
  hindrance: Hindrance;
  private readonly from: Socket;
  private readonly to: Socket;
  private readonly queue: { readonly at: number; readonly bytes: Buffer }[] = [];
  private waiting = 0;
  /** When the last byte leaves, by the clock of the machine. */
  private freeAt = 0;
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(from: Socket, to: Socket, hindrance: Hindrance) {
    this.from = from;
    this.to = to;
    this.hindrance = hindrance;
    from.on('data', (bytes: Buffer) => this.take(bytes));
    from.once('close', () => this.end());
    to.on('drain', () => this.go());
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.queue.length = 0;
  }

  private end(): void {
    if (!this.isOver) this.take(Buffer.alloc(0));
  }

  private take(bytes: Buffer): void {
    const { delayMs = 0, bytesPerSecond = Infinity } = this.hindrance;
    const now = performance.now();
    this.freeAt = Math.max(this.freeAt, now + delayMs) + (bytes.length / bytesPerSecond) * 1_000;
    this.queue.push({ at: this.freeAt, bytes });
    this.waiting += bytes.length;
    this.go();
    if (this.waiting > WAITING_MOST) this.from.pause();
  }

  /** Passes on what is due; an empty piece is the end. */
  private go(): void {
    clearTimeout(this.timer);
    for (;;) {
      const [first] = this.queue;
      if (first === undefined || this.to.writableNeedDrain) break;
      const leftMs = first.at - performance.now();
      if (leftMs > 0) {
        this.timer = setTimeout(() => this.go(), leftMs);
        break;
      }
      this.queue.shift();
      this.waiting -= first.bytes.length;
      if (first.bytes.length === 0) this.to.end();
      else this.to.write(first.bytes);
    }
    if (this.waiting <= WAITING_MOST && this.from.isPaused()) this.from.resume();
  }
}
