/** What a search for the capacity came to, as plain data: printed, drawn, compared with an earlier one. Rates in a second unless a day is said, times in ms. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Finding, LoadReport, Percentiles } from '../report/load-report.ts';
import { wrongAnswers } from './judge.ts';
import type { Reason } from './judge.ts';
import type { Comparison } from './comparison.ts';
import type { Purpose } from './probe.ts';
import type { Measured, Saturation } from './saturation.ts';
import { saturationOf } from './saturation.ts';
import type { Sizing } from './sizing.ts';
import type { Ended, SearchResult, Trial } from './search.ts';

export interface CapacityReport {
  readonly format: 1;
  readonly kind: 'capacity';
  readonly target: string;
  readonly through: LoadReport['through'];
  readonly profile: string;
  /** What was sent. */
  readonly flows: Bilingual;
  readonly seed: string;
  /** ISO UTC. */
  readonly startedAt: string;
  /** Of the whole search. */
  readonly seconds: number;
  readonly machine: LoadReport['machine'];
  readonly criterion: SearchCriterion;
  readonly ended: Ended;
  /** What the upper end of the interval is due to; null where there is none. */
  readonly limit: 'target' | 'generator' | null;
  /** At the highest rate held; null where none was. */
  readonly carried: Carried | null;
  /** Movements a second: highest held, lowest not held. */
  readonly interval: { readonly held: number | null; readonly notHeld: number | null };
  readonly lost: { readonly rate: number; readonly cause: string } | null;
  readonly trials: readonly TrialRow[];
  /** Latency by rate; the rates rise. */
  readonly curve: readonly CurvePoint[];
  /** Movements a second from which latency rises steeply; null where it does not. */
  readonly knee: number | null;
  readonly saturation: Saturation | null;
  /** Acknowledgement at the highest rate held. */
  readonly byType: Readonly<Record<string, Percentiles>>;
  /** Answers that no load excuses, in all trials, and the first of them. */
  readonly wrong: number;
  readonly findings: readonly Finding[];
  /** A peer that was searched in the same run. */
  readonly beside?: CapacityReport;
  readonly compared?: Comparison;
  /** For the year that was asked for. */
  readonly sizing?: Sizing;
}

export interface SearchCriterion {
  readonly p99Most: number;
  readonly achievedLeast: number;
  /** Seconds for which a rate has to be held. */
  readonly hold: number;
  /** Width of the interval that was asked for, as a share. */
  readonly within: number;
}

export interface Carried {
  readonly movementsPerSecond: number;
  readonly movementsPerDay: number;
  readonly messagesPerSecond: number;
  readonly acknowledgement: Percentiles;
  readonly delivery: Percentiles;
}

export interface TrialRow {
  readonly number: number;
  readonly purpose: Purpose;
  readonly rate: number;
  readonly seconds: number;
  readonly outcome: 'held' | 'notHeld' | 'generator' | 'wrong';
  readonly reasons: readonly Reason[];
  /** Messages a second that were acknowledged. */
  readonly achieved: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of the movements that piled up. */
  readonly growth: number;
  readonly wrong: number;
}

export interface CurvePoint {
  readonly rate: number;
  /** Medians over the trials of the rate. */
  readonly p50: number;
  readonly p99: number;
  readonly held: boolean;
}

export interface About {
  readonly target: string;
  readonly profile: string;
  readonly flows: Bilingual;
  readonly seed: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly criterion: SearchCriterion;
}

const DAY_S = 86_400;
const FINDINGS_MOST = 20;

/** @throws RangeError for a search without a trial. */
export function capacityReport(result: SearchResult, about: About): CapacityReport {
  const { trials, held, notHeld, ended, limit, lost } = result;
  const [first] = trials;
  if (first === undefined) throw new RangeError('a search without a trial');
  const { through, machine } = first.result.report;
  const best = typical(
    trials.filter((one) => one.rate === held && one.judgement.outcome === 'held'),
  );
  const beyond = typical(
    trials.filter((one) => one.rate === notHeld && one.judgement.outcome !== 'held'),
  );
  const curve = curveOf(trials, held);
  return {
    ...{ format: 1, kind: 'capacity', ...about, through, machine, ended },
    limit: limit ?? null,
    carried: best === undefined ? null : carriedBy(best),
    interval: { held: held ?? null, notHeld: notHeld ?? null },
    lost: lost ?? null,
    trials: trials.map(rowOf),
    curve,
    knee: kneeOf(curve) ?? null,
    saturation:
      beyond === undefined
        ? null
        : saturationOf(best === undefined ? undefined : measuredIn(best), measuredIn(beyond)),
    byType: best?.result.report.byType ?? {},
    wrong: trials.reduce((sum, { result: { report } }) => sum + wrongAnswers(report), 0),
    findings: trials
      .flatMap(({ result: { report } }) => report.checked.findings)
      .slice(0, FINDINGS_MOST),
  };
}

