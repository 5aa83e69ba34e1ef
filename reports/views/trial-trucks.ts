/** The part of a trial that is on the road: trucks from departure to unloading, and the queues of the border posts. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { Side } from '../../simulator/core/world-facts.ts';
import type { EntryOf } from './known-entry.ts';
import { known } from './known-entry.ts';
import { milestone, movementAt, settle } from './trial-movements.ts';
import type { Doing, MilestoneKind, PostView, SideView, TruckView } from './trial-rows.ts';
import type { TrialState } from './trial-state.ts';
import { shapeOf } from './trial-state.ts';

/** Waits remembered per side of a post and per port. */
const RECENT = 32;

export function stepTruck(state: TrialState, entry: Entry): void {
  const fact = known(entry);
  switch (fact.type) {
    case 'TruckReady':
      onReady(state, fact);
      break;
    case 'TruckDrove': {
      const truck = turn(state, fact.truck, 'driving', fact.t);
      if (truck === undefined) return;
      if (truck.km === 0 && truck.toKm === 0) note(state, truck, 'departed', fact.t, truck.from);
      move(truck, fact.km, fact.toKm, fact.t, fact.until);
      break;
    }
    case 'TruckRested':
    case 'TruckStopped': {
      const doing = fact.type === 'TruckRested' ? 'resting' : 'stopped';
      const truck = turn(state, fact.truck, doing, fact.t);
      if (truck !== undefined) move(truck, fact.km, fact.km, fact.t, fact.until);
      break;
    }
    case 'TruckQueued': {
      const truck = turn(state, fact.truck, 'queued', fact.t);
      if (truck !== undefined) stand(truck, fact.post, fact.side, fact.t);
      note(state, truck, 'queued', fact.t, fact.post);
      changeSide(state, fact.post, fact.side, (side) => ({
        ...side,
        waiting: side.waiting + 1,
        queue: fact.queue,
        background: fact.background,
      }));
      break;
    }
    case 'TruckServed': {
      const truck = turn(state, fact.truck, 'served', fact.t);
      if (truck !== undefined) stand(truck, fact.post, fact.side, fact.t);
      changeSide(state, fact.post, fact.side, (side) => ({
        ...side,
        waiting: Math.max(0, side.waiting - 1),
        serving: side.serving + 1,
        queue: fact.queue,
      }));
      break;
    }
    case 'TruckCleared': {
      const truck = turn(state, fact.truck, 'cleared', fact.t);
      note(state, truck, 'cleared', fact.t, fact.post);
      changeSide(state, fact.post, fact.side, (side) => ({
        ...side,
        serving: Math.max(0, side.serving - 1),
        cleared: side.cleared + 1,
        recentWaits: remember(side.recentWaits, fact.waited),
      }));
      break;
    }
    case 'PostClosed':
      changeSide(state, fact.post, fact.side, (side) => ({ ...side, closedUntil: fact.until }));
      break;
    case 'PostOpened':
      changeSide(state, fact.post, fact.side, (side) => ({ ...side, closedUntil: null }));
      break;
    case 'TruckArrived': {
      const truck = turn(state, fact.truck, 'arrived', fact.t);
      if (truck !== undefined) stand(truck, fact.place, null, fact.t);
      note(state, truck, 'arrived', fact.t, fact.place);
      break;
    }
    case 'TruckMetIncident':
      note(state, state.trucks.edit(fact.truck), 'incident', fact.t, '');
      break;
    case 'TruckLeft':
      onLeft(state, fact);
      break;
    default:
      break;
  }
}

/** The last waits, oldest first. */
export function remember(waits: readonly number[], wait: number): readonly number[] {
  return [...waits.slice(waits.length < RECENT ? 0 : 1), wait];
}

function onReady(state: TrialState, fact: EntryOf<'TruckReady'>): void {
  const { truck: id, plate, lrn, carrier, from, to, route, flow, goods, tonnes, t } = fact;
  state.trucks.add({
    id,
    edition: 0,
    plate,
    lrn,
    mrn: state.movements.get(lrn)?.mrn ?? null,
    carrier,
    from,
    to,
    route,
    flow,
    goods,
    tonnes,
    shape: 'waiting',
    doing: 'ready',
    since: t,
    km: 0,
    toKm: 0,
    t,
    until: t,
    place: from,
    side: null,
    vessel: null,
    line: null,
  });
  const movement = movementAt(state, lrn);
  movement.truck = id;
  movement.plate = plate;
  movement.carrier = carrier;
  movement.goods = goods;
  movement.from = from;
  movement.to = to;
  milestone(movement, 'ready', t, from);
}

/** Why it left, as the timeline tells it. */
const LEFT: Readonly<Record<EntryOf<'TruckLeft'>['why'], MilestoneKind>> = {
  delivered: 'left',
  rejected: 'turnedAway',
  notReleased: 'turnedAway',
  withdrawn: 'turnedAway',
  refused: 'turnedBack',
  gone: 'gone',
};

function onLeft(state: TrialState, fact: EntryOf<'TruckLeft'>): void {
  const truck = turn(state, fact.truck, 'left', fact.t);
  if (truck === undefined) return;
  stand(truck, fact.place, null, fact.t);
  note(state, truck, LEFT[fact.why], fact.t, fact.place);
  state.leave(truck.id);
  settle(state, truck.lrn, fact.t);
}

/** The truck begins something else; undefined for one that was never ready. */
export function turn(
  state: TrialState,
  id: string,
  doing: Doing,
  t: number,
): TruckView | undefined {
  const truck = state.trucks.edit(id);
  if (truck === undefined) return undefined;
  truck.doing = doing;
  truck.since = t;
  truck.shape = shapeOf(truck, state.movements.get(truck.lrn));
  return truck;
}

/** It stands at a place, post or port. */
export function stand(truck: TruckView, place: string, side: Side | null, t: number): void {
  move(truck, truck.toKm, truck.toKm, t, t);
  truck.place = place;
  truck.side = side;
}

function move(truck: TruckView, km: number, toKm: number, t: number, until: number): void {
  truck.km = km;
  truck.toKm = toKm;
  truck.t = t;
  truck.until = until;
  truck.place = null;
  truck.side = null;
  truck.vessel = null;
  truck.line = null;
}

/** Adds a milestone to the truck's movement. */
export function note(
  state: TrialState,
  truck: TruckView | undefined,
  kind: MilestoneKind,
  t: number,
  place: string,
): void {
  const movement = truck === undefined ? undefined : state.movements.edit(truck.lrn);
  if (movement !== undefined) milestone(movement, kind, t, place);
}

const IDLE: SideView = {
  waiting: 0,
  serving: 0,
  queue: 0,
  background: 0,
  cleared: 0,
  recentWaits: [],
  closedUntil: null,
};

function changeSide(
  state: TrialState,
  id: string,
  side: Side,
  change: (side: SideView) => SideView,
): void {
  const fresh = (): PostView => state.posts.add({ id, edition: 0, exit: IDLE, entry: IDLE });
  const post = state.posts.edit(id) ?? fresh();
  post[side] = change(post[side]);
}
