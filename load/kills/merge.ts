/** The facts of several stores in one order that could have happened: by time, and within a millisecond no effect before its cause. */
import type { Entry } from '../../simulator/core/cell.ts';

/** Entries that hand a message on: what it causes elsewhere comes after them. */
const HANDS_ON: ReadonlySet<string> = new Set(['MessageSent', 'MessageTaken']);

/** @param stores facts of one participant each, as it numbered them. */
export function merged(stores: readonly (readonly Entry[])[]): Entry[] {
  const all: Entry[] = [];
  const places = stores.map(() => 0);
  for (;;) {
    const next = nextStore(stores, places);
    if (next < 0) return all;
    all.push(stores[next]![places[next]!++]!);
  }
}

/** Whose entry comes next; -1 where none is left. */
function nextStore(stores: readonly (readonly Entry[])[], places: readonly number[]): number {
  const heads = stores.map((store, i) => store[places[i]!]);
  const t = Math.min(...heads.map((head) => head?.t ?? Infinity));
  if (t === Infinity) return -1;
  const first = heads.findIndex((head) => head?.t === t);
  const free = heads.findIndex((head, i) => {
    if (head?.t !== t) return false;
    const { by } = head;
    return (
      by === undefined || !stores.some((store, j) => j !== i && handsOn(store, places[j]!, t, by))
    );
  });
  return free < 0 ? first : free;
}

/** Whether this participant has still to hand the message on, within the same millisecond. */
function handsOn(store: readonly Entry[], from: number, t: number, message: string): boolean {
  for (let i = from; store[i]?.t === t; i++) {
    const { type, id } = store[i]!;
    if (id === message && HANDS_ON.has(type)) return true;
  }
  return false;
}
