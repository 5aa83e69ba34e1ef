/** Every truck as numbers for the canvas: where it is now, which way it looks, how it is drawn. Written anew for each frame, into the same arrays. */
import type { Attention, Shape, TruckView } from '../../reports/views/trial-rows.ts';
import { kmAt } from '../../reports/views/trial-rows.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { Path, Spot } from './paths.ts';
import { locate, pathOf } from './paths.ts';

/** Order in which shapes are drawn: what needs attention lies on top. */
export const SHAPES: readonly Shape[] = ['ended', 'waiting', 'moving', 'underControl', 'incident'];
/** A style is `shape * 4 + attention`. */
export const STYLES = SHAPES.length * 4;
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

export class Scene {
  count = 0;
  x = new Float32Array(0);
  y = new Float32Array(0);
  dx = new Float32Array(0);
  dy = new Float32Array(0);
  style = new Uint8Array(0);
  ids: string[] = [];
  private readonly spot: Spot = { x: 0, y: 0, dx: 1, dy: 0 };
  private ranks = new Map<string, number>();

  /** Who stands behind whom; to be called after entries were taken, not for each frame. */
  rank(trial: Trial): void {
    const lines = new Map<string, Readonly<TruckView>[]>();
    for (const truck of trial.trucks.values()) {
      if (truck.place === null) continue;
      const key = `${truck.place} ${truck.side ?? truck.doing}`;
      const line = lines.get(key);
      if (line === undefined) lines.set(key, [truck]);
      else line.push(truck);
    }
    this.ranks = new Map();
    for (const line of lines.values()) {
      line.sort((a, b) => a.since - b.since);
      line.forEach(({ id }, i) => this.ranks.set(id, i));
    }
  }

  /** @param now simulated time, ms. */
  update(trial: Trial, now: number, queueing: Queueing): void {
    this.reserve(trial.trucks.size);
    let count = 0;
    for (const truck of trial.trucks.values()) {
      // Aboard, the ship is drawn instead.
      if (truck.doing === 'aboard') continue;
      const path = pathOf(truck.route);
      if (path === null) continue;
      this.place(truck, path, now, queueing);
      const { x, y, dx, dy } = this.spot;
      this.x[count] = x;
      this.y[count] = y;
      this.dx[count] = dx;
      this.dy[count] = dy;
      this.style[count] = SHAPE_NUMBER[truck.shape] * 4 + attentionOf(trial, truck);
      this.ids[count] = truck.id;
      count++;
    }
    this.count = count;
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

  private place(truck: Readonly<TruckView>, path: Path, now: number, queueing: Queueing): void {
    const { spot } = this;
    const km = truck.place === null ? undefined : path.places.get(truck.place);
    locate(path, km ?? kmAt(truck, now), spot);
    if (truck.place === null) return;
    const back = Math.min(this.ranks.get(truck.id) ?? 0, queueing.most) * queueing.gap;
    // Those who enter stand beside those who leave.
    const aside = truck.side === 'entry' ? queueing.gap : 0;
    spot.x -= spot.dx * back + spot.dy * aside;
    spot.y -= spot.dy * back - spot.dx * aside;
  }

  private reserve(size: number): void {
    if (this.x.length >= size) return;
    const length = Math.max(1_024, size * 2);
    this.x = new Float32Array(length);
    this.y = new Float32Array(length);
    this.dx = new Float32Array(length);
    this.dy = new Float32Array(length);
    this.style = new Uint8Array(length);
  }
}

const attentionOf = (trial: Trial, truck: Readonly<TruckView>): Attention =>
  trial.movements.get(truck.lrn)?.attention ?? 0;
