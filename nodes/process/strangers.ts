/** Connections that have not shown who they are: only so many at once. The one that has waited longest makes room for the next. */
import type { Socket } from 'node:net';

export class Strangers {
  private readonly most: number;
  /** By the other end's address, which is the same beneath TLS and above it; the first has waited longest. */
  private readonly waiting = new Map<string, Socket>();

  constructor(most: number) {
    this.most = most;
  }

  /** Somebody has come. */
  onConnection(socket: Socket): void {
    const key = addressOf(socket);
    this.waiting.set(key, socket);
    socket.once('close', () => {
      if (this.waiting.get(key) === socket) this.waiting.delete(key);
    });
    if (this.waiting.size <= this.most) return;
    for (const [first, oldest] of this.waiting) {
      this.waiting.delete(first);
      oldest.destroy();
      return;
    }
  }

  /** It has shown who it is. */
  onKnown(socket: Socket): void {
    this.waiting.delete(addressOf(socket));
  }
}

const addressOf = ({ remoteAddress = '', remotePort = 0 }: Socket): string =>
  `${remoteAddress} ${remotePort}`;
