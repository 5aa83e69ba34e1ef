/** A table as one step sees it: what the step has written already, over what is committed. Commits nothing itself. */
import type { Outcome } from './participant.ts';
import type { Row, Table } from './table.ts';

/** A step writes a handful of rows, so a scan of what it wrote is quicker than a map that is made and cleared each time. */
export class Drafts<V extends Row> {
  readonly table: Table<V>;
  private readonly keys: string[] = [];
  private readonly rows: (V | undefined)[] = [];

  constructor(table: Table<V>) {
    this.table = table;
  }

  get(key: string): V | undefined {
    for (let i = this.keys.length - 1; i >= 0; i--) if (this.keys[i] === key) return this.rows[i];
    return this.table.get(key);
  }

  /** The row under a key that must have one. @throws where it has none: a broken invariant. */
  of(key: string): V {
    const row = this.get(key);
    if (row === undefined) throw new Error(`the table ${this.table.name} has no row "${key}"`);
    return row;
  }

  /** Writes a row, or removes it where `row` is undefined, for the rest of this step. */
  set(key: string, row: V | undefined): void {
    for (let i = this.keys.length - 1; i >= 0; i--) {
      if (this.keys[i] !== key) continue;
      this.rows[i] = row;
      return;
    }
    this.keys.push(key);
    this.rows.push(row);
  }

  /** Hands what was written to the outcome, each key once, and forgets it. */
  flush(out: Outcome): void {
    const { keys, rows, table } = this;
    if (keys.length === 0) return;
    for (let i = 0; i < keys.length; i++) out.put(table, keys[i] as string, rows[i]);
    keys.length = 0;
    rows.length = 0;
  }
}
