/** Writes what ICE has for one connection: everything of one turn in one piece; a client that does not read is cut off. */
import type { Socket } from 'node:net';
import { LIMITS } from '../common/limits.ts';
import { publishRoom, writePublish } from './publish-frame.ts';

const ID_END = 65_536;
const PUBACK = 0x40;
const PUBACK_BYTES = 4;
/** What a turn usually takes. */
const PIECE_BYTES = 16_384;

export class InboxWriter {
  private readonly socket: Socket;
  private readonly onStuck: () => void;
  /** What is to be written, up to `length`; handed to the socket, it is not touched again. */
  private piece = NOTHING;
  private length = 0;
  private id = 0;
  private isFlushing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onStuck the client has not read for `LIMITS.drainTimeoutMs`; its connection is closed. */
  constructor(socket: Socket, onStuck: () => void) {
    this.socket = socket;
    this.onStuck = onStuck;
    const calm = (): void => {
      clearTimeout(this.timer);
      this.timer = undefined;
    };
    socket.on('drain', calm);
    socket.once('close', calm);
  }

  /** What is lost with the connection, the outbox sends again. */
  publish(topic: string, payload: string | Uint8Array, qos: number): void {
    if (qos > 0) this.id = this.id + 1 === ID_END ? 1 : this.id + 1;
    this.makeRoom(publishRoom(topic, payload));
    const id = qos > 0 ? this.id : 0;
    this.length = writePublish(this.piece, this.length, topic, payload, id);
  }

  /** PUBACK [MQTT-3.4]. */
  acknowledge(id: number): void {
    this.makeRoom(PUBACK_BYTES);
    const { piece } = this;
    piece[this.length++] = PUBACK;
    piece[this.length++] = PUBACK_BYTES - 2;
    piece[this.length++] = id >> 8;
    piece[this.length++] = id & 255;
  }

  private makeRoom(bytes: number): void {
    const needed = this.length + bytes;
    if (needed > this.piece.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, 2 * needed));
      larger.set(this.piece.subarray(0, this.length));
      this.piece = larger;
    }
    if (this.isFlushing) return;
    this.isFlushing = true;
    queueMicrotask(() => {
      this.flush();
    });
  }

  private flush(): void {
    const { socket } = this;
    const bytes = this.piece.subarray(0, this.length);
    // What is left of the piece is for the next turn.
    this.piece = this.piece.subarray(this.length);
    this.length = 0;
    this.isFlushing = false;
    if (socket.destroyed) return;
    const isRoomLeft = socket.write(bytes);
    if (isRoomLeft || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.onStuck();
      socket.destroy();
    }, LIMITS.drainTimeoutMs);
  }
}

const NOTHING = Buffer.alloc(0);
