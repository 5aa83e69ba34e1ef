/** A curve as small as a word: the history of a figure, its goal as a line. */
import { line, scaleLinear, scaleUtc } from 'd3';
import type { HistoryPoint } from '../../reports/kpi/board.ts';
import type { Tick } from './time-bar.ts';
import { timeTicks } from './time-bar.ts';

export interface SparkLayout {
  /** SVG path; empty without two values. */
  readonly path: string;
  /** Height of the goal's line; null without a goal, or where it lies far off. */
  readonly goalY: number | null;
  /** Where the last value is; null without one. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

/** A curve with its scales written: for a panel. */
export interface CurveLayout extends SparkLayout {
  readonly yTicks: readonly { readonly value: number; readonly y: number }[];
  readonly xTicks: readonly Tick[];
  /** Time between two ticks, ms. */
  readonly step: number;
}

/** Room for the values on the left and the dates below, px. */
export const CURVE_LEFT = 44;
export const CURVE_BELOW = 20;

/** @param offsetMin minutes east of UTC. */
export function curveLayout(
  points: readonly HistoryPoint[],
  goal: number | undefined,
  width: number,
  height: number,
  offsetMin = 0,
): CurveLayout {
  const spark = sparkLayout(points, goal, width - CURVE_LEFT, height - CURVE_BELOW);
  const scales = scalesOf(points, goal, width - CURVE_LEFT, height - CURVE_BELOW);
  if (scales === null) return { ...spark, yTicks: [], xTicks: [], step: 0 };
  const { span, y } = scales;
  const { ticks, step } = timeTicks(span, width - CURVE_LEFT, offsetMin);
  return {
    ...spark,
    yTicks: y.ticks(3).map((value) => ({ value, y: y(value) })),
    xTicks: ticks,
    step,
  };
}

/** @param goal in the figure's unit. */
export function sparkLayout(
  points: readonly HistoryPoint[],
  goal: number | undefined,
  width: number,
  height: number,
): SparkLayout {
  const known = knownOf(points);
  const last = known.at(-1);
  const scales = scalesOf(points, goal, width, height);
  if (scales === null || last === undefined) return { path: '', goalY: null, end: null };
  const { x, y, near } = scales;
  const path = line<{ t: number; value: number }>(
    ({ t }) => x(t),
    ({ value }) => y(value),
  )(known);
  return {
    path: known.length > 1 ? (path ?? '') : '',
    goalY: near && goal !== undefined ? y(goal) : null,
    end: { x: x(last.t), y: y(last.value) },
  };
}

const knownOf = (points: readonly HistoryPoint[]): { t: number; value: number }[] =>
  points.flatMap(({ t, value }) => (value === null ? [] : [{ t, value }]));

/** The goal belongs on the scale where it is near; a far one would press the curve flat. */
function scalesOf(
  points: readonly HistoryPoint[],
  goal: number | undefined,
  width: number,
  height: number,
) {
  const known = knownOf(points);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return null;
  const values = known.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const reach = Math.max(high - low, Math.abs(high) * 0.02, 1e-9);
  const near = goal !== undefined && goal >= low - reach && goal <= high + reach;
  const [least, most] = near ? [Math.min(low, goal), Math.max(high, goal)] : [low, high];
  const middle = (least + most) / 2;
  const half = Math.max((most - least) / 2, reach / 2);
  const span = { from: first.t, to: last.t };
  return {
    span,
    x: scaleUtc([first.t, Math.max(last.t, first.t + 1)], [1, width - 3]),
    y: scaleLinear([middle - half, middle + half], [height - 2, 2]),
    near,
  };
}
