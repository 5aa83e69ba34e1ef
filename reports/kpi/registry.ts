/** The movements under way, as the KPIs need them: names, times, and how each came to its end. Forgets what is over. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf, FactType } from '../views/known-entry.ts';
import { isEnded, stateAfter, targetOf } from '../views/state-of.ts';

/** How a movement ended; the categories of the count table (design, section 8). */
export type Outcome = 'rejected' | 'invalidated' | 'notReleased' | 'discharged' | 'recovered';

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  rejected: 'rejected',
  invalidated: 'invalidated',
  notReleased: 'notReleased',
  writtenOff: 'discharged',
  recovered: 'recovered',
};

export interface Tracked {
  readonly lrn: string;
  mrn: string | null;
  truck: string | null;
  /** Place ids; empty where no truck was seen. */
  from: string;
  to: string;
  /** Node of departure and of destination; empty while unknown. */
  node: string;
  destinationNode: string;
  /** Declared within the measured period. */
  counted: boolean;
  declaredAt: number | null;
  releasedAt: number | null;
  limitDate: number | null;
  arrivedAt: number | null;
  /** State at departure; `none` before the declaration. */
  state: string;
  outcome: Outcome | null;
  truckLeft: boolean;
}

/** Relation of a movement, by the countries of its ends: `ge>uz`. */
export const relationOf = ({ from, to }: Tracked): string =>
  from === '' ? '' : `${from.slice(0, 2)}>${to.slice(0, 2)}`;

type FactHandlers = { readonly [T in FactType]?: (fact: EntryOf<T>) => void };

export class Registry {
  /** Whether the warm-up is over. */
  measuring = false;
  private readonly byLrn = new Map<string, Tracked>();
  private readonly byMrn = new Map<string, Tracked>();
  private readonly byTruck = new Map<string, Tracked>();
  private over: Tracked | undefined;

  /** What it must be told of, before everybody else. */
  readonly learn: FactHandlers = {
    TruckReady: (fact) => {
      this.onReady(fact);
    },
    DeclarationSubmitted: (fact) => {
      this.onDeclared(fact);
    },
    DeclarationRejected: (fact) => {
      this.onDeclared(fact);
    },
    MovementAccepted: ({ lrn, mrn }) => {
      const movement = this.at(lrn);
      movement.mrn = mrn;
      this.byMrn.set(mrn, movement);
    },
    MovementReleased: ({ mrn, t, limitDate }) => {
      const movement = this.byMrn.get(mrn);
      if (movement === undefined) return;
      movement.releasedAt = t;
      movement.limitDate = limitDate;
    },
    AarCreated: ({ mrn, n }) => {
      const movement = this.byMrn.get(mrn);
      if (movement !== undefined) movement.destinationNode = n;
    },
    MovementArrived: ({ mrn, t }) => {
      const movement = this.byMrn.get(mrn);
      if (movement !== undefined) movement.arrivedAt = t;
    },
    TruckLeft: ({ truck }) => {
      const movement = this.byTruck.get(truck);
      if (movement === undefined) return;
      movement.truckLeft = true;
      if (movement.outcome !== null) this.over = movement;
    },
  };

  get size(): number {
    return this.byLrn.size;
  }

  values(): IterableIterator<Tracked> {
    return this.byLrn.values();
  }

  ofMrn(mrn: string): Tracked | undefined {
    return this.byMrn.get(mrn);
  }

  ofLrn(lrn: string): Tracked | undefined {
    return this.byLrn.get(lrn);
  }

  ofTruck(truck: string): Tracked | undefined {
    return this.byTruck.get(truck);
  }

  /**
   * Follows the row of an entry, after `learn` and before the measures see it.
   * @returns the movement that has come to its end by it, else undefined.
   */
  follow(entry: Entry, row: string): Tracked | undefined {
    const target = targetOf(row);
    if (target?.machine !== 'departure' && target?.machine !== 'enquiry') return undefined;
    const movement = this.find(entry);
    if (movement === undefined || movement.outcome !== null) return undefined;
    movement.state = stateAfter(target, entry.type, movement.state);
    if (!isEnded('departure', movement.state)) return undefined;
    movement.outcome = OUTCOMES[movement.state] ?? 'discharged';
    if (movement.truck === null || movement.truckLeft) this.over = movement;
    return movement;
  }

  /** After the measures have seen the entry: forgets a movement that is over, truck and all. */
  settle(): void {
    const movement = this.over;
    if (movement === undefined) return;
    this.over = undefined;
    this.byLrn.delete(movement.lrn);
    if (movement.mrn !== null) this.byMrn.delete(movement.mrn);
    if (movement.truck !== null) this.byTruck.delete(movement.truck);
  }

  /** The movement that an entry is about. */
  find(entry: Entry): Tracked | undefined {
    const { mrn, lrn } = entry;
    if (typeof mrn === 'string') return this.byMrn.get(mrn);
    return typeof lrn === 'string' ? this.byLrn.get(lrn) : undefined;
  }

  private onDeclared(fact: EntryOf<'DeclarationSubmitted'> | EntryOf<'DeclarationRejected'>): void {
    const movement = this.at(fact.lrn);
    // Who was rejected declares again under the number that he knows: that is another movement, with the same truck.
    movement.outcome = null;
    movement.state = 'none';
    movement.node = fact.n;
    movement.declaredAt = fact.t;
    movement.counted = this.measuring;
  }

  private onReady(fact: EntryOf<'TruckReady'>): void {
    const movement = this.at(fact.lrn);
    movement.truck = fact.truck;
    movement.from = fact.from;
    movement.to = fact.to;
    this.byTruck.set(fact.truck, movement);
  }

  private at(lrn: string): Tracked {
    let movement = this.byLrn.get(lrn);
    if (movement === undefined) {
      movement = newTracked(lrn);
      this.byLrn.set(lrn, movement);
    }
    return movement;
  }
}

const newTracked = (lrn: string): Tracked => ({
  lrn,
  mrn: null,
  truck: null,
  from: '',
  to: '',
  node: '',
  destinationNode: '',
  counted: false,
  declaredAt: null,
  releasedAt: null,
  limitDate: null,
  arrivedAt: null,
  state: 'none',
  outcome: null,
  truckLeft: false,
});
