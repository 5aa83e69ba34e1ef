/** A memory of what was met lately, bounded: it knows the last so many for certain, up to twice as many at the most. */

export class Recent {
  private readonly most: number;
  private newer = new Set<string>();
  private older = new Set<string>();

  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.newer.size + this.older.size;
  }

  has(key: string): boolean {
    return this.newer.has(key) || this.older.has(key);
  }

  add(key: string): void {
    this.newer.add(key);
    if (this.newer.size < this.most) return;
    this.older = this.newer;
    this.newer = new Set();
  }
}
