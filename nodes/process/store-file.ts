/** The file behind a store: opened, checked and given its tables; what is wrong with it is said in one sentence. Holds no state. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, refused } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { asFault, ProcessFault } from './fault.ts';

/** "CATS" in the file's header: what lacks it is not ours. */
const APPLICATION_ID = 0x43_41_54_53;
/** Version of the tables below, and of the file of commits beside them (commit-log.ts). */
export const STORE_VERSION = 2;

/**
 * full: a commit is on the disk before it counts; normal: it survives the process, not a power cut; off: the same, and the file may be
 * torn by a power cut (lockstep runs, which can be run again).
 */
export type Flush = 'full' | 'normal' | 'off';

/** Many records each, as one text; see bulk-rows.ts. */
const BULK = `CREATE TABLE bulk (
    participant TEXT NOT NULL, tbl TEXT NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (participant, tbl, place)
  )`;

const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- What each commit since the last folding changed, as one text; see store-log.ts.
  CREATE TABLE log (id INTEGER PRIMARY KEY, changes TEXT NOT NULL);
  -- Ordered by place: the insertion order of the participant's table.
  CREATE TABLE state (
    participant TEXT NOT NULL, tbl TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (participant, tbl, key)
  ) WITHOUT ROWID;
  CREATE TABLE timer (
    participant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
    at INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (participant, id)
  ) WITHOUT ROWID;
  -- The facts of one commit, a line each; a message's body stands in the line after its fact's, which is empty where there is none.
  CREATE TABLE facts (
    participant TEXT NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL, lines TEXT NOT NULL,
    PRIMARY KEY (participant, last)
  ) WITHOUT ROWID;
  -- Messages to be published until their recipient has confirmed them.
  CREATE TABLE outbox_wire (
    seq INTEGER PRIMARY KEY, recipient TEXT NOT NULL, key TEXT NOT NULL, topic TEXT NOT NULL, payload TEXT NOT NULL,
    arrives INTEGER NOT NULL
  );
  -- Messages between participants of this one process, sent and not yet taken.
  CREATE TABLE intake (
    source INTEGER NOT NULL, sequence INTEGER NOT NULL, destination INTEGER NOT NULL, arrives INTEGER NOT NULL,
    message TEXT NOT NULL, PRIMARY KEY (source, sequence)
  ) WITHOUT ROWID;
  -- Messages that came through the national door, against repeats.
  CREATE TABLE door_taken (
    sender TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sender, message_id)
  ) WITHOUT ROWID;
  -- Messages to parties behind the national door.
  CREATE TABLE outbox_door (id INTEGER PRIMARY KEY AUTOINCREMENT, party TEXT NOT NULL, message TEXT NOT NULL);
  -- The answer to the last window.
  CREATE TABLE answer (id INTEGER PRIMARY KEY CHECK (id = 0), window INTEGER NOT NULL, json TEXT NOT NULL);
  ${BULK};
