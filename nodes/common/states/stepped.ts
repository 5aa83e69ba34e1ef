/** Which rows this version steps, worked out from the messages that it speaks. All others are open: their events are answered with 92. */
import { MESSAGE_CODES } from '../message-types.ts';
import type { Machine, RowId, StateRow } from './row.ts';
import { NONE, ROWS, rowOf, statesOf, TABLES } from './tables.ts';

/** Rows whose messages exist, but that would lead nowhere in this version; each with its reason. */
export const HELD_BACK: Readonly<Partial<Record<RowId, string>>> = {
  D2: 'a pre-lodged declaration could never be presented without T170: type D is rejected (D1)',
  D38: 'stands for the rows E1 to E20, which are counted themselves',
  A15: 'the office of departure cannot open a discrepancy without T019 and X049',
  E20: 'proof is examined in an enquiry, which cannot be opened without T140 and X142',
};

/** Rows of a version that speaks these messages: all their codes are spoken, none is held back, and they can be reached. */
export function steppedRows(
  spoken: Iterable<string>,
  heldBack: Readonly<Partial<Record<RowId, string>>> = HELD_BACK,
): ReadonlySet<RowId> {
  const codes = new Set(spoken);
  const possible = ROWS.filter((row) => isSpoken(row, codes) && heldBack[row.id] === undefined);
  const stepped = new Set<RowId>();
  const reached = new Set(Object.keys(TABLES).map((machine) => stateKey(machine as Machine, NONE)));
  let before: number;
  do {
    before = stepped.size;
    for (const row of possible) {
      if (!sources(row).some((state) => reached.has(stateKey(row.machine, state)))) continue;
      stepped.add(row.id);
      if (row.to !== 'same') for (const state of row.to) reached.add(stateKey(row.machine, state));
    }
  } while (stepped.size > before);
  return stepped;
}

/** Departure and enquiry move the same object, so they share its states. */
const stateKey = (machine: Machine, state: string): string =>
  `${machine === 'enquiry' ? 'departure' : machine}/${state}`;

function sources(row: StateRow): readonly string[] {
  if (row.from === NONE) return [NONE];
  return row.from === 'anyFinal' ? statesOf(row.machine) : row.from;
}

/** Whether one of its events can happen, and all that it always sends can be sent. */
function isSpoken(row: StateRow, codes: ReadonlySet<string>): boolean {
  const canHappen = row.on.some(
    (on) => on.kind !== 'message' || on.codes === 'any' || on.codes.some((code) => codes.has(code)),
  );
  return canHappen && row.emits.every(({ code, when }) => when !== undefined || codes.has(code));
}

/** The rows that this version steps. */
export const STEPPED: ReadonlySet<RowId> = steppedRows(MESSAGE_CODES);

/** stepped: this version does what the row says; open: it answers the row's message with 92 and lets its timers be. */
export type RowStatus = 'stepped' | 'open';

/** Whether this version steps a row. Throws RangeError if there is no such row. */
export function statusOf(id: RowId): RowStatus {
  if (rowOf(id) === undefined) throw new RangeError(`no row ${id}`);
  return STEPPED.has(id) ? 'stepped' : 'open';
}
