/** Why a movement or its truck does not move: what for, since when, who is awaited, what happens next. Codes here, sentences in waiting-text.ts. */
import type { Trial } from './trial.ts';
import type { Leg, MovementView, TaskView, TruckView } from './trial-rows.ts';

export type WaitingCode =
  | 'declaration'
  | 'acceptance'
  | 'riskDecision'
  | 'departureControl'
  | 'releaseRequest'
  | 'guarantee'
  | 'guaranteeAmendment'
  | 'departure'
  | 'rest'
  | 'queue'
  | 'lane'
  | 'passage'
  | 'entryCheck'
  | 'advanceRecord'
  | 'ferry'
  | 'portClosed'
  | 'landing'
  | 'arrivalNotice'
  | 'arrivalDecision'
  | 'destinationControl'
  | 'controlResult'
  | 'enquiry'
  | 'nodeDown';

/** What happens next, as far as it is known. */
export type NextCode =
  | 'officerDecides'
  | 'personDecides'
  | 'nodeAnswers'
  | 'traderActs'
  | 'drivesOn'
  | 'driverGoesOn'
  | 'laneTakes'
  | 'sailsWhenFull'
  | 'boards'
  | 'portOpens'
  | 'writeOff'
  | 'nodeReturns'
  | 'officeSearches';

export interface Waiting {
  readonly code: WaitingCode;
  readonly since: number;
  /** Who is awaited: an office code, a node, a post, a port, a vessel, a trader; empty where nobody is. */
  readonly who: string;
  readonly next: NextCode;
  /** When that happens, where it is known. */
  readonly nextAt: number | null;
  /** A number that goes with the code: trucks ahead in a queue, trucks waiting in a port, capacity of the vessel; else null. */
  readonly count: number | null;
  /** Who holds the awaited seat, if a person does. */
  readonly person: string | null;
}

type Seed = Pick<Waiting, 'code' | 'since' | 'who' | 'next'> & Partial<Waiting>;
const waiting = (seed: Seed): Waiting => ({ nextAt: null, count: null, person: null, ...seed });

/** Why a movement waits now; null where it does not: it drives, sails, or is over. */
export function whyWaiting(trial: Trial, movement: Readonly<MovementView>): Waiting | null {
  if (movement.endedAt !== null) return null;
  const truck = movement.truck === null ? undefined : trial.trucks.get(movement.truck);
  const found = truck === undefined ? atOffice(trial, movement) : ofTruck(trial, movement, truck);
  return found === null ? null : (downAt(trial, found, movement) ?? found);
}

function ofTruck(
  trial: Trial,
  movement: Readonly<MovementView>,
  truck: Readonly<TruckView>,
): Waiting | null {
  const { doing, since } = truck;
  switch (doing) {
    case 'driving':
    case 'aboard':
      return null;
    case 'ready':
      return (
        atOffice(trial, movement) ??
        waiting({ code: 'departure', since, who: truck.plate, next: 'drivesOn' })
      );
    case 'resting':
      return waiting({
        code: 'rest',
        since,
        who: truck.plate,
        next: 'driverGoesOn',
        nextAt: truck.until,
      });
    case 'queued': {
      const side =
        truck.side === null ? undefined : trial.posts.get(truck.place ?? '')?.[truck.side];
      const count = side === undefined ? null : Math.max(0, side.waiting - 1);
      return waiting({ code: 'queue', since, who: truck.place ?? '', next: 'laneTakes', count });
    }
    case 'served':
      return atBorder(trial, movement, truck);
    case 'atPort':
      return atPort(trial, truck);
    case 'landed':
      return waiting({ code: 'landing', since, who: truck.place ?? '', next: 'drivesOn' });
    case 'cleared':
      return waiting({ code: 'departure', since, who: truck.plate, next: 'drivesOn' });
    case 'arrived':
    case 'left':
      return atOffice(trial, movement);
  }
}

/** In the lane of a post: the officer, the advance record, or just the work there. */
function atBorder(
  trial: Trial,
  movement: Readonly<MovementView>,
  truck: Readonly<TruckView>,
): Waiting {
  const task = taskOf(trial, movement);
  if (task !== undefined) return onOfficer(trial, task);
  const presented = movement.milestones.findLast(({ kind }) => kind === 'presented');
  const leg = movement.transit.find(({ office }) => office === presented?.place);
  if (presented !== undefined && presented.t >= truck.since && !isPast(leg)) {
    const known = leg?.state === 'atrCreated' || leg?.state === 'overdue';
    const code = known ? 'passage' : 'advanceRecord';
    return waiting({ code, since: presented.t, who: presented.place, next: 'nodeAnswers' });
  }
  return waiting({ code: 'lane', since: truck.since, who: truck.place ?? '', next: 'drivesOn' });
}

const isPast = (leg: Leg | undefined): boolean => leg?.state === 'passed';

