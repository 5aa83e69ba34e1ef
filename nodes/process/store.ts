/** What a process keeps on disk: its participants' records, timers, streams, facts and outboxes, written in one transaction a commit. */
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Cell, CellCounters, CellState, Post } from '../../simulator/core/cell.ts';
import type { Chance, ChanceState } from '../../simulator/core/chance.ts';
import type { Message } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import { ok, refused } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import type { FactLine } from './facts.ts';
import { ProcessFault } from './fault.ts';
import { openStoreFile, storeFault } from './store-file.ts';
import type { Flush } from './store-file.ts';

/** A message to publish until it is confirmed. */
export interface WireRow {
  readonly seq: number;
  readonly recipient: string;
  /** Under which it is confirmed: the message id, or in lockstep the sender's sequence. */
  readonly key: string;
  readonly topic: string;
  readonly payload: string;
  readonly arrivesAt: SimTime;
}

export interface DoorRow {
  readonly id: number;
  readonly party: string;
  readonly message: string;
}

/** What one commit writes, besides the cells' records, timers and counters. */
export interface Changes {
  readonly facts: readonly FactLine[];
  readonly wire: readonly WireRow[];
  /** Confirmed rows of the outbox, by `seq`. */
  readonly confirmed: readonly number[];
  /** Posts between participants of this process; those that arrive up to `takenUpTo` are taken. */
  readonly intake: readonly Post[];
  readonly takenUpTo?: SimTime;
  readonly door: readonly DoorRow[];
  /** Messages that came through the door. */
  readonly taken?: readonly { readonly message: Message; readonly at: SimTime }[];
  readonly answer?: { readonly window: number; readonly json: string };
}

/** What a store held when it was opened. */
export interface Saved {
  readonly cells: ReadonlyMap<string, CellState>;
  readonly chance: ChanceState;
  readonly intake: readonly Post[];
}

export interface StoreOptions {
  readonly dir: string;
  /** The participants whose store it is; the first names the file. */
  readonly participants: readonly string[];
  /** What must be the same whenever it is opened: realm, seed. */
  readonly identity: Readonly<Record<string, string>>;
  readonly flush: Flush;
  /** Bound on the file's size, in pages of 4 KiB. */
  readonly pagesMost?: number;
}

export class Store {
  readonly path: string;
  /** Commits that wrote something. */
  commits = 0;
  private readonly db: DatabaseSync;
  private readonly sql: Statements;
  private readonly meta = new Map<string, string>();
  private wireSeq: number;
  private doorId: number;

  private constructor(db: DatabaseSync, path: string) {
    this.db = db;
    this.path = path;
    this.sql = statements(db);
    for (const { key, value } of this.sql.metaAll.all() as { key: string; value: string }[])
      this.meta.set(key, value);
    this.wireSeq = this.lastOf('SELECT max(seq) AS last FROM outbox_wire');
    this.doorId = this.lastOf("SELECT seq AS last FROM sqlite_sequence WHERE name = 'outbox_door'");
  }

  static open(options: StoreOptions): Result<Store, ProcessFault> {
    const { dir, participants, identity, flush, pagesMost } = options;
    const name = participants[0] ?? 'store';
    const file = openStoreFile(dir, name, flush, pagesMost);
    if (!file.ok) return file;
    const store = new Store(file.value, join(dir, `${name}.sqlite`));
    const claimed = { ...identity, participants: participants.join(' ') };
    const fault = store.transaction(() => store.claim(claimed));
    if (fault === undefined) return ok(store);
    store.close();
    return refused(fault);
  }

  /** What it holds; undefined where no participant has begun yet. */
  load(): Saved | undefined {
    const streams = this.meta.get('streams');
    if (streams === undefined) return undefined;
    const cells = new Map<string, CellState>();
    for (const [key, value] of this.meta) {
      const id = /^counters (.+)$/.exec(key)?.[1];
      if (id !== undefined) cells.set(id, this.loadCell(id, JSON.parse(value) as CellCounters));
    }
    return { cells, chance: JSON.parse(streams) as ChanceState, intake: this.loadIntake() };
  }

  /** The number of the next row for the outbox. */
  nextWireSeq(): number {
    return ++this.wireSeq;
  }

  nextDoorId(): number {
    return ++this.doorId;
  }

  /**
   * Writes what changed since the last commit, all of it or nothing.
   * @returns false where there was nothing to write.
   * @throws ProcessFault where the disk is full or fails: the cells are then ahead of the store, and the process must end.
   */
  commit(cells: readonly Cell[], chance: Chance, changes: Changes): boolean {
    return this.transaction(() => {
      const wrote = this.write(cells, chance, changes);
      if (wrote) this.commits++;
      return wrote;
    });
  }

