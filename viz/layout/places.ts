/** Towns that are named on the map, for orientation, and the corridors that are drawn. Which of them fit is decided by `labels.ts`. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { LonLat } from '../../scenarios/data/geography.ts';
import { legLineOf } from '../../scenarios/data/geography.ts';
import { CORRIDOR_DATA, placeOf } from '../../scenarios/data/corridors.ts';
import type { Point } from './projection.ts';
import { project } from './projection.ts';
import { SHORT_NAMES } from './short-names.ts';

export interface Town extends Point {
  readonly id: string;
  readonly name: Bilingual;
  /** Higher is named first. */
  readonly priority: number;
}

/** Capitals and ends of corridors, then what lies between. */
const TOWNS: readonly (readonly string[])[] = [
  ['ge-tbilisi', 'az-baku', 'uz-tashkent', 'kz-almaty', 'kz-astana', 'tm-ashgabat', 'ge-poti'],
  ['ge-batumi', 'uz-samarkand', 'kz-shymkent', 'kz-aktobe', 'uz-nukus', 'uz-termez', 'kz-atyrau'],
  [
    'kz-beyneu',
    'uz-bukhara',
    'kz-kyzylorda',
    'az-ganja',
    'tm-mary',
    'kz-karaganda',
    'kg-bishkek',
    'tj-dushanbe',
  ],
  [
    'ge-kutaisi',
    'az-yevlakh',
    'uz-andijan',
    'kz-taraz',
    'kz-semey',
    'kz-kostanay',
    'uz-karshi',
    'tm-turkmenabat',
  ],
];

export const TOWN_MARKS: readonly Town[] = TOWNS.flatMap((ids, rank) =>
  ids.map((id) => {
    const { lat, lon, name, nameRu } = placeOf(id);
    return {
      id,
      name: SHORT_NAMES[id] ?? both(name, nameRu),
      priority: TOWNS.length - rank,
      ...project([lon, lat]),
    };
  }),
);

export interface CorridorLine {
  readonly id: string;
  readonly mode: 'road' | 'ferry';
  readonly points: readonly LonLat[];
  /** Both ends lie in countries that take part. */
  readonly ours: boolean;
}

/** Roads and ferry lines of the data, those outside the trial marked. */
export const corridorLines = (participants: readonly string[]): readonly CorridorLine[] =>
  CORRIDOR_DATA.legs.flatMap(({ id, from, to, mode }) => {
    if (mode === 'rail') return [];
    const ours = [from, to].every((place) => participants.includes(placeOf(place).country));
    return [{ id, mode, points: legLineOf(id).points, ours }];
  });

/** What the map shows at first: where the pilot corridors run through countries that take part. Branches of a single corridor may lie outside. */
export function homePoints(participants: readonly string[]): Point[] {
  const passes = new Map<string, number>();
  for (const { pilot, modes, places } of CORRIDOR_DATA.corridors) {
    if (!pilot || !modes.includes('road')) continue;
    for (const place of places) passes.set(place, (passes.get(place) ?? 0) + 1);
  }
  return [...passes].flatMap(([id, count]) => {
    const { lon, lat, country } = placeOf(id);
    return count > 1 && participants.includes(country) ? [project([lon, lat])] : [];
  });
}
