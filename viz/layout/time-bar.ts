/** The time bar as coordinates: how much happened when, marks of what stood out, days. */
import { area, curveStepAfter, scaleLinear, scaleSqrt } from 'd3';
import type { DensityView, Mark } from '../../reports/views/density.ts';
import { DAY, HOUR, MINUTE } from '../../simulator/core/time.ts';

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export interface PlacedMark {
  readonly mark: Mark;
  readonly x: number;
  /** Width of what lasts; 0 for an instant. */
  readonly width: number;
}

export interface Tick {
  readonly t: number;
  readonly x: number;
}

/** Marks that tell of something; commands and seats are many, and have their place in the journal. */
const TOLD: ReadonlySet<Mark['kind']> = new Set<Mark['kind']>([
  'storm',
  'portClosed',
  'fault',
  'nodeDown',
  'nodeLeft',
  'command',
  'seat',
]);

export const timeScale = ({ from, to }: TimeSpan, width: number) =>
  scaleLinear([from, Math.max(to, from + 1)], [0, width]).clamp(true);

/** Area of entries over time; the root of their number, so that quiet hours are still seen. */
export function densityPath(
  view: DensityView,
  span: TimeSpan,
  width: number,
  height: number,
): string {
  const most = view.counts.reduce((high, count) => Math.max(high, count), 1);
  const x = timeScale(span, width);
  const y = scaleSqrt([0, most], [height, 1]);
  const points = view.counts.map((count, i) => ({ t: view.from + i * view.bucketMs, count }));
  const end = view.from + view.counts.length * view.bucketMs;
  const shape = area<{ t: number; count: number }>(
    ({ t }) => x(t),
    height,
    ({ count }) => y(count),
  ).curve(curveStepAfter);
  return shape([...points, { t: end, count: 0 }]) ?? '';
}

export function placedMarks(marks: readonly Mark[], span: TimeSpan, width: number): PlacedMark[] {
  const x = timeScale(span, width);
  return marks
    .filter(({ kind, t }) => TOLD.has(kind) && t >= span.from)
    .map((mark) => ({
      mark,
      x: x(mark.t),
      width: mark.until === null ? 0 : Math.max(0, x(mark.until) - x(mark.t)),
    }));
}

const STEPS = [
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  28 * DAY,
];
/** Pixels between two labels at the least. */
const TICK_PX = 74;

/** Round local times, far enough apart to be labelled. @param offsetMin minutes east of UTC. */
export function timeTicks(
  span: TimeSpan,
  width: number,
  offsetMin: number,
): { ticks: Tick[]; step: number } {
  const x = timeScale(span, width);
  const length = span.to - span.from;
  const step = STEPS.find((candidate) => (width * candidate) / length >= TICK_PX) ?? 28 * DAY;
  const offset = offsetMin * MINUTE;
  const ticks: Tick[] = [];
  for (let t = Math.ceil((span.from + offset) / step) * step - offset; t <= span.to; t += step)
    ticks.push({ t, x: x(t) });
  return { ticks, step };
}
