/** Where the vertices of ordered layers stand from left to right: near those they are joined with, apart from their neighbours, long lines straight. */
import type { Layer, Vertex } from './layered.ts';

const SWEEPS = 120;
/** Between two boxes or labels, and where one of the two is a line that passes. */
const BOX_GAP = 22;
const BEND_GAP = 12;
const MARGIN = 8;
/** px; below it two vertices count as one above the other. Wide at first, while everything finds its region. */
const SOFT_FIRST = 400;
const SOFT_LAST = 4;

/** Sets every x; the leftmost border lies at the margin. */
export function placeAcross(layers: readonly Layer[]): void {
  for (const layer of layers) settle(layer, () => ({ x: 0, weight: 1 }));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const soft = Math.max(SOFT_LAST, SOFT_FIRST * (1 - (2 * sweep) / SWEEPS));
    for (const layer of sweep % 2 === 0 ? layers : [...layers].reverse())
      settle(layer, (vertex) => wish(vertex, soft));
  }
  const left = Math.min(...layers.flat().map(({ x, width }) => x - width / 2));
  for (const vertex of layers.flat()) vertex.x += MARGIN - left;
}

/** Where a vertex would stand if it were alone, and how much that matters. */
interface Wish {
  readonly x: number;
  readonly weight: number;
}

/** Near to all that it is joined with. Weighing squares by the distance makes one wide turn of a line cheaper than many small ones. */
function wish(vertex: Vertex, soft: number): Wish {
  let sum = 1e-6 * vertex.x;
  let weight = 1e-6;
  for (const other of [...vertex.above, ...vertex.below]) {
    const w = straightness(vertex, other) / (Math.abs(vertex.x - other.x) + soft);
    sum += w * other.x;
    weight += w;
  }
  return { x: sum / weight, weight };
}

/** A line between two bends should be straight first, one at a label or a box next. */
function straightness(a: Vertex, b: Vertex): number {
  if (a.kind === 'bend' && b.kind === 'bend') return 8;
  return a.kind === 'bend' || b.kind === 'bend' ? 3 : 1;
}

const distance = (a: Vertex, b: Vertex): number =>
  (a.width + b.width) / 2 + (a.kind === 'bend' || b.kind === 'bend' ? BEND_GAP : BOX_GAP);

interface Block {
  sum: number;
  weight: number;
  count: number;
}

/**
 * As near to what each wants as the order and the distances allow, by weighted squares: without the distances it is a monotone fit, found by
 * pooling neighbours that would change places.
 */
function settle(layer: Layer, wishOf: (vertex: Vertex) => Wish): void {
  const offsets: number[] = [];
  layer.forEach((vertex, i) => {
    offsets.push(i === 0 ? 0 : offsets[i - 1]! + distance(layer[i - 1]!, vertex));
  });
  const blocks: Block[] = [];
  layer.forEach((vertex, i) => {
    const { x, weight } = wishOf(vertex);
    blocks.push({ sum: weight * (x - offsets[i]!), weight, count: 1 });
    for (let last = blocks.length - 1; last > 0; last--) {
      const [before, after] = [blocks[last - 1]!, blocks[last]!];
      if (before.sum / before.weight <= after.sum / after.weight) break;
      before.sum += after.sum;
      before.weight += after.weight;
      before.count += after.count;
      blocks.pop();
    }
  });
  let i = 0;
  for (const { sum, weight: w, count } of blocks)
    for (const end = i + count; i < end; i++) layer[i]!.x = sum / w + offsets[i]!;
}
