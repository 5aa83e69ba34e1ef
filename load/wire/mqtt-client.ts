/**
 * An MQTT 3.1.1 client that costs next to nothing, so that a load measures the exchange and not itself. QoS 1, clean session, no will, no keep alive;
 * small packets leave at once (no Nagle), everything of one turn in one write.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { publishFrame } from '../../nodes/process/publish-frame.ts';
import { Frames } from './frames.ts';

/** Packet types [MQTT-2.2.1], as the upper half of the first byte. */
const CONNACK = 2;
const PUBLISH = 3;
const PUBACK = 4;
const SUBACK = 9;
const PACKET_IDS = 65_535;
const NOT_GRANTED = 0x80;
const CONNECT_MS = 10_000;

export interface Login {
  readonly host: string;
  readonly port: number;
  /** Present for `mqtts`. */
  readonly tls?: ConnectionOptions;
  /** Client id and user name. */
  readonly name: string;
  readonly secret: string;
  readonly filters: readonly string[];
}

export interface ClientHandler {
  onPublish(topic: string, payload: Buffer): void;
  /** A message of our own, the oldest not yet acknowledged, is with the broker. */
  onAcknowledged(): void;
  /** Everything that came in one read has been handled. */
  onRead(): void;
  /** The connection has ended, whoever ended it. */
  onClosed(): void;
}

export class MqttClient {
  private readonly socket: Socket;
  private readonly handler: ClientHandler;
  private readonly incoming = new Frames();
  private frames: Buffer[] = [];
  private lastId = 0;
  private isFlushing = false;
  private onReady: (refusal?: Error) => void = () => undefined;

  private constructor(login: Login, handler: ClientHandler) {
    this.handler = handler;
    const { host, port, tls } = login;
    this.socket =
      tls === undefined
        ? connect({ host, port, noDelay: true })
        : connectTls({ host, port, ...tls }).setNoDelay(true);
    this.socket.on('data', (chunk: Buffer) => this.read(chunk));
    this.socket.on('error', (error) => this.onReady(error));
    this.socket.on('close', () => {
      this.onReady(new Error('the connection was closed'));
      handler.onClosed();
    });
    this.put(connectFrame(login));
    this.put(subscribeFrame(login.filters));
  }

  /**
   * Settles when the filters are granted.
   * @throws Error where nobody answers, or the broker refuses.
   */
  static open(login: Login, handler: ClientHandler): Promise<MqttClient> {
    return new Promise((resolve, reject) => {
      const client = new MqttClient(login, handler);
      const late = setTimeout(() => client.onReady(new Error('it does not answer')), CONNECT_MS);
      client.onReady = (refusal) => {
        client.onReady = () => undefined;
        clearTimeout(late);
        if (refusal === undefined) resolve(client);
        else {
          client.end();
          reject(refusal);
        }
      };
    });
  }

  publish(topic: string, payload: string): void {
    this.lastId = (this.lastId % PACKET_IDS) + 1;
    this.put(publishFrame(topic, payload, this.lastId));
  }

  end(): void {
    this.socket.destroy();
  }

  private put(frame: Buffer): void {
    this.frames.push(frame);
    if (this.isFlushing) return;
    this.isFlushing = true;
    queueMicrotask(() => {
      this.isFlushing = false;
      const { frames } = this;
      this.frames = [];
      if (!this.socket.destroyed)
        this.socket.write(frames.length === 1 ? frames[0]! : Buffer.concat(frames));
    });
  }

  private read(chunk: Buffer): void {
    const frames = this.cut(chunk);
    if (frames === undefined) {
      this.onReady(new Error('what answers does not speak MQTT'));
      this.socket.destroy();
      return;
    }
    for (const frame of frames) this.take(frame);
    this.handler.onRead();
  }

  private cut(chunk: Buffer): Buffer[] | undefined {
    try {
      return this.incoming.of(chunk);
    } catch {
      return undefined;
    }
  }

  private take(frame: Buffer): void {
    const type = (frame[0] ?? 0) >> 4;
    if (type === PUBLISH) this.takePublish(frame);
    else if (type === PUBACK) this.handler.onAcknowledged();
    else if (type === CONNACK && frame[3] !== 0)
      this.onReady(new Error(REFUSALS[frame[3] ?? 0] ?? REFUSALS[0]));
    else if (type === SUBACK) {
      const isRefused = frame.subarray(4).includes(NOT_GRANTED);
      this.onReady(isRefused ? new Error('it does not grant the inbox') : undefined);
    }
  }

  private takePublish(frame: Buffer): void {
    let at = 1;
    while ((frame[at++] ?? 0) > 127);
    const topicEnd = at + 2 + frame.readUInt16BE(at);
    const topic = frame.toString('latin1', at + 2, topicEnd);
    const isAtQos1 = (frame[0] ?? 0) & 0x06;
    if (isAtQos1) this.acknowledge(frame[topicEnd] ?? 0, frame[topicEnd + 1] ?? 0);
    this.handler.onPublish(topic, frame.subarray(topicEnd + (isAtQos1 ? 2 : 0)));
  }

  private acknowledge(high: number, low: number): void {
    const puback = Buffer.allocUnsafe(4);
    puback[0] = PUBACK << 4;
    puback[1] = 2;
    puback[2] = high;
    puback[3] = low;
    this.put(puback);
  }
}

/** By CONNACK return code [MQTT-3.2.2.3]. */
const REFUSALS = [
  'it refuses the connection',
  'it does not speak MQTT 3.1.1',
  'it refuses the client id',
  'it is not available',
  'it does not know these credentials',
  'these credentials may not connect',
];

/** CONNECT with a clean session, a user name and a password, without a will and a keep alive [MQTT-3.1]. */
function connectFrame({ name, secret }: Login): Buffer {
  const head = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 0xc2, 0, 0]);
  return frame(0x10, [head, text(name), text(name), text(secret)]);
}

const subscribeFrame = (filters: readonly string[]): Buffer =>
  frame(0x82, [
    Buffer.from([0, 1]),
    ...filters.flatMap((filter) => [text(filter), Buffer.from([1])]),
  ]);

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