  /**
   * Begins with participants that have run elsewhere until now (a warm start): afterwards it is opened as after a crash.
   * @param facts what they journalled so far, so that their hashes go on.
   */
  fill(
    cells: ReadonlyMap<string, CellState>,
    chance: ChanceState,
    facts: readonly FactLine[],
  ): void {
    const { sql } = this;
    this.transaction(() => {
      for (const [id, { counters, timers, tables }] of cells) {
        for (const [name, rows] of tables) {
          for (const [key, row] of rows) sql.stateInsert.run(id, name, key, JSON.stringify(row));
        }
        for (const [name, key, at, sequence] of timers)
          sql.timerPut.run(id, `${name}|${key}`, name, key, at, sequence);
        this.putMeta(`counters ${id}`, JSON.stringify(counters));
      }
      for (const { participant, s, line, body } of facts)
        sql.factPut.run(participant, s, line, body ?? null);
      this.putMeta('streams', JSON.stringify(chance));
    });
  }

  /** Facts of a participant from number `from` on, at most `limit`. */
  facts(
    participant: string,
    from: number,
    limit: number,
  ): { s: number; line: string; body: string | null }[] {
    return this.sql.factsFrom.all(participant, from, limit) as {
      s: number;
      line: string;
      body: string | null;
    }[];
  }

  /** Forgets facts that their reader has receipted, up to and with number `s`. */
  receiptFacts(participant: string, s: number): void {
    this.sql.factsDelete.run(participant, s);
  }

  /** The outbox, first to last, without its payloads. */
  wireRows(): Omit<WireRow, 'topic' | 'payload'>[] {
    return this.sql.wireAll.all() as unknown as Omit<WireRow, 'topic' | 'payload'>[];
  }

  wireContent(seq: number): { topic: string; payload: string } | undefined {
    return this.sql.wireGet.get(seq) as { topic: string; payload: string } | undefined;
  }

  /** Messages for parties behind the door that come after `id`, at most `limit`. */
  doorRows(id: number, limit: number): DoorRow[] {
    return this.sql.doorFrom.all(id, limit) as unknown as DoorRow[];
  }

  /** Whether this message came through the door before. */
  hasTaken(sender: string, messageId: string): boolean {
    return this.sql.takenGet.get(sender, messageId) !== undefined;
  }

  /** Forgets messages that came through the door before this time. */
  forgetTaken(before: SimTime): void {
    this.sql.takenDelete.run(before);
  }

  lastAnswer(): { window: number; json: string } | undefined {
    return this.sql.answerGet.get() as { window: number; json: string } | undefined;
  }

  close(): void {
    this.db.close();
  }

  private transaction<T>(work: () => T): T {
    try {
      this.db.exec('BEGIN IMMEDIATE');
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      throw storeFault(error, this.path) ?? error;
    }
  }

  /** On first use the store takes the identity; afterwards it must be the same. */
  private claim(identity: Readonly<Record<string, string>>): ProcessFault | undefined {
    for (const [key, value] of Object.entries(identity)) {
      const held = this.meta.get(`identity ${key}`);
      if (held === undefined) this.putMeta(`identity ${key}`, value);
      else if (held !== value) {
        const cause = `this store belongs to ${key} ${held}, not ${value}`;
        return new ProcessFault(
          'usage',
          this.path,
          cause,
          'choose the folder that belongs to it, or a new one',
        );
      }
    }
    return undefined;
  }

  private loadCell(participant: string, counters: CellCounters): CellState {
    const tables = new Map<string, [string, unknown][]>();
    for (const row of this.sql.stateAll.iterate(participant)) {
      const { tbl, key, json } = row as { tbl: string; key: string; json: string };
      let rows = tables.get(tbl);
      if (rows === undefined) tables.set(tbl, (rows = []));
      rows.push([key, JSON.parse(json)]);
    }
    const timers = this.sql.timerAll.all(participant) as {
      name: string;
      key: string;
      at: number;
      sequence: number;
    }[];
    return {
      counters,
      timers: timers.map(({ name, key, at, sequence }) => [name, key, at, sequence] as const),
      tables: [...tables],
    };
  }

  private loadIntake(): Post[] {
    const rows = this.sql.intakeAll.all() as {
      source: number;
      sequence: number;
      destination: number;
      arrives: number;
      message: string;
    }[];
    return rows.map(({ arrives, message, ...post }) => ({
      ...post,
      arrivesAt: arrives,
      message: JSON.parse(message) as Message,
    }));
  }

  private write(cells: readonly Cell[], chance: Chance, changes: Changes): boolean {
    const { sql } = this;
    const before = this.changeCount();
    for (const cell of cells) this.writeCell(cell);
    this.putMeta('streams', JSON.stringify(chance.save()));
    for (const { participant, s, line, body } of changes.facts)
      sql.factPut.run(participant, s, line, body ?? null);
    for (const row of changes.wire)
      sql.wirePut.run(row.seq, row.recipient, row.key, row.topic, row.payload, row.arrivesAt);
    for (const seq of changes.confirmed) sql.wireDelete.run(seq);
    for (const post of changes.intake) {
      sql.intakePut.run(
        post.source,
        post.sequence,
        post.destination,
        post.arrivesAt,
        JSON.stringify(post.message),
      );
    }
    if (changes.takenUpTo !== undefined) sql.intakeDelete.run(changes.takenUpTo);
    for (const { id, party, message } of changes.door) sql.doorPut.run(id, party, message);
    if (changes.door.length > 0) sql.doorPrune.run(this.doorId - LIMITS.doorMessagesKept);
    for (const { message, at } of changes.taken ?? []) {
      sql.takenPut.run(message.sender, message.messageId, at);
    }
    if (changes.answer !== undefined) sql.answerPut.run(changes.answer.window, changes.answer.json);
    return this.changeCount() > before;
  }

