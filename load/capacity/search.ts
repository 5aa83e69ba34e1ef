/**
 * Finds the highest rate that a target holds: grows until one is too much, narrows between, and believes an end of the interval only after it was
 * tried again. What comes next is a function of what was tried, and of nothing else.
 */
import type { Criterion, Judgement } from './judge.ts';
import { judge } from './judge.ts';
import type { Probe, ProbeResult, ProbeStep, Purpose } from './probe.ts';
import { TargetLost } from './probe.ts';

export interface SearchOptions {
  readonly criterion: Criterion;
  /** Movements a second: the first one tried, and the bounds. */
  readonly start: number;
  readonly least: number;
  readonly most: number;
  /** Width of the interval at which it is narrow, as a share of its lower end. */
  readonly within: number;
  /** Bounds on the whole search. */
  readonly probesMost: number;
  readonly msMost: number;
  /** Time that has passed, in ms. */
  readonly now: () => number;
  /** Ends the search with what it has. */
  readonly signal?: AbortSignal;
  /** Called before each probe. */
  readonly onStep?: OnStep;
}

export type OnStep = (step: ProbeStep, rate: number, state: SearchState) => void;

export interface Trial {
  readonly rate: number;
  readonly step: ProbeStep;
  readonly judgement: Judgement;
  readonly result: ProbeResult;
}

export interface SearchState {
  readonly trials: readonly Trial[];
  /** Highest rate held, lowest not held, as far as it is known. */
  readonly held: number | undefined;
  readonly notHeld: number | undefined;
  /** Probes that are probably still to come. */
  readonly toCome: number;
}

export type Ended =
  /** The interval is narrow, and both its ends were confirmed. */
  | 'narrow'
  /** The highest rate that was allowed is held. */
  | 'bound'
  /** Not even the least rate is held. */
  | 'never'
  /** An answer was wrong at a rate that is otherwise held. */
  | 'wrong'
  /** The bound on probes, or on time, came first. */
  | 'probes'
  | 'time'
  /** The target refused, or was gone. */
  | 'lost'
  /** Somebody ended the search. */
  | 'stopped';

export interface SearchResult {
  readonly ended: Ended;
  readonly trials: readonly Trial[];
  readonly held: number | undefined;
  readonly notHeld: number | undefined;
  /** What the upper end is due to; undefined where there is none. */
  readonly limit: 'target' | 'generator' | undefined;
  /** Where the target was lost: at which rate, and what was said. */
  readonly lost?: { readonly rate: number; readonly cause: string };
}

/** An end of the interval is believed with so many full trials more for it than against it. */
const LEAD = 2;
/** A rate that was not held needs one more: neighbours of a shared machine make a rate fail, and never make it pass. */
const LEAD_AGAINST = 3;
/** And another one where answers were only late: so does a stop of a few seconds, and nothing piles up after it. */
const LEAD_AGAINST_LATE = 4;
/** Full trials of one rate; after them the majority decides. */
const FULL_MOST = 7;
/** Trials of one rate in all; what is even then, is not held. */
const ALL_MOST = 8;
const GROW = 2;
const SHRINK = 4;
/** Wider than this, an interval is not narrowed on the word of one trial: the neighbours of a shared machine disturb one in ten. */
const DEAR = 1.5;
/** The interval ends narrower than asked for, so that its lower end is as near to the truth as that, give or take what noise does. */
const NARROW = 0.75;
/** First looks are shorter than the time for which a rate must be held. */
const SHARE: Readonly<Record<Purpose, number>> = {
  bracket: 1 / 3,
  narrow: 1,
  repeat: 1,
  confirm: 1,
  curve: 1 / 2,
};
/** Of the highest rate held: where the curve of latency has its points, if none was tried near. */
const CURVE_AT = [0.1, 0.25, 0.5, 0.7, 0.8, 0.9];
const CURVE_NEAR = 0.05;

