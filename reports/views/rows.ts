/** A map of rows that changes in place and can still be saved at any time: a saved row is copied before it changes again. */

/** What every row carries: its key, and the edition in which it was last copied. */
export interface Row {
  readonly id: string;
  edition: number;
}

/** Plain data that JSON can carry; it shares its rows with the map that was saved, which leaves them alone from then on. */
export interface SavedRows<R extends Row> {
  readonly edition: number;
  readonly rows: readonly R[];
}

/**
 * Rows by id, in order of their insertion. Saving costs one array of references, so that a checkpoint every few thousand entries is cheap
 * and checkpoints share what did not change between them.
 */
export class Rows<R extends Row> {
  private readonly rows = new Map<string, R>();
  private readonly copy: (row: R) => R;
  private edition = 1;

  /** @param copy gives a row of the same content; parts that are replaced and never changed in place may be shared. */
  constructor(copy: (row: R) => R) {
    this.copy = copy;
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): Readonly<R> | undefined {
    return this.rows.get(id);
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  /** The row to be changed in place; undefined where there is none. */
  edit(id: string): R | undefined {
    const row = this.rows.get(id);
    if (row === undefined || row.edition === this.edition) return row;
    const own = this.copy(row);
    own.edition = this.edition;
    this.rows.set(id, own);
    return own;
  }

  /** Adds a row, or takes the place of the one with its id. */
  add(row: R): R {
    row.edition = this.edition;
    this.rows.set(row.id, row);
    return row;
  }

  delete(id: string): boolean {
    return this.rows.delete(id);
  }

  values(): IterableIterator<Readonly<R>> {
    return this.rows.values();
  }

  save(): SavedRows<R> {
    return { edition: this.edition++, rows: [...this.rows.values()] };
  }

  restore(saved: SavedRows<R>): void {
    this.rows.clear();
    for (const row of saved.rows) this.rows.set(row.id, row);
    this.edition = saved.edition + 1;
  }
}
