/** A participant's records under string keys: read by steps, written only by the host when it commits a step. */

/** A record is a plain value that JSON can carry; it is never changed in place, so that a fork shares it. */
export type Row = object;

export class Table<V extends Row> {
  readonly name: string;
  readonly revive: (json: unknown) => V;
  private readonly rows: Map<string, V>;
  /** Keys written since the last `takeDirty`, and whether the row is new there; undefined while nobody stores them. */
  private dirty: Map<string, boolean> | undefined;

  constructor(name: string, revive: (json: unknown) => V, rows: Map<string, V> = new Map()) {
    this.name = name;
    this.revive = revive;
    this.rows = rows;
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
   * Keys written since the last call. `inserted` says that the row comes after all that were there before, in the order given here: a
   * store that appends those keeps the insertion order.
   */
  takeDirty(): [key: string, inserted: boolean][] {
    if (this.dirty === undefined || this.dirty.size === 0) return [];
    const keys = [...this.dirty];
    this.dirty.clear();
    return keys;
  }

  private note(dirty: Map<string, boolean>, key: string, removed: boolean): void {
    const inserted = !removed && !this.rows.has(key);
    if (!inserted && !removed && dirty.has(key)) return;
    dirty.delete(key);
    dirty.set(key, inserted);
  }

  /** A copy that shares the records (they never change in place). */
  fork(): Table<V> {
    return new Table(this.name, this.revive, new Map(this.rows));
  }

  save(): [string, unknown][] {
    return [...this.rows];
  }

  restore(rows: readonly (readonly [string, unknown])[]): void {
    this.rows.clear();
    for (const [key, json] of rows) this.rows.set(key, this.revive(json));
  }
}

/** For records that are plain objects already. */
export const asIs = (json: unknown): never => json as never;
