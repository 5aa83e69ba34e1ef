/**
 * Takes what a connection sends most, PUBLISH at QoS 1 and PUBACK, out of its stream before the broker parses it; all else goes on to the
 * broker, and what comes after that waits until the broker asks again. Knows packets by their first bytes, and no rights.
 */
import type { Socket } from 'node:net';
import { PacketGuard } from './packet-guard.ts';

/** Whoever takes these packets, for a connection that has been let in. */
export interface PacketTaker {
  /** Whether another message is taken now; if not, the stream is not read until `resume`. */
  hasRoom(): boolean;
  /** @param payload holds until this returns. @returns false: this one is the broker's business. */
  onPublish(topic: string, id: number, payload: Buffer): boolean;
  /** Some were taken out: the connection lives. */
  onAlive(): void;
}

/** Of the first byte of PUBLISH, what says type and quality of service; the others are DUP and RETAIN [MQTT-3.3.1]. */
const PUBLISH_MASK = 0xf6;
const PUBLISH_QOS_1 = 0x32;
const PUBACK = 0x40;
/** Its remaining length is 2 [MQTT-3.4.1]. */
const PUBACK_BYTES = 4;
/** Bytes handed over by one read at the most; the rest comes with the next. */
const READ_MOST = 1 << 18;

/** Its `read` is the stream's: the broker reads by `read()`, once for each 'readable' and when it has dealt with what it had. */
export class PacketCut {
  private readonly socket: Socket;
  private readonly guard: PacketGuard;
  private readonly readRaw: () => Buffer | null;
  private readonly onViolation: (what: string) => void;
  private readonly topics = new Topics();
  private taker: PacketTaker | undefined;
  /** Read and not dealt with, from the first byte of a packet on. */
  private rest: Buffer[] = [];
  private restBytes = 0;
  /** Below this the first packet of the rest is not whole. */
  private wanted = 0;
  /** The broker has the beginning of the packet at hand. */
  private hasBegun = false;

  /**
   * Cuts the connection at the first packet over the limit.
   * @param limit of a whole packet, in bytes.
   */
  constructor(socket: Socket, limit: number, onViolation: (what: string) => void) {
    this.socket = socket;
    this.guard = new PacketGuard(limit);
    this.onViolation = onViolation;
    const read = socket.read.bind(socket);
    this.readRaw = () => read() as Buffer | null;
    socket.read = () => this.read();
  }

  /** From now on packets are taken out. */
  open(taker: PacketTaker): void {
    this.taker = taker;
  }

  /** There is room again. */
  resume(): void {
    if (!this.socket.destroyed) this.socket.emit('readable');
  }

  private read(): Buffer | null {
    const left = this.sift();
    // What is left has to be dealt with first: the kernel keeps what comes meanwhile.
    if (left !== null || this.restBytes > this.wanted) return left;
    const chunk = this.readAll();
    if (chunk === null) return null;
    const wrong = this.guard.check(chunk);
    if (wrong !== undefined) {
      this.onViolation(wrong);
      this.socket.destroy();
      return null;
    }
    if (this.taker === undefined) {
      this.hasBegun = !this.guard.isBetween;
      return chunk;
    }
    if (!this.hasBegun) {
      this.keep(chunk);
      return this.sift();
    }
    const end = this.guard.firstEnd;
    if (end < 0) return chunk;
    this.hasBegun = false;
    if (end < chunk.length) this.keep(chunk.subarray(end));
    return chunk.subarray(0, end);
  }

  private keep(bytes: Buffer): void {
    this.rest.push(bytes);
    this.restBytes += bytes.length;
  }

  /** Takes out of the rest what comes first. @returns what comes then for the broker. */
  private sift(): Buffer | null {
    const { taker, socket } = this;
    if (taker === undefined || this.restBytes <= this.wanted) return null;
    const bytes = this.rest.length === 1 ? this.rest[0]! : Buffer.concat(this.rest, this.restBytes);
    let at = 0;
    let from = 0;
    let hasTaken = false;
    this.wanted = 0;
    while (at < bytes.length) {
      const end = packetEnd(bytes, at);
      const isWhole = end > 0 && end <= bytes.length;
      if (!isOurs(bytes[at]!)) {
        // What is wrong with it, the broker finds as early as it can.
        if (!isWhole) this.hasBegun = true;
        at = isWhole ? end : bytes.length;
        continue;
      }
      if (at > from) break;
      if (!isWhole) {
        this.wanted = Math.max(end - at - 1, bytes.length - at);
        break;
      }
      if (bytes[at] === PUBACK) {
        if (end - at === PUBACK_BYTES) from = end;
      } else {
        if (!taker.hasRoom()) break;
        if (this.handOver(taker, bytes, at, end)) from = end;
      }
      hasTaken ||= from === end;
      at = end;
      if (socket.destroyed) break;
    }
    if (hasTaken) taker.onAlive();
    this.rest = [];
    this.restBytes = 0;
    if (socket.destroyed) return null;
    if (at < bytes.length) this.keep(bytes.subarray(at));
    return at > from ? bytes.subarray(from, at) : null;
  }

  /** A PUBLISH at QoS 1 [MQTT-3.3.2]; false where it is not whole in itself, or not to be taken here. */
  private handOver(taker: PacketTaker, bytes: Buffer, at: number, end: number): boolean {
    let start = at + 1;
    while (bytes[start++]! > 127);
    const topicEnd = start + 2 + (bytes[start]! << 8) + bytes[start + 1]!;
    if (topicEnd + 2 > end) return false;
    const id = (bytes[topicEnd]! << 8) | bytes[topicEnd + 1]!;
    const topic = this.topics.read(bytes, start + 2, topicEnd);
    return taker.onPublish(topic, id, bytes.subarray(topicEnd + 2, end));
  }

  /** On Deno a read can leave behind what came in meanwhile, and no 'readable' follows: until one finds nothing. */
  private readAll(): Buffer | null {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for (let chunk = this.readRaw(); chunk !== null; chunk = this.readRaw()) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes < READ_MOST) continue;
      setImmediate(() => this.resume());
      break;
    }
    return chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? null);
  }
}

/** A connection publishes to few topics, again and again: to compare their bytes costs less than to read them. */
class Topics {
  private readonly known: { readonly bytes: Uint8Array; readonly text: string }[] = [];

  read(bytes: Buffer, start: number, end: number): string {
    for (const { bytes: topic, text } of this.known) {
      if (isSame(topic, bytes, start, end)) return text;
    }
    const text = bytes.toString('utf8', start, end);
    if (
      this.known.unshift({ bytes: Uint8Array.prototype.slice.call(bytes, start, end), text }) >
      TOPICS_KNOWN
    )
      this.known.pop();
    return text;
  }
}

const TOPICS_KNOWN = 8;

/** They mostly differ at their end. */
function isSame(topic: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (topic.length !== end - start) return false;
  for (let i = topic.length - 1; i >= 0; i--) if (topic[i] !== bytes[start + i]) return false;
  return true;
}

const isOurs = (first: number): boolean =>
  (first & PUBLISH_MASK) === PUBLISH_QOS_1 || first === PUBACK;

/** Where the packet that begins at `from` ends; 0 where its length is not here yet [MQTT-2.2.3]. The guard has seen that it is well formed. */
function packetEnd(bytes: Uint8Array, from: number): number {
  let length = 0;
  for (let i = 1; i <= 4; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) return 0;
    length += (byte & 127) * 128 ** (i - 1);
    if (byte < 128) return from + 1 + i + length;
  }
  return 0;
}
