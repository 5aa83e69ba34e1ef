/** Reads any stretch of a journal on disk by the index of its entries, also while the journal is still being written. Remembers places, not entries. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parseEntry } from '../journal/codec.ts';
import type { Recorded } from './source.ts';

/** Every so many entries the place is remembered: 8 bytes for 64 entries, and 63 lines to skip at the most. */
const STRIDE = 64;
const CHUNK = 1 << 20;
/** Most reads are of one entry; a long stretch reads more at once as it goes on. */
const SMALL = 1 << 15;
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
  /** Where the last whole line ends. */
  private lastEnd = 0;

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

  /** Whether something without a line end stands behind the last whole line. */
  get endsOpen(): boolean {
    return this.scanned > this.lastEnd;
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
    for (const line of this.linesFrom(this.places[block] ?? 0, SMALL)) {
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

  /** All entries from the first on, as long as they can be read; goes on where it was left. */
  *inOrder(): Generator<Recorded, void, void> {
    let line = 1;
    for (const text of this.linesFrom(0, CHUNK)) {
      if (line++ === 1) continue;
      const parsed = parseEntry(text, line - 1);
      if (!parsed.ok) return;
      yield parsed.value;
    }
  }

  /** Lines from a place on, without their ends; what has no end yet is left out. */
  private *linesFrom(place: number, first: number): Generator<string, void, void> {
    const decoder = new TextDecoder();
    let size = first;
    let position = place;
    let rest = '';
    for (;;) {
      const bytes = new Uint8Array(size);
      const length = readSync(this.file, bytes, 0, size, position);
      if (length === 0) return;
      position += length;
      const text = rest + decoder.decode(bytes.subarray(0, length), { stream: true });
      const lines = text.split('\n');
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
    this.lastEnd = next;
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
