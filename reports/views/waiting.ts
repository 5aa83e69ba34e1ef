/** Why a movement or its truck does not move: what for, since when, who is awaited, what happens next. */
import type { Trial } from './trial.ts';
import type { Leg, MovementView, TruckView } from './trial-rows.ts';
import { atOffice, onOfficer, taskOf } from './waiting-at-office.ts';
import type { Waiting, WaitingCode } from './waiting-kinds.ts';
import { waiting } from './waiting-kinds.ts';

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
    case 'stopped':
      return waiting({
        code: 'stopped',
        since,
        who: truck.plate,
        next: 'driverGoesOn',
        nextAt: truck.until,
      });
    case 'queued': {
      const side =
        truck.side === null ? undefined : trial.posts.get(truck.place ?? '')?.[truck.side];
      const count = side === undefined ? null : Math.max(0, side.waiting - 1);
      const nextAt = side?.closedUntil ?? null;
      const code = nextAt === null ? 'queue' : 'postClosed';
      return waiting({ code, since, who: truck.place ?? '', next: 'laneTakes', nextAt, count });
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
  if (movement.stoppedAt !== '' && movement.stoppedAt === leg?.office) {
    const who = movement.stoppedAt;
    return waiting({ code: 'passageRefused', since: leg.since, who, next: 'driverTurnsBack' });
  }
  if (presented !== undefined && presented.t >= truck.since && !isPast(leg)) {
    const known = leg?.state === 'atrCreated' || leg?.state === 'overdue';
    const asked = leg?.state === 'atrAsked';
    const code = known ? 'passage' : asked ? 'recordAnswer' : 'advanceRecord';
    const next = asked ? 'asksAgain' : 'nodeAnswers';
    return waiting({ code, since: presented.t, who: presented.place, next });
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
  'cancellation',
  'recordAnswer',
  'discrepancy',
  'enquiry',
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
