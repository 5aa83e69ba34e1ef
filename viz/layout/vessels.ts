/** Where the ferries are: at sea on their line, in port beside the quay. */
import type { VesselView } from '../../reports/views/trial-rows.ts';
import type { Trial } from '../../reports/views/trial.ts';
import { findPlace } from '../../scenarios/data/corridors.ts';
import type { Path, Spot } from './paths.ts';
import { locate, pathOf } from './paths.ts';
import { project } from './projection.ts';

export interface VesselSpot extends Spot {
  readonly id: string;
  readonly sailing: boolean;
  readonly trucks: number;
  readonly capacity: number;
}

/** Distance of a moored ship from its port, and between two of them, px. */
const QUAY_PX = 13;

const routes = new Map<string, readonly string[]>();

/** @param k zoom of the view: moored ships keep their distance on the screen. */
export function vesselSpots(trial: Trial, now: number, k: number): VesselSpot[] {
  const moored = new Map<string, number>();
  const spots: VesselSpot[] = [];
  for (const vessel of trial.vessels.values()) {
    const { id, capacity, state } = vessel;
    const sailing = state === 'sailing';
    const spot = sailing ? atSea(vessel, now) : inPort(vessel, moored, k);
    if (spot !== null) spots.push({ id, sailing, trucks: vessel.trucks.length, capacity, ...spot });
  }
  return spots;
}

function atSea({ from, to, t, until }: Readonly<VesselView>, now: number): Spot | null {
  const path = pathBetween(from, to);
  if (path === null) return null;
  const share = until > t ? Math.min(1, Math.max(0, (now - t) / (until - t))) : 1;
  const spot = { x: 0, y: 0, dx: 1, dy: 0 };
  locate(path, share * (path.km.at(-1) ?? 0), spot);
  return spot;
}

function pathBetween(from: string, to: string): Path | null {
  const key = `${from}>${to}`;
  const route = routes.get(key) ?? [from, to];
  routes.set(key, route);
  return pathOf(route);
}

function inPort(vessel: Readonly<VesselView>, moored: Map<string, number>, k: number): Spot | null {
  const place = findPlace(vessel.port ?? '');
  if (place === undefined) return null;
  const rank = moored.get(place.id) ?? 0;
  moored.set(place.id, rank + 1);
  const { x, y } = project([place.lon, place.lat]);
  // The sea lies east of the western ports and west of the eastern ones.
  const seaward = place.lon < 50.5 ? 1 : -1;
  return {
    x: x + (seaward * QUAY_PX) / k,
    y: y + ((rank - 1) * QUAY_PX * 0.6) / k,
    dx: seaward,
    dy: 0,
  };
}
