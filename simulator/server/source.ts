/** What the server shows: one run, live or recorded. The server knows nothing else of it; whoever hosts a run gives it one of these. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { BrokenRule, ClockState, OfficeInfo, RunSpan } from '../../reports/views/api.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';
import type { PersonCommand } from '../core/world-facts.ts';
import type { JournalHeader } from '../journal/entry.ts';
import type { RuntimeName } from '../../nodes/process/runtimes.ts';
import type { RunFolds } from './folds.ts';

/** What stands in no journal: texts of the scenario, where the run lies, who sits where. */
export interface RunAbout {
  readonly title: Bilingual;
  readonly story: Bilingual;
  readonly mode: 'live' | 'replay';
  /** virtual, lockstep, live or free. */
  readonly host: string;
  readonly folder: string;
  readonly span: RunSpan;
  readonly participants: readonly string[];
  readonly observers: readonly string[];
  /** Offices of the participants; each is a seat. */
  readonly offices: readonly OfficeInfo[];
  /** Kinds of faults in words. */
  readonly faults: Readonly<Record<string, Bilingual>>;
}

/** An entry with the body that the journal keeps of a message. */
export interface Recorded {
  readonly entry: Entry;
  readonly body: object | undefined;
}

/** Steers a live run. Speed, pause and commands take effect at the start of the next window. */
export interface RunControl {
  pause(): void;
  resume(): void;
  /** @param speed simulated seconds per second of the wall clock; above zero. */
  setSpeed(speed: number): void;
  /** Ends the run as Ctrl-C does: its journal is closed and its report written. */
  stop(): void;
  /** A country's process ends in order, before the next window. @returns false where it is away already. */
  leave(node: string): boolean;
  /**
   * A new process of the country goes on from its store.
   * @returns false where it is there, or on its way back by itself.
   * @throws ProcessFault where this machine has no such runtime.
   */
  join(node: string, runtime?: RuntimeName): boolean;
  /** Journals a person's command as an input and hands it to the world; what came of it stands in the journal. */
  command(command: PersonCommand): void;
}

/** Whether movements that ended long before the instant are wanted: restoring them is most of the work. */
export type Scope = 'all' | 'open';

export interface RunSource {
  readonly header: JournalHeader;
  readonly about: RunAbout;
  /** Entries so far; the index of the next. */
  readonly entries: number;
  /** How much of a recording has been read, 0 to 1; 1 in a live run. */
  readonly read: number;
  /** Line at which a recording breaks off: shown as far as it goes. Null where it is whole. */
  readonly cutAtLine: number | null;
  clock(): ClockState;
  /** Rules of the range that it has broken so far; of a recording, what its summary says. */
  broken(): readonly BrokenRule[];
  /** Entries `from` (included) to `to` (not included), as far as there are any. */
  readEntries(from: number, to: number): readonly Recorded[];
  /** The trial after the last entry that is not later than `t`, for the caller to keep; it is not stepped on. */
  trialAt(t: SimTime, scope: Scope): Trial;
  /** The trial now. It goes on: read it at once and change nothing. */
  trial(): Trial;
  /** Everything that is folded over the whole journal: densities, KPIs, where to find what. */
  readonly folds: RunFolds;
  /** Called after entries were added or the clock changed its pace. @returns ends the subscription. */
  subscribe(listener: () => void): () => void;
  /** Absent in a recording. */
  readonly control?: RunControl;
}
