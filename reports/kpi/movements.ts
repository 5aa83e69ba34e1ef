/** The count table of a run: how many movements were declared, and how each of them stands (design, section 8). */
import { both } from '../../nodes/common/bilingual.ts';
import { atLeast } from './goals.ts';
import type { WorstMovement } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import type { Outcome } from './registry.ts';
import { Worst } from './tally.ts';

/** `declared` is the sum of the six that follow it. */
export interface MovementCounts {
  readonly declared: number;
  readonly rejected: number;
  readonly invalidated: number;
  readonly notReleased: number;
  readonly discharged: number;
  readonly recovered: number;
  readonly open: number;
  /** Released with a limit date before the end, and not invalidated: that ends the limit as well. */
  readonly due: number;
  /** Of those, discharged. */
  readonly dueDischarged: number;
}

export type CountId = keyof MovementCounts;
export const COUNT_IDS: readonly CountId[] = [
  'declared',
  'rejected',
  'invalidated',
  'notReleased',
  'discharged',
  'recovered',
  'open',
  'due',
  'dueDischarged',
];

export const COUNT_TITLES = {
  declared: both('declared', 'задекларировано'),
  rejected: both('rejected', 'отклонено'),
  invalidated: both('invalidated', 'аннулировано'),
  notReleased: both('not released', 'отказано в выпуске'),
  discharged: both('discharged', 'завершено'),
  recovered: both('recovered', 'взыскано'),
  open: both('open', 'не завершено'),
  due: both('limit date passed', 'срок истёк'),
  dueDischarged: both('of these discharged', 'из них завершено'),
} as const satisfies Record<CountId, { en: string; ru: string }>;

/** Counts movements declared within the measured period; those of the warm-up are nobody's. */
export class Movements implements Measure {
  readonly count: Handlers;
  declared = 0;
  private readonly ended: Record<Outcome, number> = {
    rejected: 0,
    invalidated: 0,
    notReleased: 0,
    discharged: 0,
    recovered: 0,
  };
  /** Limit dates of movements that have ended, which come due later. */
  private pending: { readonly limit: number; readonly discharged: boolean }[] = [];
  private due = 0;
  private dueDischarged = 0;
  private readonly registry: Range['registry'];

  constructor({ registry }: Range) {
    this.registry = registry;
    const onDeclared = (): void => {
      this.declared++;
    };
    this.count = {
      DeclarationSubmitted: onDeclared,
      DeclarationRejected: onDeclared,
      MovementEnded: ({ movement }) => {
        const { counted, outcome, limitDate: limit } = movement;
        if (!counted || outcome === null) return;
        this.ended[outcome]++;
        if (limit !== null && outcome !== 'invalidated')
          this.pending.push({ limit, discharged: outcome === 'discharged' });
      },
    };
  }

  /** As of a moment not earlier than the last entry. */
  at(now: number): MovementCounts {
    this.pending = this.pending.filter(({ limit, discharged }) => {
      if (limit >= now) return true;
      this.due++;
      if (discharged) this.dueDischarged++;
      return false;
    });
    let openDue = 0;
    for (const { counted, outcome, limitDate } of this.registry.values()) {
      if (counted && outcome === null && limitDate !== null && limitDate < now) openDue++;
    }
    const { declared, ended } = this;
    const { rejected, invalidated, notReleased, discharged, recovered } = ended;
    return {
      declared,
      rejected,
      invalidated,
      notReleased,
      discharged,
      recovered,
      open: declared - rejected - invalidated - notReleased - discharged - recovered,
      due: this.due + openDue,
      dueDischarged: this.dueDischarged,
    };
  }

  /** Discharged in percent of due. */
  share(now: number): number | null {
    const { due, dueDischarged } = this.at(now);
    return due === 0 ? null : (100 * dueDischarged) / due;
  }

  /** Open movements past their limit date, the longest past first; in hours past it. */
  overdue(now: number): readonly WorstMovement[] {
    const worst = new Worst();
    for (const movement of this.registry.values()) {
      const { counted, outcome, limitDate } = movement;
      if (!counted || outcome !== null || limitDate === null || limitDate >= now) continue;
      worst.add(movement, (now - limitDate) / 3_600_000, limitDate);
    }
    return worst.list();
  }
}

export const dischargeRate = kpiOf<Movements>(
  {
    id: 'dischargeRate',
    worstUnit: 'h',
    title: both('Discharged of those due', 'Завершено из перевозок с истёкшим сроком'),
    unit: '%',
    digits: 1,
    group: 'operations',
    goal: atLeast(90),
    definition: both(
      'Of the movements declared and released within the period whose limit date lies before now, those invalidated left out: the share that is discharged. What is recovered instead is not.',
      'Из задекларированных и выпущенных за период перевозок, срок доставки которых уже истёк, без аннулированных: доля завершённых. Взысканное к завершённому не относится.',
    ),
    unfinished: both(
      'an open movement counts as not discharged once its limit date has passed',
      'открытая перевозка считается незавершённой после истечения срока доставки',
    ),
    source: 'design 8 (R)',
  },
  {
    measure: Movements,
    value: (m, now) => m.share(now),
    recent: () => null,
    count: (m) => m.declared,
    worst: (m, now) => m.overdue(now),
  },
);

/** Movements on the road: a gauge, not a rate. */
export class OnTheRoad implements Measure {
  readonly learn: Handlers;
  /** Releases seen within the period. */
  released = 0;
  now = 0;
  private recentMost = 0;

  constructor({ registry }: Range) {
    this.learn = {
      MovementReleased: ({ mrn }) => {
        if (registry.ofMrn(mrn) === undefined) return;
        this.now++;
        this.recentMost = Math.max(this.recentMost, this.now);
        if (registry.measuring) this.released++;
      },
      MovementArrived: ({ mrn, row }) => {
        if (row === 'D31' && registry.ofMrn(mrn) !== undefined) this.now--;
      },
      EnquiryRecommended: ({ mrn, row }) => {
        if (row === 'D32' && registry.ofMrn(mrn) !== undefined) this.now--;
      },
      MovementEnded: ({ movement: { outcome, releasedAt } }) => {
        if (outcome === 'invalidated' && releasedAt !== null) this.now--;
      },
    };
  }

  recent(): number {
    return this.recentMost;
  }

  next(): void {
    this.recentMost = this.now;
  }
}

export const onTheRoad = kpiOf(
  {
    id: 'onTheRoad',
    title: both('Movements on the road', 'Перевозок в пути'),
    unit: 'count',
    digits: 0,
    group: 'operations',
    definition: both(
      'Movements that are released and whose arrival has not been told, those of the warm-up included. The curve shows the most of each interval.',
      'Выпущенные перевозки, о прибытии которых ещё не сообщено, включая выпущенные до начала измерений. График показывает наибольшее значение в каждом интервале.',
    ),
    unfinished: both('it counts the unfinished', 'показатель учитывает именно незавершённое'),
    source: 'ours (R)',
  },
  {
    measure: OnTheRoad,
    value: (m) => m.now,
    recent: (m) => m.recent(),
    count: (m) => m.released,
  },
);
