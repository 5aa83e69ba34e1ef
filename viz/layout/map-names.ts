/** Which names the map wants to show, how large they are and which goes first. Where they go is decided by `labels.ts`. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Rectangle, Wish } from './labels.ts';
import type { NodeSpot } from './network.ts';
import type { Town } from './places.ts';
import type { Crossing } from './posts.ts';
import type { Point, View } from './projection.ts';
import { toScreen } from './projection.ts';

export interface CountryName extends Point {
  readonly id: string;
  readonly name: Bilingual;
  readonly ours: boolean;
}

export interface Named {
  readonly crossings: readonly Crossing[];
  readonly towns: readonly Town[];
  readonly countries: readonly CountryName[];
  /** Crossings that trucks have used: they go first, and keep room for their queues. */
  readonly busy: ReadonlySet<string>;
  readonly camera: View;
  readonly language: 'en' | 'ru';
}

export const NODE_RADIUS: Readonly<Record<string, number>> = { ICE: 17 };
const RADIUS = 14;
/** From this zoom on, crossings that nobody uses are shown as well. */
const NEAR = 2.6;

/** Which crossings are marked at this zoom: from far only ports and those that trucks use. */
export const markedCrossings = (
  crossings: readonly Crossing[],
  busy: ReadonlySet<string>,
  k: number,
): readonly Crossing[] =>
  k > NEAR ? crossings : crossings.filter(({ id, kind }) => kind === 'port' || busy.has(id));

/** Width of a text in a usual sans of this size, px; close enough to keep names apart. */
export const textWidth = (text: string, size: number): number => text.length * size * 0.56 + 2;

/** Room for the two rows of a queue beneath a name. */
const QUEUE_ROWS = { width: 112, height: 24 };

export function nameWishes(named: Named): Wish[] {
  const { crossings, towns, countries, busy, camera, language } = named;
  const at = (mark: Point): Point => toScreen(camera, mark);
  return [
    ...crossings.map(({ id, name, ...mark }): Wish => {
      const used = busy.has(id);
      const width = textWidth(name[language], 12.5);
      return {
        id,
        ...at(mark),
        width: used ? Math.max(width, QUEUE_ROWS.width) : width,
        height: 14 + (used ? QUEUE_ROWS.height : 0),
        priority: used ? 10 : 3.5,
        distance: 8,
      };
    }),
    ...towns.map(({ id, name, priority, ...mark }): Wish => ({
      id: `town ${id}`,
      ...at(mark),
      width: textWidth(name[language], 12),
      height: 13,
      priority: priority === 4 ? 9 : priority,
      distance: 6,
    })),
    ...countries.map(({ id, name, ours, ...mark }): Wish => ({
      id,
      ...at(mark),
      width: textWidth(name[language], 14),
      height: 13,
      priority: ours ? 7 : 1.5,
      distance: 0,
      centred: true,
    })),
  ];
}

/** Where the tabs of the lists and the buttons of the zoom lie over a map of this size: no name is read there. */
export const takenByControls = (width: number, height: number): Rectangle[] => [
  { x: 12, y: 12, width: 550, height: 36 },
  { x: width - 48, y: height - 116, width: 48, height: 116 },
];

/** Marks that no name may cover. */
export function takenByNodes(
  spots: readonly NodeSpot[],
  crossings: readonly Crossing[],
  camera: View,
): Rectangle[] {
  const square = (mark: Point, r: number): Rectangle => {
    const { x, y } = toScreen(camera, mark);
    return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
  };
  return [
    ...spots.map((spot) => square(spot, (NODE_RADIUS[spot.id] ?? RADIUS) + 3)),
    ...crossings.map((crossing) => square(crossing, 5)),
  ];
}
