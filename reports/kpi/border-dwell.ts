/** Border dwell: from joining the queue of one side of a post until that side has cleared the truck; median and 90th percentile. */
import { both } from '../../nodes/common/bilingual.ts';
import type { KpiText } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import { LEFT_OUT } from './goals.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Durations } from './tally.ts';

/** A post's id begins with its country's two letters. */
const countryOf = (post: string): string => post.slice(0, 2).toUpperCase();

export class BorderDwell implements Measure {
  readonly waits = new Durations();
  readonly count: Handlers;

  constructor({ registry }: Range) {
    this.count = {
      TruckCleared: ({ truck, post, side, waited, t }) => {
        this.waits.add(waited, t, registry.ofTruck(truck), post);
        this.waits.group(waited, 'post', post, side);
        this.waits.group(waited, 'country', countryOf(post), side);
      },
    };
  }

  next(): void {
    this.waits.next();
  }
}

const text = (id: string, share: string, shareRu: string): KpiText => ({
  id,
  title: both(`Border dwell, ${share}`, `Время на границе, ${shareRu}`),
  unit: 'h',
  digits: 1,
  group: 'operations',
  definition: both(
    `Time from joining the queue of one side of a border post until that side has cleared the truck: the ${share}, over all posts and both directions. The two sides of a frontier count apart.`,
    `Время от постановки в очередь на одной стороне пункта пропуска до её прохождения: ${shareRu} по всем пунктам и обоим направлениям. Две стороны границы считаются отдельно.`,
  ),
  unfinished: both('trucks that still wait are left out', 'ещё ожидающие машины не учитываются'),
  source: 'domain 11 (R)',
});

const kpi = (p: number, words: KpiText) =>
  kpiOf(words, {
    measure: BorderDwell,
    value: (m) => m.waits.value(p),
    recent: (m) => m.waits.recent(p),
    count: (m) => m.waits.count(),
    breakdown: (m) => m.waits.rows(p),
    worst: (m) => m.waits.worst(),
  });

export const borderDwellP50 = kpi(0.5, text('borderDwellP50', 'median', 'медиана'));
export const borderDwellP90 = kpi(
  0.9,
  text('borderDwellP90', '90th percentile', '90-й процентиль'),
);

/** The mean, which is what the corridor monitoring reports print. */
export const borderDwellMean = kpiOf(text('borderDwellMean', 'mean', 'среднее'), {
  measure: BorderDwell,
  value: (m) => m.waits.mean.value(),
  recent: (m) => m.waits.mean.recent(),
  count: (m) => m.waits.count(),
  breakdown: (m) => m.waits.meanRows(),
  worst: (m) => m.waits.worst(),
});

/** Waiting for a ferry: from the arrival at the port to the sailing. */
export class FerryWait implements Measure {
  readonly waits = new Durations();
  readonly learn: Handlers;
  private readonly inPort = new Map<string, number>();

  constructor({ registry }: Range) {
    this.learn = {
      TruckAtPort: ({ truck, t }) => void this.inPort.set(truck, t),
      FerrySailed: ({ trucks, from, t }) => {
        for (const truck of trucks) {
          const since = this.inPort.get(truck);
          this.inPort.delete(truck);
          if (since === undefined || !registry.measuring) continue;
          this.waits.add(t - since, t, registry.ofTruck(truck), from);
          this.waits.group(t - since, 'post', from);
        }
      },
      TruckLeft: ({ truck }) => void this.inPort.delete(truck),
    };
  }

  next(): void {
    this.waits.next();
  }
}

export const ferryWait = kpiOf(
  {
    id: 'ferryWait',
    title: both('Waiting for a ferry, median', 'Ожидание парома, медиана'),
    unit: 'h',
    digits: 1,
    group: 'operations',
    definition: both(
      'Time from the arrival at the port until the ferry sails with the truck aboard, with closures for weather in it.',
      'Время от прибытия в порт до отхода парома с машиной на борту, включая закрытие порта из-за погоды.',
    ),
    unfinished: LEFT_OUT,
    source: 'ours (R)',
  },
  {
    measure: FerryWait,
    value: (m) => m.waits.value(0.5),
    recent: (m) => m.waits.recent(0.5),
    count: (m) => m.waits.count(),
    breakdown: (m) => m.waits.rows(0.5),
    worst: (m) => m.waits.worst(),
  },
);
