/** A participant's records under string keys: read by steps, written only by the host when it commits a step. */

/** A record is a plain value that JSON can carry; it is never changed in place, so that a fork shares it. */
export type Row = object;

export class Table<V extends Row> {
  readonly name: string;
  readonly revive: (json: unknown) => V;
  private readonly rows: Map<string, V>;
  /** Keys written since the last `takeDirty`; undefined while nobody stores them. */
  private dirty: Set<string> | undefined;

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
    if (row === undefined) this.rows.delete(key);
    else this.rows.set(key, row);
    this.dirty?.add(key);
  }

  /** From now on the keys written are remembered, for a store that saves what changed. */
  trackChanges(): void {
    this.dirty ??= new Set();
  }

  /** Keys written since the last call, in order of first writing. */
  takeDirty(): string[] {
    if (this.dirty === undefined || this.dirty.size === 0) return [];
    const keys = [...this.dirty];
    this.dirty.clear();
    return keys;
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
export const asIs = <V extends Row>(json: unknown): V => json as V;
