/** The order of a drawing's vertices in their layers: few lines cross. Barycentres, swept down and up, and neighbours changed where that helps. */
import type { Layer, Vertex } from './layered.ts';

const SWEEPS = 24;

/** Reorders the layers in place. */
export function orderLayers(layers: readonly Layer[]): void {
  let best = layers.map((layer) => [...layer]);
  let least = crossings(layers);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse())
      sortBy(layer, (vertex) => meanPlace(down ? vertex.above : vertex.below, vertex.place));
    changeNeighbours(layers);
    const found = crossings(layers);
    if (found >= least) continue;
    least = found;
    best = layers.map((layer) => [...layer]);
  }
  layers.forEach((layer, rank) => {
    layer.splice(0, layer.length, ...best[rank]!);
    number(layer);
  });
}

/** How many pairs of lines cross. */
export const crossings = (layers: readonly Layer[]): number =>
  layers.reduce((sum, layer) => sum + crossingsBelow(layer), 0);

function crossingsBelow(layer: Layer): number {
  const lines = layer.flatMap((upper) =>
    upper.below.map((lower) => [upper.place, lower.place] as const),
  );
  let count = 0;
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length; j++)
      if ((lines[i]![0] - lines[j]![0]) * (lines[i]![1] - lines[j]![1]) < 0) count++;
  return count;
}

const meanPlace = (others: readonly Vertex[], otherwise: number): number =>
  others.length === 0
    ? otherwise
    : others.reduce((sum, { place }) => sum + place, 0) / others.length;

/** Keeps the order of equals. */
function sortBy(layer: Layer, key: (vertex: Vertex) => number): void {
  const keys = new Map(layer.map((vertex) => [vertex, key(vertex)]));
  layer.sort((a, b) => keys.get(a)! - keys.get(b)!);
  number(layer);
}

const number = (layer: Layer): void =>
  layer.forEach((vertex, place) => {
    vertex.place = place;
  });

function changeNeighbours(layers: readonly Layer[]): void {
  for (const layer of layers)
    for (let i = 1; i < layer.length; i++) {
      const [left, right] = [layer[i - 1]!, layer[i]!];
      if (crossingsOfPair(right, left) < crossingsOfPair(left, right)) {
        layer[i - 1] = right;
        layer[i] = left;
        number(layer);
      }
    }
}

/** Crossings among the lines of two neighbours, the first of which stands left. */
function crossingsOfPair(left: Vertex, right: Vertex): number {
  const count = (a: readonly Vertex[], b: readonly Vertex[]): number =>
    a.reduce((sum, one) => sum + b.filter((other) => other.place < one.place).length, 0);
  return count(left.above, right.above) + count(left.below, right.below);
}
