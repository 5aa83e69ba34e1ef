/** Watches a raw MQTT stream for packets over the limit, from their fixed header, before anything buffers them. Parses nothing else. */

/** Follows the packets of one stream, whatever the chunks they come in. */
export class PacketGuard {
  /** Offset in the chunk seen last at which the first packet ended; -1 where none did. */
  firstEnd = -1;
  private readonly limit: number;
  /** Bytes of the packet at hand that are still to come; -1 within its remaining length, -2 before its first byte. */
  private left = -2;
  private remaining = 0;
  private lengthBytes = 0;

  /** @param limit of a whole packet, in bytes. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Whether the stream is between two packets. */
  get isBetween(): boolean {
    return this.left === -2;
  }

  /** What is wrong with the packet that this chunk announces; undefined where nothing is. */
  check(chunk: Uint8Array): string | undefined {
    let at = 0;
    this.firstEnd = -1;
    while (at < chunk.length) {
      if (this.left === -2 && at > 0 && this.firstEnd < 0) this.firstEnd = at;
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
    if (this.left === -2 && this.firstEnd < 0) this.firstEnd = at;
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
