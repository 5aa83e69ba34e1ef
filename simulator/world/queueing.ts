/** A truck at one side of a border: behind the other traffic, at the lanes, served, cleared. First come, first served, all the way. */
import { gamma } from '../core/draws.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR } from '../core/time.ts';
import { advance, backlogMs } from './background.ts';
import { leaveStop } from './journey.ts';
import { present } from './papers.ts';
import type { Site } from './station.ts';
import { EMPTY_STATION, siteIsOpen, siteOpensAt } from './station.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

/** The truck joins the queue of the stop it has come to. */
export function joinQueue(work: Work, truck: Truck): void {
  const { now } = work;
  const stop = work.stopOf(truck);
  const site = work.given.site(stop.station);
  const station = work.stations.get(site.key) ?? EMPTY_STATION;
  const { background } = work.given.assumptions;
  const backlog =
    site.backgroundMeanMs > 0
      ? advance(background, site, station.backlog, now, work.stream(backgroundStream(site)))
      : station.backlog;
  const { post, side } = site;
  const others = roundHalfUp(backlogMs(backlog, now) * work.faults.slowness(post, side));
  // While a post is closed the other traffic stands as well.
  const moves = Math.max(now, work.faults.postClosedUntil(post, side));
  const frontAt = Math.max(moves + others, station.frontAt);
  work.fact({
    type: 'TruckQueued',
    truck: truck.id,
    post,
    side,
    pair: stop.pair,
    queue: station.behindOthers + station.waiting,
    background: roundHalfUp((others / HOUR) * 100) / 100,
  });
  const behindOthers = station.behindOthers + 1;
  work.stations.set(site.key, station.with({ backlog, frontAt, behindOthers }));
  const queued = truck.with({
    phase: 'queued',
    since: now,
    until: frontAt,
    passed: false,
    refusals: 0,
  });
  work.trucks.set(truck.id, queued);
  if (frontAt > now) work.out.startTimer(TIMERS.front, truck.id, frontAt);
  else reachLanes(work, queued);
}

/** The other traffic before it is gone: it stands at the lanes. */
export function reachLanes(work: Work, truck: Truck): void {
  const site = work.given.site(work.stopOf(truck).station);
  const station = work.stations.of(site.key);
  work.stations.set(site.key, station.with({ behindOthers: station.behindOthers - 1 }));
  awaitLane(work, truck, site);
}

/** Takes a lane at once, or stands behind those who wait for one. */
function awaitLane(work: Work, truck: Truck, site: Site): void {
  const station = work.stations.of(site.key);
  const open = isOpen(work, site);
  if (open && station.waiting === 0 && station.busy < site.lanes) {
    serve(work, truck, site);
    return;
  }
  const { id } = truck;
  work.trucks.set(id, truck.with({ phase: 'atLanes', behind: '' }));
  if (station.tail !== '') {
    const last = work.trucks.of(station.tail);
    work.trucks.set(last.id, last.with({ behind: id }));
  }
  const head = station.head === '' ? id : station.head;
  work.stations.set(
    site.key,
    station.with({ head, tail: id, waiting: station.waiting + 1, opens: station.opens || !open }),
  );
  if (!open && !station.opens) work.out.startTimer(TIMERS.opens, site.key, opensAt(work, site));
}

/** A lane takes the truck; where an officer must let it pass, it presents itself. */
function serve(work: Work, truck: Truck, site: Site): void {
  const station = work.stations.of(site.key);
  work.stations.set(site.key, station.with({ busy: station.busy + 1 }));
  const { post, side, serviceCv } = site;
  const meanMs = site.serviceMeanMs * work.faults.slowness(post, side);
  const until = work.now + roundHalfUp(gamma(work.stream(serviceStream(site)), meanMs, serviceCv));
  const passed = truck.passed || work.stopOf(truck).office === '';
  const served = truck.with({ phase: 'served', until, passed });
  work.trucks.set(truck.id, served);
  work.fact({ type: 'TruckServed', truck: truck.id, post, side, queue: station.waiting });
  work.out.startTimer(TIMERS.served, truck.id, until);
  if (!served.passed) present(work, served);
}

/** The lane has done its part. */
export function onServed(work: Work, truck: Truck): void {
  if (truck.passed) clear(work, truck);
  else work.trucks.set(truck.id, truck.with({ phase: 'held' }));
}

