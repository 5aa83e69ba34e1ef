/** All KPIs of one run, folded together over its journal, with their history. */
import type { Entry } from '../../simulator/core/cell.ts';
import { DAY, HOUR, MINUTE } from '../../simulator/core/time.ts';
import { CATALOGUE } from './catalogue.ts';
import type { BreakdownRow, Goal, Kpi, KpiFold, Unit, WorstMovement } from './kpi.ts';
import { reaches } from './kpi.ts';
import type { MovementCounts } from './movements.ts';
import { Movements } from './movements.ts';
import { Range } from './range.ts';

export interface HistoryPoint {
  readonly t: number;
  /** Over the period up to `t`. */
  readonly value: number | null;
  /** Of the interval that ended at `t`. */
  readonly recent: number | null;
}

export interface KpiResult {
  readonly id: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly goal?: Goal;
  /** Whether it reaches its goal; undefined without a goal or value. */
  readonly reached?: boolean;
  readonly count: number;
  readonly history: readonly HistoryPoint[];
  readonly breakdown: readonly BreakdownRow[];
  readonly worst: readonly WorstMovement[];
}

/** At this many points per KPI two become one and the interval doubles; an even number. */
const POINTS = 256;
const INTERVALS = [10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY];
/** Points that a curve should have at the most. */
const CURVE = 120;

/** An interval that gives a run of this length a readable curve. */
export const sampleEvery = (lastsMs: number): number =>
  INTERVALS.find((interval) => lastsMs / interval <= CURVE) ?? 7 * DAY;

interface Seat {
  readonly kpi: Kpi;
  readonly fold: KpiFold;
  history: HistoryPoint[];
}

export class KpiBoard {
  private readonly range: Range;
  private readonly seats: readonly Seat[];
  private readonly movementCounts: Movements;
  private interval: number;
  private nextSample = Infinity;
  private last = 0;

  /**
   * @param participants of the journal's header.
   * @param sampleMs interval between two points of the history; see `sampleEvery`.
   */
  constructor(participants: readonly string[], sampleMs = HOUR, kpis: readonly Kpi[] = CATALOGUE) {
    this.range = new Range(participants);
    this.interval = sampleMs;
    this.movementCounts = this.range.measure(Movements);
    this.seats = kpis.map((kpi) => ({ kpi, fold: kpi.start(this.range), history: [] }));
  }

  /** Takes the next entry of the journal. */
  step(entry: Entry): void {
    while (entry.t >= this.nextSample) this.sample(this.nextSample);
    this.range.step(entry);
    this.last = entry.t;
    if (this.nextSample === Infinity && this.range.begunAt !== null) {
      this.nextSample = this.range.begunAt + this.interval;
    }
  }

  /** Time of the last entry. */
  get now(): number {
    return this.last;
  }

  /** When measuring began; null during the warm-up. */
  get begunAt(): number | null {
    return this.range.begunAt;
  }

  /** The figures alone, as `run --json` prints them. */
  values(now = this.last): Record<string, { value: number | null; unit: Unit }> {
    return Object.fromEntries(
      this.seats.map(({ kpi, fold }) => [kpi.id, { value: fold.value(now), unit: kpi.unit }]),
    );
  }

  counts(now = this.last): MovementCounts {
    return this.movementCounts.at(now);
  }

  history(id: string): readonly HistoryPoint[] {
    return this.seats.find(({ kpi }) => kpi.id === id)?.history ?? [];
  }

  /** Everything about one KPI; undefined for an unknown id. */
  result(id: string, now = this.last): KpiResult | undefined {
    const seat = this.seats.find(({ kpi }) => kpi.id === id);
    return seat === undefined ? undefined : resultOf(seat, now);
  }

  results(now = this.last): KpiResult[] {
    return this.seats.map((seat) => resultOf(seat, now));
  }

  private sample(t: number): void {
    for (const seat of this.seats) {
      const { fold, history } = seat;
      history.push({ t, value: fold.value(t), recent: fold.recent(t) });
    }
    this.range.next(t);
    if (this.seats[0]?.history.length === POINTS) this.thin();
    this.nextSample = t + this.interval;
  }

  /** Of two neighbouring points the later one stays, with the mean of what both saw. */
  private thin(): void {
    this.interval *= 2;
    for (const seat of this.seats) {
      seat.history = seat.history.flatMap(({ t, value, recent }, i) =>
        i % 2 === 0
          ? []
          : [{ t, value, recent: meanOf(seat.history[i - 1]?.recent ?? null, recent) }],
      );
    }
  }
}

function meanOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return (a + b) / 2;
}

/** The samples, and how it stands now. */
function withLast(history: readonly HistoryPoint[], fold: KpiFold, now: number): HistoryPoint[] {
  const last = history.at(-1);
  if (last !== undefined && last.t >= now) return [...history];
  return [...history, { t: now, value: fold.value(now), recent: fold.recent(now) }];
}

function resultOf({ kpi, fold, history }: Seat, now: number): KpiResult {
  const value = fold.value(now);
  const reached = reaches(kpi.goal, value);
  return {
    id: kpi.id,
    value,
    unit: kpi.unit,
    ...(kpi.goal === undefined ? {} : { goal: kpi.goal }),
    ...(reached === undefined ? {} : { reached }),
    count: fold.count(),
    history: withLast(history, fold, now),
    breakdown: fold.breakdown(now),
    worst: fold.worst(now),
  };
}
