/**
 * Records of tables that only grow and are forgotten from their beginning, many in one row of the store: written one by one they would cost more
 * than all else of a commit. Any of them may be changed or removed all the same, only not cheaply.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Row, Table } from '../../simulator/core/table.ts';

/** What has become of a record that the store holds; undefined: it is gone. */
export type Became = Map<string, Row | undefined>;

interface Bulk {
  readonly place: number;
  /** Key, record by turns. */
  readonly json: string;
}

export class BulkRows {
  private readonly sql: ReturnType<typeof statements>;

  constructor(db: DatabaseSync) {
    this.sql = statements(db);
  }

  /** By table, in their order. */
  *all(participant: string): IterableIterator<[table: string, place: number, rows: unknown[]]> {
    type Found = Bulk & { readonly tbl: string };
    for (const { tbl, place, json } of this.sql.all.iterate(participant) as Iterable<Found>)
      yield [tbl, place, JSON.parse(json) as unknown[]];
  }

  /** @param rows key, record by turns; they take as many places from `place` on. */
  put(participant: string, { name }: Table<Row>, place: number, rows: readonly unknown[]): void {
    this.sql.put.run(participant, name, place, JSON.stringify(rows));
  }

  /** Those that are found are taken out of `became`. The oldest are found first. */
  change(participant: string, { name }: Table<Row>, became: Became): void {
    const { from, put, remove } = this.sql;
    let after = -1;
    while (became.size > 0) {
      const bulk = from.get(participant, name, after) as Bulk | undefined;
      if (bulk === undefined) return;
      after = bulk.place;
      const rows = JSON.parse(bulk.json) as unknown[];
      const left = changed(rows, became);
      if (left.length === 0) remove.run(participant, name, after);
      else if (left !== rows) put.run(participant, name, after, JSON.stringify(left));
    }
  }
}

/** @returns `rows` itself where none of them has changed. */
function changed(rows: unknown[], became: Became): unknown[] {
  const left: unknown[] = [];
  let hasChanged = false;
  for (let i = 0; i < rows.length; i += 2) {
    const key = rows[i] as string;
    if (!became.has(key)) {
      left.push(key, rows[i + 1]);
      continue;
    }
    const row = became.get(key);
    became.delete(key);
    hasChanged = true;
    if (row !== undefined) left.push(key, row);
  }
  return hasChanged ? left : rows;
}

function statements(db: DatabaseSync) {
  return {
    all: db.prepare('SELECT tbl, place, json FROM bulk WHERE participant = ? ORDER BY tbl, place'),
    put: db.prepare('INSERT OR REPLACE INTO bulk VALUES (?, ?, ?, ?)'),
    from: db.prepare(
      'SELECT place, json FROM bulk WHERE participant = ? AND tbl = ? AND place > ? ORDER BY place LIMIT 1',
    ),
    remove: db.prepare('DELETE FROM bulk WHERE participant = ? AND tbl = ? AND place = ?'),
  };
}
