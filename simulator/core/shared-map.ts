/** A map under string keys, in order of insertion as `Map` keeps it, whose copies share what they have in common: a copy costs next to nothing. */

const GONE = Symbol('gone');

export class SharedMap<V extends object | number> {
  /** Shared with copies and written by nobody; undefined until the first copy is made. */
  private base: ReadonlyMap<string, V> | undefined;
  /** What differs from the base. */
  private own: Map<string, V | typeof GONE>;
  /** Keys of the base that were removed once: put in again they come last. */
  private moved = new Set<string>();
  private count: number;

  constructor(entries: Map<string, V> = new Map()) {
    this.own = entries;
    this.count = entries.size;
  }

  get size(): number {
    return this.base === undefined ? this.own.size : this.count;
  }

  get(key: string): V | undefined {
    const own = this.own.get(key);
    if (this.base === undefined) return own as V | undefined;
    return own === GONE ? undefined : (own ?? this.base.get(key));
  }

  has(key: string): boolean {
    return this.base === undefined ? this.own.has(key) : this.get(key) !== undefined;
  }

  set(key: string, value: V): void {
    if (this.base !== undefined) {
      if (!this.has(key)) this.count++;
      if (this.own.get(key) === GONE) this.own.delete(key);
    }
    this.own.set(key, value);
  }

  delete(key: string): void {
    if (this.base === undefined || !this.base.has(key)) {
      if (this.own.delete(key)) this.count--;
    } else if (this.has(key)) {
      this.own.set(key, GONE);
      this.moved.add(key);
      this.count--;
    }
  }

  entries(): IterableIterator<[string, V]> {
    return this.base === undefined
      ? (this.own as Map<string, V>).entries()
      : this.layered(this.base);
  }

  /** A map of its own with the same entries. */
  copy(): SharedMap<V> {
    if (this.base === undefined) this.base = this.own as Map<string, V>;
    else if (this.own.size > 0) this.base = new Map(this.entries());
    this.count = this.base.size;
    this.own = new Map();
    this.moved = new Set();
    const copy = new SharedMap<V>();
    copy.base = this.base;
    copy.count = this.count;
    return copy;
  }

  private *layered(base: ReadonlyMap<string, V>): IterableIterator<[string, V]> {
    for (const [key, value] of base) {
      if (this.moved.has(key)) continue;
      const own = this.own.get(key);
      yield [key, own === undefined || own === GONE ? value : own];
    }
    for (const [key, value] of this.own)
      if (value !== GONE && (this.moved.has(key) || !base.has(key))) yield [key, value];
  }
}
