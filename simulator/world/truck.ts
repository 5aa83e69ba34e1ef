/** A truck's row: where it is, what it waits for, how long its driver has driven. Never changed in place. */
import type { SimTime } from '../core/time.ts';
import type { Consignment } from '../traffic/consignment.ts';

export type TruckPhase =
  /** Stands at the place of departure until the office decides. */
  | 'declared'
  | 'driving'
  | 'resting'
  /** Cannot go on: before a closed road, or broken down. */
  | 'stopped'
  /** In the queue of a station, behind other traffic. */
  | 'queued'
  /** At the head of the post, waiting for a free lane. */
  | 'atLanes'
  | 'served'
  /** All done at the lane but the officer's word. */
  | 'held'
  /** Made room in the lane after a refusal, to try again. */
  | 'aside'
  /** Waits for a ferry. */
  | 'atQuay'
  | 'aboard'
  /** At the destination before the office opens, or to notify once more. */
  | 'atDoor'
  /** Has notified its arrival. */
  | 'arrived';

/** Fields that a step changes; none is ever undefined, so that `with` can tell what is named. */
interface TruckFields {
  phase: TruckPhase;
  /** Changes only by an incident: other seals, another trailer. */
  load: Consignment;
  /** Movement, once allotted; empty before. */
  mrn: string;
  /** Index of the next stop, or of the one it stands at. */
  stop: number;
  /** Kilometres from the start of the route. */
  km: number;
  /** Where the current drive ends. */
  toKm: number;
  /** Begin of the phase: of the drive, of the rest, of the wait. */
  since: SimTime;
  /** End of the drive, of the rest, of the service. */
  until: SimTime;
  /** Driven since the last break, and since the last daily rest, in ms. */
  sinceBreak: number;
  sinceRest: number;
  /** Customs have let it pass at this stop. */
  passed: boolean;
  /** Presentations or arrival notices refused so far at this stop. */
  refusals: number;
  /** Other trucks that joined the quay's queue before it. */
  ticket: number;
  /** Who stands behind it in the queue; empty for the last. */
  behind: string;
}

export class Truck implements Readonly<TruckFields> {
  readonly id: string;
  readonly load: Consignment;
  readonly phase: TruckPhase;
  readonly mrn: string;
  readonly stop: number;
  readonly km: number;
  readonly toKm: number;
  readonly since: SimTime;
  readonly until: SimTime;
  readonly sinceBreak: number;
  readonly sinceRest: number;
  readonly passed: boolean;
  readonly refusals: number;
  readonly ticket: number;
  readonly behind: string;

  /* prettier-ignore */
  constructor(
    id: string, load: Consignment, phase: TruckPhase, mrn: string, stop: number, km: number, toKm: number, since: SimTime, until: SimTime,
    sinceBreak: number, sinceRest: number, passed: boolean, refusals: number, ticket: number, behind: string,
  ) {
    this.id = id;
    this.load = load;
    this.phase = phase;
    this.mrn = mrn;
    this.stop = stop;
    this.km = km;
    this.toKm = toKm;
    this.since = since;
    this.until = until;
    this.sinceBreak = sinceBreak;
    this.sinceRest = sinceRest;
    this.passed = passed;
    this.refusals = refusals;
    this.ticket = ticket;
    this.behind = behind;
  }

  /** A truck at the place of departure, whose driver is rested. */
  static ready(id: string, load: Consignment, now: SimTime): Truck {
    return new Truck(id, load, 'declared', '', 0, 0, 0, now, now, 0, 0, false, 0, 0, '');
  }

  /* prettier-ignore */
  with(to: Partial<TruckFields>): Truck {
    return new Truck(
      this.id, to.load ?? this.load, to.phase ?? this.phase, to.mrn ?? this.mrn, to.stop ?? this.stop, to.km ?? this.km, to.toKm ?? this.toKm,
      to.since ?? this.since, to.until ?? this.until, to.sinceBreak ?? this.sinceBreak, to.sinceRest ?? this.sinceRest,
      to.passed ?? this.passed, to.refusals ?? this.refusals, to.ticket ?? this.ticket, to.behind ?? this.behind,
    );
  }
}

/** From what JSON kept of it. */
export function reviveTruck(json: unknown): Truck {
  const row = json as Truck;
  return new Truck(row.id, row.load, row.phase, '', 0, 0, 0, 0, 0, 0, 0, false, 0, 0, '').with(row);
}
