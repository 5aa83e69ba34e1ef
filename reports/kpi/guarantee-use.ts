/** Guarantee use: exposure over reference amount, weighted by time; its median over all guarantees, and the most that one was used. */
import { both } from '../../nodes/common/bilingual.ts';
import type { EntryOf } from '../views/known-entry.ts';
import type { BreakdownRow } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Worst } from './tally.ts';

/** Steps of half a percent. */
const STEPS = 200;

interface Book {
  readonly node: string;
  readonly reference: number;
  /** Exposure over reference, 0 to 1. */
  use: number;
  since: number;
  /** Milliseconds × use, and milliseconds, within the period. */
  area: number;
  time: number;
  most: number;
}

/** Facts that say what of a guarantee is used after them. */
type UsageFact =
  | 'UsageReserved'
  | 'UsageCredited'
  | 'UsageCancelled'
  | 'UsageReleased'
  | 'UsageCalled'
  | 'UsageSettled';

export class GuaranteeUse implements Measure {
  readonly largest = new Worst();
  readonly learn: Handlers;
  most = 0;
  private mostRecent = 0;
  private readonly books = new Map<string, Book>();
  /** Time spent at each step of use, over all guarantees: in the period, and since the last sample. */
  private readonly times = new Float64Array(STEPS + 1);
  private readonly recentTimes = new Float64Array(STEPS + 1);
  private readonly range: Range;

  constructor(range: Range) {
    this.range = range;
    const onUse = (fact: EntryOf<UsageFact>): void => {
      const book = this.books.get(fact.grn);
      if (book === undefined || book.reference <= 0) return;
      this.spend(book, fact.t);
      book.use = fact.exposure / book.reference;
      if (!range.registry.measuring) return;
      this.raise(book);
      if (fact.type !== 'UsageReserved') return;
      const movement = range.registry.ofMrn(fact.mrn);
      this.largest.add(movement, 100 * book.use, fact.t, fact.grn);
    };
    this.learn = {
      GuaranteeGranted: ({ grn, n, referenceAmount, t }) => {
        const book = {
          node: n,
          reference: referenceAmount,
          use: 0,
          since: t,
          area: 0,
          time: 0,
          most: 0,
        };
        this.books.set(grn, book);
      },
      GuaranteeRanOff: ({ grn, t }) => {
        const book = this.books.get(grn);
        if (book !== undefined) this.spend(book, t);
      },
      UsageReserved: onUse,
      UsageCredited: onUse,
      UsageCancelled: onUse,
      UsageReleased: onUse,
      UsageCalled: onUse,
      UsageSettled: onUse,
    };
  }

  begin(t: number): void {
    for (const book of this.books.values()) {
      book.since = t;
      this.raise(book);
    }
  }

  private raise(book: Book): void {
    book.most = Math.max(book.most, book.use);
    this.most = Math.max(this.most, book.use);
    this.mostRecent = Math.max(this.mostRecent, book.use);
  }

  /** The guarantee was used as it is until now. */
  private spend(book: Book, now: number): void {
    const ms = now - book.since;
    book.since = now;
    if (!this.range.registry.measuring || ms <= 0) return;
    const step = Math.min(STEPS, Math.floor(book.use * STEPS));
    this.times[step] = (this.times[step] ?? 0) + ms;
    this.recentTimes[step] = (this.recentTimes[step] ?? 0) + ms;
    book.area += book.use * ms;
    book.time += ms;
  }

  private spendAll(now: number): void {
    for (const book of this.books.values()) this.spend(book, now);
  }

  median(now: number, which: 'times' | 'recentTimes'): number | null {
    this.spendAll(now);
    const times = this[which];
    let all = 0;
    for (const ms of times) all += ms;
    if (all === 0) return null;
    let seen = 0;
    for (let step = 0; step <= STEPS; step++) {
      seen += times[step] ?? 0;
      if (2 * seen >= all) return (100 * step) / STEPS;
    }
    return 100;
  }

