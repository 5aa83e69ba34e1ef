/** Scope of Systems: change requests that people raised during the run. */
import { both } from '../../nodes/common/bilingual.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Groups } from './tally.ts';

/** The command with which a person raises a change request. */
const RAISE = 'raiseObservation';

export class Scope implements Measure {
  readonly count: Handlers;
  readonly bySeverity = new Groups(() => ({ n: 0 }));
  raised = 0;
  private before = 0;
  private readonly range: Range;

  constructor(range: Range) {
    this.range = range;
    this.count = {
      CommandGiven: ({ command }) => {
        if (command['type'] !== RAISE) return;
        this.raised++;
        const severity = command['severity'];
        this.bySeverity.at('part', typeof severity === 'string' ? severity : 'unrated').n++;
      },
    };
  }

  value(): number | null {
    return this.range.begunAt === null ? null : this.raised;
  }

  recent(): number | null {
    return this.range.begunAt === null ? null : this.raised - this.before;
  }

  next(): void {
    this.before = this.raised;
  }
}

export const scope = kpiOf(
  {
    id: 'scope',
    title: both('Scope of Systems', 'Охват системы'),
    unit: 'count',
    digits: 0,
    group: 'test2024',
    published: both('several', 'несколько'),
    definition: both(
      'Change requests raised by people during the run, by severity. It should fall from run to run; it has no goal of its own.',
      'Запросы на изменения, поданные людьми в ходе прогона, по значимости. От прогона к прогону должно снижаться; собственного целевого значения нет.',
    ),
    unfinished: both('nothing is unfinished', 'незавершённого нет'),
    source: 'domain 11 (R)',
  },
  {
    measure: Scope,
    value: (m) => m.value(),
    recent: (m) => m.recent(),
    count: (m) => m.raised,
    breakdown: (m) => m.bySeverity.rows(({ n }) => ({ n, value: n })),
  },
);