/** The full trial whose 99th percentile is the middle one. */
function typical(trials: readonly Trial[]): Trial | undefined {
  const full = trials.filter(({ step }) => step.share === 1);
  const sorted = [...(full.length > 0 ? full : trials)].sort((a, b) => p99Of(a) - p99Of(b));
  return sorted[(sorted.length - 1) >> 1];
}

const p99Of = ({ result }: Trial): number => result.report.acknowledgement.p99;

function carriedBy({ rate, result: { report } }: Trial): Carried {
  const { achieved, acknowledgement, delivery } = report;
  return {
    movementsPerSecond: rate,
    movementsPerDay: rate * DAY_S,
    messagesPerSecond: achieved.messages,
    acknowledgement,
    delivery,
  };
}

const measuredIn = ({ result: { report, usage } }: Trial): Measured => ({
  usage,
  generatorCpu: report.generatorCpu,
  generatorLimited: report.generatorLimited,
});

function rowOf({ rate, step, judgement, result: { report } }: Trial): TrialRow {
  const { outcome, reasons, growth } = judgement;
  return {
    ...{ number: step.number, purpose: step.purpose, rate, seconds: report.seconds },
    ...{ outcome, reasons, growth },
    achieved: report.achieved.messages,
    p50: report.acknowledgement.p50,
    p99: report.acknowledgement.p99,
    wrong: wrongAnswers(report),
  };
}

/** One point a rate, of the trials that say the same as the search: held is what lies up to the highest rate held. */
export function curveOf(trials: readonly Trial[], held: number | undefined): CurvePoint[] {
  const rates = [...new Set(trials.map(({ rate }) => rate))].sort((a, b) => a - b);
  return rates.flatMap((rate): CurvePoint[] => {
    const own = trials.filter((one) => one.rate === rate);
    const isHeld = rate <= (held ?? 0);
    const agreeing = own.filter(({ judgement }) => (judgement.outcome === 'held') === isHeld);
    const trial = typical(agreeing.length > 0 ? agreeing : own);
    if (trial === undefined) return [];
    const { p50, p99 } = trial.result.report.acknowledgement;
    return [{ rate, p50, p99, held: isHeld }];
  });
}

/** Above so many times its level under light load, latency has turned upwards. */
const KNEE = 3;
/** Light load is up to this share of the highest rate held. */
const LIGHT = 0.5;

/**
 * The rate at which the 99th percentile passes three times its level under light load, for good: read between two points as the logarithm goes.
 * Undefined where it never does, or nothing was tried under light load.
 */
export function kneeOf(curve: readonly CurvePoint[]): number | undefined {
  const most = curve.findLast(({ held }) => held)?.rate ?? 0;
  const light = curve
    .filter(({ rate, p99 }) => rate <= LIGHT * most && p99 > 0)
    .map(({ p99 }) => p99);
  if (light.length === 0) return undefined;
  const level = KNEE * [...light].sort((a, b) => a - b)[(light.length - 1) >> 1]!;
  const i = curve.findLastIndex(({ p99 }) => p99 <= level);
  const below = curve[i];
  const above = curve[i + 1];
  if (below === undefined || above === undefined) return undefined;
  if (below.p99 <= 0) return below.rate;
  const share = Math.log(level / below.p99) / Math.log(above.p99 / below.p99);
  return below.rate + share * (above.rate - below.rate);
}

/** What was found may be less than the target carries: nothing above it was refused by the target itself. */
export const isLowerBound = ({
  limit,
  carried,
}: Pick<CapacityReport, 'limit' | 'carried'>): boolean => carried !== null && limit !== 'target';

/** The search found what it was to find, all answers were right, and no earlier report is better. */
export const isWell = ({ ended, limit, wrong, compared, sizing }: CapacityReport): boolean =>
  wrong === 0 &&
  (sizing === undefined || sizing.factor >= 1) &&
  compared?.verdict !== 'less' &&
  ((ended === 'narrow' && limit === 'target') || ended === 'bound' || ended === 'stopped');
