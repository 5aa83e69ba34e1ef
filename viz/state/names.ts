/** What people call the things that the journal knows by ids: places, posts, offices, countries, ships, lines, goods. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { RunInfo } from '../../reports/views/api.ts';
import { CARGO_GROUPS } from '../../scenarios/data/cargo.ts';
import { CORRIDOR_DATA } from '../../scenarios/data/corridors.ts';
import { SHORT_NAMES } from '../layout/short-names.ts';
import { FERRY_LINES } from '../../scenarios/data/ferries.ts';

export type Names = (id: string) => Bilingual;

/** @param run its offices, and its kinds of faults. Whatever has no name is called by its id. */
export function namesOf({ offices, faults }: Pick<RunInfo, 'offices' | 'faults'>): Names {
  const names = new Map<string, Bilingual>();
  for (const { iso2, iso3, name, nameRu } of CORRIDOR_DATA.countries) {
    names.set(iso3, both(name, nameRu));
    names.set(iso2, both(name, nameRu));
    names.set(`FI-${iso3}`, both(`Insurer, ${name}`, `Страховщик, ${nameRu}`));
  }
  for (const { id, name, nameRu } of CORRIDOR_DATA.places) names.set(id, both(name, nameRu));
  for (const { id, name, nameRu } of CORRIDOR_DATA.bcpPairs) names.set(id, both(name, nameRu));
  for (const [id, name] of Object.entries(SHORT_NAMES)) names.set(id, name);
  for (const line of FERRY_LINES) {
    const [from, to] = [names.get(line.from), names.get(line.to)];
    if (from !== undefined && to !== undefined)
      names.set(line.id, both(`${from.en} – ${to.en}`, `${from.ru} – ${to.ru}`));
    for (const { id, name, nameRu } of line.vessels) names.set(id, both(name, nameRu));
  }
  for (const { id, en, ru } of CARGO_GROUPS) names.set(id, both(en, ru));
  for (const { code, name } of offices) names.set(code, name);
  for (const [kind, text] of Object.entries(faults)) names.set(kind, text);
  names.set(
    'WORLD',
    both('Trucks, traders and officers', 'Машины, участники ВЭД, должностные лица'),
  );
  return (id) => names.get(id) ?? both(id, id);
}
