/** A recorded run, as the server shows it. Its journal is read once, in slices, so that the page is there at once and fills as reading goes on. */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokenRule, ClockState } from '../../reports/views/api.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { SimTime } from '../core/time.ts';
import { JOURNAL_FILE, SUMMARY_FILE } from '../hosts/run-folder.ts';
import type { JournalDefect } from '../journal/codec.ts';
import { parseHeader } from '../journal/codec.ts';
import type { JournalHeader } from '../journal/entry.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { aboutRecorded } from './about.ts';
import { brokenRules } from './broken-rules.ts';
import { RunFolds } from './folds.ts';
import { JournalFile } from './journal-file.ts';
import type { Recorded, RunAbout, RunSource, Scope } from './source.ts';

/** Wall time for which reading goes on before others get their turn. */
const SLICE_MS = 20;
/** Bytes looked at in one go, and entries that are looked at before they are folded. */
const SLICE_BYTES = 1 << 20;
const AHEAD = 2_000;
/** Stretches of the past that stay parsed: who drags the time bar asks for neighbours. */
const STRETCHES = 8;

export type Opened =
  | { readonly ok: true; readonly source: RecordedSource }
  | { readonly ok: false; readonly defect: JournalDefect };

/**
 * Opens the folder of a run (or a journal by itself).
 * @throws the file system's error where it cannot be read.
 */
export function openRecorded(folder: string): Opened {
  const path = statSync(folder).isFile() ? folder : join(folder, JOURNAL_FILE);
  const header = parseHeader(firstLine(path));
  if (!header.ok) return header;
  const beside = (name: string): unknown => jsonIn(folder, name);
  return {
    ok: true,
    source: new RecordedSource(
      path,
      header.value,
      aboutRecorded(header.value, folder, beside),
      brokenRecorded(beside(SUMMARY_FILE)),
    ),
  };
}

export class RecordedSource implements RunSource {
  readonly header: JournalHeader;
  readonly folds: RunFolds;
  private readonly file: JournalFile;
  private readonly given: RunAbout;
  private readonly rulesBroken: readonly BrokenRule[];
  private readonly listeners = new Set<() => void>();
  private readonly stretches = new Map<number, readonly Recorded[]>();
  private closed = false;
  private whole = false;

  constructor(path: string, header: JournalHeader, about: RunAbout, broken: readonly BrokenRule[]) {
    this.header = header;
    this.given = about;
    this.rulesBroken = broken;
    this.file = new JournalFile(path);
    this.folds = new RunFolds(header.participants, about.span.end - about.span.start);
  }

  /** Reads the journal to its end, letting others work in between. Resolves when it is read or the source is closed. */
  async readAll(): Promise<void> {
    const entries = this.file.inOrder();
    while (!this.closed && this.readSlice(entries))
      await new Promise((resolve) => setImmediate(resolve));
  }

  /** @returns whether there is more. */
  private readSlice(entries: Iterator<Recorded, void, void>): boolean {
    const until = performance.now() + SLICE_MS;
    for (let count = 1; this.entries < this.file.entries || this.lookAhead(); count++) {
      const next = entries.next();
      if (next.done === true) break;
      this.folds.step(next.value.entry);
      if (count % 64 === 0 && performance.now() > until) {
        this.tell();
        return true;
      }
    }
    this.whole = true;
    this.tell();
    return false;
  }

  /** Places first: what is folded must be found again. @returns whether there is more to fold. */
  private lookAhead(): boolean {
    while (this.file.entries - this.entries < AHEAD && this.file.extend(SLICE_BYTES));
    return this.entries < this.file.entries;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  close(): void {
    this.closed = true;
    this.file.close();
  }

  /** The scenario's span, as far as the journal goes. */
  get about(): RunAbout {
    const { trial } = this.folds;
    const { span } = this.given;
    if (!this.whole) return this.given;
    return { ...this.given, span: { ...span, end: Math.max(span.begin, trial.now) } };
  }

  get entries(): number {
    return this.folds.trial.entries;
  }

  get read(): number {
    if (this.whole) return 1;
    const { entries } = this.file;
    const looked = this.file.position / Math.max(1, this.file.size());
    return Math.min(0.999, entries === 0 ? 0 : (looked * this.entries) / entries);
  }

  get cutAtLine(): number | null {
    const cut = this.whole && (this.file.entries > this.entries || this.file.endsOpen);
    return cut ? this.entries + 2 : null;
  }

  clock(): ClockState {
    return { now: this.folds.trial.now, speed: 0, state: 'ended' };
  }

  broken(): readonly BrokenRule[] {
    return this.rulesBroken;
  }

  readEntries(from: number, to: number): readonly Recorded[] {
    return this.file.read(from, Math.min(to, this.entries));
  }

  trialAt(t: SimTime, scope: Scope): Trial {
    return this.folds.trialAt(t, scope, (from, to) => this.stretch(from, to));
  }

  trial(): Trial {
    return this.folds.trial;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private stretch(from: number, to: number): readonly Recorded[] {
    const known = this.stretches.get(from);
    if (known !== undefined && known.length === to - from) return known;
    const read = this.readEntries(from, to);
    this.stretches.delete(from);
    this.stretches.set(from, read);
    const oldest = this.stretches.keys().next();
    if (this.stretches.size > STRETCHES && oldest.done !== true)
      this.stretches.delete(oldest.value);
    return read;
  }
}

/** What the summary beside a journal says that was broken; nothing where there is none. */
function brokenRecorded(summary: unknown): BrokenRule[] {
  const { invariants } = (summary ?? {}) as { invariants?: { violations?: unknown } };
  const violations = invariants?.violations;
  return Array.isArray(violations) ? brokenRules(violations as Violation[]) : [];
}

/** A header is one line; no header is longer than this. */
const HEADER_BYTES = 1 << 16;

function firstLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(HEADER_BYTES);
    const length = readSync(file, bytes, 0, HEADER_BYTES, 0);
    return new TextDecoder().decode(bytes.subarray(0, length)).split('\n', 1)[0] ?? '';
  } finally {
    closeSync(file);
  }
}

/** A JSON file of the run's folder; undefined where it is missing or cut. */
function jsonIn(folder: string, name: string): unknown {
  const path = join(folder, name);
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
