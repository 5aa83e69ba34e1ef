/** Which object of a state table an entry is about: the movement at departure, an advance record, a guarantee, a use of it. */
import type { Machine, StateRow } from '../../../nodes/common/states/row.ts';
import { isFinal, rowOf, ROWS } from '../../../nodes/common/states/tables.ts';
import type { Entry } from '../../core/cell.ts';
import { detail } from './invariant.ts';

/** Enquiry moves the movement of departure. */
export type ObjectMachine = Exclude<Machine, 'enquiry'>;

export interface Subject {
  readonly row: StateRow;
  readonly machine: ObjectMachine;
  /** Names the object among those of its machine. */
  readonly key: string;
  /** The name under which it is known from here on, where the row gives it one. */
  readonly newKey?: string;
  /** Nothing can happen to it any more. */
  readonly ends: boolean;
}

/** Undefined where the entry follows no row, or does not say about which object. */
export function subjectOf(entry: Entry): Subject | undefined {
  if (entry.row === undefined) return undefined;
  const row = rowOf(entry.row);
  if (row === undefined) return undefined;
  const machine = row.machine === 'enquiry' ? 'departure' : row.machine;
  const names = NAMES[machine](entry);
  if (names === undefined) return undefined;
  const ends = LAST_FACTS.has(entry.type) || LAST_ROWS.has(row.id);
  return { row, machine, ends, ...names };
}

/** Rows D12, D22 and B5 lead to the end or not: the fact says which. */
const LAST_FACTS: ReadonlySet<string> = new Set([
  'ReleaseDenied',
  'MovementInvalidated',
  'AtrUnanswered',
]);

const LAST_ROWS: ReadonlySet<string> = new Set(
  ROWS.filter(
    ({ machine, to }) => to !== 'same' && to.every((state) => isFinal(machine, state)),
  ).map(({ id }) => id),
);

type Names = Pick<Subject, 'key' | 'newKey'> | undefined;
const under = (...parts: readonly string[]): Names =>
  parts.includes('') ? undefined : { key: parts.join(' ') };

const NAMES: Readonly<Record<ObjectMachine, (entry: Entry) => Names>> = {
  /** Before it has an MRN, a declaration is known by the trader's own number. */
  departure(entry) {
    const mrn = detail(entry, 'mrn');
    if (entry.row === 'D7' || entry.row === 'D9')
      return { key: `${entry.n} ${detail(entry, 'lrn')}`, newKey: mrn };
    return mrn === '' ? under(entry.n, detail(entry, 'lrn')) : { key: mrn };
  },
  transit: (entry) => under(detail(entry, 'mrn'), detail(entry, 'office')),
  /** A country may have two records of a movement: where it was declared to arrive, and where it did. */
  destination: (entry) => under(entry.n, detail(entry, 'mrn'), detail(entry, 'office') || entry.n),
  guarantee(entry) {
    const [id, grn] = [detail(entry, 'guarantee'), detail(entry, 'grn')];
    if (id === '') return under(grn);
    return grn === '' ? under(entry.n, id) : { key: `${entry.n} ${id}`, newKey: grn };
  },
  usage: (entry) => under(detail(entry, 'grn'), detail(entry, 'mrn')),
};

/** What is kept of each object that is not over yet, by machine and name. */
export class Objects<T> {
  private readonly byMachine: Readonly<Record<ObjectMachine, Map<string, T>>> = {
    departure: new Map(),
    transit: new Map(),
    destination: new Map(),
    guarantee: new Map(),
    usage: new Map(),
  };

  of(machine: ObjectMachine): Map<string, T> {
    return this.byMachine[machine];
  }

  get size(): number {
    return Object.values(this.byMachine).reduce((sum, { size }) => sum + size, 0);
  }
}
