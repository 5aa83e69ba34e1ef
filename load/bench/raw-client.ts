/** An MQTT 3.1.1 client that costs next to nothing, so that a bench measures the broker and not its own load. Knows QoS 1 alone. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { publishFrame } from '../../nodes/process/publish-frame.ts';

/** Packet types [MQTT-2.2.1], as the upper half of the first byte. */
const CONNACK = 2;
const PUBLISH = 3;
const PUBACK = 4;
const SUBACK = 9;
const PACKET_IDS = 65_535;

export interface Login {
  readonly port: number;
  /** Client id and user name. */
  readonly name: string;
  readonly secret: string;
  /** The one filter that it subscribes to. */
  readonly filter: string;
}

export interface ClientHandler {
  onPublish(topic: string, payload: Buffer): void;
  /** A message of our own, the oldest not yet acknowledged, is with the broker. */
  onAcknowledged(): void;
  /** Everything that came in one read has been handled. */
  onRead(): void;
  onClosed(): void;
}

export class RawClient {
  private readonly socket: Socket;
  private readonly handler: ClientHandler;
  private readonly incoming = new Frames();
  private frames: Buffer[] = [];
  private lastId = 0;
  private isFlushing = false;
  private onReady: () => void = () => undefined;

  private constructor(login: Login, handler: ClientHandler) {
    this.handler = handler;
    this.socket = connect({ port: login.port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk: Buffer) => this.read(chunk));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => handler.onClosed());
    this.put(connectFrame(login));
    this.put(subscribeFrame(login.filter));
  }

  /** Settles when the filter is granted. */
  static open(login: Login, handler: ClientHandler): Promise<RawClient> {
    return new Promise((resolve) => {
      const client = new RawClient(login, handler);
      client.onReady = () => resolve(client);
    });
  }

  publish(topic: string, payload: string): void {
    this.lastId = (this.lastId % PACKET_IDS) + 1;
    this.put(publishFrame(topic, payload, this.lastId));
  }

  end(): void {
    this.socket.destroy();
  }

  /** What is put in one turn leaves in one write. */
  private put(frame: Buffer): void {
    this.frames.push(frame);
    if (this.isFlushing) return;
    this.isFlushing = true;
    queueMicrotask(() => {
      this.isFlushing = false;
      this.socket.write(Buffer.concat(this.frames));
      this.frames = [];
    });
  }

  private read(chunk: Buffer): void {
    for (const frame of this.incoming.of(chunk)) this.take(frame);
    this.handler.onRead();
  }

  private take(frame: Buffer): void {
    const type = (frame[0] ?? 0) >> 4;
    if (type === PUBLISH) this.takePublish(frame);
    else if (type === PUBACK) this.handler.onAcknowledged();
    else if (type === CONNACK && frame[3] !== 0)
      throw new Error(`the broker refuses the connection with code ${String(frame[3])}`);
    else if (type === SUBACK) this.onReady();
  }

  private takePublish(frame: Buffer): void {
    let at = 1;
    while ((frame[at++] ?? 0) > 127);
    const topicEnd = at + 2 + frame.readUInt16BE(at);
    const topic = frame.toString('latin1', at + 2, topicEnd);
    const isAtQos1 = (frame[0] ?? 0) & 0x06;
    if (isAtQos1)
      this.put(Buffer.from([PUBACK << 4, 2, frame[topicEnd] ?? 0, frame[topicEnd + 1] ?? 0]));
    this.handler.onPublish(topic, frame.subarray(topicEnd + (isAtQos1 ? 2 : 0)));
  }
}

/** Cuts what comes off a socket into whole frames. */
export class Frames {
  private rest: Buffer = Buffer.alloc(0);

  /** The frames that this piece of the stream ends. */
  of(chunk: Buffer): Buffer[] {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Buffer[] = [];
    let at = 0;
    for (;;) {
      const end = frameEnd(bytes, at);
      if (end < 0 || end > bytes.length) break;
      frames.push(bytes.subarray(at, end));
      at = end;
    }
    this.rest = bytes.subarray(at);
    return frames;
  }
}

/** Where the frame that begins at `from` ends; -1 where its length is not here yet [MQTT-2.2.3]. */
export function frameEnd(bytes: Uint8Array, from: number): number {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[from + 1 + i];
    if (byte === undefined) return -1;
    length += (byte & 127) << (7 * i);
    if (byte < 128) return from + 2 + i + length;
  }
  throw new Error('a malformed remaining length');
}

/** CONNECT with a clean session, a user name and a password, without a will and a keep alive [MQTT-3.1]. */
function connectFrame({ name, secret }: Login): Buffer {
  const head = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 0xc2, 0, 0]);
  return frame(0x10, [head, text(name), text(name), text(secret)]);
}

const subscribeFrame = (filter: string): Buffer =>
  frame(0x82, [Buffer.from([0, 1]), text(filter), Buffer.from([1])]);

/** For the two short packets at the start: their length takes one or two bytes. */
function frame(first: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
  return Buffer.concat([Buffer.from([first, ...size]), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}
