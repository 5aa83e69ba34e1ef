/** What a KPI is: a figure over the journal that says what it counts, in which unit, over which period, and what it does with the unfinished. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Side } from '../../simulator/core/world-facts.ts';
import type { Range } from './range.ts';

export type Unit = '%' | 'of 3' | 'of 10' | 'd' | 'h' | 's' | 'km/h' | 'count' | 'per 100';

export const UNITS: Readonly<Record<Unit, Bilingual>> = {
  '%': both('%', '%'),
  'of 3': both('of 3', 'из 3'),
  'of 10': both('of 10', 'из 10'),
  d: both('days', 'сут.'),
  h: both('h', 'ч'),
  s: both('s', 'с'),
  'km/h': both('km/h', 'км/ч'),
  count: both('', ''),
  'per 100': both('per 100', 'на 100'),
};

export interface Goal {
  readonly op: 'atLeast' | 'atMost';
  readonly value: number;
  /** Who set it. */
  readonly source: Bilingual;
}

/** One line of a KPI's table. */
export interface BreakdownRow {
  readonly by:
    'country' | 'post' | 'office' | 'relation' | 'rule' | 'channel' | 'guarantee' | 'part' | 'node';
  /** A country (two or three letters), a post, an office code, `ge>uz`, a rule, a channel, a GRN, a part of the figure. */
  readonly key: string;
  readonly side: Side | null;
  /** How many stand behind the value. */
  readonly n: number;
  readonly value: number | null;
}

/** A movement behind the worst values. */
export interface WorstMovement {
  readonly lrn: string;
  readonly mrn: string | null;
  readonly value: number;
  readonly t: number;
  /** A post, office, relation or rule; empty where it is the movement as a whole. */
  readonly where: string;
}

/** The live value of a KPI over one run. */
export interface KpiFold {
  /** Over the period so far; null where nothing has been counted. */
  value(now: number): number | null;
  /** Of what came since the board's last sample; null where nothing did. */
  recent(now: number): number | null;
  /** Observations that the value rests on. */
  count(): number;
  breakdown(now: number): readonly BreakdownRow[];
  /** Up to ten, the worst first. */
  worst(now: number): readonly WorstMovement[];
}

export interface KpiText {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: Unit;
  readonly definition: Bilingual;
  readonly goal?: Goal;
  /** What it does with what is unfinished at the end. */
  readonly unfinished: Bilingual;
  /** Section of the domain reference or design; R a formula of ours, F a published one. */
  readonly source: string;
  /** The five of the parallel test of 2024, or a figure of operations. */
  readonly group: 'test2024' | 'operations';
  /** Digits after the point, for people. */
  readonly digits: number;
  /** Unit of the values of `worst`, where it is another than the KPI's; null: those values say nothing beyond the list. */
  readonly worstUnit?: Unit | null;
  /** Result of the parallel test of September 2024, as published. */
  readonly published?: Bilingual;
}

export interface Kpi extends KpiText {
  start(range: Range): KpiFold;
}

/** How a KPI reads the measure that it shares with others. */
interface Reading<M> {
  readonly measure: new (range: Range) => M;
  value(measure: M, now: number): number | null;
  recent(measure: M, now: number): number | null;
  count(measure: M): number;
  breakdown?(measure: M, now: number): readonly BreakdownRow[];
  worst?(measure: M, now: number): readonly WorstMovement[];
}

/** All figures are of the measured period. */
export const PERIOD = both(
  'from the end of the warm-up to now, by the time at which the counted fact was journalled',
  'от окончания разогрева до текущего момента, по времени учитываемого факта в журнале',
);

/** A KPI over a measure; several may read the same one, which then is folded once. */
export function kpiOf<M extends object>(text: KpiText, reading: Reading<M>): Kpi {
  return {
    ...text,
    start(range) {
      const measure = range.measure(reading.measure);
      return {
        value: (now) => reading.value(measure, now),
        recent: (now) => reading.recent(measure, now),
        count: () => reading.count(measure),
        breakdown: (now) => reading.breakdown?.(measure, now) ?? [],
        worst: (now) => reading.worst?.(measure, now) ?? [],
      };
    },
  };
}

/** Whether a value reaches its goal; undefined without a goal or value. */
export function reaches(goal: Goal | undefined, value: number | null): boolean | undefined {
  if (goal === undefined || value === null) return undefined;
  return goal.op === 'atLeast' ? value >= goal.value : value <= goal.value;
}
