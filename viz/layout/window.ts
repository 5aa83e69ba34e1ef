/** Which rows of a long list are on screen: only those are drawn, so that ten thousand rows cost as much as thirty. */

export interface Window {
  readonly from: number;
  readonly to: number;
  /** Height of what is above, px. */
  readonly above: number;
  readonly height: number;
}

/** Rows drawn beyond each edge, so that scrolling meets no blank. */
const SPARE = 6;

export function windowOf(count: number, row: number, scrollTop: number, height: number): Window {
  const first = Math.floor(scrollTop / row) - SPARE;
  const from = Math.max(0, Math.min(first, count));
  const to = Math.min(count, Math.ceil((scrollTop + height) / row) + SPARE);
  return { from, to: Math.max(from, to), above: from * row, height: count * row };
}

/** Where to scroll so that a row is wholly in sight; where it already is, nothing moves. */
export function scrollTo(index: number, row: number, scrollTop: number, height: number): number {
  const top = index * row;
  if (top < scrollTop) return top;
  return top + row > scrollTop + height ? top + row - height : scrollTop;
}
