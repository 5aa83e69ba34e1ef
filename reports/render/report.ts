/** What a report is made of: handed in by the command line, the same for every format and language. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Side } from '../../simulator/core/world-facts.ts';
import type { JournalHeader } from '../../simulator/journal/entry.ts';
import type { KpiResult } from '../kpi/board.ts';
import type { StepResult } from '../verdict/judge.ts';
import type { LearntName } from '../verdict/names.ts';
import type { Names } from '../views/waiting-text.ts';
import type { RunSummary } from './summary.ts';

/** What an invariant came to. */
export interface InvariantResult {
  readonly id: string;
  readonly text: Bilingual;
  readonly source: string;
  readonly violations: number;
}

/** A published time at one side of a border, to stand beside the run's. */
export interface PublishedBorder {
  readonly post: string;
  /** exit: leaving the country of the post (published as outbound); entry: inbound. */
  readonly side: Side;
  readonly meanHours: number;
  /** published: the model was fitted to it; estimate: none is published, and this is what the model was given. */
  readonly kind: 'published' | 'estimate';
  /** Who published it, or on what the estimate rests. */
  readonly source: string;
}

export interface ReportData {
  readonly header: JournalHeader;
  readonly title: Bilingual;
  readonly story: Bilingual;
  readonly summary: RunSummary;
  /** `KpiBoard.results` at the end of the run, in the order of the catalogue. */
  readonly results: readonly KpiResult[];
  /** Of a scenario with a script, in order. */
  readonly steps?: readonly StepResult[];
  /** What the names of the script stand for. */
  readonly learnt?: readonly LearntName[];
  /** All that were checked, also those that held. */
  readonly invariants: readonly InvariantResult[];
  readonly published: readonly PublishedBorder[];
  /** What people call a place, post, port, office, node, vessel or line; a two-letter country as well. */
  readonly names: Names;
  /** The command that gives this run again. */
  readonly command: string;
}
