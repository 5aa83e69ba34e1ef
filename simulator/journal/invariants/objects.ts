/** The objects of the state tables, entry by entry: in which states each may be by the rows it has followed, and which timer it waits for. Judges nothing. */
import type { StateRow } from '../../../nodes/common/states/row.ts';
import type { StateSet } from '../../../nodes/common/states/tables.ts';
import { isOver, NOT_YET, ROWS, statesAfter } from '../../../nodes/common/states/tables.ts';
import type { TimerId, TimerValues } from '../../../nodes/common/timers.ts';
import { TIMER_IDS, TIMER_VARIANTS, TIMERS } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { ObjectMachine, Subject } from './subject.ts';
import { subjectOf } from './subject.ts';

/** A timer that moves its object when it rings, if nothing else does so before. */
export interface Wait {
  readonly timer: TimerId;
  /** When it may ring, and when it has rung at the latest. */
  readonly from: SimTime;
  readonly dueAt: SimTime;
  readonly node: string;
}

/** Shortest and longest lengths of a run's timers in any of its countries, in ms; those of law and training where absent. */
export interface RunTimers {
  readonly shortest: Partial<TimerValues>;
  readonly longest: Partial<TimerValues>;
}

/** Where nobody knows how short they are, no timer rings too early. */
export const ANY_LENGTH = Object.fromEntries(
  TIMER_IDS.map((id) => [id, 0]),
) as Partial<TimerValues>;

/** What is kept of an object that is not over. */
interface Standing {
  states: StateSet;
  wait: Wait | undefined;
}

/** Any state at all: after a row that does not fit the object is taken to be where the row leads. */
const ANY: StateSet = -1;

export class Objects {
  /** Of the entry at hand; undefined where it follows no row. */
  subject: Subject | undefined;
  /** The states in which the object was, where its row fits none of them. */
  misfit: StateSet | undefined;
  /** What it waited for until this row. */
  waited: Wait | undefined;
  private readonly shortest: TimerValues;
  private readonly longest: TimerValues;
  private readonly byMachine: Readonly<Record<ObjectMachine, Map<string, Standing>>> = {
    departure: new Map(),
    transit: new Map(),
    destination: new Map(),
    guarantee: new Map(),
    usage: new Map(),
  };
  /** Declarations beyond the first under one LRN: it is unique for its trader only. */
  private readonly twins = new Map<string, number>();

  constructor({ shortest, longest }: RunTimers) {
    this.shortest = Object.fromEntries(
      TIMER_IDS.map((id) => [id, Math.min(...LENGTHS[id], shortest[id] ?? Infinity)]),
    ) as unknown as TimerValues;
    this.longest = Object.fromEntries(
      TIMER_IDS.map((id) => [id, Math.max(...LENGTHS[id], longest[id] ?? 0)]),
    ) as unknown as TimerValues;
  }

  get size(): number {
    const objects = Object.values(this.byMachine).reduce((sum, { size }) => sum + size, 0);
    return objects + this.twins.size;
  }

  /** What is waited for now, with the name of the object. */
  *waits(): Iterable<readonly [key: string, wait: Wait]> {
    for (const objects of Object.values(this.byMachine))
      for (const [key, { wait }] of objects) if (wait !== undefined) yield [key, wait];
  }

  /** @param entry that names a row. */
  step(entry: Entry): void {
    const subject = subjectOf(entry);
    this.subject = subject;
    this.misfit = undefined;
    this.waited = undefined;
    if (subject !== undefined) this.follow(subject, entry);
  }

  private follow(subject: Subject, entry: Entry): void {
    const { row, machine, key, newKey, ends } = subject;
    const objects = this.byMachine[machine];
    const known = objects.get(key);
    const way = WAYS.get(row) as Way;
    if (way.isLate) {
      // What is over is forgotten, so only what goes on can contradict.
      this.misfit = known?.states;
      return;
    }
    const { isNew } = way;
    const before = isNew || known === undefined ? NOT_YET : known.states;
    const met = before & way.from;
    if (met === 0) this.misfit = before;
    const after = way.to === 0 && met !== 0 ? met : way.leads;
    const goesOn = !ends && after !== NOT_YET && !isOver(machine, after);
    this.waited = isNew ? undefined : known?.wait;
    const wait = goesOn ? this.waitAfter(way, this.waited, entry) : undefined;
    if (goesOn && known !== undefined && newKey === undefined && !isNew) {
      known.states = after;
      known.wait = wait;
      return;
    }
    if (isNew && known !== undefined) this.twins.set(key, (this.twins.get(key) ?? 0) + 1);
    else if (newKey !== undefined || !goesOn) this.leave(objects, key);
    if (goesOn) objects.set(newKey ?? key, { states: after, wait });
  }

