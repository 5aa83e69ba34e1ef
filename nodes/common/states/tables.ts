/** All state tables together, and the reference state machine over them: which rows fit, which walks are legal. Steps nothing itself. */
import type { Bilingual } from '../bilingual.ts';
import { both } from '../bilingual.ts';
import { BEFORE_RELEASE, DEPARTURE_STATES } from './departure.ts';
import { DESTINATION_ROWS, DESTINATION_STATES } from './destination.ts';
import { ENQUIRY_ROWS, ENQUIRY_STATES } from './enquiry.ts';
import { GUARANTEE_ROWS, GUARANTEE_STATES, USAGE_ROWS, USAGE_STATES } from './guarantee.ts';
import { AFTER_RELEASE } from './released.ts';
import type {
  CatalogueCode,
  DecisionId,
  InternalEvent,
  Machine,
  StateInfo,
  StateRow,
} from './row.ts';
import { TRANSIT_ROWS, TRANSIT_STATES } from './transit.ts';
import type { TimerId } from '../timers.ts';

export interface StateTable {
  readonly name: Bilingual;
  readonly states: Readonly<Record<string, StateInfo>>;
  readonly rows: readonly StateRow[];
  /** The machine whose rows move the same object. */
  readonly joins?: Machine;
}

export const TABLES: Readonly<Record<Machine, StateTable>> = {
  departure: {
    name: both('Office of departure', 'Таможенный орган отправления'),
    states: DEPARTURE_STATES,
    rows: [...BEFORE_RELEASE, ...AFTER_RELEASE],
    joins: 'enquiry',
  },
  transit: {
    name: both('Office of transit', 'Таможенный орган транзита'),
    states: TRANSIT_STATES,
    rows: TRANSIT_ROWS,
  },
  destination: {
    name: both('Office of destination', 'Таможенный орган назначения'),
    states: DESTINATION_STATES,
    rows: DESTINATION_ROWS,
  },
  guarantee: {
    name: both('Guarantee', 'Гарантия'),
    states: GUARANTEE_STATES,
    rows: GUARANTEE_ROWS,
  },
  usage: {
    name: both('Use of a guarantee', 'Использование гарантии'),
    states: USAGE_STATES,
    rows: USAGE_ROWS,
  },
  enquiry: {
    name: both('Enquiry and recovery', 'Розыск и взыскание'),
    states: ENQUIRY_STATES,
    rows: ENQUIRY_ROWS,
    joins: 'departure',
  },
};

export const MACHINES = Object.keys(TABLES) as readonly Machine[];
export const ROWS: readonly StateRow[] = MACHINES.flatMap((machine) => TABLES[machine].rows);

const BY_ID: ReadonlyMap<string, StateRow> = new Map(ROWS.map((row) => [row.id, row]));

/** The row of an id such as `D20`; undefined for anything else. */
export const rowOf = (id: string): StateRow | undefined => BY_ID.get(id);

/** The state of an object that does not exist yet. */
export const NONE = 'none';

/** What may happen to an object. */
export type StateEvent =
  | { readonly kind: 'message'; readonly code: CatalogueCode }
  | { readonly kind: 'timer'; readonly timer: TimerId }
  | { readonly kind: 'decision'; readonly decision: DecisionId }
  | { readonly kind: 'internal'; readonly event: InternalEvent };

/** States of a machine's object by their numbers, so that a set of states is one integer. */
interface Reference {
  readonly states: readonly string[];
  readonly finalBits: number;
  readonly rows: readonly StateRow[];
  readonly arcs: ReadonlyMap<string, Arc>;
}

/** A row over sets of states: possible before it, possible after it (0: as before). */
interface Arc {
  readonly from: number;
  readonly to: number;
}

const REFERENCES = Object.fromEntries(
  MACHINES.map((machine) => [machine, referenceOf(machine)]),
) as Readonly<Record<Machine, Reference>>;

