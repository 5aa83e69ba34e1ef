/** Watches a raw MQTT stream for packets over the limit, from their fixed header, before anything buffers them. Parses nothing else. */
import type { Socket } from 'node:net';

/** Follows the packets of one stream, whatever the chunks they come in. */
export class PacketGuard {
  private readonly limit: number;
  /** Bytes of the packet at hand that are still to come; -1 within its remaining length, -2 before its first byte. */
  private left = -2;
  private remaining = 0;
  private lengthBytes = 0;

  /** @param limit of a whole packet, in bytes. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** What is wrong with the packet that this chunk announces; undefined where nothing is. */
  check(chunk: Uint8Array): string | undefined {
    let at = 0;
    while (at < chunk.length) {
      if (this.left >= 0) {
        const skipped = Math.min(this.left, chunk.length - at);
        at += skipped;
        this.left -= skipped;
        if (this.left === 0) this.left = -2;
      } else if (this.left === -2) {
        at++;
        this.left = -1;
        this.remaining = 0;
        this.lengthBytes = 0;
      } else {
        const wrong = this.lengthByte(chunk[at++]!);
        if (wrong !== undefined) return wrong;
      }
    }
    return undefined;
  }

  /** One byte of the remaining length: seven bits, least significant first; the eighth says that another follows [MQTT-2.2.3]. */
  private lengthByte(byte: number): string | undefined {
    this.remaining += (byte & 127) * 128 ** this.lengthBytes++;
    if (this.remaining + 1 + this.lengthBytes > this.limit) {
      return `a packet of more than ${this.limit} bytes`;
    }
    if ((byte & 128) === 0) this.left = this.remaining === 0 ? -2 : this.remaining;
    else if (this.lengthBytes === 4) return 'a malformed remaining length';
    return undefined;
  }
}

/** Bytes handed over by one read at the most; the rest comes with the next. */
const READ_MOST = 1 << 20;

/**
 * Cuts the connection at the first packet over the limit. For a stream that is read by `read()`, as the broker does, once for each
 * 'readable': on Deno a read can leave behind what came in meanwhile, and no 'readable' follows, so everything there is handed over.
 */
export function guardReads(
  socket: Socket,
  limit: number,
  onViolation: (what: string) => void,
): void {
  const guard = new PacketGuard(limit);
  const read = socket.read.bind(socket);
  socket.read = (size?: number): unknown => {
    const chunk = readAll(socket, () => read(size) as Buffer | null);
    const wrong = chunk === null ? undefined : guard.check(chunk);
    if (wrong === undefined) return chunk;
    onViolation(wrong);
    socket.destroy();
    return null;
  };
}

/** Until a read finds nothing: only then does the stream say 'readable' again for sure. */
function readAll(socket: Socket, read: () => Buffer | null): Buffer | null {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (let chunk = read(); chunk !== null; chunk = read()) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < READ_MOST) continue;
    setImmediate(() => socket.emit('readable'));
    break;
  }
  return chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? null);
}
