/** The last entries of a run, in memory: what the stream sends, and what the file may not hold yet. */
import type { Recorded } from './source.ts';

export class RecentEntries {
  private readonly most: number;
  private kept: Recorded[] = [];
  /** Index of the oldest that is kept. */
  first = 0;

  /** @param most entries that can be counted on; up to twice as many are kept. */
  constructor(most = 16_384) {
    this.most = most;
  }

  /** Index that the next entry will have. */
  get end(): number {
    return this.first + this.kept.length;
  }

  push(entry: Recorded): void {
    this.kept.push(entry);
    if (this.kept.length < 2 * this.most) return;
    this.kept = this.kept.slice(this.most);
    this.first += this.most;
  }

  /** Entries `from` to `to`, as far as they are kept. */
  slice(from: number, to: number): Recorded[] {
    return this.kept.slice(Math.max(0, from - this.first), Math.max(0, to - this.first));
  }
}
