/** Reads any stretch of a journal on disk by the index of its entries, also while the journal is still being written. Remembers places, not entries. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parseEntry } from '../journal/codec.ts';
import type { Recorded } from './source.ts';

/** Every so many entries the place is remembered: 8 bytes for 64 entries, and 63 lines to skip at the most. */
const STRIDE = 64;
const CHUNK = 1 << 20;
const NEWLINE = 10;

export class JournalFile {
  /** Whole lines seen so far, without the header. */
  entries = 0;
  private readonly file: number;
  private readonly buffer = new Uint8Array(CHUNK);
  /** Where entry `i * STRIDE` begins. */
  private places = new Float64Array(1_024);
  private placeCount = 0;
  /** Bytes looked at; everything before is whole lines or the begin of one. */
  private scanned = 0;
  private headerSeen = false;

  /** @throws the file system's error where there is no such file. */
  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  close(): void {
    closeSync(this.file);
  }

  /** Bytes of the file now. */
  size(): number {
    return fstatSync(this.file).size;
  }

  /** Bytes looked at so far. */
  get position(): number {
    return this.scanned;
  }

  /**
   * Looks at what was written since, `most` bytes of it.
   * @returns whether there was anything.
   */
  extend(most = Infinity): boolean {
    let left = most;
    while (left > 0) {
      const length = readSync(this.file, this.buffer, 0, CHUNK, this.scanned);
      if (length === 0) return left < most;
      this.scan(this.buffer.subarray(0, length));
      left -= length;
    }
    return true;
  }

  /** Entries `from` to `to`, as far as they were looked at; stops at a line that cannot be read. */
  read(from: number, to: number): Recorded[] {
    const end = Math.min(to, this.entries);
    const found: Recorded[] = [];
    if (from >= end) return found;
    const block = Math.floor(from / STRIDE);
    let index = block * STRIDE;
    for (const line of this.linesFrom(this.places[block] ?? 0)) {
      if (index >= end) break;
      if (index >= from) {
        const parsed = parseEntry(line, index + 2);
        if (!parsed.ok) break;
        found.push(parsed.value);
      }
      index++;
    }
    return found;
  }

  private *linesFrom(place: number): Generator<string> {
    const decoder = new TextDecoder();
    // Small first: most reads are of one entry; then as much as a long stretch needs.
    let size = 1 << 15;
    let position = place;
    let rest = '';
    for (;;) {
      const bytes = new Uint8Array(size);
      const length = readSync(this.file, bytes, 0, size, position);
      if (length === 0) return;
      position += length;
      const lines = (rest + decoder.decode(bytes.subarray(0, length), { stream: true })).split(
        '\n',
      );
      rest = lines.pop() ?? '';
      yield* lines;
      size = Math.min(CHUNK, size * 4);
    }
  }

  private scan(bytes: Uint8Array): void {
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) {
      this.lineEnded(this.scanned + at + 1);
    }
    this.scanned += bytes.length;
  }

  /** @param next where the next line begins. */
  private lineEnded(next: number): void {
    if (this.headerSeen) this.entries++;
    this.headerSeen = true;
    if (this.entries % STRIDE === 0) this.remember(next);
  }

  private remember(place: number): void {
    if (this.placeCount === this.places.length) {
      const larger = new Float64Array(this.places.length * 2);
      larger.set(this.places);
      this.places = larger;
    }
    this.places[this.placeCount++] = place;
  }
}
