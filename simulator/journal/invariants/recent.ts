/** Memories of what was met lately, bounded: they know the last so many for certain, up to twice as many at the most. */

export class Recent {
  private readonly known: RecentMap<true>;

  constructor(most: number) {
    this.known = new RecentMap(most);
  }

  get size(): number {
    return this.known.size;
  }

  has(key: string): boolean {
    return this.known.get(key) !== undefined;
  }

  add(key: string): void {
    this.known.set(key, true);
  }
}

/** The same, with something to each. */
export class RecentMap<T> {
  private readonly most: number;
  private newer = new Map<string, T>();
  private older = new Map<string, T>();

  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.newer.size + this.older.size;
  }

  get(key: string): T | undefined {
    return this.newer.get(key) ?? this.older.get(key);
  }

  set(key: string, value: T): void {
    this.newer.set(key, value);
    if (this.newer.size < this.most) return;
    this.older = this.newer;
    this.newer = new Map();
  }

  *values(): Iterable<T> {
    yield* this.older.values();
    yield* this.newer.values();
  }

  delete(key: string): void {
    this.newer.delete(key);
    this.older.delete(key);
  }
}