function atPort(trial: Trial, truck: Readonly<TruckView>): Waiting {
  const id = truck.place ?? '';
  const port = trial.ports.get(id);
  const { since } = truck;
  const count = port?.waiting ?? null;
  if (port?.open === false) {
    return waiting({
      code: 'portClosed',
      since,
      who: id,
      next: 'portOpens',
      nextAt: port.closedUntil,
      count,
    });
  }
  for (const vessel of trial.vessels.values()) {
    if (vessel.state !== 'boarding' || vessel.port !== id || vessel.line !== truck.line) continue;
    return waiting({ code: 'ferry', since, who: vessel.id, next: 'boards', count });
  }
  return waiting({ code: 'ferry', since, who: truck.line ?? id, next: 'sailsWhenFull', count });
}

/** What the procedure waits for, by the states of the movement. */
function atOffice(trial: Trial, movement: Readonly<MovementView>): Waiting | null {
  const task = taskOf(trial, movement);
  if (task !== undefined) return onOfficer(trial, task);
  const { departure, office, node, principal, milestones } = movement;
  const since = milestones.at(-1)?.t ?? trial.now;
  switch (departure) {
    case 'none':
      return waiting({ code: 'declaration', since, who: movement.carrier, next: 'traderActs' });
    case 'submitted':
      return waiting({ code: 'acceptance', since, who: office, next: 'nodeAnswers' });
    case 'accepted':
      return waiting({ code: 'riskDecision', since, who: office, next: 'nodeAnswers' });
    case 'underControl':
      return waiting({ code: 'departureControl', since, who: office, next: 'officerDecides' });
    case 'underReleaseRequest':
      return waiting({ code: 'releaseRequest', since, who: principal, next: 'traderActs' });
    case 'guaranteeRegistering':
      return waiting({ code: 'guarantee', since, who: node, next: 'nodeAnswers' });
    case 'guaranteeUnderAmendment':
      return waiting({ code: 'guaranteeAmendment', since, who: principal, next: 'traderActs' });
    case 'released':
    case 'arrived':
      return atDestination(movement, since);
    case 'enquiryRecommended':
      return waiting({ code: 'enquiry', since, who: office, next: 'officeSearches' });
    default:
      return null;
  }
}

function atDestination(movement: Readonly<MovementView>, since: number): Waiting | null {
  const { destination, destinationOffice, node } = movement;
  if (!movement.milestones.some(({ kind }) => kind === 'arrived' || kind === 'arrivalNotified')) {
    return null;
  }
  switch (destination?.state) {
    case 'aarCreated':
      return waiting({ code: 'arrivalNotice', since, who: destinationOffice, next: 'nodeAnswers' });
    case 'resultSent':
      return waiting({ code: 'controlResult', since, who: node, next: 'writeOff' });
    default: {
      const code = movement.controlled ? 'destinationControl' : 'arrivalDecision';
      return waiting({ code, since, who: destinationOffice, next: 'officerDecides' });
    }
  }
}

const taskOf = (trial: Trial, movement: Readonly<MovementView>): Readonly<TaskView> | undefined =>
  movement.task === null ? undefined : trial.tasks.get(movement.task);

/** What an officer is asked is what the movement waits for. */
function onOfficer(trial: Trial, task: Readonly<TaskView>): Waiting {
  const person = trial.seats.get(task.office)?.person ?? null;
  return waiting({
    code: CODE_OF[task.kind],
    since: task.openedAt,
    who: task.office,
    next: person === null ? 'officerDecides' : 'personDecides',
    person,
  });
}

const CODE_OF: Readonly<Record<TaskView['kind'], WaitingCode>> = {
  accountReview: 'declaration',
  guaranteeReview: 'guarantee',
  acceptance: 'acceptance',
  riskDecision: 'riskDecision',
  departureControl: 'departureControl',
  presentation: 'passage',
  entryCheck: 'entryCheck',
  arrivalDecision: 'arrivalDecision',
  destinationControl: 'destinationControl',
};

/** Codes whose next step is taken by a node, and so never while that node is down. */
const NEEDS_NODE: ReadonlySet<WaitingCode> = new Set<WaitingCode>([
  'declaration',
  'acceptance',
  'riskDecision',
  'departureControl',
  'guarantee',
  'passage',
  'entryCheck',
  'advanceRecord',
  'arrivalNotice',
  'arrivalDecision',
  'destinationControl',
  'controlResult',
]);

/** The node that must act, or ICE on the way to it, does not answer: then that is what the movement waits for. */
function downAt(trial: Trial, found: Waiting, movement: Readonly<MovementView>): Waiting | null {
  if (!NEEDS_NODE.has(found.code)) return null;
  const parties = [nodeOf(movement, found.who), 'ICE'];
  for (const id of parties) {
    const node = trial.nodes.get(id);
    if (node === undefined || node.up) continue;
    if (id === 'ICE' && found.code !== 'controlResult' && found.code !== 'advanceRecord') continue;
    const nextAt = node.outageTo;
    return waiting({
      code: 'nodeDown',
      since: node.changedAt ?? found.since,
      who: id,
      next: 'nodeReturns',
      nextAt,
    });
  }
  return null;
}

/** The node of an office that the movement passes. */
function nodeOf(movement: Readonly<MovementView>, office: string): string {
  if (movement.destination?.office === office) return movement.destination.node;
  return movement.transit.find((leg) => leg.office === office)?.node ?? movement.node;
}
