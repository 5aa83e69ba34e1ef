/** A socket to a broker that sends what it is told to and says what came of it. Reads no more of MQTT than it must. */
import { connect as dial } from 'node:net';
import type { Socket } from 'node:net';
import { Frames } from '../wire/frames.ts';
import * as mqtt from './mqtt-bytes.ts';

/** One packet from the broker. */
export interface Answer {
  readonly type: number;
  readonly body: Buffer;
}

export class RawSocket {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  private readonly incoming = new Frames();
  private readonly answers: Answer[] = [];
  private waiting: ((answer: Answer | undefined) => void) | undefined;
  private isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => this.read(chunk));
    this.closed = new Promise((resolve) =>
      socket.once('close', () => {
        this.isClosed = true;
        this.waiting?.(undefined);
        resolve();
      }),
    );
  }

  /** @throws where nobody listens. */
  static open(port: number): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const socket = dial({ port, host: '127.0.0.1', noDelay: true }, () => {
        socket.off('error', reject);
        resolve(new RawSocket(socket));
      });
      socket.once('error', reject);
    });
  }

  get isOpen(): boolean {
    return !this.isClosed;
  }

  send(bytes: Uint8Array): void {
    if (!this.isClosed) this.socket.write(bytes);
  }

  /** The next packet; `closed` where there comes none any more, `silent` where none comes within this time. */
  async next(boundMs: number): Promise<Answer | 'closed' | 'silent'> {
    const here = this.answers.shift();
    if (here !== undefined) return here;
    if (this.isClosed) return 'closed';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bound = new Promise<'silent'>((resolve) => {
      timer = setTimeout(() => resolve('silent'), boundMs);
    });
    const answer = new Promise<Answer | undefined>((resolve) => (this.waiting = resolve));
    const first = await Promise.race([answer, bound]);
    clearTimeout(timer);
    this.waiting = undefined;
    return first ?? 'closed';
  }

  /** Shows its credentials. @returns the code of CONNACK, or that it was closed or not answered. */
  async login(options: mqtt.Connect, boundMs: number): Promise<number | 'closed' | 'silent'> {
    this.send(mqtt.connect(options));
    const answer = await this.next(boundMs);
    return typeof answer === 'string' ? answer : (answer.body[1] ?? 255);
  }

  destroy(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    for (const frame of this.incoming.of(chunk)) this.take(frame);
  }

  private take(frame: Buffer): void {
    let at = 1;
    while ((frame[at++] ?? 0) > 127);
    const answer = { type: (frame[0] ?? 0) >> 4, body: frame.subarray(at) };
    if (this.waiting === undefined) {
      this.answers.push(answer);
      return;
    }
    this.waiting(answer);
    this.waiting = undefined;
  }
}