  /** The object is over, or goes on under another name; a twin stays under the old one. */
  private leave(objects: Map<string, Standing>, key: string): void {
    const twins = this.twins.get(key);
    if (twins === undefined) objects.delete(key);
    else if (twins === 1) this.twins.delete(key);
    else this.twins.set(key, twins - 1);
  }

  private waitAfter(
    { starts: timer, ends }: Way,
    wait: Wait | undefined,
    entry: Entry,
  ): Wait | undefined {
    if (timer === undefined)
      return wait === undefined || ends.includes(wait.timer) ? undefined : wait;
    // A guarantee may be asked for a shorter time.
    const from = timer === 'T-VAL' ? entry.t : dueOf(timer, entry, this.shortest);
    return { timer, from, dueAt: dueOf(timer, entry, this.longest), node: entry.n };
  }
}

/** What a timer may be set to, in law or in training, its variants included; in ms. */
const LENGTHS = Object.fromEntries(
  TIMER_IDS.map((id) => {
    const variants = Object.values(TIMER_VARIANTS).filter((variant) => variant.of === id);
    return [id, [TIMERS[id], ...variants].flatMap((row) => [row.realMs, row.trainingMs])];
  }),
) as unknown as Readonly<Record<TimerId, readonly number[]>>;

const timersOf = (row: StateRow): TimerId[] =>
  row.on.flatMap((on) => (on.kind === 'timer' ? [on.timer] : []));

const machineOf = ({ machine }: StateRow): ObjectMachine =>
  machine === 'enquiry' ? 'departure' : machine;

/** Timers that move their object when they ring; the others only remind somebody. T-LIB waits for the last use as well (row G8). */
const MOVING: ReadonlySet<string> = new Set(
  ROWS.filter(({ id }) => id !== 'G8').flatMap((row) =>
    timersOf(row).map((timer) => `${machineOf(row)} ${timer}`),
  ),
);

/** The timer that alone sets off a row. */
export const ONLY_TIMER: ReadonlyMap<string, TimerId> = new Map(
  ROWS.flatMap((row) => {
    const [timer, ...others] = timersOf(row);
    return timer !== undefined && others.length === 0 && row.on.length === 1
      ? [[row.id, timer] as const]
      : [];
  }),
);

/** A row in short: over sets of states, and over the one timer that may move its object. */
interface Way {
  /** It asks for an object that is over. */
  readonly isLate: boolean;
  /** A declaration under an LRN has no history, whatever else goes by that number. */
  readonly isNew: boolean;
  /** The states that it fits; where it leads (0: nowhere else); where it leads from anywhere. */
  readonly from: StateSet;
  readonly to: StateSet;
  readonly leads: StateSet;
  /** The timer that it starts, and those that it ends, by stopping or by their having rung. */
  readonly starts: TimerId | undefined;
  readonly ends: readonly TimerId[];
}

/** The sets of states are integers with a bit for each. */
const SINGLE_STATES = Array.from({ length: 31 }, (_, bit) => 1 << bit);

const WAYS: ReadonlyMap<StateRow, Way> = new Map(
  ROWS.map((row) => {
    const machine = machineOf(row);
    const moving = (timer: TimerId): boolean => MOVING.has(`${machine} ${timer}`);
    const leads = statesAfter(machine, ANY, row.id);
    return [
      row,
      {
        isLate: row.from === 'anyFinal',
        isNew: machine === 'departure' && row.from === 'none',
        from: SINGLE_STATES.filter((state) => statesAfter(machine, state, row.id) !== 0).reduce(
          (set, state) => set | state,
          0,
        ),
        to: row.to === 'same' ? 0 : leads,
        leads,
        starts: row.starts.find(moving),
        ends: [...row.stops, ...timersOf(row)].filter(moving),
      },
    ];
  }),
);

/** When a timer of this length that the entry has started is due; two of them do not run from the entry. */
function dueOf(timer: TimerId, entry: Entry, lengths: TimerValues): SimTime {
  const from = timer === 'T-PASS' ? entry['expected'] : undefined;
  const limit = timer === 'T-LIMIT' ? entry['limitDate'] : undefined;
  if (typeof limit === 'number') return limit;
  return (typeof from === 'number' ? Math.max(from, entry.t) : entry.t) + lengths[timer];
}
