/** Draws trucks, ships and messages on the canvas. What stands is kept on a layer of its own, so that a frame draws only what moves; everything else on the map is SVG. */
import type { Dot } from '../layout/pulses.ts';
import type { View } from '../layout/projection.ts';
import type { Scene } from '../layout/scene.ts';
import { STYLES, STYLES_STANDING } from '../layout/scene.ts';
import type { VesselSpot } from '../layout/vessels.ts';

/** Colours of the theme, as the style sheet has them. */
export interface Palette {
  readonly truck: string;
  readonly waiting: string;
  readonly ended: string;
  readonly late: string;
  readonly needs: string;
  readonly broken: string;
  readonly select: string;
  readonly land: string;
  readonly ink: string;
  readonly panel: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    truck: of('--truck'),
    waiting: of('--truck-waiting'),
    ended: of('--truck-ended'),
    late: of('--late'),
    needs: of('--needs'),
    broken: of('--broken'),
    select: of('--select'),
    land: of('--land'),
    ink: of('--ink'),
    panel: of('--panel'),
  };
}

export interface Picture {
  readonly scene: Scene;
  readonly vessels: readonly VesselSpot[];
  readonly dots: readonly Dot[];
  /** Ids of trucks to be ringed. */
  readonly selected: string | undefined;
  readonly hovered: string | undefined;
}

/** Half the size of a truck at this zoom, px. */
const sizeAt = (k: number): number => Math.min(6.5, 2.5 + 0.9 * Math.log2(Math.max(1, k)));

export interface Screen {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
}

