/** A layered drawing of a directed graph: boxes in layers from top to bottom, labels on the links in layers of their own. Numbers in, coordinates out. */
import { orderLayers } from './layered-order.ts';
import { placeAcross } from './layered-place.ts';

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** From one or more boxes over one label to one box. All boxes that it comes from lie on the same side of `to` in the order given. */
export interface Link {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Of the label. */
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Centre of a box or label. */
export type Placed = ReadonlyMap<string, Point>;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: Placed;
  readonly labels: Placed;
  /** From a box to the label, for each box that the link comes from; then from the label to the box that it leads to. */
  readonly arms: ReadonlyMap<string, readonly (readonly Point[])[]>;
  readonly tips: ReadonlyMap<string, readonly Point[]>;
}

/** A box, a label, or a bend of a line that passes a layer. */
export interface Vertex {
  readonly id: string;
  readonly kind: 'box' | 'label' | 'bend';
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  /** Vertices of the layers above and below that lines join it with. */
  readonly above: Vertex[];
  readonly below: Vertex[];
  /** Place in its layer, and the centre. */
  place: number;
  x: number;
  y: number;
}

/** Vertices of one layer, from left to right. */
export type Layer = Vertex[];

/** Between layers; lines bend there. */
const LAYER_GAP = 20;
const MARGIN = 8;

/** @param boxes in the order of life: a link against that order is drawn upwards. */
export function layered(boxes: readonly Box[], links: readonly Link[]): Drawing {
  const graph = new Graph(boxes, links);
  const layers = graph.layers();
  orderLayers(layers);
  placeAcross(layers);
  placeDown(layers);
  return graph.drawing(layers);
}

class Graph {
  private readonly boxes: readonly Box[];
  private readonly links: readonly Link[];
  private readonly at = new Map<string, number>();
  private readonly ranks: number[];
  private readonly byRank: Layer[] = [];
  private readonly boxVertices = new Map<string, Vertex>();
  private readonly labelVertices = new Map<string, Vertex>();
  private readonly armVertices = new Map<string, Vertex[][]>();
  private readonly tipVertices = new Map<string, Vertex[]>();

  constructor(boxes: readonly Box[], links: readonly Link[]) {
    this.boxes = boxes;
    this.links = links;
    boxes.forEach(({ id }, i) => this.at.set(id, i));
    this.ranks = this.rankBoxes();
  }

  layers(): Layer[] {
    this.boxes.forEach((box, i) => {
      this.boxVertices.set(box.id, this.add('box', box.id, this.ranks[i]!, box));
    });
    for (const link of this.links) this.layLink(link);
    for (const layer of this.byRank) layer.forEach((vertex, place) => (vertex.place = place));
    return this.byRank;
  }

  drawing(layers: readonly Layer[]): Drawing {
    const vertices = layers.flat();
    const right = Math.max(0, ...vertices.map(({ x, width }) => x + width / 2));
    const bottom = Math.max(0, ...vertices.map(({ y, height }) => y + height / 2));
    const ports = new Ports(vertices);
    const arms = [...this.armVertices].map(
      ([id, lines]) => [id, lines.map((line) => ports.line(line))] as const,
    );
    const tips = [...this.tipVertices].map(([id, line]) => [id, ports.line(line)] as const);
    return {
      width: right + MARGIN,
      height: bottom + MARGIN,
      boxes: centres(this.boxVertices),
      labels: centres(this.labelVertices),
      arms: new Map(arms),
      tips: new Map(tips),
    };
  }

  /** Boxes stand on even ranks, below all that lead to them; one to which nothing leads stands right above what it leads to. */
  private rankBoxes(): number[] {
    const down = this.links.flatMap((link) => {
      const to = this.indexOf(link.to);
      return link.from.map((id) => {
        const from = this.indexOf(id);
        return from < to ? [from, to] : [to, from];
      });
    }) as [number, number][];
    const ranks = this.boxes.map(() => 0);
    for (let i = 0; i < ranks.length; i++)
      for (const [from, to] of down) if (to === i) ranks[i] = Math.max(ranks[i]!, ranks[from]! + 2);
    for (let i = ranks.length - 1; i >= 0; i--) {
      const below = down.filter(([from]) => from === i).map(([, to]) => ranks[to]!);
      const isLedTo = down.some(([, to]) => to === i);
      if (below.length > 0 && !isLedTo) ranks[i] = Math.min(...below) - 2;
      else if (!isLedTo) ranks[i] = Math.max(...ranks);
    }
    return ranks;
  }

