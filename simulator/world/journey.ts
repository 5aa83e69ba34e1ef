/** On the road: setting out, driving, resting, coming to a stop and leaving it. */
import { minuteOfLocalDay, parseClock } from '../core/calendar.ts';
import type { SimTime } from '../core/time.ts';
import { MINUTE } from '../core/time.ts';
import { afterDriving, afterStanding, nextSpell } from './driving.ts';
import { arriveAtEnd, leaveEnd } from './arrival.ts';
import { isGone, onLeg } from './incident.ts';
import { joinQuay } from './ferries.ts';
import { joinQueue } from './queueing.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

/** Released: the truck leaves the place of departure. */
export function setOut(work: Work, truck: Truck): void {
  driveOn(work, truck.with(afterStanding(truck, work.now - truck.since)));
}

/** Drives or rests, whichever comes next on the way to the next stop. */
function driveOn(work: Work, truck: Truck): void {
  const { now } = work;
  const stop = work.stopOf(truck);
  const left = stop.km - truck.km;
  if (left <= 0) {
    arrive(work, truck);
    return;
  }
  const spell = nextSpell(truck, left, work.given.speed(stop.country) * truck.load.pace);
  const until = now + spell.ms;
  if (spell.kind === 'rest') {
    restUntil(work, truck, until);
    return;
  }
  const toKm = spell.km >= left ? stop.km : truck.km + spell.km;
  work.trucks.set(truck.id, truck.with({ phase: 'driving', toKm, since: now, until }));
  work.fact({ type: 'TruckDrove', truck: truck.id, km: truck.km, toKm, until });
  work.out.startTimer(TIMERS.drove, truck.id, until);
}

function restUntil(work: Work, truck: Truck, until: number): void {
  work.trucks.set(truck.id, truck.with({ phase: 'resting', since: work.now, until }));
  work.fact({ type: 'TruckRested', truck: truck.id, km: truck.km, until });
  work.out.startTimer(TIMERS.rested, truck.id, until);
}

/** A drive has ended. */
export function onDrove(work: Work, truck: Truck): void {
  const { sinceBreak, sinceRest } = afterDriving(truck, truck.until - truck.since);
  driveOn(work, truck.with({ km: truck.toKm, sinceBreak, sinceRest }));
}

/** A rest has ended. */
export function onRested(work: Work, truck: Truck): void {
  const { sinceBreak, sinceRest } = afterStanding(truck, truck.until - truck.since);
  driveOn(work, truck.with({ sinceBreak, sinceRest }));
}

function arrive(work: Work, truck: Truck): void {
  if (isGone(work, truck)) return;
  const stop = work.stopOf(truck);
  switch (stop.kind) {
    case 'exit':
    case 'entry':
      joinQueue(work, truck);
      break;
    case 'quay':
      joinQuay(work, truck, stop);
      break;
    case 'end':
      if (stop.station === '') arriveAtEnd(work, truck);
      else joinQueue(work, truck);
      break;
  }
}

/** The truck is done at its stop; standing there was a rest, if it was long enough. */
export function leaveStop(work: Work, truck: Truck): void {
  const stop = work.stopOf(truck);
  if (stop.kind === 'end') {
    leaveEnd(work, truck);
    return;
  }
  const { sinceBreak, sinceRest } = afterStanding(truck, work.now - truck.since);
  const gone = truck.with({ stop: truck.stop + 1, sinceBreak, sinceRest, since: work.now });
  const departs = stop.kind === 'entry' ? convoyDeparture(work, stop.place) : work.now;
  const leaving = onLeg(work, gone);
  if (departs > work.now) restUntil(work, leaving, departs);
  else driveOn(work, leaving);
}

/** Where trucks may go on only in a convoy: its next hour; who comes later waits for the next day's. */
function convoyDeparture(work: Work, place: string): SimTime {
  const convoy = work.given.convoyFrom(place);
  if (convoy === undefined) return work.now;
  const sinceMidnight = minuteOfLocalDay(work.now, convoy.utcOffsetMin);
  const wait = parseClock(convoy.clock) - sinceMidnight;
  return work.now + (wait > 0 ? wait : wait + 24 * 60) * MINUTE;
}

/** The ferry has put the truck ashore at its next stop. */
export function landAt(work: Work, truck: Truck): void {
  const { sinceBreak, sinceRest } = afterStanding(truck, work.now - truck.since);
  const ashore = truck.with({ stop: truck.stop + 1, sinceBreak, sinceRest });
  arrive(work, ashore.with({ km: work.stopOf(ashore).km }));
}
