/** The Caspian ferries: trucks wait at the quay in turn, ships load one after the other, sail when full or when they have waited long enough, and only in fair weather. */
import { poissonGap, uniform } from '../core/draws.ts';
import { roundHalfUp } from '../core/maths.ts';
import { DAY, HOUR } from '../core/time.ts';
import type { SimTime } from '../core/time.ts';
import type { Stop } from './itinerary.ts';
import type { Berth, VesselRow } from './quay.ts';
import { berthKey, emptyQuay } from './quay.ts';
import type { Quay } from './quay.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

/** While a ship loads, somebody looks every hour whether it can sail. */
const LOOK_EVERY_MS = HOUR;

/** Puts the ships of every line in use at its quays, in turn at either end; each begins to load. */
export function launchFerries(work: Work): void {
  for (const berth of work.given.berths.values()) {
    work.quays.set(berth.key, emptyQuay(nextOther(work, berth, work.now)));
  }
  for (const berth of work.given.berths.values()) {
    const { line, port } = berth;
    line.vessels.forEach(({ id }, i) => {
      if ((i % 2 === 0 ? line.from : line.to) !== port) return;
      work.vessels.set(id, { phase: 'atBerth', berth: berth.key, trucks: [] });
      comeToBerth(work, berth, id);
    });
  }
}

/** A truck stands at the quay, behind those that came before it. */
export function joinQuay(work: Work, truck: Truck, stop: Stop): void {
  const berth = work.given.berths.get(berthKey(stop.place, stop.across)) as Berth;
  const quay = withOthers(work, berth);
  const { id } = truck;
  work.fact({
    type: 'TruckAtPort',
    truck: id,
    port: berth.port,
    line: berth.line.id,
    waiting: quay.waiting,
  });
  work.trucks.set(
    id,
    truck.with({ phase: 'atQuay', since: work.now, ticket: quay.othersCome, behind: '' }),
  );
  if (quay.tail !== '') work.trucks.set(quay.tail, work.trucks.of(quay.tail).with({ behind: id }));
  const head = quay.head === '' ? id : quay.head;
  work.quays.set(berth.key, quay.with({ head, tail: id, ours: quay.ours + 1 }));
  trySailing(work, berth);
}

/** The hourly look, and the end of loading. */
export function onQuay(work: Work, key: string): void {
  const berth = work.given.berths.get(key) as Berth;
  work.quays.set(key, withOthers(work, berth));
  trySailing(work, berth);
  if (work.quays.of(key).loading !== '')
    work.out.startTimer(TIMERS.quay, key, work.now + LOOK_EVERY_MS);
}

/** A ship has come across, or the port it waits before has opened, or it is unloaded. */
export function onVessel(work: Work, id: string): void {
  const vessel = work.vessels.of(id);
  const berth = work.given.berths.get(vessel.berth) as Berth;
  switch (vessel.phase) {
    case 'sailing':
    case 'inTheRoads': {
      moor(work, berth, id, vessel);
      return;
    }
    case 'unloading':
      work.vessels.set(id, { phase: 'atBerth', berth: berth.key, trucks: [] });
      {
        comeToBerth(work, berth, id);
        return;
      }
    case 'atBerth':
      return;
  }
}

/** Enters the port, or waits in the roads until it opens. */
function moor(work: Work, berth: Berth, id: string, vessel: VesselRow): void {
  const closedUntil = work.ports.get(berth.port)?.closedUntil ?? 0;
  if (closedUntil > work.now) {
    work.vessels.set(id, { phase: 'inTheRoads', berth: berth.key, trucks: vessel.trucks });
    work.out.startTimer(TIMERS.vessel, id, closedUntil);
    return;
  }
  work.fact({
    type: 'FerryArrived',
    vessel: id,
    line: berth.line.id,
    port: berth.port,
    trucks: vessel.trucks.length,
  });
  const ms = handlingMs(work, berth);
  work.vessels.set(id, { phase: 'unloading', berth: berth.key, trucks: [] });
  work.out.startTimer(TIMERS.vessel, id, work.now + ms);
  // They drive off one after the other, as they stand among the others.
  vessel.trucks.forEach((truck, i) => {
    work.out.startTimer(
      TIMERS.ashore,
      truck,
      work.now + Math.ceil((ms * (i + 1)) / vessel.trucks.length),
    );
  });
}

/** Loads at once, or after the ships that came before it. */
function comeToBerth(work: Work, berth: Berth, id: string): void {
  const quay = work.quays.of(berth.key);
  work.quays.set(berth.key, quay.with({ vessels: [...quay.vessels, id] }));
  if (quay.loading === '') startLoading(work, berth);
}