  /** @throws RangeError for a box that is not given. */
  private indexOf(id: string): number {
    const index = this.at.get(id);
    if (index === undefined) throw new RangeError(`a link names the box ${id}, which is not given`);
    return index;
  }

  /** Puts the label where its layer is least full, and a bend into every layer that a line passes. */
  private layLink(link: Link): void {
    const from = link.from.map((id) => this.boxVertices.get(id)!);
    const to = this.boxVertices.get(link.to)!;
    const isDown = from.every(({ rank }) => rank < to.rank);
    const ends = from.map(({ rank }) => rank);
    const top = isDown ? Math.max(...ends) : to.rank;
    const bottom = isDown ? to.rank : Math.min(...ends);
    const label = this.add('label', link.id, this.roomiest(top + 1, bottom - 1), link);
    this.labelVertices.set(link.id, label);
    this.armVertices.set(
      link.id,
      from.map((source) => this.join(source, label)),
    );
    this.tipVertices.set(link.id, this.join(label, to));
  }

  private roomiest(first: number, last: number): number {
    let best = first;
    for (let rank = first + 2; rank <= last; rank += 2)
      if (this.fill(rank) < this.fill(best)) best = rank;
    return best;
  }

  private readonly fill = (rank: number): number =>
    (this.byRank[rank] ?? []).reduce((sum, { width }) => sum + width, 0);

  /** All vertices from one to another, layer by layer. */
  private join(start: Vertex, end: Vertex): Vertex[] {
    const step = start.rank < end.rank ? 1 : -1;
    const line = [start];
    for (let rank = start.rank + step; rank !== end.rank; rank += step)
      line.push(this.add('bend', `${start.id} ${end.id}`, rank, { width: 0, height: 0 }));
    line.push(end);
    for (let i = 1; i < line.length; i++) {
      const [upper, lower] = step === 1 ? [line[i - 1]!, line[i]!] : [line[i]!, line[i - 1]!];
      upper.below.push(lower);
      lower.above.push(upper);
    }
    return line;
  }

  private add(
    kind: Vertex['kind'],
    id: string,
    rank: number,
    { width, height }: Pick<Box, 'width' | 'height'>,
  ): Vertex {
    const vertex = { id, kind, rank, width, height, above: [], below: [], place: 0, x: 0, y: 0 };
    for (let r = this.byRank.length; r <= rank; r++) this.byRank.push([]);
    this.byRank[rank]!.push(vertex);
    return vertex;
  }
}

const centres = (vertices: ReadonlyMap<string, Vertex>): Placed =>
  new Map([...vertices].map(([id, { x, y }]) => [id, { x, y }]));

function placeDown(layers: readonly Layer[]): void {
  let top = MARGIN;
  for (const layer of layers) {
    const height = Math.max(0, ...layer.map((vertex) => vertex.height));
    for (const vertex of layer) vertex.y = top + height / 2;
    top += height + LAYER_GAP;
  }
}

/** Lines that leave a box at one side do not all leave it at one point. */
const PORT_GAP = 14;

class Ports {
  private readonly layerHalf = new Map<number, number>();

  constructor(vertices: readonly Vertex[]) {
    for (const { rank, height } of vertices)
      this.layerHalf.set(rank, Math.max(this.layerHalf.get(rank) ?? 0, height / 2));
  }

  /** Points from border to border, two at every bend, so that a line is upright while it passes a layer. */
  line(vertices: readonly Vertex[]): Point[] {
    const down = vertices[0]!.rank < vertices[1]!.rank;
    return vertices.flatMap((vertex, i): Point[] => {
      if (i === 0) return [this.port(vertex, vertices[1]!)];
      if (i === vertices.length - 1) return [this.port(vertex, vertices[i - 1]!)];
      const half = this.layerHalf.get(vertex.rank) ?? 0;
      const ys = [vertex.y - half, vertex.y + half];
      return (down ? ys : ys.reverse()).map((y) => ({ x: vertex.x, y }));
    });
  }

  private port(vertex: Vertex, next: Vertex): Point {
    const isBelow = next.rank > vertex.rank;
    const y = vertex.y + (isBelow ? vertex.height : -vertex.height) / 2;
    if (vertex.kind !== 'box') return { x: vertex.x, y };
    const others = (isBelow ? vertex.below : vertex.above)
      .map(({ place }) => place)
      .sort((a, b) => a - b);
    const gap = Math.min(PORT_GAP, vertex.width / (others.length + 1));
    const at = others.indexOf(next.place) - (others.length - 1) / 2;
    return { x: vertex.x + at * gap, y };
  }
}
