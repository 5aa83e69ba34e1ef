/**
 * What a store has committed since its last folding, in a file that is only appended to: one write and one flush a commit. A record counts when
 * it is whole; what the tables hold already bears an older generation. Knows nothing of what a record says.
 */
import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = 0x43_4f_4d_4d; // COMM
/** Magic, generation, number within it, length of the text in bytes, check sum of all but itself. */
const HEAD_BYTES = 20;
/** The file grows by whole pieces of zeros, so that a flush need not write its length as well. */
const PIECE_BYTES = 1 << 20;

export interface CommitLogOptions {
  readonly path: string;
  /** What the tables say: records of another one are in them already, or never were. */
  readonly generation: number;
  /** Whether a commit waits until it is on the disk. */
  readonly isFlushed: boolean;
  /** Bytes that may be appended before the disk counts as full. */
  readonly bytesMost?: number;
}

export class CommitLog {
  private readonly fd: number;
  private readonly isFlushed: boolean;
  private room: number;
  private generation: number;
  private number = 0;
  private end = 0;
  private size: number;
  private buffer = Buffer.alloc(PIECE_BYTES);
  /** Something was appended since the last flush began. */
  private isDirty = false;
  private isFlushing = false;
  private isClosed = false;

  private constructor(fd: number, { generation, isFlushed, bytesMost }: CommitLogOptions) {
    this.fd = fd;
    this.generation = generation;
    this.isFlushed = isFlushed;
    this.room = bytesMost ?? Infinity;
    this.size = fstatSync(fd).size;
  }

  /**
   * Opens or makes the file.
   * @returns the texts of its whole records, first to last; undefined where the file is damaged: a record is spoilt and others follow it.
   * @throws what the file system says.
   */
  static open(
    options: CommitLogOptions,
  ): { readonly log: CommitLog; readonly texts: readonly string[] } | undefined {
    closeSync(openSync(options.path, 'a'));
    const log = new CommitLog(openSync(options.path, 'r+'), options);
    const texts = log.read(readFileSync(options.path));
    if (texts !== undefined) return { log, texts };
    log.close();
    return undefined;
  }

  /** One record of these texts; it is safe after the next flush. @throws what the file system says; nothing may be appended then. */
  append(texts: readonly string[]): void {
    const longest = texts.reduce((sum, text) => sum + 3 * text.length, HEAD_BYTES);
    if (this.buffer.length < longest) this.buffer = Buffer.alloc(2 * longest);
    const { buffer } = this;
    let end = HEAD_BYTES;
    for (const text of texts) end += buffer.write(text, end, 'utf8');
    const length = end - HEAD_BYTES;
    buffer.writeUInt32LE(MAGIC, 0);
    buffer.writeUInt32LE(this.generation, 4);
    buffer.writeUInt32LE(this.number, 8);
    buffer.writeUInt32LE(length, 12);
    buffer.writeUInt32LE(sumOf(buffer, 0, end), 16);
    this.room -= end;
    if (this.room < 0) throw new Error('disk is full');
    this.grow(this.end + end);
    this.write(buffer.subarray(0, end), this.end);
    this.end += end;
    this.number++;
    this.isDirty = true;
  }

  /** Returns when everything appended is as safe as the options ask. */
  flush(): void {
    if (this.isFlushed && this.isDirty) fdatasyncSync(this.fd);
    this.isDirty = false;
  }

  /**
   * The same, while the process goes on; one at a time. What is appended meanwhile is safe after the next one.
   * @param done is told the error, if there is one; at once where there is nothing to wait for.
   */
  flushAside(done: (error: Error | null) => void): void {
    const isNeeded = this.isFlushed && this.isDirty;
    this.isDirty = false;
    if (!isNeeded) {
      done(null);
      return;
    }
    this.isFlushing = true;
    fdatasync(this.fd, (error) => {
      this.isFlushing = false;
      if (this.isClosed) closeSync(this.fd);
      else done(error);
    });
  }

  /** The tables hold what was appended: the file is written anew from its beginning. */
  restart(generation: number): void {
    this.generation = generation;
    this.number = 0;
    this.end = 0;
    this.isDirty = false;
  }

  close(): void {
    this.isClosed = true;
    if (this.isFlushing) return;
    try {
      this.flush();
    } finally {
      closeSync(this.fd);
    }
  }

  private write(bytes: Uint8Array, at: number): void {
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.fd, bytes, done, bytes.length - done, at + done);
  }

  private grow(end: number): void {
    while (this.size < end) {
      this.write(new Uint8Array(PIECE_BYTES), this.size);
      this.size += PIECE_BYTES;
    }
  }

  private read(bytes: Buffer): string[] | undefined {
    const texts: string[] = [];
    for (let text = this.due(bytes); text !== undefined; text = this.due(bytes)) {
      texts.push(text.toString('utf8'));
      this.end += HEAD_BYTES + text.length;
      this.number++;
    }
    return this.isFollowed(bytes) ? undefined : texts;
  }

  /** The text of the record that comes next, if it is whole. */
  private due(bytes: Buffer): Buffer | undefined {
    const found = this.record(bytes, this.end);
    return found?.number === this.number ? found.text : undefined;
  }

  /** The whole record of this generation that begins there. */
  private record(bytes: Buffer, at: number): { number: number; text: Buffer } | undefined {
    if (at + HEAD_BYTES > bytes.length) return undefined;
    const [magic, generation, number, length, sum] = [0, 4, 8, 12, 16].map((offset) =>
      bytes.readUInt32LE(at + offset),
    ) as [number, number, number, number, number];
    const end = at + HEAD_BYTES + length;
    if (magic !== MAGIC || generation !== this.generation || end > bytes.length) return undefined;
    if (sum !== sumOf(bytes, at, end)) return undefined;
    return { number, text: bytes.subarray(at + HEAD_BYTES, end) };
  }

  /** Whether there is a later record behind the last whole one: then that was no torn write. */
  private isFollowed(bytes: Buffer): boolean {
    const mark = Buffer.alloc(8);
    mark.writeUInt32LE(MAGIC, 0);
    mark.writeUInt32LE(this.generation, 4);
    for (let at = bytes.indexOf(mark, this.end); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      if ((this.record(bytes, at)?.number ?? -1) > this.number) return true;
    }
    return false;
  }
}

/** Of a record, but for the place of the sum itself. */
const sumOf = (bytes: Uint8Array, at: number, end: number): number =>
  crc32(bytes.subarray(at + HEAD_BYTES, end), crc32(bytes.subarray(at, at + HEAD_BYTES - 4)));
