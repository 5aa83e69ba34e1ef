/** Speed of the trucks without delay (while they drive) and with delay (with every stop), as the corridor monitoring reports give it. */
import { both } from '../../nodes/common/bilingual.ts';
import { HOUR } from '../../simulator/core/time.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { relationOf } from './registry.ts';
import { Groups, Ratio, Worst } from './tally.ts';

interface Journey {
  readonly begunAt: number;
  km: number;
  drivingMs: number;
  atSeaMs: number;
  sailedAt: number;
}

export class Speed implements Measure {
  readonly driving = new Ratio();
  readonly overall = new Ratio();
  readonly drivingBy = new Groups(() => new Ratio());
  readonly overallBy = new Groups(() => new Ratio());
  readonly slowest = new Worst('smaller');
  readonly learn: Handlers;
  /** Trucks on the road, from their first drive on. */
  private readonly journeys = new Map<string, Journey>();
  /** Who is aboard which vessel. */
  private readonly aboard = new Map<string, readonly string[]>();
  private readonly registry: Range['registry'];

  constructor({ registry }: Range) {
    this.registry = registry;
    this.learn = {
      TruckDrove: ({ truck, km, toKm, until, t }) => {
        let journey = this.journeys.get(truck);
        if (journey === undefined) {
          journey = { begunAt: t, km: 0, drivingMs: 0, atSeaMs: 0, sailedAt: 0 };
          this.journeys.set(truck, journey);
        }
        journey.km += toKm - km;
        journey.drivingMs += until - t;
      },
      FerrySailed: ({ vessel, trucks, t }) => {
        this.aboard.set(vessel, trucks);
        for (const truck of trucks) {
          const journey = this.journeys.get(truck);
          if (journey !== undefined) journey.sailedAt = t;
        }
      },
      FerryArrived: ({ vessel, t }) => {
        for (const truck of this.aboard.get(vessel) ?? []) {
          const journey = this.journeys.get(truck);
          if (journey !== undefined) journey.atSeaMs += t - journey.sailedAt;
        }
        this.aboard.delete(vessel);
      },
      TruckArrived: ({ truck, t }) => this.onArrived(truck, t),
      TruckLeft: ({ truck }) => void this.journeys.delete(truck),
    };
  }

  private onArrived(truck: string, t: number): void {
    const journey = this.journeys.get(truck);
    this.journeys.delete(truck);
    if (journey === undefined || !this.registry.measuring) return;
    const { km, begunAt, drivingMs, atSeaMs } = journey;
    const hours = (t - begunAt - atSeaMs) / HOUR;
    if (drivingMs <= 0 || hours <= 0) return;
    this.driving.add(km, drivingMs / HOUR);
    this.overall.add(km, hours);
    const movement = this.registry.ofTruck(truck);
    if (movement === undefined) return;
    const relation = relationOf(movement);
    this.drivingBy.at('relation', relation).add(km, drivingMs / HOUR);
    this.overallBy.at('relation', relation).add(km, hours);
    this.slowest.add(movement, km / hours, t, relation);
  }

  next(): void {
    this.driving.next();
    this.overall.next();
  }
}

const UNFINISHED = both(
  'trucks that have not arrived are left out',
  'не прибывшие машины не учитываются',
);

export const speedWithoutDelay = kpiOf(
  {
    id: 'speedWithoutDelay',
    title: both('Speed without delay', 'Скорость без учёта задержек'),
    unit: 'km/h',
    digits: 1,
    group: 'operations',
    definition: both(
      'Road kilometres of the trucks that arrived, divided by the hours that they drove (SWOD of the corridor monitoring).',
      'Пройденные по дорогам километры прибывших машин, делённые на часы движения (SWOD мониторинга коридоров).',
    ),
    unfinished: UNFINISHED,
    source: 'data: CPMM indicators; ours (R)',
  },
  {
    measure: Speed,
    value: (m) => m.driving.value(),
    recent: (m) => m.driving.recent(),
    count: (m) => m.overall.n,
    breakdown: (m) => m.drivingBy.rows((held) => ({ n: held.n, value: held.value() })),
    worst: (m) => m.slowest.list(),
  },
);

export const speedWithDelay = kpiOf(
  {
    id: 'speedWithDelay',
    title: both('Speed with delay', 'Скорость с учётом задержек'),
    unit: 'km/h',
    digits: 1,
    group: 'operations',
    definition: both(
      'Road kilometres of the trucks that arrived, divided by the hours from setting off to arrival: driving, rest, borders and waiting for ferries, without the voyage itself (SWD of the corridor monitoring).',
      'Пройденные по дорогам километры прибывших машин, делённые на часы от выезда до прибытия: движение, отдых, границы и ожидание паромов, без самого морского перехода (SWD мониторинга коридоров).',
    ),
    unfinished: UNFINISHED,
    source: 'data: CPMM indicators; ours (R)',
  },
  {
    measure: Speed,
    value: (m) => m.overall.value(),
    recent: (m) => m.overall.recent(),
    count: (m) => m.overall.n,
    breakdown: (m) => m.overallBy.rows((held) => ({ n: held.n, value: held.value() })),
    worst: (m) => m.slowest.list(),
  },
);
