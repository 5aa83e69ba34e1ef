/** The lines of a picture of states as SVG path data: upright where they pass a layer, curved between. */
import type { Point } from './layered.ts';

/** A coordinate with one decimal at most. */
const c = (value: number): string => String(Math.round(value * 10) / 10);

/** Through the points in order; each second piece passes a layer and is straight. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${c(first.x)} ${c(first.y)}`;
  let from = first;
  for (const to of rest) {
    const half = (from.y + to.y) / 2;
    path +=
      from.x === to.x
        ? `V${c(to.y)}`
        : `C${c(from.x)} ${c(half)} ${c(to.x)} ${c(half)} ${c(to.x)} ${c(to.y)}`;
    from = to;
  }
  return path;
}

const HEAD_LENGTH = 7;
const HEAD_HALF = 3.5;

/** The head of an arrow at the last point, which the line reaches upright. */
export function arrowHead(points: readonly Point[]): string {
  const [before, end] = [points.at(-2), points.at(-1)];
  if (before === undefined || end === undefined) return '';
  const back = end.y > before.y ? -HEAD_LENGTH : HEAD_LENGTH;
  return `M${c(end.x)} ${c(end.y)}L${c(end.x - HEAD_HALF)} ${c(end.y + back)}H${c(end.x + HEAD_HALF)}Z`;
}
