/** A participant's records under string keys: read by steps, written only by the host when it commits a step. */

import { SharedMap } from './shared-map.ts';

/** A record is a plain value that JSON can carry; it is never changed in place, so that a fork shares it. */
export type Row = object;

const INSERTED = 1;
const KNOWN = 2;

export class Table<V extends Row> {
  readonly name: string;
  readonly revive: (json: unknown) => V;
  private rows: SharedMap<V>;
  /** Keys written since the last `takeDirty`, each with INSERTED and KNOWN; undefined while nobody stores them. */
  private dirty: Map<string, number> | undefined;

  constructor(name: string, revive: (json: unknown) => V, rows: Map<string, V> = new Map()) {
    this.name = name;
    this.revive = revive;
    this.rows = new SharedMap(rows);
  }

  get size(): number {
    return this.rows.size;
  }

  get(key: string): V | undefined {
    return this.rows.get(key);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  /** In insertion order, which a restored table keeps. */
  entries(): IterableIterator<[string, V]> {
    return this.rows.entries();
  }

  /** Writes one record, or removes it where `row` is undefined. For the host's commit only. */
  commit(key: string, row: V | undefined): void {
    if (this.dirty !== undefined) this.note(this.dirty, key, row === undefined);
    if (row === undefined) this.rows.delete(key);
    else this.rows.set(key, row);
  }

  /** From now on the keys written are remembered, for a store that saves what changed. */
  trackChanges(): void {
    this.dirty ??= new Map();
  }

  /**
   * Visits the keys written since the last call. `inserted` says that the row comes after all that were there before, in the order given here: a
   * store that appends those keeps the insertion order. `known` says that there was a row under this key at the last call.
   */
  takeDirty(visit: (key: string, inserted: boolean, known: boolean) => void): void {
    if (this.dirty === undefined || this.dirty.size === 0) return;
    const { dirty } = this;
    this.dirty = new Map();
    dirty.forEach((mark, key) => visit(key, (mark & INSERTED) !== 0, (mark & KNOWN) !== 0));
  }

  /** Whether anything was written since. */
  get isDirty(): boolean {
    return this.dirty !== undefined && this.dirty.size > 0;
  }

  private note(dirty: Map<string, number>, key: string, removed: boolean): void {
    const isHere = this.rows.has(key);
    const mark = dirty.get(key);
    if (isHere && !removed && mark !== undefined) return;
    const known = mark === undefined ? (isHere ? KNOWN : 0) : mark & KNOWN;
    if (mark !== undefined) dirty.delete(key);
    dirty.set(key, known | (isHere || removed ? 0 : INSERTED));
  }

  /** Takes the records of another table of its kind, and shares them: they never change in place. */
  share(other: Table<V>): void {
    this.rows = other.rows.copy();
  }

  save(): [string, unknown][] {
    return [...this.rows.entries()];
  }

  restore(rows: readonly (readonly [string, unknown])[]): void {
    this.rows = new SharedMap();
    for (const [key, json] of rows) this.rows.set(key, this.revive(json));
  }
}

/** For records that are plain objects already. */
export const asIs = (json: unknown): never => json as never;
