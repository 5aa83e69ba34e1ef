/** Words of the domain about movements: states and rows as the Common System Specification names them. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Machine } from '../../nodes/common/states/row.ts';
import { TABLES } from '../../nodes/common/states/tables.ts';
import type { MovementView } from '../../reports/views/trial-rows.ts';

/** Before the first row. */
const NONE = both('not declared yet', 'ещё не задекларирована');

/** A state of a machine, or of the one that moves the same object. */
export function stateText(machine: Machine, state: string): Bilingual {
  if (state === 'none' || state === '') return NONE;
  const own = TABLES[machine];
  const joined = own.joins === undefined ? undefined : TABLES[own.joins];
  const { en, ru } = own.states[state] ?? joined?.states[state] ?? both(state, state);
  return { en, ru };
}

/** Where it goes from and to: places of its truck, or, without one, the offices declared. */
export const wayOf = (
  { from, to, office, destinationOffice }: Readonly<MovementView>,
  name: (id: string) => string,
): string => `${name(from === '' ? office : from)} → ${name(to === '' ? destinationOffice : to)}`;

export const departureState = (state: string): Bilingual => stateText('departure', state);