/** Customs let the truck pass: it goes as soon as the lane is done with it. */
export function letPass(work: Work, truck: Truck): void {
  const passed = truck.with({ passed: true });
  if (truck.phase === 'held') clear(work, passed);
  else work.trucks.set(truck.id, passed);
}

/** The presentation was refused: the truck makes room in the lane and tries again later. */
export function stepAside(work: Work, truck: Truck): void {
  const { askAgainMs, askAgainMax } = work.given.assumptions;
  const site = work.given.site(work.stopOf(truck).station);
  if (truck.phase === 'served') work.out.stopTimer(TIMERS.served, truck.id);
  const refusals = truck.refusals + 1;
  work.trucks.set(truck.id, truck.with({ phase: 'aside', refusals }));
  if (refusals <= askAgainMax) work.out.startTimer(TIMERS.again, truck.id, work.now + askAgainMs);
  freeLane(work, site);
}

/** Customs do not let the truck in: it makes room and goes home. */
export function turnBack(work: Work, truck: Truck): void {
  const stop = work.stopOf(truck);
  const site = work.given.site(stop.station);
  if (truck.phase === 'served') work.out.stopTimer(TIMERS.served, truck.id);
  work.fact({ type: 'TruckLeft', truck: truck.id, place: stop.place, why: 'refused' });
  work.remove(truck);
  freeLane(work, site);
}

/** The truck that stood aside comes to the lanes again. */
export const returnToLanes = (work: Work, truck: Truck): void =>
  awaitLane(work, truck, work.given.site(work.stopOf(truck).station));

function clear(work: Work, truck: Truck): void {
  const stop = work.stopOf(truck);
  const site = work.given.site(stop.station);
  const { post, side } = site;
  work.fact({
    type: 'TruckCleared',
    truck: truck.id,
    post,
    side,
    pair: stop.pair,
    waited: work.now - truck.since,
  });
  leaveStop(work, truck);
  freeLane(work, site);
}

/** Somebody may be served again, if anybody has ever come. */
export function reopen(work: Work, key: string): void {
  if (work.stations.get(key) !== undefined) callNext(work, work.given.site(key));
}

/** The other traffic stands for a while, and all trucks behind it. */
export function standStill(work: Work, key: string, ms: number): void {
  const station = work.stations.get(key);
  if (station === undefined || station.behindOthers === 0) return;
  work.stations.set(key, station.with({ frontAt: station.frontAt + ms }));
  for (const [id] of work.trucks.table.entries()) {
    const truck = work.trucks.of(id);
    if (truck.phase !== 'queued' || work.stopOf(truck).station !== key) continue;
    const until = truck.until + ms;
    work.trucks.set(id, truck.with({ until }));
    work.out.startTimer(TIMERS.front, id, until);
  }
}

function freeLane(work: Work, site: Site): void {
  const station = work.stations.of(site.key);
  work.stations.set(site.key, station.with({ busy: station.busy - 1 }));
  callNext(work, site);
}

/** The post opens: as many as there are lanes. */
export function onOpening(work: Work, key: string): void {
  const site = work.given.site(key);
  work.stations.set(key, work.stations.of(key).with({ opens: false }));
  callNext(work, site);
}

function callNext(work: Work, site: Site): void {
  for (;;) {
    const station = work.stations.of(site.key);
    if (station.waiting === 0 || station.busy >= site.lanes) return;
    if (!isOpen(work, site)) {
      if (station.opens) return;
      work.stations.set(site.key, station.with({ opens: true }));
      work.out.startTimer(TIMERS.opens, site.key, opensAt(work, site));
      return;
    }
    const truck = work.trucks.of(station.head);
    const tail = truck.behind === '' ? '' : station.tail;
    work.stations.set(
      site.key,
      station.with({ head: truck.behind, tail, waiting: station.waiting - 1 }),
    );
    serve(work, truck.with({ behind: '' }), site);
  }
}

/** Neither out of its hours nor closed by a fault. */
const isOpen = (work: Work, site: Site): boolean =>
  work.faults.postClosedUntil(site.post, site.side) <= work.now && siteIsOpen(site, work.now);

const opensAt = (work: Work, site: Site): SimTime =>
  siteOpensAt(site, Math.max(work.now, work.faults.postClosedUntil(site.post, site.side)));

const backgroundStream = (site: Site): string => `background/${site.key}`;
const serviceStream = (site: Site): string => `service/${site.key}`;
