/** On the road: setting out, driving, resting, coming to a stop and leaving it. */
import { minuteOfLocalDay, parseClock } from '../core/calendar.ts';
import type { SimTime } from '../core/time.ts';
import { MINUTE } from '../core/time.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { StoppingReason } from '../core/world-facts.ts';
import { afterDriving, afterStanding, nextSpell } from './driving.ts';
import { arriveAtEnd, leaveEnd } from './arrival.ts';
import { breaksDown, isGone, onLeg, sealTorn } from './incident.ts';
import { joinQuay } from './ferries.ts';
import { nextPassing } from './itinerary.ts';
import { joinQueue } from './queueing.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

/** Released: the truck leaves the place of departure. */
export function setOut(work: Work, truck: Truck): void {
  takeRoad(work, truck.with(afterStanding(truck, work.now - truck.since)), work.now);
}

/** A leg begins, at once or later; its first metres can be its last for a while. */
function takeRoad(work: Work, truck: Truck, departs: SimTime): void {
  const { kind, km } = work.stopOf(truck);
  // From one post of a crossing to the other is none.
  const isLeg = kind !== 'entry' && km > truck.km;
  const leaving = isLeg ? sealTorn(work, truck) : truck;
  if (isLeg && breaksDown(work))
    stopUntil(work, leaving, departs + work.faults.standsMs(), 'breakdown');
  else if (departs > work.now) restUntil(work, leaving, departs);
  else driveOn(work, leaving);
}

/** Drives or rests, whichever comes next on the way to the next stop. */
function driveOn(work: Work, truck: Truck): void {
  const { now } = work;
  const barrier = nextBarrier(work, truck);
  if (barrier?.km === truck.km) {
    stopUntil(work, truck, work.faults.roadClosedUntil(barrier.place), 'roadClosed');
    return;
  }
  const stop = work.stopOf(truck);
  const goal = barrier?.km ?? stop.km;
  const left = goal - truck.km;
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
  const toKm = spell.km >= left ? goal : truck.km + spell.km;
  work.trucks.set(truck.id, truck.with({ phase: 'driving', toKm, since: now, until }));
  work.fact({ type: 'TruckDrove', truck: truck.id, km: truck.km, toKm, until });
  work.out.startTimer(TIMERS.drove, truck.id, until);
}

function restUntil(work: Work, truck: Truck, until: number): void {
  work.trucks.set(truck.id, truck.with({ phase: 'resting', since: work.now, until }));
  work.fact({ type: 'TruckRested', truck: truck.id, km: truck.km, until });
  work.out.startTimer(TIMERS.rested, truck.id, until);
}

/** Where a closed road ends the way to the next stop, or the stop itself is closed to whoever comes to it. */
function nextBarrier(work: Work, truck: Truck): { place: string; km: number } | undefined {
  const places = work.faults.closedPlaces(work.now);
  if (places.length === 0) return undefined;
  const barrier = nextPassing(work.itineraryOf(truck), places, truck.km);
  return barrier === undefined || barrier.km > work.stopOf(truck).km ? undefined : barrier;
}

/** A road has closed: whoever drives towards it drives no further than there. */
export function onRoadClosed(work: Work, truck: Truck): void {
  if (truck.phase !== 'driving') return;
  const { km, toKm, since, until } = truck;
  const driven = km + (toKm - km) * ((work.now - since) / (until - since));
  const here = truck.with({ km: roundHalfUp(driven * 1_000) / 1_000 });
  const barrier = nextBarrier(work, here);
  if (barrier === undefined || barrier.km >= toKm) return;
  work.out.stopTimer(TIMERS.drove, truck.id);
  driveOn(work, here.with(afterDriving(truck, work.now - since)));
}

/** It stands until then, whatever it was about to do. */
function stopUntil(work: Work, truck: Truck, until: SimTime, why: StoppingReason): void {
  work.trucks.set(truck.id, truck.with({ phase: 'stopped', since: work.now, until }));
  work.fact({ type: 'TruckStopped', truck: truck.id, km: truck.km, until, why });
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
  takeRoad(work, onLeg(work, gone), departs);
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
