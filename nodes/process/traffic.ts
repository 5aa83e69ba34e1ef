/** Bytes that went over the connections of a process. The sockets count themselves: nothing is done per message. */
import type { Socket } from 'node:net';

export class Traffic {
  private readonly open = new Set<Socket>();
  /** Of connections that are closed. */
  private readonly past = { received: 0, sent: 0 };

  watch(socket: Socket): void {
    if (this.open.has(socket)) return;
    this.open.add(socket);
    socket.once('close', () => {
      this.open.delete(socket);
      add(this.past, socket);
    });
  }

  /** Since the process began. */
  total(): { readonly received: number; readonly sent: number } {
    const total = { ...this.past };
    for (const socket of this.open) add(total, socket);
    return total;
  }
}

function add(total: { received: number; sent: number }, socket: Socket): void {
  total.received += socket.bytesRead;
  total.sent += socket.bytesWritten;
}