function startLoading(work: Work, berth: Berth): void {
  const quay = work.quays.of(berth.key);
  const [id, ...vessels] = quay.vessels;
  if (id === undefined) return;
  const { line, port } = berth;
  const places = placesAboard(work, berth, id);
  const readyAt = work.now + handlingMs(work, berth);
  work.quays.set(
    berth.key,
    quay.with({ loading: id, places, loadingSince: work.now, readyAt, vessels }),
  );
  work.fact({ type: 'FerryBoarding', vessel: id, line: line.id, port, capacity: places });
  work.out.startTimer(TIMERS.quay, berth.key, readyAt);
}

/** What the wagons leave to trucks this time, never more than the deck holds. */
function placesAboard(work: Work, { line }: Berth, id: string): number {
  const { min, max } = work.given.assumptions.ferryPlaces;
  const deck = line.vessels.find((vessel) => vessel.id === id)?.truckCapacity ?? 0;
  const left = line.typicalLoadTrucks.value * uniform(work.stream(streamOf(line.id)), min, max);
  return Math.max(1, Math.min(deck, roundHalfUp(left)));
}

/** Sails if it may: loaded, full or tired of waiting, both ports open. */
function trySailing(work: Work, berth: Berth): void {
  const quay = work.quays.of(berth.key);
  const { loading, places, readyAt, loadingSince, waiting } = quay;
  if (loading === '' || work.now < readyAt) return;
  const tired = work.now - loadingSince >= berth.line.waitHoursMax.value * HOUR;
  if (waiting < (tired ? places * work.given.assumptions.ferryLoadMin : places)) return;
  if (isClosed(work, berth.port) || isClosed(work, berth.across)) return;
  sail(work, berth, quay);
}

/** The trucks that came first go aboard, ours and others in the order in which they came. */
function sail(work: Work, berth: Berth, quay: Quay): void {
  const { key, line, port, across } = berth;
  const trucks: string[] = [];
  let { head, tail, othersGone } = quay;
  const others = othersGone;
  for (let place = 0; place < quay.places; place++) {
    const first = head === '' ? undefined : work.trucks.of(head);
    if (first !== undefined && first.ticket <= othersGone) {
      trucks.push(first.id);
      work.trucks.set(first.id, first.with({ phase: 'aboard', behind: '' }));
      head = first.behind;
      if (head === '') tail = '';
    } else if (othersGone < quay.othersCome) othersGone++;
    else break;
  }
  const vessel = quay.loading;
  const { min, max } = line.passageHours;
  const until = work.now + roundHalfUp(uniform(work.stream(streamOf(line.id)), min, max) * HOUR);
  work.fact({
    type: 'FerrySailed',
    vessel,
    line: line.id,
    from: port,
    to: across,
    trucks,
    others: othersGone - others,
    until,
  });
  work.vessels.set(vessel, { phase: 'sailing', berth: berthKey(across, port), trucks });
  work.out.startTimer(TIMERS.vessel, vessel, until);
  work.out.stopTimer(TIMERS.quay, key);
  work.quays.set(
    key,
    quay.with({ head, tail, ours: quay.ours - trucks.length, othersGone, loading: '', places: 0 }),
  );
  startLoading(work, berth);
}

/** The quay with the other trucks that have come by now. */
function withOthers(work: Work, berth: Berth): Quay {
  const quay = work.quays.of(berth.key);
  let { othersCome, nextOtherAt } = quay;
  while (nextOtherAt <= work.now) {
    othersCome++;
    nextOtherAt = nextOther(work, berth, nextOtherAt);
  }
  return othersCome === quay.othersCome ? quay : quay.with({ othersCome, nextOtherAt });
}

/** Beyond any run. */
const NEVER: SimTime = Number.MAX_SAFE_INTEGER;

/** Other trucks come at random, at the line's mean rate without ours. */
function nextOther(work: Work, { key, othersPerDay }: Berth, after: SimTime): SimTime {
  return othersPerDay > 0
    ? after + Math.max(1, poissonGap(work.stream(`quay/${key}`), DAY / othersPerDay))
    : NEVER;
}

function handlingMs(work: Work, { line }: Berth): number {
  const { min, max } = line.handlingHours;
  return roundHalfUp(uniform(work.stream(streamOf(line.id)), min, max) * HOUR);
}

const isClosed = (work: Work, port: string): boolean =>
  (work.ports.get(port)?.closedUntil ?? 0) > work.now;

const streamOf = (line: string): string => `ferry/${line}`;
