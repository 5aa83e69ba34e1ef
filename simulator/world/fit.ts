/** How well the model's border times fit the published ones, and what the posts' other traffic must be for them to. Folds over facts; runs nothing itself. */
import { countryRowOf } from '../../scenarios/data/corridors.ts';
import type { BorderTime } from '../../scenarios/data/border-times.ts';
import { FIT_TARGETS } from '../../scenarios/data/border-times.ts';
import { localHour } from '../core/calendar.ts';
import { Chance } from '../core/chance.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { Fact } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import { DAY, HOUR } from '../core/time.ts';
import type { Side, TruckFact } from '../core/world-facts.ts';
import type { BackgroundModel } from './background.ts';
import { advance, BACKGROUND, backlogMs, UNSEEN } from './background.ts';
import { FITTED, stationKey } from './sites.ts';
import type { FittedPost } from './sites.ts';

/** One side of a post: the model beside the publication. */
export interface FitRow {
  readonly station: string;
  readonly post: string;
  readonly side: Side;
  readonly publishedHours: number;
  readonly source: string;
  /** Trucks cleared there in the run, and their mean time from joining the queue, with the half-width of its 95 % interval. */
  readonly trucks: number;
  readonly meanHours: number;
  readonly halfWidthHours: number;
  /** The published mean, which is rounded, may lie in the interval. */
  readonly fits: boolean;
}

/** A fact with its time, as journals have them. */
export type TimedFact = Fact & { readonly t: SimTime };

/** Times are alike for a day or two: an interval from single trucks would be far too narrow, so it is made from batches of days. */
const BATCH_MIN_MS = 3 * DAY;
const BATCHES_MAX = 30;

/** Times are published to a tenth of an hour. */
const ROUNDING_HOURS = 0.05;

interface Batch {
  count: number;
  sum: number;
}

/** What is gathered at one station. */
class Gathering {
  readonly target: BorderTime;
  readonly offsetMin: number;
  readonly byDay = new Map<number, Batch>();
  /** Trucks that joined, by local hour. */
  readonly joinedByHour = new Array<number>(24).fill(0);
  count = 0;
  sum = 0;
  /** Of the time behind other traffic, by the backlog on joining. */
  others = 0;

  constructor(target: BorderTime) {
    this.target = target;
    this.offsetMin = countryRowOf(target.country).utcOffsetMin;
  }

  cleared(t: SimTime, waitedMs: number, othersMs: number): void {
    const day = Math.floor(t / DAY);
    const batch = this.byDay.get(day) ?? { count: 0, sum: 0 };
    batch.count++;
    batch.sum += waitedMs;
    this.byDay.set(day, batch);
    this.count++;
    this.sum += waitedMs;
    this.others += othersMs;
    const hour = localHour(t - waitedMs, this.offsetMin);
    this.joinedByHour[hour] = (this.joinedByHour[hour] as number) + 1;
  }
}

/** Watches a run: hand it every entry of the world, in order. */
export class FitWatch {
  private readonly from: SimTime;
  private readonly stations: ReadonlyMap<string, Gathering>;
  /** Backlog that each waiting truck found, in ms. */
  private readonly found = new Map<string, number>();

  /** @param from trucks that were cleared before are left out: the warm-up. */
  constructor(from: SimTime = 0) {
    this.from = from;
    this.stations = new Map(
      FIT_TARGETS.map((target) => [stationKey(target.post, sideOf(target)), new Gathering(target)]),
    );
  }

  observe(entry: TimedFact): void {
    if (entry.type !== 'TruckQueued' && entry.type !== 'TruckCleared') return;
    const fact = entry as unknown as TimedFact &
      Extract<TruckFact, { type: 'TruckQueued' | 'TruckCleared' }>;
    const key = stationKey(fact.post, fact.side);
    const station = this.stations.get(key);
    if (station === undefined) return;
    const truck = `${fact.truck} ${key}`;
    if (fact.type === 'TruckQueued') this.found.set(truck, fact.background * HOUR);
    else {
      if (entry.t >= this.from) station.cleared(entry.t, fact.waited, this.found.get(truck) ?? 0);
      this.found.delete(truck);
    }
  }

  /** Sides of posts at which trucks were cleared, in the order of the data. */
  rows(): FitRow[] {
    return [...this.stations]
      .filter(([, { count }]) => count > 0)
      .map(([key, station]) => rowOf(key, station));
  }

  /**
   * Other traffic with which the mean time would be the published one, if everything else took as long as in this run. What a truck spends
   * beside waiting for others hardly depends on chance, so the answer is much sharper than the run's own mean.
   * @param used mean hours of other traffic in this run.
   */
  improved(used: HoursByStation = {}, model: BackgroundModel = BACKGROUND): FittedPost[] {
    return [...this.stations]
      .filter(([, { count }]) => count > 0)
      .map(([station, gathered]) => {
        // A lane that was made faster takes its usual time again before others are counted.
        const usual = Math.min(0, used[station] ?? 0) * HOUR;
        return { station, backgroundHours: backgroundFor(gathered, usual, model) };
      });
  }
}

type HoursByStation = Readonly<Record<string, number>>;

/** The fit of a recorded run. */
export function fitRows(entries: Iterable<TimedFact>, from: SimTime = 0): FitRow[] {
  const watch = new FitWatch(from);
  for (const entry of entries) watch.observe(entry);
  return watch.rows();
}

/**
 * Finds the other traffic of all published posts by running the model again and again.
 * @param run a run with these mean hours by station, seen by a watch.
 */
