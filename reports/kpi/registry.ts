/** The movements under way, as the KPIs need them: names, times, and how each came to its end. Forgets what is over. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf } from '../views/known-entry.ts';
import { known } from '../views/known-entry.ts';
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

export class Registry {
  /** Whether the warm-up is over. */
  measuring = false;
  private readonly byLrn = new Map<string, Tracked>();
  private readonly byMrn = new Map<string, Tracked>();
  private readonly byTruck = new Map<string, Tracked>();
  private over: Tracked | undefined;

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
   * Takes an entry before the measures see it.
   * @returns the movement that has come to its end by it, else undefined.
   */
  step(entry: Entry): Tracked | undefined {
    this.learn(entry);
    if (entry.row === undefined) return undefined;
    const target = targetOf(entry.row);
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

  private find(entry: Entry): Tracked | undefined {
    const { mrn, lrn } = entry;
    if (typeof mrn === 'string') return this.byMrn.get(mrn);
    return typeof lrn === 'string' ? this.byLrn.get(lrn) : undefined;
  }

  private learn(entry: Entry): void {
    const fact = known(entry);
    switch (fact.type) {
      case 'TruckReady':
        this.onReady(fact);
        break;
      case 'DeclarationSubmitted':
      case 'DeclarationRejected': {
        const movement = this.at(fact.lrn);
        movement.node = fact.n;
        movement.declaredAt = fact.t;
        movement.counted = this.measuring;
        break;
      }
      case 'MovementAccepted': {
        const movement = this.at(fact.lrn);
        movement.mrn = fact.mrn;
        this.byMrn.set(fact.mrn, movement);
        break;
      }
      case 'MovementReleased': {
        const movement = this.byMrn.get(fact.mrn);
        if (movement === undefined) break;
        movement.releasedAt = fact.t;
        movement.limitDate = fact.limitDate;
        break;
      }
      case 'AarCreated': {
        const movement = this.byMrn.get(fact.mrn);
        if (movement !== undefined) movement.destinationNode = fact.n;
        break;
      }
      case 'MovementArrived': {
        const movement = this.byMrn.get(fact.mrn);
        if (movement !== undefined) movement.arrivedAt = fact.t;
        break;
      }
      case 'TruckLeft': {
        const movement = this.byTruck.get(fact.truck);
        if (movement === undefined) break;
        movement.truckLeft = true;
        if (movement.outcome !== null) this.over = movement;
        break;
      }
      default:
        break;
    }
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
