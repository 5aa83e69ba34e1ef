/** Control share, rejected declarations, enquiries: how the procedure treats what it is given. */
import { both } from '../../nodes/common/bilingual.ts';
import type { BreakdownRow } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import type { Tracked } from './registry.ts';
import { Groups, Ratio, Worst } from './tally.ts';

const ratioRow = (scale: number) => (held: Ratio) => ({ n: held.over, value: held.value(scale) });

/** How many movements are controlled at departure, by the channel that the risk analysis gave them. */
export class ControlShare implements Measure {
  readonly all = new Ratio();
  readonly groups = new Groups(() => new Ratio());
  readonly learn: Handlers;
  readonly count: Handlers;
  private readonly channels = new Map<string, string>();

  constructor({ registry }: Range) {
    const decide = (mrn: string, controlled: boolean, given?: string): void => {
      const channel = given ?? this.channels.get(mrn) ?? 'green';
      this.all.add(controlled ? 1 : 0);
      this.groups.at('channel', channel).add(controlled ? 1 : 0);
      const node = registry.ofMrn(mrn)?.node ?? '';
      if (node !== '') this.groups.at('country', node).add(controlled ? 1 : 0);
    };
    this.learn = {
      TaskOpened: ({ kind, channel, mrn }) => {
        if (kind === 'riskDecision' && mrn !== undefined) this.channels.set(mrn, channel);
      },
      MovementEnded: ({ movement }) => void this.channels.delete(movement.mrn ?? ''),
      MovementReleased: ({ mrn }) => void this.channels.delete(mrn),
    };
    this.count = {
      ControlDecided: ({ mrn, channel }) => decide(mrn, true, channel),
      GuaranteeAsked: ({ mrn, row }) => {
        if (row === 'D14') decide(mrn, false);
      },
    };
  }

  next(): void {
    this.all.next();
  }
}

export const controlShare = kpiOf(
  {
    id: 'controlShare',
    title: both('Controlled at departure', 'Контроль при отправлении'),
    unit: '%',
    digits: 1,
    group: 'operations',
    definition: both(
      'Accepted declarations for which a control was decided, of all for which was decided. By channel: the share of each channel that was controlled.',
      'Доля принятых деклараций, по которым назначен контроль, среди всех, по которым принято решение. По каналам: доля контроля в каждом канале.',
    ),
    unfinished: both(
      'declarations not decided yet are left out',
      'декларации без решения не учитываются',
    ),
    source: 'domain 11 (R); domain 2.6',
  },
  {
    measure: ControlShare,
    value: (m) => m.all.value(100),
    recent: (m) => m.all.recent(100),
    count: (m) => m.all.over,
    breakdown: (m) => m.groups.rows(ratioRow(100)),
  },
);

/** Rejected declarations: what traders send, and what the rules find in it. */
export class Rejections implements Measure {
  readonly all = new Ratio();
  readonly byCountry = new Groups(() => new Ratio());
  readonly byRule = new Groups(() => ({ n: 0 }));
  readonly last = new Worst();
  readonly count: Handlers;

  constructor({ registry }: Range) {
    const reject = (
      movement: Tracked | undefined,
      n: string,
      rules: readonly string[],
      t: number,
    ): void => {
      this.all.add(1, 0);
      this.byCountry.at('country', n).add(1, 0);
      for (const rule of rules) this.byRule.at('rule', rule).n++;
      this.last.add(movement, rules.length, t, rules[0] ?? '');
    };
    const declare = (n: string): void => {
      this.all.add(0);
      this.byCountry.at('country', n).add(0);
    };
    this.count = {
      DeclarationSubmitted: ({ n }) => declare(n),
      DeclarationRejected: ({ n, lrn, rules, t }) => {
        declare(n);
        reject(registry.ofLrn(lrn), n, rules, t);
      },
      DeclarationRefused: ({ n, lrn, t }) => reject(registry.ofLrn(lrn), n, [], t),
      PresentationOverdue: ({ n, lrn, t }) => reject(registry.ofLrn(lrn), n, [], t),
    };
  }

  rows(): BreakdownRow[] {
    const rules = this.byRule.rows(({ n }) => ({
      n,
      value: this.all.over === 0 ? null : (100 * n) / this.all.over,
    }));
    return [...this.byCountry.rows(ratioRow(100)), ...rules];
  }

  next(): void {
    this.all.next();
  }
}

export const rejections = kpiOf(
  {
    id: 'rejections',
    title: both('Rejected declarations', 'Отклонённые декларации'),
    unit: 'per 100',
    worstUnit: null,
    digits: 1,
    group: 'operations',
    definition: both(
      'Declarations rejected by a rule, refused by an officer, or pre-lodged and never presented, for each 100 declarations sent. By rule: how often it was broken, for each 100; one declaration may break several.',
      'Декларации, отклонённые по правилу, должностным лицом или из-за непредъявления товаров, на 100 поданных. По правилам: сколько раз нарушено на 100; одна декларация может нарушить несколько.',
    ),
    unfinished: both(
      'declarations not answered yet count as not rejected',
      'декларации без ответа считаются неотклонёнными',
    ),
    source: 'domain 11 (R); domain 7',
  },
  {
    measure: Rejections,
    value: (m) => m.all.value(100),
    recent: (m) => m.all.recent(100),
    count: (m) => m.all.over,
    breakdown: (m) => m.rows(),
    worst: (m) => m.last.list(),
  },
);

/** Enquiries: movements that were not heard of in time. */
export class Enquiries implements Measure {
  readonly all = new Ratio();
  readonly byCountry = new Groups(() => new Ratio());
  readonly last = new Worst();
  readonly count: Handlers;

  constructor({ registry }: Range) {
    const add = (mrn: string, n: string, sum: number, over: number): void => {
      if (registry.ofMrn(mrn) === undefined) return;
      this.all.add(sum, over);
      this.byCountry.at('country', n).add(sum, over);
    };
    this.count = {
      MovementReleased: ({ mrn, n }) => add(mrn, n, 0, 1),
      EnquiryRecommended: ({ mrn, n, t, row }) => {
        add(mrn, n, 1, 0);
        this.last.add(registry.ofMrn(mrn), 1, t, row);
      },
    };
  }

  next(): void {
    this.all.next();
  }
}

export const enquiries = kpiOf(
  {
    id: 'enquiries',
    title: both('Enquiries', 'Розыск'),
    unit: 'per 100',
    worstUnit: null,
    digits: 1,
    group: 'operations',
    definition: both(
      'Movements for which an enquiry was recommended, because no arrival or no control result came in time, for each 100 released within the period.',
      'Перевозки, по которым рекомендован розыск из-за отсутствия прибытия или результата контроля в срок, на 100 выпущенных за период.',
    ),
    unfinished: both(
      'movements still within their limits count as not enquired',
      'перевозки, срок которых не истёк, считаются без розыска',
    ),
    source: 'domain 11 (R); domain 5.5',
  },
  {
    measure: Enquiries,
    value: (m) => m.all.value(100),
    recent: (m) => m.all.recent(100),
    count: (m) => m.all.over,
    breakdown: (m) => m.byCountry.rows(ratioRow(100)),
    worst: (m) => m.last.list(),
  },
);
