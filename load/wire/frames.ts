/** Cuts what comes off an MQTT connection into whole packets. */

export class Frames {
  private rest: Buffer = Buffer.alloc(0);

  /** The packets that this piece of the stream ends. @throws Error where a length is malformed [MQTT-2.2.3]. */
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

/** Where the packet that begins at `from` ends; -1 where its length is not here yet. */
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
