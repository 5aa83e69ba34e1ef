/** What a process keeps on disk: its participants' records, timers, streams, facts and outboxes, written in one transaction a commit. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Cell, CellCounters, CellState, Post } from '../../simulator/core/cell.ts';
import type { Chance, ChanceState } from '../../simulator/core/chance.ts';
import type { Message } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import { ok, refused } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { CommitLog } from './commit-log.ts';
import { commitTexts, factChunks, parseCommit } from './commit-text.ts';
import type { FactChunk } from './commit-text.ts';
import type { FactLine } from './facts.ts';
import { ProcessFault } from './fault.ts';
import { openStoreFile, storeFault, torn } from './store-file.ts';
import type { Flush } from './store-file.ts';
import { logEntryOf, replay, stateOf, Unfolded } from './store-log.ts';
import type { Draft, LogEntry, WireRow } from './store-log.ts';
import { statements } from './store-statements.ts';
import type { Statements } from './store-statements.ts';
import { StoreTables } from './store-tables.ts';

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
  /**
   * Whether commits that change records, timers and facts alone go to a file of their own until they are folded into the tables: a fifth of the
   * cost of a transaction. What has been opened so stays so.
   */
  readonly hasCommitLog?: boolean;
  /** Tables whose records come and go in one order, and are many. */
  readonly bulky?: readonly string[];
  /** The log is folded into the tables when it is longer than this, in characters. */
  readonly logMost?: number;
  /** Told when a commit is complete but for COMMIT. */
  readonly onCommitting?: () => void;
}

/** Which records of the file of commits are not in the tables yet. */
const GENERATION = 'log generation';
const PAGE_BYTES = 4_096;

/** A folding at this length keeps the process for some ten milliseconds. */
const LOG_MOST = 4_000_000;

export class Store {
  readonly path: string;
  /** Commits that wrote something. */
  commits = 0;
  private readonly db: DatabaseSync;
  private readonly sql: Statements;
  private readonly logMost: number;
  private readonly tables: StoreTables;
  private readonly onCommitting: (() => void) | undefined;
  private readonly meta = new Map<string, string>();
  private unfolded = new Unfolded();
  /** Facts that stand in the file of commits and not in the table yet. */
  private unfoldedFacts: FactChunk[] = [];
  private log: CommitLog | undefined;
  private generation = 0;
  /** What it held when it was opened or filled, until the first commit. */
  private saved: Saved | undefined;
  private holdsIntake = false;
  /** Counters and streams as they were written last. */
  private lastHead = '';
  private wireSeq: number;
  private doorId: number;

