/** What a journal is made of: a header, then facts in one total order (time, participant, the participant's own number). */
import type { TimerId } from '../../nodes/common/timers.ts';
import type { Entry } from '../core/cell.ts';

/** Raised when header or entries change their shape; an older journal is migrated (migrations.ts), any other refused with the reason. */
export const JOURNAL_VERSION = 2;

/** Node id of the entries that the host itself makes; they come first among entries of the same time. */
export const HOST = 'HOST';

export interface JournalHeader {
  readonly journal: number;
  readonly scenario: string;
  /** SHA-256 of the scenario as it was run, with everything it extends and every `--set`. */
  readonly digest: string;
  readonly seed: string;
  readonly software: string;
  /** In the order of their indexes, which is the order of equal times. */
  readonly participants: readonly string[];
  /** Simulated start of what is measured, ISO UTC; a warm-up comes before it. */
  readonly start: string;
  readonly realm: 'test';
  /** Whether `MessageSent` entries carry the message's body. */
  readonly bodies: boolean;
  /** Longest length in ms of each timer in any country of the run, where that is not the law's: what waits is judged by them. */
  readonly timers: Readonly<Partial<Record<TimerId, number>>>;
}

export type { Entry };