  /** Rows written since the file was opened. */
  private changeCount(): number {
    return (this.sql.changeCount.get() as { n: number }).n;
  }

  private writeCell(cell: Cell): void {
    const { sql } = this;
    const { id } = cell.participant;
    for (const table of cell.participant.tables) {
      for (const [key, inserted] of table.takeDirty()) {
        const row = table.get(key);
        if (row === undefined) sql.stateDelete.run(id, table.name, key);
        else if (inserted) sql.stateInsert.run(id, table.name, key, JSON.stringify(row));
        else sql.stateUpdate.run(JSON.stringify(row), id, table.name, key);
      }
    }
    for (const timer of cell.takeDirtyTimers()) {
      if (timer.live)
        sql.timerPut.run(id, timer.id, timer.name, timer.key, timer.at, timer.sequence);
      else sql.timerDelete.run(id, timer.id);
    }
    this.putMeta(`counters ${id}`, JSON.stringify(cell.counters()));
  }

  private putMeta(key: string, value: string): void {
    if (this.meta.get(key) === value) return;
    this.sql.metaPut.run(key, value);
    this.meta.set(key, value);
  }

  private lastOf(sql: string): number {
    return (this.db.prepare(sql).get() as { last: number | null } | undefined)?.last ?? 0;
  }
}

type Statements = ReturnType<typeof statements>;

function statements(db: DatabaseSync) {
  const of = (sql: string): StatementSync => db.prepare(sql);
  return {
    changeCount: of('SELECT total_changes() AS n'),
    metaAll: of('SELECT key, value FROM meta'),
    metaPut: of(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),
    stateAll: of('SELECT tbl, key, json FROM state WHERE participant = ? ORDER BY id'),
    // REPLACE gives the row a new id, the last one.
    stateInsert: of(
      'INSERT OR REPLACE INTO state (participant, tbl, key, json) VALUES (?, ?, ?, ?)',
    ),
    stateUpdate: of('UPDATE state SET json = ? WHERE participant = ? AND tbl = ? AND key = ?'),
    stateDelete: of('DELETE FROM state WHERE participant = ? AND tbl = ? AND key = ?'),
    timerAll: of(
      'SELECT name, key, at, sequence FROM timer WHERE participant = ? ORDER BY sequence',
    ),
    timerPut: of('INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?, ?, ?)'),
    timerDelete: of('DELETE FROM timer WHERE participant = ? AND id = ?'),
    factPut: of('INSERT INTO facts VALUES (?, ?, ?, ?)'),
    factsFrom: of(
      'SELECT s, line, body FROM facts WHERE participant = ? AND s >= ? ORDER BY s LIMIT ?',
    ),
    factsDelete: of('DELETE FROM facts WHERE participant = ? AND s <= ?'),
    wireAll: of('SELECT seq, recipient, key, arrives AS arrivesAt FROM outbox_wire ORDER BY seq'),
    wireGet: of('SELECT topic, payload FROM outbox_wire WHERE seq = ?'),
    wirePut: of('INSERT INTO outbox_wire VALUES (?, ?, ?, ?, ?, ?)'),
    wireDelete: of('DELETE FROM outbox_wire WHERE seq = ?'),
    intakeAll: of(
      'SELECT source, sequence, destination, arrives, message FROM intake ORDER BY arrives, source, sequence',
    ),
    intakePut: of('INSERT INTO intake VALUES (?, ?, ?, ?, ?)'),
    intakeDelete: of('DELETE FROM intake WHERE arrives <= ?'),
    takenGet: of('SELECT 1 FROM door_taken WHERE sender = ? AND message_id = ?'),
    takenPut: of('INSERT OR IGNORE INTO door_taken VALUES (?, ?, ?)'),
    takenDelete: of('DELETE FROM door_taken WHERE at < ?'),
    doorFrom: of('SELECT id, party, message FROM outbox_door WHERE id > ? ORDER BY id LIMIT ?'),
    doorPut: of('INSERT INTO outbox_door VALUES (?, ?, ?)'),
    doorPrune: of('DELETE FROM outbox_door WHERE id <= ?'),
    answerGet: of('SELECT window, json FROM answer'),
    answerPut: of('INSERT OR REPLACE INTO answer VALUES (0, ?, ?)'),
  };
}
