/** Repeated controls: how often a country controls again what another has controlled, instead of recognising it. */
import { both } from '../../nodes/common/bilingual.ts';
import type { PriorControl } from '../../nodes/common/facts/transit.ts';
import { atMost } from './goals.ts';
import type { BreakdownRow } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Groups, Ratio, Worst } from './tally.ts';

export class RepeatedControls implements Measure {
  readonly repeated = new Ratio();
  readonly byCountry = new Groups(() => new Ratio());
  readonly byReason = new Groups(() => ({ n: 0 }));
  readonly last = new Worst();
  readonly count: Handlers;

  constructor({ registry }: Range) {
    const onDecision = (
      fact: PriorControl & { mrn: string; office: string; n: string; t: number },
    ): void => {
      const { repeated: reason, recognised, mrn, office, n, t } = fact;
      if (reason === undefined && recognised === undefined) return;
      const hit = reason === undefined ? 0 : 1;
      this.repeated.add(hit);
      this.byCountry.at('country', n).add(hit);
      if (reason === undefined) return;
      this.byReason.at('part', reason).n++;
      this.last.add(registry.ofMrn(mrn), 1, t, office);
    };
    this.count = {
      PassageGranted: onDecision,
      EntryCheckBegun: onDecision,
      DestinationControlDecided: onDecision,
      GoodsReleased: onDecision,
    };
  }

  /** By country; then the reasons given, each in percent of all. */
  rows(): BreakdownRow[] {
    const { over } = this.repeated;
    return [
      ...this.byCountry.rows((held) => ({ n: held.over, value: held.value(100) })),
      ...this.byReason.rows(({ n }) => ({ n, value: over === 0 ? null : (100 * n) / over })),
    ];
  }

  next(): void {
    this.repeated.next();
  }
}

export const repeatedControls = kpiOf(
  {
    id: 'repeatedControls',
    title: both('Controls repeated', 'Повторный контроль'),
    unit: '%',
    worstUnit: null,
    digits: 1,
    group: 'operations',
    goal: atMost(10),
    definition: both(
      'Goods that another office had controlled before came to an office of transit or destination: the share of these cases in which it controlled them again instead of recognising the control. By country, and by the reason that was given.',
      'Товары, уже проконтролированные другим органом, поступили в орган транзита или назначения: доля случаев, когда контроль проведён повторно, а не признан. По странам и по указанным причинам.',
    ),
    unfinished: both(
      'goods that no office has decided on yet are left out',
      'товары, по которым решение ещё не принято, не учитываются',
    ),
    source: 'domain 1.1: mutual recognition of customs controls; ours (R)',
  },
  {
    measure: RepeatedControls,
    value: (m) => m.repeated.value(100),
    recent: (m) => m.repeated.recent(100),
    count: (m) => m.repeated.over,
    breakdown: (m) => m.rows(),
    worst: (m) => m.last.list(),
  },
);
