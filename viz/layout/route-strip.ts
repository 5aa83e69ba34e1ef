/** A truck's way as a straight line: its ends, the frontiers on it, how far it has come. */
import { placeOf } from '../../scenarios/data/corridors.ts';
import type { Path } from './paths.ts';

export interface Stop {
  readonly place: string;
  readonly x: number;
  readonly kind: 'end' | 'post' | 'port';
  readonly passed: boolean;
}

export interface RouteStripLayout {
  readonly stops: readonly Stop[];
  /** Where the truck is. */
  readonly x: number;
  readonly km: number;
}

/** @param km that the truck has come. */
export function routeStrip(path: Path, km: number, width: number): RouteStripLayout {
  const total = path.km.at(-1) ?? 0;
  const at = (value: number): number => (total === 0 ? 0 : (value / total) * width);
  const places = [...path.places];
  const countryAt = (i: number): string | undefined => {
    const place = places[i]?.[0];
    return place === undefined ? undefined : placeOf(place).country;
  };
  const stops = places.flatMap(([place, atKm], i): Stop[] => {
    const { kind, country } = placeOf(place);
    const passed = atKm <= km;
    if (i === 0 || i === places.length - 1) return [{ place, x: at(atKm), kind: 'end', passed }];
    const atFrontier = [countryAt(i - 1), countryAt(i + 1)].some((other) => other !== country);
    return atFrontier
      ? [{ place, x: at(atKm), kind: kind === 'port' ? 'port' : 'post', passed }]
      : [];
  });
  return { stops, x: at(Math.min(km, total)), km: total };
}
