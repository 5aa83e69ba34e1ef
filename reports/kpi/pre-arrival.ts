/** Pre-arrival information: how often an office had the advance record before the goods stood at it. */
import { both } from '../../nodes/common/bilingual.ts';
import { atLeast } from './goals.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import type { Tracked } from './registry.ts';
import { Groups, Ratio, Worst } from './tally.ts';

/** Offices, and nodes, that hold an advance record of a movement; offices at which it has stood. */
interface Notes {
  readonly expected: string[];
  readonly seen: string[];
}

export class PreArrival implements Measure {
  readonly inTime = new Ratio();
  readonly byOffice = new Groups(() => new Ratio());
  readonly surprises = new Worst();
  readonly learn: Handlers;
  private readonly notes = new Map<Tracked, Notes>();
  private readonly registry: Range['registry'];

  constructor({ registry }: Range) {
    this.registry = registry;
    const onRecord = ({ mrn, office, n }: { mrn: string; office: string; n: string }): void => {
      this.notesOf(mrn)?.expected.push(office, n);
    };
    const onGoods = ({ mrn, office, t }: { mrn: string; office: string; t: number }): void => {
      this.stand(mrn, office, office, t);
    };
    this.learn = {
      AtrCreated: onRecord,
      AarCreated: onRecord,
      TruckPresented: onGoods,
      ArrivalNotified: onGoods,
      /** They came to an office that had to ask for the record. */
      AtrAsked: onGoods,
      AarAsked: onGoods,
      /** A presentation or arrival that a node without any record turns away. */
      MessageRejected: ({ msg, mrn, n, t }) => {
        if (mrn !== undefined && (msg === 'N117' || msg === 'T007')) this.stand(mrn, n, n, t);
      },
      MovementEnded: ({ movement }) => void this.notes.delete(movement),
    };
  }

  private notesOf(mrn: string): Notes | undefined {
    const movement = this.registry.ofMrn(mrn);
    if (movement === undefined || movement.outcome !== null) return undefined;
    let notes = this.notes.get(movement);
    if (notes === undefined) {
      notes = { expected: [], seen: [] };
      this.notes.set(movement, notes);
    }
    return notes;
  }

  /** The goods stand at an office (or turned away, at a node); what counts is the first time. */
  private stand(mrn: string, at: string, where: string, t: number): void {
    const notes = this.notesOf(mrn);
    if (notes === undefined || notes.seen.includes(at)) return;
    const expected = notes.expected.includes(at);
    if (at.length === 3 && expected) return;
    notes.seen.push(at);
    if (!this.registry.measuring) return;
    this.inTime.add(expected ? 1 : 0);
    this.byOffice.at('office', where).add(expected ? 1 : 0);
    if (!expected) this.surprises.add(this.registry.ofMrn(mrn), 0, t, where);
  }

  next(): void {
    this.inTime.next();
  }
}

export const preArrival = kpiOf(
  {
    id: 'preArrival',
    title: both('Pre-arrival information in time', 'Предварительная информация в срок'),
    unit: '%',
    worstUnit: null,
    digits: 1,
    group: 'operations',
    goal: atLeast(99),
    definition: both(
      'Of all presentations at offices of transit and notices of arrival at offices of destination: the share for which the office had the advance record (X050, X001) before. The first presentation at an office counts.',
      'Доля предъявлений в органах транзита и уведомлений о прибытии в органы назначения, к моменту которых орган уже имел предварительную запись (X050, X001). Учитывается первое предъявление в каждом органе.',
    ),
    unfinished: both(
      'trucks that have not come yet are left out',
      'ещё не прибывшие машины не учитываются',
    ),
    source: 'domain 11 (R); domain 5.2, 5.3',
  },
  {
    measure: PreArrival,
    value: (m) => m.inTime.value(100),
    recent: (m) => m.inTime.recent(100),
    count: (m) => m.inTime.over,
    breakdown: (m) => m.byOffice.rows((held) => ({ n: held.over, value: held.value(100) })),
    worst: (m) => m.surprises.list(),
  },
);