export function calibrate(
  run: (backgroundHours: HoursByStation) => FitWatch,
  rounds = 3,
): FittedPost[] {
  let hours: HoursByStation = Object.fromEntries(FITTED);
  for (let round = 0; round < rounds; round++) {
    const found = run(hours).improved(hours);
    hours = {
      ...hours,
      ...Object.fromEntries(
        found.map(({ station, backgroundHours }) => [station, backgroundHours]),
      ),
    };
  }
  return Object.keys(hours)
    .sort()
    .map((station) => ({ station, backgroundHours: hours[station] as number }));
}

/** The text of `scenarios/data/fitted-posts.json`. */
export function fittedFile(posts: readonly FittedPost[]): string {
  const what =
    'Mean hours of other traffic at the posts whose times are published, fitted by `rehearse fit` so that the model mean time, joining to cleared, is the published one';
  return `${JSON.stringify({ what, posts }, null, 2)}\n`;
}

/** The rows as lines of text, for a terminal. */
export function fitText(rows: readonly FitRow[]): string {
  const table = [
    ['post', 'side', 'published h', 'model h', '± 95 %', 'trucks', 'fits', 'source'],
    ...rows.map(
      ({ post, side, publishedHours, meanHours, halfWidthHours, trucks, fits, source }) => [
        post,
        side,
        publishedHours.toFixed(1),
        meanHours.toFixed(2),
        Number.isFinite(halfWidthHours) ? halfWidthHours.toFixed(2) : '–',
        String(trucks),
        fits ? 'yes' : 'no',
        source,
      ],
    ),
  ];
  const widths = (table[0] as string[]).map((_, column) =>
    Math.max(...table.map((line) => (line[column] as string).length)),
  );
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const sideOf = ({ direction }: BorderTime): Side => (direction === 'outbound' ? 'exit' : 'entry');

function rowOf(station: string, gathered: Gathering): FitRow {
  const { target, count, sum, byDay } = gathered;
  const mean = sum / count;
  const half = halfWidth(byDay, mean, count);
  const { post, meanHours: publishedHours, source } = target;
  const fits = Math.abs(mean / HOUR - publishedHours) <= half / HOUR + ROUNDING_HOURS;
  const side = sideOf(target);
  return {
    station,
    post,
    side,
    publishedHours,
    source,
    trucks: count,
    meanHours: mean / HOUR,
    halfWidthHours: half / HOUR,
    fits,
  };
}

/** Half-width of the 95 % interval of a mean over batches of unequal size; Infinity where there are too few. */
function halfWidth(byDay: ReadonlyMap<number, Batch>, mean: number, count: number): number {
  const days = [...byDay.keys()];
  const first = Math.min(...days);
  const span = (Math.max(...days) - first + 1) * DAY;
  const length = Math.max(BATCH_MIN_MS, Math.ceil(span / BATCHES_MAX / DAY) * DAY);
  const batches = new Map<number, Batch>();
  for (const [day, { count: n, sum }] of byDay) {
    const key = Math.floor(((day - first) * DAY) / length);
    const batch = batches.get(key) ?? { count: 0, sum: 0 };
    batch.count += n;
    batch.sum += sum;
    batches.set(key, batch);
  }
  const k = batches.size;
  if (k < 3) return Infinity;
  let squares = 0;
  for (const { count: n, sum } of batches.values()) squares += (sum - mean * n) * (sum - mean * n);
  return studentT(k - 1) * (Math.sqrt((squares * k) / (k - 1)) / count);
}

/** 97.5 % points of Student's t for 2 to 29 degrees of freedom. */
const T_POINTS = [
  4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045,
];
const studentT = (freedom: number): number => T_POINTS[freedom - 2] ?? 1.96;

/** Solves for the mean hours of other traffic: what others add on average, at the hours at which trucks came, is what is missing. */
function backgroundFor(gathered: Gathering, usualMs: number, model: BackgroundModel): number {
  const { target, count, sum, others, joinedByHour, offsetMin } = gathered;
  const beside = (sum - others) / count;
  const missing = target.meanHours * HOUR - beside + usualMs;
  if (missing <= 0) return inHundredths(missing / HOUR);
  const expected = (mean: number): number => {
    const byHour = expectedByHour(model, mean, offsetMin);
    return (
      joinedByHour.reduce((total, joined, hour) => total + joined * (byHour[hour] as number), 0) /
      count
    );
  };
  // What others add is nearly in proportion to their mean, so a few corrections are enough.
  let mean = missing;
  for (let i = 0; i < 5; i++) mean *= missing / expected(mean);
  return inHundredths(mean / HOUR);
}

const inHundredths = (hours: number): number => roundHalfUp(hours * 100) / 100;

/** Long enough that the mean is known to a per cent. */
const EXPECTATION_HOURS = 24 * 365 * 24;

/** Mean backlog by local hour, in ms, from a run of the background alone. */
function expectedByHour(model: BackgroundModel, meanMs: number, utcOffsetMin: number): number[] {
  const stream = new Chance('fit').stream('background');
  const site = { backgroundMeanMs: roundHalfUp(meanMs), utcOffsetMin };
  const sums = new Array<number>(24).fill(0);
  let backlog = UNSEEN;
  for (let hour = 0; hour < EXPECTATION_HOURS; hour++) {
    const now = hour * HOUR + HOUR / 2;
    backlog = advance(model, site, backlog, now, stream);
    const local = localHour(now, utcOffsetMin);
    sums[local] = (sums[local] as number) + backlogMs(backlog, now);
  }
  return sums.map((sum) => sum / (EXPECTATION_HOURS / 24));
}
