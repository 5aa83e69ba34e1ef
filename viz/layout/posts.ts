/** Border posts and ports as the map shows them: one mark for the two posts that face each other, with a bar for each direction. */
import type { PostView } from '../../reports/views/trial-rows.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { PostPair } from '../../scenarios/data/corridors.ts';
import { CORRIDOR_DATA, placeOf } from '../../scenarios/data/corridors.ts';
import { countryOutlines } from '../../scenarios/data/geography.ts';
import type { Side } from '../../simulator/core/world-facts.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Point } from './projection.ts';
import { project } from './projection.ts';
import { SHORT_NAMES } from './short-names.ts';

/** What one mark on the map stands for. `id` is that of a pair of posts, or of a port. */
export interface Crossing extends Point {
  readonly id: string;
  readonly kind: 'post' | 'port';
  readonly name: Bilingual;
  /** Places that it is made of. */
  readonly places: readonly string[];
  readonly flows: readonly Flow[];
}

/** One way through: the sides of posts that a truck passes one after the other. */
export interface Flow {
  /** Country (ISO alpha-3) that it leads to; at a port, across the sea or from it. */
  readonly to: string;
  readonly sides: readonly { readonly post: string; readonly side: Side }[];
  /** The way it points on the screen, rounded to an arrow. */
  readonly arrow: '→' | '←' | '↑' | '↓';
}

/** What waits in a flow. */
export interface Load {
  /** Trucks of the trial: waiting and in the lanes. */
  readonly trucks: number;
  /** Median of the last waits, all its sides together, ms; null before anybody passed. */
  readonly waitMs: number | null;
}

/** All marks where a truck of these countries may stand, west to east. */
export function crossingsOf(participants: readonly string[]): readonly Crossing[] {
  const isOurs = (place: string): boolean => participants.includes(placeOf(place).country);
  const pairs = CORRIDOR_DATA.bcpPairs.filter(
    ({ a, b, modes }) => modes.includes('road') && (isOurs(a) || isOurs(b)),
  );
  const ports = CORRIDOR_DATA.places.filter(
    ({ id, kind, modes }) => kind === 'port' && modes.includes('ferry') && isOurs(id),
  );
  const marks = [...pairs.map(roadCrossing), ...ports.map(({ id }) => portCrossing(id))];
  return marks.sort((a, b) => a.x - b.x);
}

function roadCrossing(pair: PostPair): Crossing {
  const [a, b] = [placeOf(pair.a), placeOf(pair.b)];
  const [from, to] = [project([a.lon, a.lat]), project([b.lon, b.lat])];
  const flow = (exit: string, entry: string): Flow => ({
    to: placeOf(entry).country,
    sides: [
      { post: exit, side: 'exit' },
      { post: entry, side: 'entry' },
    ],
    arrow: arrowOf(middleOf(placeOf(exit).country), middleOf(placeOf(entry).country)),
  });
  return {
    id: pair.id,
    kind: 'post',
    name: SHORT_NAMES[pair.id] ?? both(shortened(pair.name), shortened(pair.nameRu)),
    places: [pair.a, pair.b],
    flows: [flow(pair.a, pair.b), flow(pair.b, pair.a)],
    x: (from.x + to.x) / 2,
    y: (from.y + to.y) / 2,
  };
}

function portCrossing(id: string): Crossing {
  const { lat, lon, name, nameRu, country } = placeOf(id);
  const here = project([lon, lat]);
  const across = acrossFrom(id);
  return {
    id,
    kind: 'port',
    name: SHORT_NAMES[id] ?? both(name, nameRu),
    places: [id],
    flows: [
      {
        to: placeOf(across).country,
        sides: [{ post: id, side: 'exit' }],
        arrow: arrowOf(here, at(across)),
      },
      { to: country, sides: [{ post: id, side: 'entry' }], arrow: arrowOf(at(across), here) },
    ],
    ...here,
  };
}

/** The port at the other end of the first ferry line from here. */
function acrossFrom(port: string): string {
  const line = CORRIDOR_DATA.ferries.find(({ from, to }) => from === port || to === port);
  return line === undefined ? port : line.from === port ? line.to : line.from;
}

/** Posts lie within a few hundred metres of each other: the way between the countries tells more. */
function middleOf(country: string): Point {
  const label = countryOutlines().find(({ iso3 }) => iso3 === country)?.label;
  if (label !== null && label !== undefined) return project(label);
  const places = CORRIDOR_DATA.places.filter((place) => place.country === country);
  return at(places[0]?.id ?? '');
}

const at = (place: string): Point => {
  const { lon, lat } = placeOf(place);
  return project([lon, lat]);
};

/** `Tsiteli Khidi - Krasny Most (Red Bridge)` → `Tsiteli Khidi – Krasny Most`. */
const shortened = (name: string): string => name.replace(/\s*\(.*\)$/, '').replace(' - ', ' – ');

function arrowOf(from: Point, to: Point): Flow['arrow'] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? '→' : '←';
  return dy >= 0 ? '↓' : '↑';
}

/** What waits in a flow now; at ports also those who wait for a ship. */
export function loadOf(trial: Trial, crossing: Crossing, flow: Flow): Load {
  let trucks = 0;
  let waitMs: number | null = null;
  for (const { post, side } of flow.sides) {
    const view = trial.posts.get(post)?.[side];
    trucks += standing(view);
    waitMs = plus(waitMs, median(view?.recentWaits ?? []));
  }
  if (crossing.kind === 'port' && flow.sides[0]?.side === 'exit') {
    const port = trial.ports.get(crossing.id);
    trucks += port?.waiting ?? 0;
    waitMs = plus(waitMs, median(port?.recentWaits ?? []));
  }
  return { trucks, waitMs };
}

/** A port that is shut, or a post with a side at which nobody is served. */
export const isClosed = (trial: Trial, { id, kind, flows }: Crossing): boolean =>
  (kind === 'port' && trial.ports.get(id)?.open === false) ||
  flows.some(({ sides }) =>
    sides.some(({ post, side }) => (trial.posts.get(post)?.[side].closedUntil ?? null) !== null),
  );

export const standing = (side: PostView[Side] | undefined): number =>
  side === undefined ? 0 : side.waiting + side.serving;

const plus = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : a + b;

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** Width of a queue's bar: a pixel a truck, and a mark that it goes on past the end. */
export const BAR_TRUCKS_MAX = 40;
export const barWidth = (trucks: number): number => Math.min(trucks, BAR_TRUCKS_MAX);
