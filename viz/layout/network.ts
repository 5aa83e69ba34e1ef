/** Where the nodes and ICE stand on the map, and the arcs that messages travel on. Places of convenience: a node has no address. */
import type { Trial } from '../../reports/views/trial.ts';
import type { LonLat } from '../../scenarios/data/geography.ts';
import type { Point } from './projection.ts';
import { project } from './projection.ts';

export const ICE = 'ICE';

/** Within the country, away from its roads. */
const PLACES: Readonly<Record<string, LonLat>> = {
  ICE: [57.2, 48.4],
  GEO: [43.15, 43.1],
  AZE: [48.35, 41.55],
  KAZ: [68.6, 47.6],
  UZB: [62.9, 42.3],
  TKM: [58.6, 39.7],
};

export interface NodeSpot extends Point {
  readonly id: string;
}

/** Arc from a node to ICE: a quadratic curve. */
export interface Arc {
  readonly from: Point;
  readonly bend: Point;
  readonly to: Point;
}

/** Participants that stand on the map: ICE and the countries; insurers and the world do not. */
export const nodeSpots = (participants: readonly string[]): readonly NodeSpot[] =>
  participants.flatMap((id) => {
    const place = PLACES[id];
    return place === undefined ? [] : [{ id, ...project(place) }];
  });

/** How far an arc swings out, as a share of its length. */
const SWING = 0.14;

/** The arc of every country that is on the map. */
export function arcsOf(spots: readonly NodeSpot[]): ReadonlyMap<string, Arc> {
  const ice = spots.find(({ id }) => id === ICE);
  if (ice === undefined) return new Map();
  return new Map(
    spots.filter(({ id }) => id !== ICE).map((spot) => [spot.id, arcBetween(spot, ice)]),
  );
}

function arcBetween(from: Point, to: Point): Arc {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  // All swing north, so that they stay out of the corridors.
  const turn = dx >= 0 ? 1 : -1;
  const bend = { x: from.x + dx / 2 + turn * dy * SWING, y: from.y + dy / 2 - turn * dx * SWING };
  return { from, bend, to };
}

/** A point of an arc, at 0 the node, at 1 ICE. */
export function alongArc({ from, bend, to }: Arc, share: number): Point {
  const rest = 1 - share;
  return {
    x: rest * rest * from.x + 2 * rest * share * bend.x + share * share * to.x,
    y: rest * rest * from.y + 2 * rest * share * bend.y + share * share * to.y,
  };
}

export const arcPath = ({ from, bend, to }: Arc): string =>
  `M${String(from.x)},${String(from.y)}Q${String(bend.x)},${String(bend.y)} ${String(to.x)},${String(to.y)}`;

/** well: full ring; slow: dashed; down: open; away: open as well, but somebody wanted it so. */
export type Health = 'well' | 'slow' | 'down' | 'away';

/** With more messages than this waiting, something is slow: on a quiet day a message waits for two seconds. */
const BACKLOG_SLOW = 20;

export function healthOf(trial: Trial, id: string): Health {
  const node = trial.nodes.get(id);
  if (node?.up === false) return node.why === 'left' ? 'away' : 'down';
  const announced = node !== undefined && node.outageFrom !== null && node.outageFrom <= trial.now;
  const over = announced && (node.outageTo === null || node.outageTo > trial.now);
  return over || backlogOf(trial, id) > BACKLOG_SLOW ? 'slow' : 'well';
}

/** Messages that wait: for a node, to ICE and from it; at ICE, all of them. */
export function backlogOf(trial: Trial, id: string): number {
  if (id !== ICE) {
    const node = trial.nodes.get(id);
    return node === undefined ? 0 : node.unacknowledged + node.held;
  }
  let backlog = 0;
  for (const { unacknowledged, held } of trial.nodes.values()) backlog += unacknowledged + held;
  return backlog;
}