  private constructor(
    db: DatabaseSync,
    path: string,
    { logMost = LOG_MOST, bulky = [], onCommitting }: StoreOptions,
  ) {
    this.db = db;
    this.path = path;
    this.logMost = logMost;
    this.onCommitting = onCommitting;
    this.sql = statements(db);
    this.tables = new StoreTables(db, this.sql, bulky);
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
    let opening: Store | undefined;
    try {
      const store = new Store(file.value, path, options);
      const claimed = { ...identity, participants: participants.join(' ') };
      const fault = store.transaction(() => store.claim(claimed));
      if (fault !== undefined) throw fault;
      opening = store;
      store.saved = store.read(store.openLog(options));
      return ok(store);
    } catch (error) {
      opening?.log?.close();
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

  /** @returns what stands in the file of commits. */
  private openLog({
    dir,
    participants,
    flush,
    pagesMost,
    hasCommitLog,
  }: StoreOptions): readonly string[] {
    const path = join(dir, `${participants[0] ?? 'store'}.commits`);
    if (hasCommitLog !== true && !existsSync(path)) return [];
    this.generation = Number(this.meta.get(GENERATION) ?? 0);
    const bytesMost = (pagesMost ?? Infinity) * PAGE_BYTES - statSync(this.path).size;
    const opened = CommitLog.open({
      path,
      generation: this.generation,
      isFlushed: flush === 'full',
      bytesMost,
    });
    if (opened === undefined) throw torn(path);
    this.log = opened.log;
    return opened.texts;
  }

  /** @param texts of the file of commits. */
  private read(texts: readonly string[] = []): Saved | undefined {
    const drafts = new Map<string, Draft>();
    const draftOf = (participant: string): Draft => {
      let draft = drafts.get(participant);
      if (draft === undefined)
        drafts.set(
          participant,
          (draft = this.tables.draft(participant, this.counters(participant))),
        );
      return draft;
    };
    for (const key of this.meta.keys()) {
      const participant = /^counters (.+)$/.exec(key)?.[1];
      if (participant !== undefined) draftOf(participant);
    }
    const streams = this.meta.get('streams');
    let chance = streams === undefined ? undefined : (JSON.parse(streams) as ChanceState);
    this.unfolded = new Unfolded();
    const again = (entry: LogEntry, length: number): void => {
      replay(entry, draftOf, this.unfolded);
      this.unfolded.size += length;
      chance = entry.r;
      for (const { seq } of entry.o) this.wireSeq = Math.max(this.wireSeq, seq);
    };
    for (const { changes } of this.sql.logAll.iterate() as Iterable<{ changes: string }>)
      again(JSON.parse(changes) as LogEntry, changes.length);
    for (const text of texts) {
      const { entry, facts } = parseCommit(text);
      again(entry, text.length);
      this.unfoldedFacts.push(...facts);
    }
    if (chance === undefined) return undefined;
    const cells = new Map([...drafts].map(([id, draft]) => [id, stateOf(draft)]));
    return { cells, chance, intake: this.loadIntake() };
  }

  private counters(participant: string): CellCounters {
    return JSON.parse(this.meta.get(`counters ${participant}`) ?? '{}') as CellCounters;
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
   * Writes what changed since the last commit, all of it or nothing, and waits until it is safe.
   * @returns false where there was nothing to write.
   * @throws ProcessFault where the disk is full or fails: the cells are then ahead of the store, and the process must end.
   */
  commit(cells: readonly Cell[], chance: Chance, changes: Changes): boolean {
    const wrote = this.write(cells, chance, changes);
    this.flush();
    return wrote;
  }

  /** The same, but for waiting: it is safe after the next `flush`. */
  write(cells: readonly Cell[], chance: Chance, changes: Changes): boolean {
    this.saved = undefined;
    const entry = logEntryOf(cells, chance.save(), changes.wire, changes.confirmed, this.unfolded);
    const head = JSON.stringify([entry.c, entry.r]);
    const same =
      head === this.lastHead &&
      entry.s.length + entry.t.length + entry.o.length + entry.x.length === 0;
    if (same && isEmpty(changes)) return false;
    if (this.log === undefined) this.commitToTables(cells, entry, changes);
    else this.commitToLog(this.log, cells, entry, changes);
    this.lastHead = head;
    this.commits++;
    return true;
  }

  /** Makes safe what was written until now. @throws ProcessFault where that fails: the process must end. */
  flush(): void {
    try {
      this.log?.flush();
    } catch (error) {
      throw storeFault(error, this.path) ?? error;
    }
  }

  /**
   * The same, while the process goes on; one at a time.
   * @param done is told the error where it fails.
   */
  flushAside(done: (error: Error | null) => void): void {
    if (this.log === undefined) done(null);
    else
      this.log.flushAside((error) => {
        done(error === null ? null : (storeFault(error, this.path) ?? error));
      });
  }

  private commitToTables(cells: readonly Cell[], entry: LogEntry, changes: Changes): void {
    this.transaction(() => {
      this.putFacts(factChunks(changes.facts));
      this.writeAround(changes);
      const text = JSON.stringify(entry);
      this.unfolded.size += text.length;
      if (this.unfolded.size < this.logMost) this.sql.logPut.run(text);
      else this.fold(cells, entry);
      this.onCommitting?.();
    });
  }

  private commitToLog(
    log: CommitLog,
    cells: readonly Cell[],
    entry: LogEntry,
    changes: Changes,
  ): void {
    const chunks = factChunks(changes.facts);
    const texts = commitTexts(entry, chunks);
    for (const { length } of texts) this.unfolded.size += length;
    this.unfoldedFacts.push(...chunks);
    if (this.unfolded.size < this.logMost && this.goesToLog(changes)) {
      this.onCommitting?.();
      try {
        log.append(texts);
      } catch (error) {
        throw storeFault(error, this.path) ?? error;
      }
      return;
    }
    this.transaction(() => {
      this.putFacts(this.unfoldedFacts);
      this.writeAround(changes);
      this.fold(cells, entry);
      this.putMeta(GENERATION, String(this.generation + 1));
      this.onCommitting?.();
    });
    log.restart(++this.generation);
    this.unfoldedFacts = [];
  }

  /** Whether nothing in it has a table of its own. */
  private goesToLog(changes: Changes): boolean {
    return !this.holdsIntake && isEmpty({ ...changes, facts: [] });
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
    this.transaction(() => {
      for (const [id, state] of cells) {
        this.tables.fill(id, state);
        this.putMeta(`counters ${id}`, JSON.stringify(state.counters));
      }
      this.putFacts(factChunks(facts));
      this.putMeta('streams', JSON.stringify(chance));
    });
    this.saved = this.read();
  }

  /** Facts of a participant from number `from` on: those of whole commits, until there are `limit` of them. */
  facts(participant: string, from: number, limit: number): StoredFact[] {
    const facts: StoredFact[] = [];
    const take = ({ first, lines }: Pick<FactChunk, 'first' | 'lines'>): boolean => {
      const texts = lines.split('\n');
      for (let i = 0; i + 1 < texts.length; i += 2) {
        const s = first + i / 2;
        const body = texts[i + 1]!;
        if (s >= from) facts.push({ s, line: texts[i]!, body: body === '' ? undefined : body });
      }
      return facts.length >= limit;
    };
    const folded = this.sql.factsFrom.iterate(participant, from) as Iterable<FactChunk>;
    for (const chunk of folded) if (take(chunk)) return facts;
    for (const chunk of this.unfoldedFacts) {
      if (chunk.participant === participant && chunk.last >= from && take(chunk)) break;
    }
    return facts;
  }

  /** Forgets facts that their reader has receipted, up to and with number `s`; the last of them go with their commit. */
  receiptFacts(participant: string, s: number): void {
    this.sql.factsDelete.run(participant, s);
    this.unfoldedFacts = this.unfoldedFacts.filter(
      (chunk) => chunk.participant !== participant || chunk.last > s,
    );
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
    this.log?.close();
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

  private putFacts(chunks: readonly FactChunk[]): void {
    for (const { participant, first, last, lines } of chunks) {
      this.sql.factsPut.run(participant, last, first, lines);
    }
  }

  private fold(cells: readonly Cell[], { c, r }: LogEntry): void {
    this.tables.fold(cells, this.unfolded);
    for (const [participant, counters] of c)
      this.putMeta(`counters ${participant}`, JSON.stringify(counters));
    this.putMeta('streams', JSON.stringify(r));
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
