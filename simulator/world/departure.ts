/** At the place of departure: a trader declares a load, the truck stands ready, and goes when it is released or leaves when it is not. */
import type { Body } from '../../nodes/common/message-types.ts';
import { chance } from '../core/draws.ts';
import type { Message } from '../core/participant.ts';
import { nextArrival } from '../traffic/arrivals.ts';
import { declare } from '../traffic/declare.ts';
import { drawTrader } from '../traffic/parties.ts';
import type { Source } from './given.ts';
import { setOut } from './journey.ts';
import { lodge } from './mishaps.ts';
import { correct, onAccepted } from './paperwork.ts';
import { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { ONLY, TIMERS } from './work.ts';

/** The first load of every source. */
export function startSources(work: Work): void {
  work.given.sources.forEach((source, i) => {
    if (source.movement !== undefined)
      work.out.startTimer(TIMERS.source, String(i), Math.max(source.movement.at, work.now));
    else scheduleNext(work, source, i, Math.max(work.now, source.rate?.from ?? 0));
  });
}

/** A load of a source is due. */
export function onSource(work: Work, key: string): void {
  const i = Number(key);
  const source = work.given.sources[i] as Source;
  const declared = declareNext(work, source, source.stream);
  if (source.movement === undefined) scheduleNext(work, source, i, work.now);
  else if (!declared)
    work.out.startTimer(TIMERS.source, key, work.now + work.given.assumptions.noTraderYetMs);
}

function scheduleNext(work: Work, source: Source, i: number, after: number): void {
  if (source.rate === undefined) return;
  const at = nextArrival(source.rate, after, source.rate.until, work.stream(source.stream));
  if (at !== undefined) work.out.startTimer(TIMERS.source, String(i), at);
}

/** Declares a load, drawn from a stream of that name, where some trader is ready to; whether one was. */
export function declareNext(work: Work, source: Source, streamName: string): boolean {
  const { trip, flow, cargo, movement } = source;
  const stream = work.stream(streamName);
  const roster = work.rosters.of(source.country);
  const tin = drawTrader(roster, (one) => work.traders.get(one)?.status === 'active', stream);
  if (tin === undefined) return false;
  const trader = work.traders.of(tin);
  const counters = work.counters.of(ONLY);
  const truckNumber = counters.trucks + 1;
  const order =
    movement?.tirCarnet === undefined
      ? { trip, flow, cargo }
      : { trip, flow, cargo, tirCarnet: movement.tirCarnet };
  const parties = {
    trader,
    origin: work.rosters.of(trip.home),
    destination: work.rosters.of(trip.away),
  };
  const numbers = { truck: truckNumber, offset: counters.offset };
  const { load, declaration: right } = declare(
    order,
    parties,
    numbers,
    work.given.parameters.scheme,
    work.now,
    stream,
  );
  const { declaration, plan } = lodge(work, right);
  const id = `T${String(truckNumber)}`;
  if (plan !== undefined) work.plans.set(id, plan);
  work.counters.set(ONLY, { trucks: truckNumber, offset: counters.offset });
  work.traders.set(tin, trader.with({ declarations: trader.declarations + 1 }));
  work.trucks.set(id, Truck.ready(id, load, work.now));
  work.papers.set(load.lrn, { truck: id });
  const { plate, lrn, carrier, goods, tonnes } = load;
  const { from, to } = trip;
  const route = [...work.given.itinerary(trip.way).route.places];
  work.fact({
    type: 'TruckReady',
    truck: id,
    plate,
    lrn,
    carrier,
    from,
    to,
    route,
    flow,
    goods,
    tonnes,
  });
  work.out.send({
    messageType: 'T015',
    from: tin,
    to: trip.officeOfDeparture,
    lrn,
    body: declaration,
  });
  return true;
}

/** T028: the declaration has become a movement. */
export function onAllocation(work: Work, truck: Truck, message: Message): void {
  const { mrn } = message.body as Body<'T028'>;
  work.trucks.set(truck.id, truck.with({ mrn }));
  work.papers.set(mrn, { truck: truck.id });
  onAccepted(work, work.trucks.of(truck.id));
}

/** T060 of type 3: something small was found, and the trader may ask for release. */
export function onControlNotice(work: Work, truck: Truck, message: Message): void {
  const { notificationType } = message.body as Body<'T060'>;
  if (notificationType !== 3 || truck.phase !== 'declared') return;
  const { mrn, load } = truck;
  const requested = chance(work.stream('traders'), work.given.assumptions.releaseAskedShare)
    ? 1
    : 0;
  const { officeOfDeparture } = work.itineraryOf(truck);
  work.out.send({
    messageType: 'T054',
    from: load.principal,
    to: officeOfDeparture,
    mrn,
    body: { requested },
  });
}

/** T029. */
export function onRelease(work: Work, truck: Truck): void {
  if (truck.phase !== 'declared') return;
  if (work.plans.get(truck.id) !== undefined) work.plans.set(truck.id, undefined);
  setOut(work, truck);
}

/** T051. */
export const onNoRelease = (work: Work, truck: Truck): void => turnAway(work, truck, 'notReleased');

/** T056 of a declaration: put right where it is a slip; of a request it leaves the declaration as it is. */
export function onRejection(work: Work, truck: Truck, message: Message): void {
  const { rejectionType } = message.body as Body<'T056'>;
  if (rejectionType === '015' && !correct(work, truck)) turnAway(work, truck, 'rejected');
}

/** The truck goes home from the place of departure. */
export function turnAway(
  work: Work,
  truck: Truck,
  why: 'rejected' | 'notReleased' | 'withdrawn',
): void {
  if (truck.phase !== 'declared') return;
  const place = work.itineraryOf(truck).route.from;
  work.fact({ type: 'TruckLeft', truck: truck.id, place, why });
  work.remove(truck);
}
