/** The facts of the world, its seats and its host, in the past tense. Places, posts and lines are ids of the corridor data. */
import type { Fact } from './participant.ts';

/** The two halves of a border crossing: leaving the country of the post, or entering it. */
export type Side = 'exit' | 'entry';

export type TruckFact =
  /** A loaded truck stands at the place of departure; `route` lists the places it means to pass, in order. */
  | {
      type: 'TruckReady';
      truck: string;
      plate: string;
      lrn: string;
      carrier: string;
      from: string;
      to: string;
      route: string[];
      flow: string;
      goods: string;
      tonnes: number;
    }
  /** It drives from one point of its route to another: kilometres from the start of the route, until when. */
  | { type: 'TruckDrove'; truck: string; km: number; toKm: number; until: number }
  /** The driver rests where he is. */
  | { type: 'TruckRested'; truck: string; km: number; until: number }
  /** It cannot go on: the road before it is closed, or it has broken down. */
  | { type: 'TruckStopped'; truck: string; km: number; until: number; why: StoppingReason }
  /** It joined the queue of one side of a post (`queue`: trucks of the scheme before it, `background`: hours of other traffic before it). */
  | {
      type: 'TruckQueued';
      truck: string;
      post: string;
      side: Side;
      pair: string;
      queue: number;
      background: number;
    }
  /** A lane took it. */
  | { type: 'TruckServed'; truck: string; post: string; side: Side; queue: number }
  /** That side has cleared it. `waited`: ms from joining the queue to now. */
  | { type: 'TruckCleared'; truck: string; post: string; side: Side; pair: string; waited: number }
  | { type: 'TruckAtPort'; truck: string; port: string; line: string; waiting: number }
  | { type: 'TruckArrived'; truck: string; place: string; mrn: string }
  /** On the way to its next stop: an incident of a kind of CL019. */
  | { type: 'TruckMetIncident'; truck: string; km: number; code: string }
  /** Unloaded, turned away before release or at a border, or never seen again: it leaves the map. */
  | {
      type: 'TruckLeft';
      truck: string;
      place: string;
      why: LeavingReason;
    };

export type LeavingReason =
  | 'delivered'
  | 'rejected'
  | 'notReleased'
  | 'withdrawn'
  /** Not let into a country. */
  | 'refused'
  /** Nobody knows where it went. */
  | 'gone';

export type StoppingReason = 'roadClosed' | 'breakdown';

/** Closed: nobody is served at that side of a post, or comes past that place, until it is open again. */
export type RoadFact =
  | { type: 'PostClosed'; post: string; side: Side; until: number }
  | { type: 'PostOpened'; post: string; side: Side }
  | { type: 'RoadClosed'; place: string; until: number }
  | { type: 'RoadOpened'; place: string };

export type FerryFact =
  | { type: 'FerryBoarding'; vessel: string; line: string; port: string; capacity: number }
  | {
      type: 'FerrySailed';
      vessel: string;
      line: string;
      from: string;
      to: string;
      trucks: string[];
      others: number;
      until: number;
    }
  | { type: 'FerryArrived'; vessel: string; line: string; port: string; trucks: number }
  | { type: 'PortClosed'; port: string; until: number; why: 'weather' | 'fault' }
  | { type: 'PortOpened'; port: string };

/** A seat is an office code: whoever decides there. */
export type SeatFact =
  | { type: 'SeatTaken'; seat: string; person: string }
  | { type: 'SeatReturned'; seat: string; person: string }
  /** No officer is there; whoever holds such a seat in person decides as ever. */
  | { type: 'OfficersLeft'; seats: readonly string[]; until: number }
  | { type: 'OfficersReturned'; seats: readonly string[] }
  /** A person asked for what the seat or the procedure does not allow; nothing was done. */
  | {
      type: 'CommandRefused';
      command: string;
      person: string;
      seat: string;
      reason: RefusalReason;
    };

export type RefusalReason =
  | 'noSuchSeat'
  | 'noSuchPerson'
  | 'noSuchCommand'
  | 'noSuchTask'
  | 'taken'
  | 'alreadyYours'
  | 'notYourSeat'
  | 'notAllowed';

/** Of a scripted scenario. Names are the author's own. */
export type ScriptFact =
  /** A step of the script begins; what happens until the next one is its window. */
  | { type: 'StepBegun'; step: string }
  /** Whoever was to act in it could not. */
  | { type: 'StepNotTaken'; step: string; why: string }
  /** A name of the script has a number from here on: an MRN, LRN, GRN, TIN, plate, or that of an application or authorisation. */
  | { type: 'NumberLearnt'; name: string; number: ScriptNumber; value: string };

export type ScriptNumber =
  'tin' | 'lrn' | 'mrn' | 'plate' | 'application' | 'grn' | 'authorisation';

/** Journalled by the host itself, under the node `HOST`. */
export type HostFact =
  /** The warm-up is over: KPIs begin here. */
  | { type: 'HandedOver'; warmUpMs: number }
  | { type: 'NodeDown'; node: string; why: string }
  /** `after` an absence for real, not a fault's: it was silent or had left. */
  | { type: 'NodeUp'; node: string; after?: AbsenceReason }
  /** `kind` is one of the catalogue of faults; `on` whom it strikes; `said` what the scenario says of it. */
  | {
      type: 'FaultInjected';
      fault: string;
      kind: string;
      until: number;
      on: readonly string[];
      said?: Readonly<Record<string, unknown>>;
    }
  | { type: 'FaultHealed'; fault: string }
  /** A step of it threw: its software is at fault, and the run goes no further. `on` is what it was told; `id` that of a message. */
  | { type: 'StepBroken'; node: string; why: string; on: string; id?: string }
  | { type: 'RunEnded'; why: EndingReason };

/** Its process did not answer in time; somebody let it leave for a while. */
export type AbsenceReason = 'silent' | 'left';

/** The time is up; nothing is left to happen; somebody ended it; a step broke. */
export type EndingReason = 'horizon' | 'quiet' | 'stopped' | 'broken';

export type WorldFact = TruckFact | RoadFact | FerryFact | SeatFact | ScriptFact | HostFact;

/** Checks a literal against the union; costs nothing. */
export const worldFact = <F extends WorldFact>(fact: F): F & Fact => fact;

/** Commands that people give; the host journals them as `CommandGiven` and hands them to the world. */
export type PersonCommand =
  | { type: 'takeSeat'; actor: string; seat: string }
  | { type: 'returnSeat'; actor: string; seat: string }
  | {
      type: 'decide';
      actor: string;
      seat: string;
      task: string;
      decision: string;
      result?: string;
      reason?: string;
    };
