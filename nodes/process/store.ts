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
import { logEntryOf, replay, stateOf, Unfolded } from './store-log.ts';
import type { Draft, LogEntry, WireRow } from './store-log.ts';

export type { WireRow };

export interface DoorRow {
  readonly id: number;
  readonly party: string;
  readonly message: string;
}

/** How far a process has come with something that is not its own: the events of a door, what it has handed to one. */
export interface Mark {
  readonly name: string;
  readonly value: string;
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
  readonly marks?: readonly Mark[];
  readonly answer?: { readonly window: number; readonly json: string };
}

/** What a store held when it was opened. */
export interface Saved {
  readonly cells: ReadonlyMap<string, CellState>;
  readonly chance: ChanceState;
  readonly intake: readonly Post[];
}

export interface StoredFact {
  readonly s: number;
  readonly line: string;
  readonly body: string | undefined;
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
  /** The log is folded into the tables when it is longer than this, in characters. */
  readonly logMost?: number;
  /** Told when a commit is complete but for COMMIT. */
  readonly onCommitting?: () => void;
}

/** A folding at this length keeps the process for some ten milliseconds. */
const LOG_MOST = 4_000_000;

export class Store {
  readonly path: string;
  /** Commits that wrote something. */
  commits = 0;
  private readonly db: DatabaseSync;
  private readonly sql: Statements;
  private readonly logMost: number;
  private readonly onCommitting: (() => void) | undefined;
  private readonly meta = new Map<string, string>();
  private unfolded = new Unfolded();
  /** What it held when it was opened or filled, until the first commit. */
  private saved: Saved | undefined;
  private holdsIntake = false;
  /** Counters and streams as they were written last. */
  private lastHead = '';
  private place = 0;
  private wireSeq: number;
  private doorId: number;

  private constructor(
    db: DatabaseSync,
    path: string,
    { logMost = LOG_MOST, onCommitting }: StoreOptions,
  ) {
    this.db = db;
    this.path = path;
    this.logMost = logMost;
    this.onCommitting = onCommitting;
    this.sql = statements(db);
    const rows = this.sql.metaAll.all() as { key: string; value: string }[];
    for (const { key, value } of rows) this.meta.set(key, value);
    this.wireSeq = this.lastOf('SELECT max(seq) AS last FROM outbox_wire');
    this.doorId = this.lastOf("SELECT seq AS last FROM sqlite_sequence WHERE name = 'outbox_door'");
  }

  static open(options: StoreOptions): Result<Store, ProcessFault> {
    const { dir, participants, identity, flush, pagesMost } = options;
    const name = participants[0] ?? 'store';
    const file = openStoreFile(dir, name, flush, pagesMost);
    if (!file.ok) return file;
    const path = join(dir, `${name}.sqlite`);
    try {
      const store = new Store(file.value, path, options);
      const claimed = { ...identity, participants: participants.join(' ') };
      const fault = store.transaction(() => store.claim(claimed));
      if (fault !== undefined) throw fault;
      store.saved = store.read();
      return ok(store);
    } catch (error) {
      file.value.close();
      const fault = storeFault(error, path);
      if (fault === undefined) throw error;
      return refused(fault);
    }
  }

  /** What it held when it was opened or filled; undefined where no participant had begun. For before the first commit. */
  load(): Saved | undefined {
    return this.saved;
  }

  private read(): Saved | undefined {
    const drafts = new Map<string, Draft>();
    const draftOf = (participant: string): Draft => {
      let draft = drafts.get(participant);
      if (draft === undefined) drafts.set(participant, (draft = this.draft(participant)));
      return draft;
    };
    for (const key of this.meta.keys()) {
      const participant = /^counters (.+)$/.exec(key)?.[1];
      if (participant !== undefined) draftOf(participant);
    }
    const streams = this.meta.get('streams');
    let chance = streams === undefined ? undefined : (JSON.parse(streams) as ChanceState);
    this.unfolded = new Unfolded();
    for (const { changes } of this.sql.logAll.iterate() as Iterable<{ changes: string }>) {
      const entry = JSON.parse(changes) as LogEntry;
      replay(entry, draftOf, this.unfolded);
      this.unfolded.size += changes.length;
      chance = entry.r;
      for (const { seq } of entry.o) this.wireSeq = Math.max(this.wireSeq, seq);
    }
    if (chance === undefined) return undefined;
    const cells = new Map([...drafts].map(([id, draft]) => [id, stateOf(draft)]));
    return { cells, chance, intake: this.loadIntake() };
  }

  /** The number of the next row for the outbox. */
  nextWireSeq(): number {
    return ++this.wireSeq;
  }

  nextDoorId(): number {
    return ++this.doorId;
  }