`;

/** Step n brings the tables from version n to n + 1. */
const MIGRATIONS: readonly string[] = [BULK];

/**
 * Opens or makes the file. Another process that has it open keeps us out for two seconds, then for good.
 * @param dir is made where it is missing.
 * @param pagesMost the file grows to this many pages of 4 KiB at the most; then the disk counts as full.
 */
export function openStoreFile(
  dir: string,
  name: string,
  flush: Flush,
  pagesMost?: number,
): Result<DatabaseSync, ProcessFault> {
  const path = join(dir, `${name}.sqlite`);
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dir, { recursive: true });
    const found = { bytes: sizeOf(path), logBytes: sizeOf(`${path}-wal`) };
    if (isStump(found)) return refused(torn(path));
    db = new DatabaseSync(path);
    db.exec('PRAGMA busy_timeout = 2000');
    const fault = checkOrigin(db, path) ?? checkLength(db, path, found);
    if (fault === undefined) {
      db.exec(
        `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${flush.toUpperCase()}`,
      );
      prepare(db);
      if (pagesMost !== undefined) db.exec(`PRAGMA max_page_count = ${pagesMost}`);
      const state = firstValue(db, 'PRAGMA quick_check(1)');
      if (state === 'ok') return ok(db);
      db.close();
      return refused(torn(path));
    }
    db.close();
    return refused(fault);
  } catch (error) {
    db?.close();
    const fault = storeFault(error, path);
    if (fault === undefined) throw error;
    return refused(fault);
  }
}

/** What is there before SQLite looks at it. */
interface Found {
  readonly bytes: number;
  /** Of the log of what is not in the main file yet. */
  readonly logBytes: number;
}

/** The smallest page of SQLite, in bytes. */
const PAGE_LEAST = 512;

/** What is left of a store that was cut off: SQLite would take it for a new one, and throw its log away. */
const isStump = ({ bytes, logBytes }: Found): boolean =>
  bytes < PAGE_LEAST && (bytes > 0 || logBytes > 0);

/** Half a page at the end is the log's to mend; without a log, what was there is lost, which SQLite does not mind. */
function checkLength(db: DatabaseSync, path: string, found: Found): ProcessFault | undefined {
  const isWhole = found.bytes % Number(firstValue(db, 'PRAGMA page_size')) === 0;
  return isWhole || found.logBytes > 0 ? undefined : torn(path);
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Looks before it touches: a file that is not ours stays as it is. */
function checkOrigin(db: DatabaseSync, path: string): ProcessFault | undefined {
  const id = firstValue(db, 'PRAGMA application_id');
  const tables = firstValue(db, 'SELECT count(*) FROM sqlite_master');
  if (id === 0 && tables === 0) return undefined;
  if (id !== APPLICATION_ID) return foreign(path);
  const version = Number(firstValue(db, 'PRAGMA user_version'));
  if (version <= STORE_VERSION) return undefined;
  return new ProcessFault(
    'surroundings',
    path,
    `this store has version ${version}; this software knows versions up to ${STORE_VERSION}`,
    'use the newer software, or another folder',
  );
}

function prepare(db: DatabaseSync): void {
  const version = Number(firstValue(db, 'PRAGMA user_version'));
  const steps = version === 0 ? [TABLES] : MIGRATIONS.slice(version - 1);
  if (steps.length === 0) return;
  // One transaction: a crash in between leaves the old file, not half of a new one.
  db.exec(
    `BEGIN IMMEDIATE; ${steps.join('; ')}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${STORE_VERSION}; COMMIT`,
  );
}

function firstValue(db: DatabaseSync, sql: string): unknown {
  const row = db.prepare(sql).get();
  return row === undefined ? undefined : Object.values(row)[0];
}

/** What SQLite says, by its text: Deno gives no error number. */
const SQLITE: readonly (readonly [says: RegExp, make: (path: string) => ProcessFault])[] = [
  [/not a database/, (path) => foreign(path)],
  // Our own statements fit our own tables: where they do not, the text of the tables was changed.
  [
    /malformed|corrupt|unsupported file format|no such|no column|syntax error|duplicate column|already exists/,
    (path) => torn(path),
  ],
  [
    /disk is full|ENOSPC/,
    (path) =>
      fault(path, 'the disk is full', 'make room, then start again: what was committed is there'),
  ],
  [
    /disk I\/O error|EIO/,
    (path) =>
      fault(path, 'the disk does not take or give data', 'check the disk, then start again'),
  ],
  [
    /locked/,
    (path) => fault(path, 'another process uses this store', 'end it, or choose another folder'),
  ],
  [
    /readonly|read-only/,
    (path) => fault(path, 'this store cannot be written', 'correct its permissions'),
  ],
  [
    /unable to open/,
    (path) => fault(path, 'this store cannot be opened', 'correct the path or its permissions'),
  ],
];

const fault = (path: string, cause: string, advice: string): ProcessFault =>
  new ProcessFault('surroundings', path, cause, advice);

const foreign = (path: string): ProcessFault =>
  fault(
    path,
    'this file is no store of a node or of ICE',
    'choose another folder, or move the file away',
  );

export const torn = (path: string): ProcessFault =>
  fault(path, 'this store is damaged', 'restore it from a copy, or begin anew in another folder');

/** The sentence for an error of the store; undefined where it is none that people can mend. */
export function storeFault(error: unknown, path: string): ProcessFault | undefined {
  const text = error instanceof Error ? error.message : '';
  for (const [says, make] of SQLITE) if (says.test(text)) return make(path);
  // What was written was JSON.
  if (error instanceof SyntaxError) return torn(path);
  return asFault(error, path);
}
