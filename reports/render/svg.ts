/** Charts as SVG text: curves with a goal, sparklines, bars. Black on white, told apart by line and pattern, never by colour alone. */
import type { HistoryPoint } from '../kpi/board.ts';

export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A coordinate with one decimal at most. */
const c = (value: number): string => String(Math.round(value * 10) / 10);

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** An axis over values, with two to six round ticks; begins at 0 unless all values lie in its upper part. */
export function axisOf(values: readonly number[]): Axis {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const from = least >= 0 && (least < 0.6 * most || least === most) ? 0 : least;
  const span = most - from || Math.abs(most) || 1;
  const step = stepOf(span / 4);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil((from + span) / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
  return { from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, ticks };
}

/** 1, 2, 2.5 or 5 times a power of ten, not below `least`. */
function stepOf(least: number): number {
  let power = 1;
  while (power > least) power /= 10;
  while (power * 10 <= least) power *= 10;
  return (
    [1, 2, 2.5, 5, 10].map((n) => n * power).find((step) => step >= least - 1e-12) ?? power * 10
  );
}

/** Takes away what binary fractions leave behind. */
const round = (value: number): number => Number(value.toPrecision(12));

const WIDTH = 720;
const HEIGHT = 190;
const LEFT = 52;
const RIGHT = 70;
const TOP = 12;
const BOTTOM = 24;

export interface Curve {
  readonly history: readonly HistoryPoint[];
  readonly goal?: number;
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
  readonly formatValue: (value: number) => string;
  readonly formatTime: (t: number) => string;
}

/** The course of a figure: over the period so far as a thick line, of each interval as a thin one with dots, the goal dashed. Empty without points. */
export function curveChart({ history, goal, title, formatValue, formatTime }: Curve): string {
  const values = history
    .flatMap(({ value, recent }) => [value, recent])
    .filter((value) => value !== null);
  const first = history[0];
  const last = history.at(-1);
  if (first === undefined || last === undefined || first === last || values.length === 0) return '';
  const axis = axisOf(goal === undefined ? values : [...values, goal]);
  const span = last.t - first.t || 1;
  const x = (t: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (t - first.t)) / span;
  const y = (value: number): number =>
    HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (value - axis.from)) / (axis.to - axis.from);
  const grid = axis.ticks.map(
    (tick) =>
      `<line class="grid" x1="${c(LEFT)}" x2="${c(WIDTH - RIGHT)}" y1="${c(y(tick))}" y2="${c(y(tick))}"/>` +
      `<text class="tick" x="${c(LEFT - 6)}" y="${c(y(tick) + 3.5)}" text-anchor="end">${escapeText(formatValue(tick))}</text>`,
  );
  const days = timeTicks(first.t, last.t).map(
    (t) =>
      `<line class="grid" x1="${c(x(t))}" x2="${c(x(t))}" y1="${c(HEIGHT - BOTTOM)}" y2="${c(HEIGHT - BOTTOM + 4)}"/>` +
      `<text class="tick" x="${c(x(t))}" y="${c(HEIGHT - 8)}" text-anchor="middle">${escapeText(formatTime(t))}</text>`,
  );
  const recent = lineOf(history, ({ recent: value }) => value, x, y);
  const dots = history.flatMap(({ t, recent: value }) =>
    value === null ? [] : [`<circle class="dot" cx="${c(x(t))}" cy="${c(y(value))}" r="1.7"/>`],
  );
  const whole = lineOf(history, ({ value }) => value, x, y);
  const goalLine =
    goal === undefined
      ? ''
      : `<line class="goal" x1="${c(LEFT)}" x2="${c(WIDTH - RIGHT)}" y1="${c(y(goal))}" y2="${c(y(goal))}"/>` +
        `<text class="tick" x="${c(WIDTH - RIGHT + 5)}" y="${c(y(goal) + 3.5)}">${escapeText(formatValue(goal))}</text>`;
  return (
    `<svg class="curve" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img"><title>${escapeText(title)}</title>` +
    [...grid, ...days].join('') +
    `<path class="recent" d="${recent}"/>${dots.join('')}<path class="whole" d="${whole}"/>${goalLine}</svg>`
  );
}

/** A path through the points that have a value; a gap where one has none. */
function lineOf(
  history: readonly HistoryPoint[],
  read: (point: HistoryPoint) => number | null,
  x: (t: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let drawing = false;
  for (const point of history) {
    const value = read(point);
    if (value !== null) path += `${drawing ? 'L' : 'M'}${c(x(point.t))} ${c(y(value))}`;
    drawing = value !== null;
  }
  return path;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  61 * DAY,
];

/** Round UTC times within a span, eight at the most. */
export function timeTicks(from: number, to: number): number[] {
  const step = TIME_STEPS.find((size) => (to - from) / size <= 8) ?? 122 * DAY;
  const ticks: number[] = [];
  for (let t = Math.ceil(from / step) * step; t <= to; t += step) ticks.push(t);
  return ticks;
}

/** A small curve without axes, for a line of a table. */
export function sparkline(history: readonly HistoryPoint[], title: string): string {
  const points = history.flatMap(({ t, recent, value }) => {
    const shown = recent ?? value;
    return shown === null ? [] : [{ t, value: shown }];
  });
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return '';
  const values = points.map(({ value }) => value);
  const axis = axisOf(values);
  const flat = Math.min(...values) === Math.max(...values);
  const path = points
    .map(({ t, value }, i) => {
      const x = 1 + (108 * (t - first.t)) / (last.t - first.t || 1);
      const y = flat ? 12 : 21 - (18 * (value - axis.from)) / (axis.to - axis.from);
      return `${i === 0 ? 'M' : 'L'}${c(x)} ${c(y)}`;
    })
    .join('');
  return `<svg class="spark" viewBox="0 0 110 24" role="img"><title>${escapeText(title)}</title><path d="${path}"/></svg>`;
}

/** A bar for a cell of a table, as a share of the largest value of its column. */
export function bar(value: number | null, largest: number): string {
  if (value === null || largest <= 0) return '';
  const width = Math.max(0.5, (100 * value) / largest);
  return `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${c(width)}" height="8"/></svg>`;
}