function referenceOf(machine: Machine): Reference {
  const own = TABLES[machine];
  const joined = own.joins ? TABLES[own.joins] : undefined;
  const infos = { ...own.states, ...joined?.states };
  const states = [NONE, ...Object.keys(infos)];
  const bits = (names: readonly string[]): number =>
    names.reduce((set, name) => set | (1 << states.indexOf(name)), 0);
  const finalBits = bits(Object.keys(infos).filter((name) => infos[name]?.final));
  const rows = [...own.rows, ...(joined?.rows ?? [])];
  const arcs = rows.map((row): [string, Arc] => {
    const from = row.from === 'anyFinal' ? finalBits : bits(row.from === NONE ? [NONE] : row.from);
    return [row.id, { from, to: row.to === 'same' ? 0 : bits(row.to) }];
  });
  return { states, finalBits, rows, arcs: new Map(arcs) };
}

/** The bit of a state; throws RangeError if the machine has no such state. */
function bitOf({ states }: Reference, machine: Machine, state: string): number {
  const index = states.indexOf(state);
  if (index < 0) throw new RangeError(`the machine ${machine} has no state ${state}`);
  return 1 << index;
}

/** States of the machine's object, `none` left out: for departure and enquiry those of both. */
export const statesOf = (machine: Machine): readonly string[] =>
  REFERENCES[machine].states.slice(1);

/** Whether nothing can happen any more to an object in this state. Throws RangeError if the machine has no such state. */
export function isFinal(machine: Machine, state: string): boolean {
  const reference = REFERENCES[machine];
  return (reference.finalBits & bitOf(reference, machine, state)) !== 0;
}

/** The rows that fit a state and an event; which of several applies, their guards say. None: answer C202, or leave a timer alone. */
export function rowsFor(machine: Machine, state: string, event: StateEvent): readonly StateRow[] {
  const reference = REFERENCES[machine];
  const bit = bitOf(reference, machine, state);
  return reference.rows.filter(
    (row) => ((reference.arcs.get(row.id)?.from ?? 0) & bit) !== 0 && fits(row, event),
  );
}

const fits = (row: StateRow, event: StateEvent): boolean =>
  row.on.some((on) => {
    switch (on.kind) {
      case 'message':
        return event.kind === 'message' && (on.codes === 'any' || on.codes.includes(event.code));
      case 'timer':
        return event.kind === 'timer' && on.timer === event.timer;
      case 'decision':
        return event.kind === 'decision' && on.decision === event.decision;
      case 'internal':
        return event.kind === 'internal' && on.event === event.event;
    }
  });

export type Acceptance =
  /** The states in which the object may be now. */
  | { readonly accepted: true; readonly states: readonly string[] }
  /** The first row that does not fit, its place in the sequence, and the states in which the object could be before it. */
  | {
      readonly accepted: false;
      readonly at: number;
      readonly row: string;
      readonly states: readonly string[];
    };

/** States in which an object of a machine may be, as a set in one integer; empty (0) where it can be in none. */
export type StateSet = number;

/** The object does not exist yet. */
export const NOT_YET: StateSet = 1;

/** Where a row can lead from these states; empty where it fits none of them, or is no row of the machine's object. */
export function statesAfter(machine: Machine, possible: StateSet, row: string): StateSet {
  const arc = REFERENCES[machine].arcs.get(row);
  const met = arc === undefined ? 0 : possible & arc.from;
  return arc === undefined || met === 0 || arc.to === 0 ? met : arc.to;
}

/** Whether nothing can happen any more, whichever of these states it is. */
export const isOver = (machine: Machine, possible: StateSet): boolean =>
  possible !== 0 && (possible & ~REFERENCES[machine].finalBits) === 0;

export const namesOfStates = (machine: Machine, possible: StateSet): readonly string[] =>
  namesOf(REFERENCES[machine].states, possible);

/** Whether an object that did not exist can have followed these rows, in this order. Linear in their number. */
export function acceptsSequence(machine: Machine, rowIds: readonly string[]): Acceptance {
  let possible = NOT_YET;
  for (const [at, row] of rowIds.entries()) {
    const next = statesAfter(machine, possible, row);
    if (next === 0) return { accepted: false, at, row, states: namesOfStates(machine, possible) };
    possible = next;
  }
  return { accepted: true, states: namesOfStates(machine, possible) };
}

const namesOf = (states: readonly string[], set: number): readonly string[] =>
  states.filter((_, index) => (set & (1 << index)) !== 0);

/** Whether a row can end the object's life. */
export const endsFinal = (row: StateRow): boolean =>
  row.to !== 'same' && row.to.some((state) => isFinal(row.machine, state));
