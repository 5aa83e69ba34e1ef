/** Whether a rate was held: answered in time, all of it, with nothing piling up, and rightly. */
import type { FindingKind, LoadReport } from '../report/load-report.ts';

/** What must hold of a rate for it to count as carried. */
export interface Criterion {
  /** Bound on the 99th percentile of the acknowledgement, in ms. */
  readonly p99Most: number;
  /** Share of the messages asked for that must be acknowledged within the time. */
  readonly achievedLeast: number;
}

export const ACHIEVED_LEAST = 0.99;

export type Reason =
  /** The 99th percentile is above the bound. */
  | 'late'
  /** What is not acknowledged grows. */
  | 'growing'
  /** Less was acknowledged than was asked for. */
  | 'short'
  /** Messages had no answer by the end. */
  | 'unanswered'
  /** The generator was late itself. */
  | 'generator'
  /** An answer that the specification does not allow. */
  | 'wrong';

export interface Judgement {
  /** `generator`: not held, and the generator may be why. `wrong`: held, but for wrong answers. */
  readonly outcome: 'held' | 'notHeld' | 'generator' | 'wrong';
  readonly reasons: readonly Reason[];
  /** Share of the movements that piled up. */
  readonly growth: number;
}

/** Growth below this share of the rate is no growth, however sure: a quarter of a percent fills no queue that a day would not empty. */
const GROWTH_LEAST = 0.0025;
/** Standard errors by which growth must be above nothing: Student's t at 99 %, one-sided, near enough; few seconds ask for more. */
const sureAt = (degrees: number): number => 2.33 + 6 / degrees;
/** Fewer messages short, or fewer than come in so many seconds, are those that are under way at any moment. */
const SHORT_LEAST = 10;
const SHORT_SECONDS = 0.1;
/** Signs of too much load, not of an exchange that is wrong. */
const OVERLOAD: ReadonlySet<FindingKind> = new Set(['unanswered']);

export function judge(report: LoadReport, criterion: Criterion): Judgement {
  const { acknowledgement, asked, achieved, seconds, checked } = report;
  const growth = growthOf(report);
  const short = (asked.messages - achieved.messages) * seconds;
  const wrong = wrongAnswers(report);
  const overload: Reason[] = [
    ...reasonIf('late', acknowledgement.p99 > criterion.p99Most),
    ...reasonIf('growing', growth.share >= GROWTH_LEAST && growth.isSure),
    ...reasonIf(
      'short',
      short >= Math.max(SHORT_LEAST, SHORT_SECONDS * asked.messages) &&
        achieved.messages < criterion.achievedLeast * asked.messages,
    ),
    ...reasonIf('unanswered', checked.wrong > wrong || acknowledgement.count === 0),
  ];
  const reasons: Reason[] = [
    ...overload,
    ...reasonIf('generator', overload.length > 0 && report.generatorLimited),
    ...reasonIf('wrong', wrong > 0),
  ];
  return {
    outcome: outcomeOf(overload, report.generatorLimited, wrong),
    reasons,
    growth: growth.share,
  };
}

const reasonIf = (reason: Reason, holds: boolean): Reason[] => (holds ? [reason] : []);

function outcomeOf(
  overload: readonly Reason[],
  generatorLimited: boolean,
  wrong: number,
): Judgement['outcome'] {
  // A rate that was held although the generator was late is held all the more: latency counts from the intended sending.
  if (overload.length > 0) return generatorLimited ? 'generator' : 'notHeld';
  return wrong > 0 ? 'wrong' : 'held';
}

/** Answers that no load excuses; only the first hundred findings are told apart, the rest are taken for like them. */
export function wrongAnswers({ checked }: LoadReport): number {
  const { findings, wrong } = checked;
  if (findings.length === 0) return wrong;
  const grave = findings.filter(({ kind }) => !OVERLOAD.has(kind)).length;
  return grave === findings.length ? wrong : grave;
}

interface Growth {
  /** Messages, ÷ movements begun meanwhile. */
  readonly share: number;
  readonly isSure: boolean;
}

/**
 * The slope of the backlog over the part that counts, by least squares. Its standard error is widened for the likeness of neighbouring seconds
 * (an effective sample size by their correlation): a queue near its limit wanders, and its wandering is no growth.
 * It is held against the movements, since most messages of a movement are sent when an earlier one has arrived: of a movement too many, one message
 * waits, and not all.
 */
function growthOf({ intervals, warmUp = 0, seconds, asked }: LoadReport): Growth {
  const backlog = intervals
    .filter(({ at }) => at > warmUp && at <= warmUp + seconds)
    .map((interval) => interval.backlog);
  const n = backlog.length;
  if (n < 4 || asked.movements <= 0) return { share: 0, isSure: false };
  const middle = (n - 1) / 2;
  const mean = backlog.reduce((sum, b) => sum + b, 0) / n;
  const spread = (n * (n * n - 1)) / 12;
  const slope = backlog.reduce((sum, b, i) => sum + (i - middle) * (b - mean), 0) / spread;
  const rest = backlog.map((b, i) => b - mean - slope * (i - middle));
  const squares = rest.reduce((sum, r) => sum + r * r, 0);
  const products = rest.slice(1).reduce((sum, r, i) => sum + r * (rest[i] ?? 0), 0);
  const likeness = squares === 0 ? 0 : Math.max(0, Math.min(0.9, products / squares));
  const error = Math.sqrt((squares / (n - 2) / spread) * ((1 + likeness) / (1 - likeness)));
  return { share: slope / asked.movements, isSure: slope > sureAt(n - 2) * error };
}
