/** Nothing waits longer than its longest timer: what a row has started rings, or is stopped by another row in time (design, section 9). */
import type { StateRow } from '../../../nodes/common/states/row.ts';
import { ROWS } from '../../../nodes/common/states/tables.ts';
import type { TimerId, TimerValues } from '../../../nodes/common/timers.ts';
import { TIMER_IDS, TIMER_VARIANTS, TIMERS } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { durationText, isoUtc } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { detail } from './invariant.ts';
import type { ObjectMachine, Subject } from './subject.ts';
import { Objects, subjectOf } from './subject.ts';

/** The longest that a timer may be set to, in law or in training, its variants included; in ms. */
const LONGEST = Object.fromEntries(
  TIMER_IDS.map((id) => {
    const variants = Object.values(TIMER_VARIANTS).filter((variant) => variant.of === id);
    return [
      id,
      Math.max(...[TIMERS[id], ...variants].flatMap((row) => [row.realMs, row.trainingMs])),
    ];
  }),
) as Readonly<Record<TimerId, number>>;

const timersOf = (row: StateRow): TimerId[] =>
  row.on.flatMap((on) => (on.kind === 'timer' ? [on.timer] : []));

/** Timers that move their object when they ring; the others only remind somebody. T-LIB waits for the last use as well (row G8). */
const MOVING: ReadonlySet<string> = new Set(
  ROWS.filter(({ id }) => id !== 'G8').flatMap((row) =>
    timersOf(row).map((timer) => `${machineOf(row)} ${timer}`),
  ),
);

function machineOf({ machine }: StateRow): ObjectMachine {
  return machine === 'enquiry' ? 'departure' : machine;
}

/** What a row does to the one timer that may move its object: starts it, ends it (by stopping or by having rung), or leaves it. */
interface Effect {
  readonly starts: TimerId | undefined;
  readonly ends: readonly TimerId[];
}
const EFFECTS: ReadonlyMap<string, Effect> = new Map(
  ROWS.map((row) => {
    const moving = (timer: TimerId): boolean => MOVING.has(`${machineOf(row)} ${timer}`);
    const effect = {
      starts: row.starts.find(moving),
      ends: [...row.stops, ...timersOf(row)].filter(moving),
    };
    return [row.id, effect];
  }),
);

interface Wait {
  readonly timer: TimerId;
  readonly dueAt: SimTime;
  readonly node: string;
}

export const nothingWaits: Invariant = {
  id: 'nothingWaits',
  text: {
    en: 'nothing waits longer than its longest timer, unless its node is down',
    ru: 'ничто не ожидает дольше самого длинного срока, если узел не отключён',
  },
  source: 'design 9; domain 6',
  start(report, timers) {
    const waits = new Waits(report, timers ?? {});
    return {
      size: () => waits.size,
      step(entry) {
        if (entry.row !== undefined) {
          const subject = subjectOf(entry);
          if (subject !== undefined) waits.follow(subject, entry);
        } else if (entry.n === 'HOST') waits.hear(entry);
      },
      end: (end) => waits.end(end),
    };
  },
};

class Waits {
  private readonly report: Report;
  private readonly longest: TimerValues;
  private readonly objects = new Objects<Wait>();
  private readonly down = new Set<string>();
  /** When a node that was down came back: what was due meanwhile rings then. */
  private readonly backAt = new Map<string, SimTime>();

  constructor(report: Report, timers: Partial<TimerValues>) {
    this.report = report;
    this.longest = Object.fromEntries(
      TIMER_IDS.map((id) => [id, Math.max(LONGEST[id], timers[id] ?? 0)]),
    ) as unknown as TimerValues;
  }

  get size(): number {
    return this.objects.size + this.backAt.size + this.down.size;
  }

  hear(entry: Entry): void {
    const node = detail(entry, 'node');
    if (entry.type === 'NodeDown') this.down.add(node);
    else if (entry.type === 'NodeUp') {
      this.down.delete(node);
      this.backAt.set(node, entry.t);
    }
  }

  follow({ row, machine, key, newKey, ends }: Subject, entry: Entry): void {
    const waits = this.objects.of(machine);
    const wait = waits.get(key);
    if (wait !== undefined && entry.t > this.latest(wait)) this.complain(key, wait, entry.t, entry);
    const effect = EFFECTS.get(row.id);
    if (effect === undefined) return;
    if (ends || (wait !== undefined && effect.ends.includes(wait.timer))) waits.delete(key);
    if (effect.starts === undefined || ends) return;
    const dueAt = dueOf(effect.starts, entry, this.longest);
    waits.set(newKey ?? key, { timer: effect.starts, dueAt, node: entry.n });
  }

  end(end: SimTime): void {
    for (const machine of MACHINES) {
      for (const [key, wait] of this.objects.of(machine))
        if (!this.down.has(wait.node) && end > this.latest(wait)) this.complain(key, wait, end);
    }
  }

  private latest({ dueAt, node }: Wait): SimTime {
    return Math.max(dueAt, this.backAt.get(node) ?? 0);
  }

  private complain(key: string, wait: Wait, now: SimTime, entry?: Entry): void {
    const mrn = entry === undefined ? '' : detail(entry, 'mrn');
    const { timer, dueAt, node } = wait;
    const over = durationText(now - dueAt);
    this.report({
      t: now,
      node,
      ...(mrn === '' ? {} : { mrn }),
      detail: `${timer} of ${key} should have rung at ${isoUtc(dueAt)} at the latest, ${over} ago`,
    });
  }
}

const MACHINES: readonly ObjectMachine[] = [
  'departure',
  'transit',
  'destination',
  'guarantee',
  'usage',
];

/** When a timer that the entry has started is due at the latest; two of them do not run from the entry. */
function dueOf(timer: TimerId, entry: Entry, longest: TimerValues): SimTime {
  const from = timer === 'T-PASS' ? entry['expected'] : undefined;
  const limit = timer === 'T-LIMIT' ? entry['limitDate'] : undefined;
  if (typeof limit === 'number') return limit;
  return (typeof from === 'number' ? Math.max(from, entry.t) : entry.t) + longest[timer];
}