/** @param standing as `drawStanding` has left it for this view. */
export function draw(
  context: CanvasRenderingContext2D,
  standing: OffscreenCanvas,
  picture: Picture,
  view: View,
  screen: Screen,
  palette: Palette,
): void {
  const { width, height, ratio } = screen;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  drawVessels(context, picture.vessels, view, palette);
  context.resetTransform();
  context.drawImage(standing, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawTrucks(context, picture.scene, [STYLES_STANDING, STYLES], view, screen, palette);
  drawRing(context, picture, view, palette);
  drawDots(context, picture.dots, view, palette);
}

/** Trucks that wait or have ended: they lie below all others. To be called when the scene was arranged, or view, screen or palette have changed. */
export function drawStanding(
  layer: OffscreenCanvas,
  scene: Scene,
  view: View,
  screen: Screen,
  palette: Palette,
): void {
  const { width, height, ratio } = screen;
  layer.width = Math.round(width * ratio);
  layer.height = Math.round(height * ratio);
  const context = layer.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawTrucks(context, scene, [0, STYLES_STANDING], view, screen, palette);
}

/** What both canvases can do. */
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Trucks filled as one path: a call costs more than a few corners, but many corners in one path cost more than as many in several. */
const TOGETHER = 24;

/** Trucks of one style are drawn together. */
function drawTrucks(
  context: Context,
  scene: Scene,
  [first, end]: readonly [first: number, end: number],
  view: View,
  { width, height }: Screen,
  palette: Palette,
): void {
  const size = sizeAt(view.k);
  for (let style = first; style < end; style++) {
    const members = scene.byStyle[style];
    if (members === undefined || members.length === 0) continue;
    const shape = style >> 2;
    const attention = style & 3;
    const s = size * (1 + 0.12 * attention);
    context.strokeStyle = context.fillStyle = colourOf(shape, attention, palette);
    context.lineWidth = 1.2;
    let count = 0;
    context.beginPath();
    for (const i of members) {
      const x = (scene.x[i] as number) * view.k + view.x;
      const y = (scene.y[i] as number) * view.k + view.y;
      if (x < -10 || y < -10 || x > width + 10 || y > height + 10) continue;
      addShape(context, shape, x, y, s, scene.dx[i] as number, scene.dy[i] as number);
      if (++count % TOGETHER > 0) continue;
      paint(context, shape);
      context.beginPath();
    }
    paint(context, shape);
  }
}

/** Those that have ended are outlines. */
function paint(context: Context, shape: number): void {
  if (shape === 0) context.stroke();
  else context.fill();
}

/** Shapes by their number in `SHAPES`: ended ○, waiting ●, moving ▶, under control ◆, incident ▲. A fill closes them by itself; `closePath` looks at the whole path so far. */
function addShape(
  context: Context,
  shape: number,
  x: number,
  y: number,
  s: number,
  dx: number,
  dy: number,
): void {
  switch (shape) {
    case 0:
      context.moveTo(x + s * 0.7, y);
      context.arc(x, y, s * 0.7, 0, 2 * Math.PI);
      return;
    case 1:
      context.moveTo(x + s * 0.72, y);
      context.arc(x, y, s * 0.72, 0, 2 * Math.PI);
      return;
    case 2: {
      // On the right-hand side of the road, so that both directions stay apart.
      const cx = x - dy * s * 0.5;
      const cy = y + dx * s * 0.5;
      context.moveTo(cx + dx * s * 1.35, cy + dy * s * 1.35);
      context.lineTo(cx - dx * s - dy * s * 0.85, cy - dy * s + dx * s * 0.85);
      context.lineTo(cx - dx * s + dy * s * 0.85, cy - dy * s - dx * s * 0.85);
      return;
    }
    case 3:
      context.moveTo(x, y - s * 1.15);
      context.lineTo(x + s * 1.15, y);
      context.lineTo(x, y + s * 1.15);
      context.lineTo(x - s * 1.15, y);
      return;
    default:
      context.moveTo(x, y - s * 1.3);
      context.lineTo(x + s * 1.2, y + s * 0.95);
      context.lineTo(x - s * 1.2, y + s * 0.95);
  }
}

function colourOf(shape: number, attention: number, palette: Palette): string {
  if (attention === 3 || shape === 4) return palette.broken;
  if (attention === 2) return palette.needs;
  if (attention === 1) return palette.late;
  if (shape === 0) return palette.ended;
  return shape === 1 ? palette.waiting : palette.truck;
}

function drawRing(
  context: CanvasRenderingContext2D,
  picture: Picture,
  view: View,
  palette: Palette,
): void {
  const { scene, selected, hovered } = picture;
  if (selected === undefined && hovered === undefined) return;
  const radius = sizeAt(view.k) + 4.5;
  for (let i = 0; i < scene.count; i++) {
    const id = scene.ids[i];
    if (id !== selected && id !== hovered) continue;
    const x = (scene.x[i] as number) * view.k + view.x;
    const y = (scene.y[i] as number) * view.k + view.y;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.strokeStyle = palette.select;
    context.lineWidth = id === selected ? 2.25 : 1.25;
    context.stroke();
  }
}

function drawVessels(
  context: CanvasRenderingContext2D,
  vessels: readonly VesselSpot[],
  view: View,
  palette: Palette,
): void {
  context.font = '600 10px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const { x, y, dx, dy, sailing, trucks } of vessels) {
    const sx = x * view.k + view.x;
    const sy = y * view.k + view.y;
    const length = sailing ? 11 : 6;
    const beam = sailing ? 5.5 : 3;
    context.beginPath();
    context.moveTo(sx + dx * length * 1.25, sy + dy * length * 1.25);
    context.lineTo(sx + dx * length * 0.55 - dy * beam, sy + dy * length * 0.55 + dx * beam);
    context.lineTo(sx - dx * length - dy * beam, sy - dy * length + dx * beam);
    context.lineTo(sx - dx * length + dy * beam, sy - dy * length - dx * beam);
    context.lineTo(sx + dx * length * 0.55 + dy * beam, sy + dy * length * 0.55 - dx * beam);
    context.closePath();
    context.fillStyle = palette.panel;
    context.fill();
    context.strokeStyle = palette.truck;
    context.lineWidth = sailing ? 1.5 : 1;
    context.stroke();
    if (!sailing) continue;
    context.fillStyle = palette.ink;
    context.fillText(String(trucks), sx, sy + 0.5);
  }
}

function drawDots(
  context: CanvasRenderingContext2D,
  dots: readonly Dot[],
  view: View,
  palette: Palette,
): void {
  for (const { x, y, refused } of dots) {
    context.beginPath();
    context.arc(x * view.k + view.x, y * view.k + view.y, refused ? 3.6 : 2.6, 0, 2 * Math.PI);
    context.fillStyle = refused ? palette.broken : palette.select;
    context.fill();
  }
}
