/** Writes one run's journal as it happens, hashes it per participant, and shows each entry to whoever folds it. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Entry } from '../core/cell.ts';
import { hashedLine, NodeHash } from '../core/node-hash.ts';
import { headerLine, withBody } from '../journal/codec.ts';
import type { JournalHeader } from '../journal/entry.ts';
import { HOST } from '../journal/entry.ts';
import { runHash } from '../journal/hash.ts';
import { sha256 } from './digest.ts';

/** Sees every entry once, in the order of the journal. */
export type Observer = (entry: Entry, body: object | undefined) => void;

/** Bytes gathered before a write. */
const BATCH = 1 << 18;

export class Recorder {
  readonly header: JournalHeader;
  entries = 0;
  private readonly observers: readonly Observer[];
  private readonly file: number | undefined;
  private readonly hashes = new Map<string, NodeHash>();
  private pending: string[] = [];
  private pendingLength = 0;

  private readonly hashed: boolean;

  /**
   * @param path of the journal; undefined keeps no file (the hash is made all the same).
   * @param hashed whether lines are made at all; without them entries are only shown.
   */
  constructor(
    header: JournalHeader,
    path: string | undefined,
    observers: readonly Observer[],
    hashed = true,
  ) {
    this.header = header;
    this.hashed = hashed;
    this.observers = observers;
    this.file = path === undefined ? undefined : openSync(path, 'w');
    this.write(headerLine(header));
  }

  record(entry: Entry, body: object | undefined): void {
    if (this.hashed) this.keep(entry, body);
    this.entries++;
    for (const observe of this.observers) observe(entry, body);
  }

  private keep(entry: Entry, body: object | undefined): void {
    const line = hashedLine(entry);
    this.hashOf(entry.n).add(line);
    this.write(withBody(line, this.header.bodies ? body : undefined));
  }

  /** Writes what is gathered, so that a reader of the file sees it. */
  flush(): void {
    if (this.file !== undefined && this.pendingLength > 0)
      writeSync(this.file, this.pending.join(''));
    this.pending = [];
    this.pendingLength = 0;
  }

  /** Ends the journal and gives the run hash. */
  close(): { sha256: string; nodes: ReadonlyMap<string, string> } {
    this.flush();
    if (this.file !== undefined) closeSync(this.file);
    const nodes = new Map([...this.hashes].map(([id, hash]) => [id, hash.hex()]));
    return { sha256: runHash(nodes, [HOST, ...this.header.participants], sha256), nodes };
  }

  private hashOf(id: string): NodeHash {
    let hash = this.hashes.get(id);
    if (hash === undefined) {
      hash = new NodeHash(sha256);
      this.hashes.set(id, hash);
    }
    return hash;
  }

  private write(line: string): void {
    if (this.file === undefined) return;
    this.pending.push(line, '\n');
    this.pendingLength += line.length + 1;
    if (this.pendingLength >= BATCH) this.flush();
  }
}