  /** The number of the newest message for a party. */
  get lastDoorId(): number {
    return this.doorId;
  }

  /**
   * Writes what changed since the last commit, all of it or nothing.
   * @returns false where there was nothing to write.
   * @throws ProcessFault where the disk is full or fails: the cells are then ahead of the store, and the process must end.
   */
  commit(cells: readonly Cell[], chance: Chance, changes: Changes): boolean {
    this.saved = undefined;
    const entry = logEntryOf(cells, chance.save(), changes.wire, changes.confirmed, this.unfolded);
    const head = JSON.stringify([entry.c, entry.r]);
    const same =
      head === this.lastHead &&
      entry.s.length + entry.t.length + entry.o.length + entry.x.length === 0;
    if (same && isEmpty(changes)) return false;
    this.transaction(() => {
      this.writeAround(changes);
      const text = JSON.stringify(entry);
      this.unfolded.size += text.length;
      if (this.unfolded.size < this.logMost) this.sql.logPut.run(text);
      else this.fold(cells, entry);
      this.onCommitting?.();
    });
    this.lastHead = head;
    this.commits++;
    return true;
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
          for (const [key, row] of rows)
            sql.statePut.run(id, name, key, ++this.place, JSON.stringify(row));
        }
        for (const [name, key, at, sequence] of timers) {
          sql.timerPut.run(id, `${name}|${key}`, name, key, at, sequence);
        }
        this.putMeta(`counters ${id}`, JSON.stringify(counters));
      }
      this.putFacts(facts);
      this.putMeta('streams', JSON.stringify(chance));
    });
    this.saved = this.read();
  }

  /** Facts of a participant from number `from` on: those of whole commits, until there are `limit` of them. */
  facts(participant: string, from: number, limit: number): StoredFact[] {
    const facts: StoredFact[] = [];
    const chunks = this.sql.factsFrom.iterate(participant, from) as Iterable<{
      first: number;
      lines: string;
    }>;
    for (const { first, lines } of chunks) {
      const texts = lines.split('\n');
      for (let i = 0; i + 1 < texts.length; i += 2) {
        const s = first + i / 2;
        const body = texts[i + 1]!;
        if (s >= from) facts.push({ s, line: texts[i]!, body: body === '' ? undefined : body });
      }
      if (facts.length >= limit) break;
    }
    return facts;
  }

  /** Forgets facts that their reader has receipted, up to and with number `s`; the last of them go with their commit. */
  receiptFacts(participant: string, s: number): void {
    this.sql.factsDelete.run(participant, s);
  }

  /** The outbox, first to last, without its payloads. */
  wireRows(): Omit<WireRow, 'topic' | 'payload'>[] {
    const confirmed = new Set(this.unfolded.confirmed);
    const folded = this.sql.wireAll.all() as unknown as Omit<WireRow, 'topic' | 'payload'>[];
    return [...folded.filter(({ seq }) => !confirmed.has(seq)), ...this.unfolded.wire.values()];
  }

  wireContent(seq: number): { topic: string; payload: string } | undefined {
    const row = this.unfolded.wire.get(seq);
    return row ?? (this.sql.wireGet.get(seq) as { topic: string; payload: string } | undefined);
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

  mark(name: string): string | undefined {
    return this.meta.get(`mark ${name}`);
  }

  lastAnswer(): { window: number; json: string } | undefined {
    return this.sql.answerGet.get() as { window: number; json: string } | undefined;
  }

  /**
   * The file grows no more, as on a full disk, and something is written that it has no room for.
   * @throws ProcessFault always: whoever writes next on a full disk dies of it, and loses nothing that was committed.
   */
  fillDisk(): void {
    // Below its present size it is set to that.
    this.db.exec('PRAGMA max_page_count = 1');
    this.transaction(() => this.sql.overflow.run());
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
        const advice = 'choose the folder that belongs to it, or a new one';
        return new ProcessFault('usage', this.path, cause, advice);
      }
    }
    return undefined;
  }

  /** One participant as the tables have it, without the log. */
  private draft(participant: string): Draft {
    const tables: Draft['tables'] = new Map();
    type StateRow = { tbl: string; key: string; place: number; json: string };
    for (const row of this.sql.stateAll.iterate(participant) as Iterable<StateRow>) {
      let rows = tables.get(row.tbl);
      if (rows === undefined) tables.set(row.tbl, (rows = new Map<string, unknown>()));
      rows.set(row.key, JSON.parse(row.json));
      this.place = Math.max(this.place, row.place);
    }
    type TimerRow = { id: string; name: string; key: string; at: number; sequence: number };
    const timers = this.sql.timerAll.all(participant) as unknown as TimerRow[];
    const counters = JSON.parse(this.meta.get(`counters ${participant}`) ?? '{}') as CellCounters;
    return {
      tables,
      timers: new Map(timers.map((row) => [row.id, { ...row, live: true }])),
      counters,
    };
  }

  private loadIntake(): Post[] {
    type Row = Omit<Post, 'message' | 'arrivesAt'> & { arrives: number; message: string };
    const rows = this.sql.intakeAll.all() as unknown as Row[];
    this.holdsIntake = rows.length > 0;
    return rows.map(({ arrives, message, ...post }) => ({
      ...post,
      arrivesAt: arrives,
      message: JSON.parse(message) as Message,
    }));
  }

  /** What has tables of its own: it is read while the process runs. */
  private writeAround(changes: Changes): void {
    const { sql } = this;
    this.putFacts(changes.facts);
    for (const { source, sequence, destination, arrivesAt, message } of changes.intake) {
      sql.intakePut.run(source, sequence, destination, arrivesAt, JSON.stringify(message));
    }
    this.holdsIntake ||= changes.intake.length > 0;
    if (changes.takenUpTo !== undefined && this.holdsIntake)
      sql.intakeDelete.run(changes.takenUpTo);
    for (const { id, party, message } of changes.door) sql.doorPut.run(id, party, message);
    if (changes.door.length > 0) sql.doorPrune.run(this.doorId - LIMITS.doorMessagesKept);
    for (const { message, at } of changes.taken ?? []) {
      sql.takenPut.run(message.sender, message.messageId, at);
    }
    for (const { name, value } of changes.marks ?? []) this.putMeta(`mark ${name}`, value);
    if (changes.answer !== undefined) sql.answerPut.run(changes.answer.window, changes.answer.json);
  }

  /** One row for the facts that each participant had in this commit. */
  private putFacts(facts: readonly FactLine[]): void {
    const chunks = new Map<string, { first: number; last: number; lines: string }>();
    for (const { participant, s, line, body } of facts) {
      const text = `${line}\n${body ?? ''}\n`;
      const chunk = chunks.get(participant);
      if (chunk === undefined) chunks.set(participant, { first: s, last: s, lines: text });
      else {
        chunk.last = s;
        chunk.lines += text;
      }
    }
    for (const [participant, { first, last, lines }] of chunks) {
      this.sql.factsPut.run(participant, last, first, lines);
    }
  }

  /** Brings the tables up to the cells' present state and empties the log. */
  private fold(cells: readonly Cell[], { c, r }: LogEntry): void {
    const { sql, unfolded } = this;
    for (const { participant } of cells) {
      for (const table of participant.tables) {
        const folds = unfolded.states.get(`${participant.id}|${table.name}`) ?? [];
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
    for (const [participant, counters] of c)
      this.putMeta(`counters ${participant}`, JSON.stringify(counters));
    this.putMeta('streams', JSON.stringify(r));
    sql.logDelete.run();
    this.unfolded = new Unfolded();
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

const isEmpty = ({ facts, intake, door, taken = [], marks = [], answer }: Changes): boolean =>
  facts.length + intake.length + door.length + taken.length + marks.length === 0 &&
  answer === undefined;

type Statements = ReturnType<typeof statements>;

function statements(db: DatabaseSync) {
  const of = (sql: string): StatementSync => db.prepare(sql);
  return {
    metaAll: of('SELECT key, value FROM meta'),
    metaPut: of(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),
    logAll: of('SELECT changes FROM log ORDER BY id'),
    logPut: of('INSERT INTO log (changes) VALUES (?)'),
    logDelete: of('DELETE FROM log'),
    // A page more than there are free ones.
    overflow: of(
      'INSERT INTO log (changes) SELECT zeroblob((freelist_count + 2) * page_size) FROM pragma_freelist_count, pragma_page_size',
    ),
    stateAll: of('SELECT tbl, key, place, json FROM state WHERE participant = ? ORDER BY place'),
    statePut: of('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?)'),
    stateUpdate: of('UPDATE state SET json = ? WHERE participant = ? AND tbl = ? AND key = ?'),
    stateDelete: of('DELETE FROM state WHERE participant = ? AND tbl = ? AND key = ?'),
    timerAll: of('SELECT id, name, key, at, sequence FROM timer WHERE participant = ?'),
    timerPut: of('INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?, ?, ?)'),
    timerDelete: of('DELETE FROM timer WHERE participant = ? AND id = ?'),
    factsPut: of('INSERT INTO facts VALUES (?, ?, ?, ?)'),
    factsFrom: of(
      'SELECT first, lines FROM facts WHERE participant = ? AND last >= ? ORDER BY last',
    ),
    factsDelete: of('DELETE FROM facts WHERE participant = ? AND last <= ?'),
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
