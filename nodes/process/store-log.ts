/**
 * What one commit changed, as one text in the store's log, and what the log amounts to. Most records of the exchange live for less than a
 * second: written one by one they would cost more than all else; here only those that outlive a folding reach a table.
 */
import type { Cell, CellCounters, CellState } from '../../simulator/core/cell.ts';
import type { ChanceState } from '../../simulator/core/chance.ts';
import type { SimTime } from '../../simulator/core/time.ts';

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

export type TimerChange = ReturnType<Cell['takeDirtyTimers']>[number];

/** One text of the log. Short names: it is written some thousand times a second. */
export interface LogEntry {
  /** By participant and table: key, row (null: removed) of what was there; then key, row of what comes after all else, in order. */
  readonly s: readonly (readonly [
    participant: string,
    table: string,
    changed: readonly unknown[],
    inserted: readonly unknown[],
  ])[];
  readonly t: readonly (readonly [participant: string, changes: readonly TimerChange[]])[];
  readonly o: readonly WireRow[];
  /** Confirmed rows of the outbox. */
  readonly x: readonly number[];
  readonly c: readonly (readonly [participant: string, counters: CellCounters])[];
  readonly r: ChanceState;
}

/** A key that the log has written. */
export interface Fold {
  /** The store's table has a row under it. */
  readonly stored: boolean;
  /** Its row comes after all that the table has. */
  readonly inserted: boolean;
}

/** The four there are: [stored][inserted]. */
const FOLDS = [
  [
    { stored: false, inserted: false },
    { stored: false, inserted: true },
  ],
  [
    { stored: true, inserted: false },
    { stored: true, inserted: true },
  ],
] as const satisfies readonly (readonly Fold[])[];

/** What the log amounts to since the last folding: which records and timers differ from the tables of the store, and how. */
/** Of a table of which the log says nothing. */
export const NO_FOLDS: ReadonlyMap<string, Fold> = new Map();

export class Unfolded {
  /** By participant and table: key, with what is to be done about it. */
  readonly states = new Map<string, Map<string, Fold>>();
  readonly timers = new Map<string, TimerChange>();
  readonly wire = new Map<number, WireRow>();
  /** Rows of the outbox that are in the table and confirmed. */
  readonly confirmed: number[] = [];
  /** Characters of the log. */
  size = 0;

  /**
   * @param keys of its table.
   * @param known whether there was a row under this key before: without an entry here, that is one of the store's table.
   */
  noteState(
    keys: Map<string, Fold>,
    key: string,
    inserted: boolean,
    removed: boolean,
    known: boolean,
  ): void {
    const fold = keys.get(key);
    if (!inserted && !removed && fold !== undefined) return;
    const stored = fold === undefined ? known : fold.stored;
    if (fold !== undefined) keys.delete(key);
    if (stored || !removed) keys.set(key, FOLDS[stored ? 1 : 0][inserted ? 1 : 0]);
  }

  /** What is noted of a participant's table. */
  keysOf(participant: string, table: string): Map<string, Fold> {
    const id = `${participant}|${table}`;
    let keys = this.states.get(id);
    if (keys === undefined) this.states.set(id, (keys = new Map<string, Fold>()));
    return keys;
  }

  noteTimer(participant: string, change: TimerChange): void {
    this.timers.set(`${participant}|${change.id}`, change);
  }

  noteWire(rows: readonly WireRow[], confirmed: readonly number[]): void {
    for (const row of rows) this.wire.set(row.seq, row);
    for (const seq of confirmed) if (!this.wire.delete(seq)) this.confirmed.push(seq);
  }
}

/** Takes what the cells have changed; notes it, and gives the text for the log, or undefined where nothing changed. */
export function logEntryOf(
  cells: readonly Cell[],
  streams: ChanceState,
  wire: readonly WireRow[],
  confirmed: readonly number[],
  unfolded: Unfolded,
): LogEntry {
  const entry = {
    s: [] as [string, string, unknown[], unknown[]][],
    t: [] as [string, TimerChange[]][],
    o: wire,
    x: confirmed,
    c: cells.map((cell) => [cell.participant.id, cell.counters()] as const),
    r: streams,
  };
  for (const cell of cells) {
    const { id, tables } = cell.participant;
    for (const table of tables) {
      if (!table.isDirty) continue;
      const changed: unknown[] = [];
      const inserts: unknown[] = [];
      const keys = unfolded.keysOf(id, table.name);
      table.takeDirty((key, inserted, known) => {
        const row = table.get(key);
        const removed = row === undefined;
        if (!removed || known) (inserted ? inserts : changed).push(key, row ?? null);
        unfolded.noteState(keys, key, inserted, removed, known);
      });
      entry.s.push([id, table.name, changed, inserts]);
    }
    const timers = cell.takeDirtyTimers();
    if (timers.length > 0) entry.t.push([id, timers]);
    for (const change of timers) unfolded.noteTimer(id, change);
  }
  unfolded.noteWire(wire, confirmed);
  return entry;
}

/** One participant while it is put together from tables and log. */
export interface Draft {
  readonly tables: Map<string, Map<string, unknown>>;
  readonly timers: Map<string, TimerChange>;
  counters: CellCounters;
}

/** Applies one entry of the log to what is known so far. */
export function replay(
  entry: LogEntry,
  draftOf: (participant: string) => Draft,
  unfolded: Unfolded,
): void {
  for (const [participant, name, changed, inserts] of entry.s) {
    const { tables } = draftOf(participant);
    let rows = tables.get(name);
    if (rows === undefined) tables.set(name, (rows = new Map<string, unknown>()));
    const keys = unfolded.keysOf(participant, name);
    for (let i = 0; i < changed.length; i += 2) {
      const [key, row] = [changed[i] as string, changed[i + 1]];
      const removed = row === null;
      unfolded.noteState(keys, key, false, removed, true);
      if (removed) rows.delete(key);
      else rows.set(key, row);
    }
    for (let i = 0; i < inserts.length; i += 2) {
      const key = inserts[i] as string;
      // A row that was removed and written anew within one commit loses its old place.
      const known = rows.delete(key);
      unfolded.noteState(keys, key, true, false, known);
      rows.set(key, inserts[i + 1]);
    }
  }
  for (const [participant, changes] of entry.t) {
    const { timers } = draftOf(participant);
    for (const change of changes) {
      unfolded.noteTimer(participant, change);
      if (change.live) timers.set(change.id, change);
      else timers.delete(change.id);
    }
  }
  for (const [participant, counters] of entry.c) draftOf(participant).counters = counters;
  unfolded.noteWire(entry.o, entry.x);
}

export function stateOf({ tables, timers, counters }: Draft): CellState {
  return {
    counters,
    timers: [...timers.values()]
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ name, key, at, sequence }) => [name, key, at, sequence] as const),
    tables: [...tables]
      .filter(([, rows]) => rows.size > 0)
      .map(([name, rows]) => [name, [...rows]] as const),
  };
}
