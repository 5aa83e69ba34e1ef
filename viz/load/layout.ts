/** The charts of a load, from data to coordinates. All share the seconds of the whole load, so that one sees beside what was what comes. */
import { area, line, scaleLinear, scaleLog } from 'd3';
import type { LoadInterval, LoadProgress, LoadStage } from '../../reports/views/load-progress.ts';

/** Room beside and below a chart for its values, px. */
export const LEFT = 56;
export const RIGHT = 34;
export const TOP = 8;
export const BELOW = 20;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Tick {
  readonly value: number;
  /** px, from the left or from above. */
  readonly at: number;
}

export interface ChartLayout {
  /** In the order of what was asked for; empty where there is nothing to draw. */
  readonly paths: readonly string[];
  readonly yTicks: readonly Tick[];
  /** Height of the bound; null without one. */
  readonly level: number | null;
  /** Seconds in which the last course was above the bound. */
  readonly above: readonly { readonly x: number; readonly y: number }[];
}

/** What all charts of a load have in common. */
export interface Ground {
  /** The profile, as an area. */
  readonly shape: string;
  /** Movements a second that the area's height means. */
  readonly shapeTicks: readonly Tick[];
  readonly xTicks: readonly Tick[];
  /** Where the counting begins; null without a warming up. */
  readonly counts: number | null;
  /** The end of the last second; null before the first. */
  readonly now: number | null;
}

type Course = (interval: LoadInterval) => number;
type Scale = (value: number) => number;

/** A course of some hours is drawn by the highest of each of so many pieces: a peak is what people look for. */
const POINTS_MOST = 600;
/** A logarithmic axis begins at no less than so many decades below its end. */
const DECADES = 6;
/** Room above what is highest. */
const AIR = 1.12;
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];
/** Least distance between two marks of the time, px. */
const TICK_APART = 64;

type Timed = Pick<LoadProgress, 'seconds' | 'intervals'>;

/** The load lasts until its last answer, which may come after its stages. */
const lengthOf = ({ seconds, intervals }: Timed): number =>
  Math.max(seconds, intervals.at(-1)?.at ?? 0, 1);

const across = (load: Timed, { width }: Size): Scale =>
  scaleLinear([0, lengthOf(load)], [LEFT, Math.max(LEFT + 1, width - RIGHT)]);

export function groundOf(
  load: Timed & Pick<LoadProgress, 'stages' | 'warmUp'>,
  size: Size,
): Ground {
  const x = across(load, size);
  const corners = cornersOf(load.stages);
  const peak = Math.max(...corners.map(({ rate }) => rate), 0);
  const y = scaleLinear([0, Math.max(peak * AIR, 1e-9)], [size.height - BELOW, TOP]);
  const shape = area<Corner>(
    ({ at }) => x(at),
    size.height - BELOW,
    ({ rate }) => y(rate),
  ).digits(1)(corners);
  const length = lengthOf(load);
  const step = stepOf(length, size);
  const count = Math.floor(length / step);
  const last = load.intervals.at(-1);
  return {
    shape: shape ?? '',
    shapeTicks: peak === 0 ? [] : [0, peak].map((value) => ({ value, at: y(value) })),
    xTicks: Array.from({ length: count + 1 }, (_, i) => ({ value: i * step, at: x(i * step) })),
    counts: load.warmUp > 0 ? x(load.warmUp) : null,
    now: last === undefined ? null : x(last.at),
  };
}

function stepOf(length: number, { width }: Size): number {
  const most = Math.max(1, (width - LEFT - RIGHT) / TICK_APART);
  const step = TICK_STEPS.find((one) => length / one <= most);
  return step ?? Math.ceil(length / most / 3_600) * 3_600;
}

interface Corner {
  readonly at: number;
  readonly rate: number;
}

function cornersOf(stages: readonly LoadStage[]): Corner[] {
  let from = 0;
  return stages.flatMap(({ seconds, rate, to = rate }) => {
    const corners = [
      { at: from, rate },
      { at: from + seconds, rate: to },
    ];
    from += seconds;
    return corners;
  });
}

