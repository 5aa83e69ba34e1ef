/** The state machines as pictures: where states and rows stand. Drawn by reports/render and by the page. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Drawing, Point } from './layered.ts';
import { layered } from './layered.ts';
import type { LabelLine, Sizes } from './state-labels.ts';
import { sizeOfLabel } from './state-labels.ts';
import type { PictureId } from './state-plans.ts';
import { planOf } from './state-plans.ts';
import type { Arrow, SketchNode } from './state-sketch.ts';
import { Sketch } from './state-sketch.ts';

/** Centre and size, in px. */
export type StateNode = SketchNode & Point;

export interface StateEdge {
  readonly id: string;
  /** Ids of nodes. */
  readonly from: readonly string[];
  readonly to: string;
  readonly lines: readonly LabelLine[];
  readonly label: Point & Sizes;
  /** From each of `from` to the label; then from there to `to`. */
  readonly arms: readonly (readonly Point[])[];
  readonly tip: readonly Point[];
}

export interface StatePicture {
  readonly id: PictureId;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly StateNode[];
  readonly edges: readonly StateEdge[];
}

const DRAWN = new Map<string, StatePicture>();

/** A picture in a language: text decides how much room everything takes. The same object at every call. */
export function statePicture(id: PictureId, language: keyof Bilingual): StatePicture {
  const key = `${id} ${language}`;
  const picture = DRAWN.get(key) ?? draw(id, language);
  DRAWN.set(key, picture);
  return picture;
}

function draw(id: PictureId, language: keyof Bilingual): StatePicture {
  const sketch = new Sketch(planOf(id), language);
  const nodes = sketch.nodes();
  const labels = sketch.edges().map((edge) => ({ ...edge, ...sizeOfLabel(edge.lines) }));
  const drawing = layered(nodes, labels);
  return {
    id,
    width: drawing.width,
    height: drawing.height,
    nodes: nodes.map((node) => ({ ...node, ...(drawing.boxes.get(node.id) ?? ORIGIN) })),
    edges: labels.map((label) => edgeAt(label, drawing)),
  };
}

const ORIGIN: Point = { x: 0, y: 0 };

function edgeAt(
  { id, from, to, lines, width, height }: Arrow & Sizes,
  drawing: Drawing,
): StateEdge {
  const { x, y } = drawing.labels.get(id) ?? ORIGIN;
  return {
    id,
    from,
    to,
    lines,
    label: { x, y, width, height },
    arms: drawing.arms.get(id) ?? [],
    tip: drawing.tips.get(id) ?? [],
  };
}
