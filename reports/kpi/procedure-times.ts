/** How long the procedure takes: release to arrival, release to discharge, arrival to discharge; medians. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { LEFT_OUT } from './goals.ts';
import type { Kpi } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import type { Tracked } from './registry.ts';
import { relationOf } from './registry.ts';
import { Durations } from './tally.ts';

function note(times: Durations, movement: Tracked, since: number | null, t: number): void {
  if (since === null) return;
  const relation = relationOf(movement);
  times.add(t - since, t, movement, relation);
  times.group(t - since, 'country', movement.node);
  times.group(t - since, 'relation', relation);
}

export class ProcedureTimes implements Measure {
  readonly toArrival = new Durations();
  readonly toDischarge = new Durations();
  readonly afterArrival = new Durations();
  readonly count: Handlers;

  constructor({ registry }: Range) {
    this.count = {
      MovementArrived: ({ mrn, t }) => {
        const movement = registry.ofMrn(mrn);
        if (movement !== undefined) note(this.toArrival, movement, movement.releasedAt, t);
      },
      MovementEnded: ({ movement, t }) => {
        if (movement.outcome !== 'discharged') return;
        note(this.toDischarge, movement, movement.releasedAt, t);
        note(this.afterArrival, movement, movement.arrivedAt, t);
      },
    };
  }

  next(): void {
    this.toArrival.next();
    this.toDischarge.next();
    this.afterArrival.next();
  }
}

type Part = 'toArrival' | 'toDischarge' | 'afterArrival';

const timeOf = (part: Part, id: string, title: Bilingual, definition: Bilingual): Kpi =>
  kpiOf<ProcedureTimes>(
    {
      id,
      title,
      unit: 'h',
      digits: 1,
      group: 'operations',
      definition,
      unfinished: LEFT_OUT,
      source: 'domain 11 (R)',
    },
    {
      measure: ProcedureTimes,
      value: (m) => m[part].value(0.5),
      recent: (m) => m[part].recent(0.5),
      count: (m) => m[part].count(),
      breakdown: (m) => m[part].rows(0.5),
      worst: (m) => m[part].worst(),
    },
  );

export const releaseToArrival = timeOf(
  'toArrival',
  'releaseToArrival',
  both('Release to arrival, median', 'От выпуска до прибытия, медиана'),
  both(
    'Time from the release at departure until the office of departure has the arrival advice (X006).',
    'Время от выпуска в отправлении до получения там извещения о прибытии (X006).',
  ),
);

export const releaseToDischarge = timeOf(
  'toDischarge',
  'releaseToDischarge',
  both('Release to discharge, median', 'От выпуска до завершения, медиана'),
  both(
    'Time from the release to the write-off at departure (T045): how long the guarantee is bound.',
    'Время от выпуска до завершения процедуры в отправлении (T045): столько занята гарантия.',
  ),
);

export const arrivalToDischarge = timeOf(
  'afterArrival',
  'arrivalToDischarge',
  both('Arrival to discharge, median', 'От прибытия до завершения, медиана'),
  both(
    'Time from the arrival advice (X006) to the write-off at departure (T045): the part that customs alone decide.',
    'Время от извещения о прибытии (X006) до завершения процедуры (T045): зависит только от таможни.',
  ),
);
