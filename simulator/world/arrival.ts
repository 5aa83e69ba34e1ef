/** The end of the road: the truck stands before the office of destination, notifies its arrival and waits for its goods to be released. */
import { officeOf } from '../../nodes/countries/offices.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { nextOpening } from '../core/calendar.ts';
import { notifyArrival } from './papers.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

/** Inland: the driver goes to the office when it is open. */
export function arriveAtEnd(work: Work, truck: Truck): void {
  const { hours, country } = officeOf(work.stopOf(truck).office);
  const opensAt = nextOpening(work.now, hours, countryOf(country).timeZone.utcOffsetMin);
  const since = truck.phase === 'atDoor' ? truck.since : work.now;
  if (opensAt <= work.now) {
    const arrived = truck.with({ phase: 'arrived', since, until: work.now });
    work.trucks.set(truck.id, arrived);
    notifyArrival(work, arrived);
    return;
  }
  work.trucks.set(truck.id, truck.with({ phase: 'atDoor', since, until: opensAt }));
  work.out.startTimer(TIMERS.again, truck.id, opensAt);
}

/** The notice was refused: the driver tries again later. */
export function askAgainAtEnd(work: Work, truck: Truck): void {
  const { askAgainMs, askAgainMax } = work.given.assumptions;
  const until = work.now + askAgainMs;
  const refusals = truck.refusals + 1;
  work.trucks.set(truck.id, truck.with({ phase: 'atDoor', refusals, until }));
  if (refusals <= askAgainMax) work.out.startTimer(TIMERS.again, truck.id, until);
}

/** The goods are released and unloaded: the truck leaves the map. */
export function leaveEnd(work: Work, truck: Truck): void {
  work.fact({
    type: 'TruckLeft',
    truck: truck.id,
    place: work.stopOf(truck).place,
    why: 'delivered',
  });
  work.remove(truck);
}
