/** From degrees to the map's own plane, and from that plane to the screen. The plane is fixed; zooming and panning change only the view. */
import { geoConicConformal } from 'd3';
import type { LonLat } from '../../scenarios/data/geography.ts';
import { REGION } from '../../scenarios/data/geography.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the plane lies on the screen: screen = plane × k + (x, y). */
export interface View {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Units of the plane per degree of arc: the region is about a thousand units wide. */
const SCALE = 1_160;

// Shapes stay true and straight roads nearly so; the two parallels hold the corridors between them.
const conic = geoConicConformal()
  .parallels([38, 48])
  .rotate([-(REGION.west + REGION.east) / 2, 0])
  .scale(SCALE)
  .translate([0, 0])
  .center([0, 44]);

/** A point of the plane; finite for every place on Earth but the south pole. */
export function project([lon, lat]: LonLat): Point {
  const [x, y] = conic([lon, lat]) ?? [0, 0];
  return { x, y };
}

/** For drawing outlines with d3's `geoPath`. */
export const projection = conic;

export const toScreen = ({ k, x, y }: View, point: Point): Point => ({
  x: point.x * k + x,
  y: point.y * k + y,
});

export const toPlane = ({ k, x, y }: View, point: Point): Point => ({
  x: (point.x - x) / k,
  y: (point.y - y) / k,
});

/** The smallest box around points; a box of one point where there are none. */
export function boxOf(points: Iterable<Point>): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return x0 <= x1 ? { x0, y0, x1, y1 } : { x0: 0, y0: 0, x1: 0, y1: 0 };
}

/** The region as a box that no outline ends in: what may be shown. */
export const REGION_BOX: Box = regionBox();

/** The northern and southern edges are arcs: the box lies inside of both. */
function regionBox(): Box {
  const { west, east, south, north } = REGION;
  const middle = (west + east) / 2;
  const [left, right] = [project([west, north]), project([east, north])];
  return { x0: left.x, x1: right.x, y0: project([middle, north]).y, y1: project([west, south]).y };
}

/** The view that shows a box in the middle of a screen, with a margin in pixels. */
export function fit(box: Box, width: number, height: number, margin: number): View {
  const k = Math.min(
    (width - 2 * margin) / Math.max(1e-6, box.x1 - box.x0),
    (height - 2 * margin) / Math.max(1e-6, box.y1 - box.y0),
  );
  return {
    k,
    x: width / 2 - (k * (box.x0 + box.x1)) / 2,
    y: height / 2 - (k * (box.y0 + box.y1)) / 2,
  };
}
