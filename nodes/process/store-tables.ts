/** Records and timers as a store's tables have them: read when it is opened, brought up to date when its log is folded. Begins no transaction. */
import type { DatabaseSync } from 'node:sqlite';
import type { Cell, CellCounters, CellState } from '../../simulator/core/cell.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import { BulkRows } from './bulk-rows.ts';
import type { Became } from './bulk-rows.ts';
import { NO_FOLDS } from './store-log.ts';
import type { Draft, Fold, Unfolded } from './store-log.ts';
import type { Statements } from './store-statements.ts';

export class StoreTables {
  private readonly sql: Statements;
  private readonly bulk: BulkRows;
  private readonly bulky: ReadonlySet<string>;
  /** Of the last record, in the order in which they came. */
  private place = 0;

  /** @param bulky tables whose records come and go in one order, and are many. */
  constructor(db: DatabaseSync, sql: Statements, bulky: readonly string[]) {
    this.sql = sql;
    this.bulk = new BulkRows(db);
    this.bulky = new Set(bulky);
  }

  /**
   * One participant as the tables have it, without the log.
   * @param counters of its cell.
   */
  draft(participant: string, counters: CellCounters): Draft {
    const tables: Draft['tables'] = new Map();
    type StateRow = { tbl: string; key: string; place: number; json: string };
    for (const row of this.sql.stateAll.iterate(participant) as Iterable<StateRow>) {
      let rows = tables.get(row.tbl);
      if (rows === undefined) tables.set(row.tbl, (rows = new Map<string, unknown>()));
      rows.set(row.key, JSON.parse(row.json));
      this.place = Math.max(this.place, row.place);
    }
    // Behind those that an older store kept one by one.
    for (const [name, place, bulk] of this.bulk.all(participant)) {
      let rows = tables.get(name);
      if (rows === undefined) tables.set(name, (rows = new Map<string, unknown>()));
      for (let i = 0; i < bulk.length; i += 2) rows.set(bulk[i] as string, bulk[i + 1]);
      this.place = Math.max(this.place, place + bulk.length / 2);
    }
    type TimerRow = { id: string; name: string; key: string; at: number; sequence: number };
    const timers = this.sql.timerAll.all(participant) as unknown as TimerRow[];
    return {
      tables,
      timers: new Map(timers.map((row) => [row.id, { ...row, live: true }])),
      counters,
    };
  }

  /** Of a participant that the tables know nothing of. */
  fill(participant: string, { timers, tables }: CellState): void {
    for (const [name, rows] of tables) {
      for (const [key, row] of rows)
        this.sql.statePut.run(participant, name, key, ++this.place, JSON.stringify(row));
    }
    for (const [name, key, at, sequence] of timers)
      this.sql.timerPut.run(participant, `${name}|${key}`, name, key, at, sequence);
  }

  /** Brings the tables up to the cells' present state and empties the log. */
  fold(cells: readonly Cell[], unfolded: Unfolded): void {
    const { sql } = this;
    for (const { participant } of cells) {
      for (const table of participant.tables) {
        const folds = unfolded.states.get(`${participant.id}|${table.name}`) ?? NO_FOLDS;
        if (this.bulky.has(table.name)) {
          this.foldBulk(participant.id, table, folds);
          continue;
        }
        for (const [key, { inserted }] of folds) {
          const row = table.get(key);
          if (row === undefined) sql.stateDelete.run(participant.id, table.name, key);
          else if (inserted)
            sql.statePut.run(participant.id, table.name, key, ++this.place, JSON.stringify(row));
          else sql.stateUpdate.run(JSON.stringify(row), participant.id, table.name, key);
        }
      }
    }
    for (const [id, { name, key, at, sequence, live, id: timer }] of unfolded.timers) {
      const participant = id.slice(0, id.length - timer.length - 1);
      if (live) sql.timerPut.run(participant, timer, name, key, at, sequence);
      else sql.timerDelete.run(participant, timer);
    }
    for (const row of unfolded.wire.values()) {
      sql.wirePut.run(row.seq, row.recipient, row.key, row.topic, row.payload, row.arrivesAt);
    }
    for (const seq of unfolded.confirmed) sql.wireDelete.run(seq);
    sql.logDelete.run();
  }

  private foldBulk(participant: string, table: Table<Row>, folds: ReadonlyMap<string, Fold>): void {
    const came: unknown[] = [];
    const became: Became = new Map();
    for (const [key, { stored, inserted }] of folds) {
      const row = table.get(key);
      if (stored) became.set(key, inserted ? undefined : row);
      if (inserted && row !== undefined) came.push(key, row);
    }
    for (const [key, row] of became) {
      const { changes } =
        row === undefined
          ? this.sql.stateDelete.run(participant, table.name, key)
          : this.sql.stateUpdate.run(JSON.stringify(row), participant, table.name, key);
      if (changes > 0) became.delete(key);
    }
    this.bulk.change(participant, table, became);
    if (came.length === 0) return;
    this.bulk.put(participant, table, this.place + 1, came);
    this.place += came.length / 2;
  }
}