/** Courses on a scale that begins at nothing. */
export function linearLayout(load: Timed, courses: readonly Course[], size: Size): ChartLayout {
  const points = pointsOf(load.intervals, courses);
  const most = Math.max(...points.flat().map(({ value }) => value), 1);
  const y = scaleLinear([0, most * AIR], [size.height - BELOW, TOP]);
  const x = across(load, size);
  const ticks = y.ticks(3).filter(Number.isInteger);
  return {
    paths: points.map((course) => pathOf(course, x, y)),
    yTicks: ticks.map((value) => ({ value, at: y(value) })),
    level: null,
    above: [],
  };
}

/** Courses on a logarithmic scale with a bound; where a course is 0, it has no value. */
export function logLayout(
  load: Timed,
  courses: readonly Course[],
  bound: number,
  size: Size,
): ChartLayout {
  const points = pointsOf(load.intervals, courses);
  const values = points.flat().flatMap(({ value }) => (value > 0 ? [value] : []));
  const most = Math.max(...values, bound) * 1.5;
  const least = Math.max(Math.min(...values, bound / 10) / 1.5, most / 10 ** DECADES);
  const y = scaleLog([least, most], [size.height - BELOW, TOP]).clamp(true);
  const x = across(load, size);
  const last = points.at(-1) ?? [];
  return {
    paths: points.map((course) => pathOf(course, x, y, ({ value }) => value > 0)),
    yTicks: logTicks(y.ticks()).map((value) => ({ value, at: y(value) })),
    level: y(bound),
    above: last
      .filter(({ value }) => value > bound)
      .map(({ at, value }) => ({ x: x(at), y: y(value) })),
  };
}

/** Powers of ten; where those are too few to be a scale, 2 and 5 of each as well. */
function logTicks(ticks: readonly number[]): number[] {
  const startingWith = (...digits: readonly number[]): number[] =>
    ticks.filter((tick) => digits.includes(Number(tick.toExponential(0).charAt(0))));
  const tens = startingWith(1);
  return tens.length > 1 ? tens : startingWith(1, 2, 5);
}

interface Point {
  readonly at: number;
  readonly value: number;
}

function pointsOf(intervals: readonly LoadInterval[], courses: readonly Course[]): Point[][] {
  const size = Math.max(1, Math.ceil(intervals.length / POINTS_MOST));
  const pieces = Array.from({ length: Math.ceil(intervals.length / size) }, (_, i) =>
    intervals.slice(i * size, (i + 1) * size),
  );
  return courses.map((course) =>
    pieces.map((piece) => ({
      at: piece.at(-1)?.at ?? 0,
      value: Math.max(...piece.map(course)),
    })),
  );
}

function pathOf(
  points: readonly Point[],
  x: Scale,
  y: Scale,
  isKnown: (point: Point) => boolean = () => true,
): string {
  const path = line<Point>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  )
    .defined(isKnown)
    .digits(1);
  return path([...points]) ?? '';
}

/** Movements that the profile asks for in the second that ended at `at`. */
export function askedAt(stages: readonly LoadStage[], at: number): number {
  const middle = at - 0.5;
  const corners = cornersOf(stages);
  const after = corners.findIndex((corner) => corner.at > middle);
  const [from, to] = [corners[after - 1], corners[after]];
  if (from === undefined || to === undefined) return 0;
  return from.rate + ((to.rate - from.rate) * (middle - from.at)) / (to.at - from.at);
}

/** Where the load stands in its profile. */
export interface Standing {
  readonly stage: LoadStage;
  /** The one after it, and in how many seconds it begins; null: it is the last. */
  readonly next: { readonly stage: LoadStage; readonly inSeconds: number } | null;
}

/** @param at seconds since the load began. @returns null once no more movements begin. */
export function standingOf(stages: readonly LoadStage[], at: number): Standing | null {
  let until = 0;
  for (const [i, stage] of stages.entries()) {
    until += stage.seconds;
    if (at >= until) continue;
    const next = stages[i + 1];
    return { stage, next: next === undefined ? null : { stage: next, inSeconds: until - at } };
  }
  return null;
}