/** @throws TargetLost where the target is lost before anything was found; whatever else the probe throws. */
export async function search(probe: Probe, options: SearchOptions): Promise<SearchResult> {
  const begun = options.now();
  const trials: Trial[] = [];
  const isStopped = (): boolean => options.signal?.aborted === true;
  const over = (): Ended | undefined => {
    if (isStopped()) return 'stopped';
    if (trials.length >= options.probesMost) return 'probes';
    return options.now() - begun >= options.msMost ? 'time' : undefined;
  };
  for (;;) {
    const next = nextOf(trials, options);
    if ('ended' in next) return resultOf(next.ended, trials);
    const cut = over();
    if (cut !== undefined) return resultOf(cut, trials);
    const { rate, purpose } = next;
    const step = { purpose, number: trials.length + 1, share: SHARE[purpose] };
    options.onStep?.(step, rate, stateOf(trials, options));
    let result: ProbeResult;
    try {
      result = await probe(rate, step);
    } catch (error) {
      if (!(error instanceof TargetLost) || trials.length === 0) throw error;
      return { ...resultOf('lost', trials), lost: { rate, cause: error.message } };
    }
    // A probe that was cut short says nothing.
    if (isStopped()) return resultOf('stopped', trials);
    const judgement = judge(result.report, options.criterion);
    trials.push({ rate, step, judgement, result });
    if (judgement.outcome === 'wrong') return resultOf('wrong', trials);
  }
}

export type Next =
  | { readonly rate: number; readonly purpose: Purpose }
  | { readonly ended: 'narrow' | 'bound' | 'never' };

/** What is to be tried after these, or how it has ended. */
export function nextOf(trials: readonly Trial[], options: SearchOptions): Next {
  const { start, least, most, within } = options;
  if (trials.length === 0) return { rate: start, purpose: 'bracket' };
  const { low, high, even } = ends(trials);
  if (even !== undefined) return { rate: even.rate, purpose: 'repeat' };
  if (high === undefined) {
    if (low === undefined) return { rate: start, purpose: 'bracket' };
    if (low.rate < most) return { rate: Math.min(most, low.rate * GROW), purpose: 'bracket' };
    // Below a bound that is held there is no knee to be drawn.
    return isSure(low) ? { ended: 'bound' } : again(low);
  }
  if (low === undefined) {
    if (high.rate > least) return { rate: Math.max(least, high.rate / SHRINK), purpose: 'bracket' };
    return isSure(high) ? { ended: 'never' } : again(high);
  }
  const ratio = high.rate / low.rate;
  if (ratio > DEAR && high.lead > -LEAD) return { rate: high.rate, purpose: 'repeat' };
  if (ratio - 1 > NARROW * within) return { rate: between(low, high, within), purpose: 'narrow' };
  return believed(low, trials) ?? (isSure(high) ? { ended: 'narrow' } : again(high));
}

const again = ({ rate }: Tally): Next => ({ rate, purpose: 'confirm' });

/** What is missing until the lower end is believed, and the curve below it. The upper end comes after that: a neighbour that disturbed it has gone by then. */
function believed(low: Tally, trials: readonly Trial[]): Next | undefined {
  if (!isSure(low)) return again(low);
  const rate = curveRates(trials, low.rate)[0];
  return rate === undefined ? undefined : { rate, purpose: 'curve' };
}

/** All trials of one rate. */
interface Tally {
  readonly rate: number;
  /** Trials for it less trials against it; of the full ones alone. */
  readonly lead: number;
  readonly fullLead: number;
  readonly all: number;
  readonly full: number;
  /** In at least one of them messages piled up. */
  readonly hasPiledUp: boolean;
  /** Messages a second that came back: on average of those that piled up, or of all. */
  readonly messages: number;
  /** Most of the trials against it were due to the generator. */
  readonly isGenerator: boolean;
}

interface Ends {
  readonly low: Tally | undefined;
  readonly high: Tally | undefined;
  /** The lowest rate that stands one against one. */
  readonly even: Tally | undefined;
}

