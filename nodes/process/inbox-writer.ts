/** Writes what ICE has for one connection: everything of one turn in one piece; a client that does not read is cut off. */
import type { Socket } from 'node:net';
import { LIMITS } from '../common/limits.ts';
import { publishFrame } from './publish-frame.ts';

const ID_END = 65_536;

export class InboxWriter {
  private readonly socket: Socket;
  private readonly onStuck: () => void;
  private frames: Buffer[] = [];
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
    this.frames.push(publishFrame(topic, payload, qos > 0 ? this.id : 0));
    if (this.isFlushing) return;
    this.isFlushing = true;
    queueMicrotask(() => {
      this.flush();
    });
  }

  private flush(): void {
    const { frames, socket } = this;
    this.isFlushing = false;
    this.frames = [];
    if (socket.destroyed) return;
    const isRoomLeft = socket.write(frames.length === 1 ? frames[0]! : Buffer.concat(frames));
    if (isRoomLeft || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.onStuck();
      socket.destroy();
    }, LIMITS.drainTimeoutMs);
  }
}
