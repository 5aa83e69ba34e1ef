/** Posts, ports, places and offices that a scenario names by their ids, held against the corridor data and the list of offices. */
import { OFFICES } from '../nodes/countries/offices.ts';
import { CORRIDOR_DATA } from './data/corridors.ts';
import { didYouMean } from './nearest.ts';
import type { Report } from './semantics.ts';
import type { Path } from './source.ts';

const idsOf = (...kinds: readonly string[]): string[] =>
  CORRIDOR_DATA.places.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
const PLACES = CORRIDOR_DATA.places.map(({ id }) => id);

/** Ports of a ferry are border posts too. */
const NAMED = {
  post: { what: 'border post', ids: idsOf('bcp', 'port'), where: 'ge-tsiteli-khidi, az-alat-port' },
  port: { what: 'port', ids: idsOf('port'), where: 'az-alat-port, kz-kuryk-port' },
  place: { what: 'place', ids: PLACES, where: 'kz-beyneu, ge-kutaisi' },
  office: {
    what: 'customs office',
    ids: OFFICES.map(({ code }) => code),
    where: 'GE000900, AZ000200',
  },
} as const;

/** Keys under which faults and journal entries alike name something of the corridors. */
export const NAMING_KEYS = ['post', 'port', 'place', 'office'] as const;
export type NamingKey = (typeof NAMING_KEYS)[number];

export function checkName(path: Path, key: NamingKey, name: string, report: Report): void {
  const { what, ids, where } = NAMED[key];
  if (ids.includes(name)) return;
  const otherwise =
    key === 'office'
      ? `write the code of one: ${where}`
      : `write an id of the corridor data: ${where}`;
  report([...path, key], `there is no ${what} ${name}`, didYouMean(name, ids, otherwise));
}