/** Trials for the curve decide nothing, and neither does one that was answered wrongly. */
function ends(trials: readonly Trial[]): Ends {
  const tallies = tally(
    trials.filter(
      ({ step, judgement }) => step.purpose !== 'curve' && judgement.outcome !== 'wrong',
    ),
  );
  const high = tallies.find((one) => one.lead < 0 || (one.lead === 0 && one.all >= ALL_MOST));
  const below = tallies.filter(({ rate }) => high === undefined || rate < high.rate);
  const even = below.find(({ lead }) => lead === 0);
  return { low: below.findLast(({ lead }) => lead > 0), high, even };
}

function tally(trials: readonly Trial[]): Tally[] {
  const byRate = new Map<number, Trial[]>();
  for (const trial of trials) {
    const same = byRate.get(trial.rate);
    if (same === undefined) byRate.set(trial.rate, [trial]);
    else same.push(trial);
  }
  return [...byRate].map(([rate, all]) => tallyOf(rate, all)).sort((a, b) => a.rate - b.rate);
}

const vote = ({ judgement }: Trial): number => (judgement.outcome === 'held' ? 1 : -1);
const messagesOf = ({ result }: Trial): number => result.report.achieved.messages;
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

function tallyOf(rate: number, trials: readonly Trial[]): Tally {
  const full = trials.filter(({ step }) => step.share === 1);
  const against = trials.filter((trial) => vote(trial) < 0);
  const late = against.filter(({ judgement }) => judgement.outcome === 'generator');
  const piledUp = against.filter(({ judgement, step }) => {
    const isWhole = step.share === 1 || full.length === 0;
    return (
      isWhole && judgement.reasons.some((reason) => reason === 'growing' || reason === 'short')
    );
  });
  return {
    rate,
    lead: sum(trials.map(vote)),
    fullLead: sum(full.map(vote)),
    all: trials.length,
    full: full.length,
    messages: mean((piledUp.length > 0 ? piledUp : trials).map(messagesOf)),
    hasPiledUp: piledUp.length > 0,
    isGenerator: 2 * late.length > against.length,
  };
}

/** Whether an end of the interval is believed. */
const isSure = ({ fullLead, full, hasPiledUp }: Tally): boolean =>
  fullLead >= LEAD ||
  fullLead <= -(hasPiledUp ? LEAD_AGAINST : LEAD_AGAINST_LATE) ||
  full >= FULL_MOST;

/**
 * A rate between the ends: close below what came back under too much load, then close above it; else the middle, as shares go.
 * A target that carries less under too much load than before costs two probes by that, and no more.
 */
function between(low: Tally, high: Tally, within: number): number {
  const carried = high.hasPiledUp ? (high.messages * low.rate) / low.messages : 0;
  const candidates = [carried * (1 - within / 3), carried * (1 + within / 3)];
  const inside = candidates.find((rate) => rate > low.rate * 1.001 && rate < high.rate * 0.999);
  return inside ?? Math.sqrt(low.rate * high.rate);
}

function resultOf(ended: Ended, trials: readonly Trial[]): SearchResult {
  const { low, high } = ends(trials);
  const limit = high === undefined ? undefined : high.isGenerator ? 'generator' : 'target';
  return { ended, trials, held: low?.rate, notHeld: high?.rate, limit };
}

function stateOf(trials: readonly Trial[], options: SearchOptions): SearchState {
  const { low, high } = ends(trials);
  return {
    trials: [...trials],
    held: low?.rate,
    notHeld: high?.rate,
    toCome: toCome(low, high, options),
  };
}

/** Confirming takes about four probes, the curve five. */
const AT_THE_END = 9;
/** While nothing is known of the upper end. */
const GROWING = 10;

function toCome(
  low: Tally | undefined,
  high: Tally | undefined,
  { within }: SearchOptions,
): number {
  if (low === undefined || high === undefined) return GROWING + AT_THE_END;
  const halvings = Math.log2(Math.log(high.rate / low.rate) / Math.log(1 + within));
  return Math.max(0, Math.ceil(halvings)) + AT_THE_END;
}

function curveRates(trials: readonly Trial[], held: number): number[] {
  const isNear = (rate: number): boolean =>
    trials.some((trial) => Math.abs(trial.rate - rate) <= CURVE_NEAR * held);
  return CURVE_AT.map((share) => share * held).filter((rate) => !isNear(rate));
}
