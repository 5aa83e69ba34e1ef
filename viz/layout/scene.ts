/** Every truck as numbers for the canvas: where it is, which way it looks, how it is drawn. Arranged when something has happened; a frame moves only those that drive. */
import type { Attention, Shape, TruckView } from '../../reports/views/trial-rows.ts';
import { kmAt } from '../../reports/views/trial-rows.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { Path, Spot } from './paths.ts';
import { locate, pathOf } from './paths.ts';

/** Order in which shapes are drawn: what needs attention lies on top. */
export const SHAPES: readonly Shape[] = ['ended', 'waiting', 'moving', 'underControl', 'incident'];
/** A style is `shape * 4 + attention`. */
export const STYLES = SHAPES.length * 4;
/** The styles of those that have ended or wait come first, so many: these never drive. */
export const STYLES_STANDING = SHAPES.indexOf('moving') * 4;
const SHAPE_NUMBER = Object.fromEntries(SHAPES.map((shape, i) => [shape, i])) as Readonly<
  Record<Shape, number>
>;

/** Trucks that stand at one place are strung along the road behind it: so many at the most, the rest stand on the last spot. */
export interface Queueing {
  readonly most: number;
  /** Units of the plane between two of them. */
  readonly gap: number;
}

/** How trucks stand in line at this zoom: a hint of a queue from far, the queue itself from near. */
export const queueingAt = (k: number): Queueing => ({
  most: k < 2 ? 4 : k < 6 ? 10 : 40,
  gap: (k < 2 ? 2.5 : 4.5) / k,
});

/** A truck under way, and its place in the arrays. */
interface Driving {
  readonly index: number;
  readonly truck: Readonly<TruckView>;
  readonly path: Path;
}

export class Scene {
  count = 0;
  x = new Float32Array(0);
  y = new Float32Array(0);
  dx = new Float32Array(0);
  dy = new Float32Array(0);
  ids: string[] = [];
  /** Places in the arrays of the trucks of each style. */
  readonly byStyle: readonly number[][] = Array.from({ length: STYLES }, () => []);
  private readonly spot: Spot = { x: 0, y: 0, dx: 1, dy: 0 };
  private driving: Driving[] = [];

  /** Who is on the map, in which style, and who stands behind whom; to be called when entries were taken or the zoom has changed, before `update`. */
  arrange(trial: Trial, queueing: Queueing): void {
    const ranks = ranksOf(trial);
    this.reserve(trial.trucks.size);
    this.driving = [];
    for (const members of this.byStyle) members.length = 0;
    let count = 0;
    for (const truck of trial.trucks.values()) {
      // Aboard, the ship is drawn instead.
      const path = truck.doing === 'aboard' ? null : pathOf(truck.route);
      if (path === null) continue;
      const style = SHAPE_NUMBER[truck.shape] * 4 + attentionOf(trial, truck);
      this.byStyle[style]?.push(count);
      this.ids[count] = truck.id;
      if (truck.doing === 'driving') this.driving.push({ index: count, truck, path });
      else this.place(count, truck, path, ranks.get(truck.id) ?? 0, queueing);
      count++;
    }
    this.count = count;
  }

  /** Moves those that drive. @param now simulated time, ms. */
  update(now: number): void {
    for (const { index, truck, path } of this.driving) {
      locate(path, kmAt(truck, now), this.spot);
      this.write(index);
    }
  }

  /** The truck nearest to a point of the plane, within a distance; what lies on top wins. */
  nearest(x: number, y: number, within: number): string | undefined {
    let best = within * within;
    let found: string | undefined;
    for (let i = 0; i < this.count; i++) {
      const dx = (this.x[i] as number) - x;
      const dy = (this.y[i] as number) - y;
      const distance = dx * dx + dy * dy;
      if (distance > best) continue;
      best = distance;
      found = this.ids[i];
    }
    return found;
  }

  private place(
    index: number,
    truck: Readonly<TruckView>,
    path: Path,
    rank: number,
    queueing: Queueing,
  ): void {
    const { spot } = this;
    const km = truck.place === null ? undefined : path.places.get(truck.place);
    locate(path, km ?? truck.toKm, spot);
    if (truck.place !== null) {
      const back = Math.min(rank, queueing.most) * queueing.gap;
      // Those who enter stand beside those who leave.
      const aside = truck.side === 'entry' ? queueing.gap : 0;
      spot.x -= spot.dx * back + spot.dy * aside;
      spot.y -= spot.dy * back - spot.dx * aside;
    }
    this.write(index);
  }

  private write(index: number): void {
    const { x, y, dx, dy } = this.spot;
    this.x[index] = x;
    this.y[index] = y;
    this.dx[index] = dx;
    this.dy[index] = dy;
  }

  private reserve(size: number): void {
    if (this.x.length >= size) return;
    const length = Math.max(1_024, size * 2);
    this.x = new Float32Array(length);
    this.y = new Float32Array(length);
    this.dx = new Float32Array(length);
    this.dy = new Float32Array(length);
  }
}

/** How many stand before each truck at its place. */
function ranksOf(trial: Trial): ReadonlyMap<string, number> {
  const lines = new Map<string, Readonly<TruckView>[]>();
  for (const truck of trial.trucks.values()) {
    if (truck.place === null) continue;
    const key = `${truck.place} ${truck.side ?? truck.doing}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [truck]);
    else line.push(truck);
  }
  const ranks = new Map<string, number>();
  for (const line of lines.values()) {
    line.sort((a, b) => a.since - b.since);
    line.forEach(({ id }, i) => ranks.set(id, i));
  }
  return ranks;
}

const attentionOf = (trial: Trial, truck: Readonly<TruckView>): Attention =>
  trial.movements.get(truck.lrn)?.attention ?? 0;
