/** Figures as a table of text for a terminal. */
import type { Figure } from './figures.ts';

const HEADINGS = ['figure', 'measured', 'peer', 'ratio', 'goal', 'met'] as const;

/** One line a figure, columns padded, what it is on the line below. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, value, unit, peer, ratio, goal, met }) => [
    id,
    `${threeDigits(value)} ${unit}`,
    peer === undefined ? '' : `${threeDigits(peer.value)} (${peer.what})`,
    ratio === undefined ? '' : threeDigits(ratio),
    goal === undefined ? '' : `${goal.op === '>=' ? '≥' : '≤'} ${threeDigits(goal.value)}`,
    met === undefined ? '' : met ? 'yes' : 'NO',
  ]);
  const widths = HEADINGS.map((heading, i) =>
    Math.max(heading.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(HEADINGS),
    ...rows.flatMap((row, i) => [line(row), `  ${figures[i]?.what ?? ''}`]),
  ].join('\n');
}

/** Three significant digits, thousands apart: `4,320,000`, `41.2`, `0.55`. */
export function threeDigits(value: number): string {
  const rounded = String(Number(value.toPrecision(3)));
  return /^\d+$/.test(rounded) ? rounded.replace(/\B(?=(\d{3})+$)/g, ',') : rounded;
}