  recentMost(): number | null {
    return this.range.begunAt === null || this.books.size === 0 ? null : 100 * this.mostRecent;
  }

  guarantees(): number {
    return this.books.size;
  }

  /** Mean use of each country's guarantees, and of each guarantee; for `most`, the most that each was used. */
  rows(now: number, what: 'mean' | 'most'): BreakdownRow[] {
    this.spendAll(now);
    const countries = new Map<string, { area: number; time: number; most: number; n: number }>();
    const rows: BreakdownRow[] = [];
    for (const [key, { node, area, time, most }] of this.books) {
      const value = what === 'most' ? 100 * most : time === 0 ? null : (100 * area) / time;
      rows.push({ by: 'guarantee', key, side: null, n: 1, value });
      const sum = countries.get(node) ?? { area: 0, time: 0, most: 0, n: 0 };
      countries.set(node, {
        area: sum.area + area,
        time: sum.time + time,
        most: Math.max(sum.most, most),
        n: sum.n + 1,
      });
    }
    const perCountry = [...countries].sort().map(([key, sum]): BreakdownRow => {
      const mean = sum.time === 0 ? null : (100 * sum.area) / sum.time;
      return {
        by: 'country',
        key,
        side: null,
        n: sum.n,
        value: what === 'most' ? 100 * sum.most : mean,
      };
    });
    rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.key < b.key ? -1 : 1));
    return [...perCountry, ...rows.slice(0, 20)];
  }

  next(): void {
    this.recentTimes.fill(0);
    this.mostRecent = 0;
    for (const { use } of this.books.values()) this.mostRecent = Math.max(this.mostRecent, use);
  }
}

const UNFINISHED = both(
  'open usages count up to now',
  'открытые использования учитываются до текущего момента',
);

export const guaranteeUseP50 = kpiOf(
  {
    id: 'guaranteeUseP50',
    title: both('Guarantee use, median', 'Использование гарантий, медиана'),
    unit: '%',
    digits: 1,
    group: 'operations',
    definition: both(
      'Exposure as a share of the reference amount, weighted by time: half of the time of all guarantees together is spent at or below it (in steps of 0.5 %). The table gives the mean over time by country, and the twenty guarantees used most.',
      'Занятая сумма в доле от базовой суммы с весом по времени: половину общего времени всех гарантий использование не выше этого значения (шаг 0,5 %). В таблице – среднее по времени по странам и двадцать наиболее используемых гарантий.',
    ),
    unfinished: UNFINISHED,
    source: 'domain 11 (R); domain 8.2',
  },
  {
    measure: GuaranteeUse,
    value: (m, now) => m.median(now, 'times'),
    recent: (m, now) => m.median(now, 'recentTimes'),
    count: (m) => m.guarantees(),
    breakdown: (m, now) => m.rows(now, 'mean'),
    worst: (m) => m.largest.list(),
  },
);

export const guaranteeUseMax = kpiOf(
  {
    id: 'guaranteeUseMax',
    title: both('Guarantee use, highest', 'Использование гарантий, максимум'),
    unit: '%',
    digits: 1,
    group: 'operations',
    definition: both(
      'The highest exposure of any one guarantee as a share of its reference amount. At 100 % the next release is refused.',
      'Наибольшая занятая сумма одной гарантии в доле от её базовой суммы. При 100 % в следующем выпуске будет отказано.',
    ),
    unfinished: UNFINISHED,
    source: 'domain 11 (R); domain 8.2',
  },
  {
    measure: GuaranteeUse,
    value: (m) => (m.guarantees() === 0 ? null : 100 * m.most),
    recent: (m) => m.recentMost(),
    count: (m) => m.guarantees(),
    breakdown: (m, now) => m.rows(now, 'most'),
    worst: (m) => m.largest.list(),
  },
);
