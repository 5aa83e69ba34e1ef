/** Which object of a state table an entry is about: the movement at departure, an advance record, a guarantee, a use of it. */
import type { Machine, StateRow } from '../../../nodes/common/states/row.ts';
import { isFinal, ROWS } from '../../../nodes/common/states/tables.ts';
import type { Entry } from '../../core/cell.ts';
import { text } from './invariant.ts';

/** Enquiry moves the movement of departure. */
export type ObjectMachine = Exclude<Machine, 'enquiry'>;

export interface Subject {
  readonly row: StateRow;
  readonly machine: ObjectMachine;
  /** Names the object among those of its machine. */
  readonly key: string;
  /** The name under which it is known from here on, where the row gives it one. */
  readonly newKey: string | undefined;
  /** Nothing can happen to it any more. */
  readonly ends: boolean;
}

/** Undefined where the entry follows no row, or does not say about which object. */
export function subjectOf(entry: Entry): Subject | undefined {
  const known = entry.row === undefined ? undefined : KNOWN.get(entry.row);
  if (known === undefined) return undefined;
  const { row, machine, ends } = known;
  const key = KEYS[machine](entry);
  if (key === '') return undefined;
  const newKey = known.names ? newKeyOf(machine, entry) : undefined;
  return { row, machine, key, newKey, ends: ends || (known.mayEnd && LAST_FACTS.has(entry.type)) };
}

/** Rows that lead to the end or not, such as D12, D22 and B5: the fact says which. */
const LAST_FACTS: ReadonlySet<string> = new Set([
  'ReleaseDenied',
  'MovementInvalidated',
  'AtrUnanswered',
]);

/** Rows after which an object is known by another name: a declaration by its MRN, an application by its GRN. */
const NAMING: ReadonlySet<string> = new Set(['D7', 'D9', 'G5']);

interface Known {
  readonly row: StateRow;
  readonly machine: ObjectMachine;
  readonly ends: boolean;
  readonly mayEnd: boolean;
  readonly names: boolean;
}

const KNOWN: ReadonlyMap<string, Known> = new Map(
  ROWS.map((row) => {
    const { machine, to } = row;
    const states = to === 'same' ? [] : to;
    const finals = states.filter((state) => isFinal(machine, state));
    return [
      row.id,
      {
        row,
        machine: machine === 'enquiry' ? 'departure' : machine,
        ends: finals.length > 0 && finals.length === states.length,
        mayEnd: finals.length > 0,
        names: NAMING.has(row.id),
      },
    ];
  }),
);

/** Empty where a part of it is missing. */
const of = (one: string, two: string): string => (one === '' || two === '' ? '' : `${one} ${two}`);

const KEYS: Readonly<Record<ObjectMachine, (entry: Entry) => string>> = {
  /** Before it has an MRN, a declaration is known by the trader's own number. */
  departure(entry) {
    const mrn = text(entry['mrn']);
    return mrn === '' || entry.row === 'D7' || entry.row === 'D9'
      ? of(entry.n, text(entry['lrn']))
      : mrn;
  },
  transit: (entry) => of(text(entry['mrn']), text(entry['office'])),
  /** A country may have two records of a movement: where it was declared to arrive, and where it did. */
  destination: (entry) => of(text(entry['mrn']), text(entry['office']) || entry.n),
  guarantee(entry) {
    const id = text(entry['guarantee']);
    return id === '' ? text(entry['grn']) : of(entry.n, id);
  },
  usage: (entry) => of(text(entry['grn']), text(entry['mrn'])),
};

const newKeyOf = (machine: ObjectMachine, entry: Entry): string | undefined => {
  const name = text(entry[machine === 'guarantee' ? 'grn' : 'mrn']);
  return name === '' ? undefined : name;
};
