/** How the states of a movement follow the rows that entries name: at departure, at each office on the way, of its guarantee. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { RowTarget } from './state-of.ts';
import { isEnded, stateAfter, targetOf } from './state-of.ts';
import type { Leg, MovementView } from './trial-rows.ts';

/** Before the first row of a state table. */
export const NONE = 'none';

/** Follows the row that the entry names, in the machine of that row. */
export function followRow(movement: MovementView, entry: Entry): void {
  const target = entry.row === undefined ? undefined : targetOf(entry.row);
  if (target === undefined) return;
  switch (target.machine) {
    case 'departure':
    case 'enquiry': {
      const before = movement.departure;
      movement.departure = stateAfter(target, entry.type, before);
      if (movement.departure === before) break;
      movement.asked = '';
      movement.askedUntil = null;
      break;
    }
    case 'transit':
      followTransit(movement, entry, target);
      break;
    case 'destination':
      followDestination(movement, entry, target);
      break;
    case 'usage':
      movement.usage = stateAfter(target, entry.type, movement.usage);
      break;
    case 'guarantee':
      break;
  }
}

function followTransit(movement: MovementView, entry: Entry, target: RowTarget): void {
  const office = officeOf(entry);
  if (office === '') return;
  const before = movement.transit.find((leg) => leg.office === office);
  const leg = legAfter(
    before,
    entry,
    office,
    stateAfter(target, entry.type, before?.state ?? NONE),
  );
  movement.transit =
    before === undefined
      ? alongTheWay([...movement.transit, leg], movement.countries)
      : movement.transit.map((other) => (other === before ? leg : other));
}

/** The office where the goods come is the one that counts; one that was declared and not reached only hears so. */
function followDestination(movement: MovementView, entry: Entry, target: RowTarget): void {
  const before = movement.destination;
  const office = officeOf(entry) === '' ? (before?.office ?? '') : officeOf(entry);
  const isOther = before !== null && before.office !== office;
  if (isOther && target.to !== null && isEnded('destination', target.to)) return;
  const next = stateAfter(target, entry.type, isOther ? NONE : (before?.state ?? NONE));
  movement.destination = legAfter(isOther ? undefined : (before ?? undefined), entry, office, next);
}

const officeOf = (entry: Entry): string =>
  typeof entry['office'] === 'string' ? entry['office'] : '';

/** Advance records come in any order; the offices are told in that of the countries. The sort keeps the order of equals. */
const alongTheWay = (legs: Leg[], countries: readonly string[]): Leg[] => {
  const rank = ({ office }: Leg): number => countries.indexOf(office.slice(0, 2));
  return legs.sort((a, b) => rank(a) - rank(b));
};

const legAfter = (before: Leg | undefined, entry: Entry, office: string, state: string): Leg =>
  before?.state === state ? before : { node: entry.n, office, state, since: entry.t };
