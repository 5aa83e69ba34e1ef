/** A run that goes on, as the server shows it: sees every entry as it is recorded, keeps the last ones, finds older ones in the file. */
import type { BrokenRule, ClockState } from '../../reports/views/api.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';
import type { JournalHeader } from '../journal/entry.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { brokenRules } from './broken-rules.ts';
import { RunFolds } from './folds.ts';
import { JournalFile } from './journal-file.ts';
import { RecentEntries } from './recent-entries.ts';
import type { Recorded, RunAbout, RunControl, RunSource, Scope } from './source.ts';

export interface LiveGiven {
  readonly header: JournalHeader;
  readonly about: RunAbout;
  /** The journal that is being written; undefined where none is kept: then only the last entries can be read. */
  readonly journal: string | undefined;
  /** Writes out what the recorder still holds back. */
  readonly flush: () => void;
  readonly clock: () => ClockState;
  /** What the invariants have found so far. */
  readonly violations: () => readonly Violation[];
  readonly control: RunControl;
}

export class LiveSource implements RunSource {
  readonly header: JournalHeader;
  readonly about: RunAbout;
  readonly control: RunControl;
  readonly folds: RunFolds;
  readonly read = 1;
  readonly cutAtLine = null;
  private readonly given: LiveGiven;
  private readonly recent = new RecentEntries();
  private readonly listeners = new Set<() => void>();
  private file: JournalFile | undefined;

  constructor(given: LiveGiven) {
    this.given = given;
    this.header = given.header;
    this.about = given.about;
    this.control = given.control;
    const { start, end } = given.about.span;
    this.folds = new RunFolds(given.header.participants, end - start);
  }

  /** Takes the next entry: hand it to the recorder as an observer. */
  readonly observe = (entry: Entry, body: object | undefined): void => {
    this.folds.step(entry);
    this.recent.push({ entry, body: this.header.bodies ? body : undefined });
  };

  /** To be called when a window is over, or the clock has changed its pace: tells who listens. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }

  get entries(): number {
    return this.folds.trial.entries;
  }

  clock(): ClockState {
    return this.given.clock();
  }

  broken(): readonly BrokenRule[] {
    return brokenRules(this.given.violations());
  }

  readEntries(from: number, to: number): readonly Recorded[] {
    const first = this.recent.first;
    if (from >= first) return this.recent.slice(from, to);
    const older = this.older(from, Math.min(to, first));
    return to <= first ? older : [...older, ...this.recent.slice(first, to)];
  }

  trialAt(t: SimTime, scope: Scope): Trial {
    return this.folds.trialAt(t, scope, (from, to) => this.readEntries(from, to));
  }

  trial(): Trial {
    return this.folds.trial;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Lets go of the journal; the source can still be read as far as it remembers. */
  close(): void {
    this.file?.close();
    this.file = undefined;
  }

  private older(from: number, to: number): Recorded[] {
    if (this.given.journal === undefined) return [];
    this.file ??= new JournalFile(this.given.journal);
    if (to > this.file.entries) {
      this.given.flush();
      this.file.extend();
    }
    return this.file.read(from, to);
  }
}
