/** A load while it goes on, as its page is told it. Times are in ms where nothing else is said, rates in a second. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';

/** Movements begun in a second, for so many seconds; with `to`, rising or falling evenly. */
export interface LoadStage {
  readonly seconds: number;
  readonly rate: number;
  readonly to?: number;
}

/** One second of a load. */
export interface LoadInterval {
  /** Seconds since the load began, at its end. */
  readonly at: number;
  /** Movements begun. */
  readonly movements: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly delivered: number;
  /** Of what was acknowledged in it; 0 where nothing was. */
  readonly p50: number;
  readonly p99: number;
  /** Sent or overdue, and not acknowledged, at its end. */
  readonly backlog: number;
}

/** An answer that the specification does not allow, or that is missing. */
export interface LoadFinding {
  readonly what: Bilingual;
  readonly rule: string;
  readonly messageId: string;
  readonly messageType: string;
  readonly mrn: string | null;
  /** One sentence, in English. */
  readonly detail: string;
}

export interface LoadChecked {
  readonly answers: number;
  readonly wrong: number;
  /** The first hundred. */
  readonly findings: readonly LoadFinding[];
}

/** What a second added: its figures, all answers until then, and the findings that are new. */
export interface LoadStep {
  readonly interval: LoadInterval;
  readonly checked: LoadChecked;
}

interface LoadThroughput {
  readonly movements: number;
  readonly messages: number;
}

/** What a load came to. */
export interface LoadOver {
  /** In a second of the part that counts. */
  readonly asked: LoadThroughput;
  readonly achieved: LoadThroughput;
  /** From the intended sending to S001; to the recipient. */
  readonly acknowledgement: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly delivery: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly backlog: { readonly most: number; readonly atEnd: number };
  readonly checked: LoadChecked;
  /** Why it is no pass, a sentence each; empty: it is one. */
  readonly objections: readonly Bilingual[];
  /** Where the report was written. */
  readonly file: string;
}

/** The answer of `/api/load`. */
export interface LoadProgress {
  readonly profile: string;
  readonly summary: Bilingual;
  readonly target: string;
  readonly through: 'ice' | 'broker' | 'relay' | 'door';
  readonly stages: readonly LoadStage[];
  /** Of all stages, and of those the ones at the start that do not count. */
  readonly seconds: number;
  readonly warmUp: number;
  /** Bound on the 99th percentile of the acknowledgement. */
  readonly p99Most: number;
  readonly intervals: readonly LoadInterval[];
  readonly checked: LoadChecked;
  /** Once it is over. */
  readonly report: LoadOver | null;
  /** Why it could not go on, in English. */
  readonly failure: string | null;
}

export function withStep(progress: LoadProgress, { interval, checked }: LoadStep): LoadProgress {
  return {
    ...progress,
    intervals: [...progress.intervals, interval],
    checked: { ...checked, findings: [...progress.checked.findings, ...checked.findings] },
  };
}

export const withReport = (progress: LoadProgress, report: LoadOver): LoadProgress => ({
  ...progress,
  report,
  checked: report.checked,
});
