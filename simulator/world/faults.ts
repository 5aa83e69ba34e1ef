/** Faults of the domain begin and heal in the world: what happens at once. What they do meanwhile is asked of `faults-at-work.ts` where it matters. */
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import type { Begun, FaultCommand } from '../core/world-faults.ts';
import type { FaultOf } from './faults-at-work.ts';
import { isAbsentFrom } from './faults-at-work.ts';
import { onRoadClosed } from './journey.ts';
import { reopen, standStill } from './queueing.ts';
import { stationKey } from './sites.ts';
import { beginSurge } from './surge.ts';
import { closePort } from './weather.ts';
import type { Work } from './work.ts';

export function onFault(work: Work, command: FaultCommand): void {
  if (command.type === 'fault') {
    begin(work, command);
    return;
  }
  const healed = work.faults.end(command.id);
  if (healed !== undefined) heal(work, healed);
}

function begin(work: Work, fault: Begun): void {
  switch (fault.fault) {
    case 'borderClosed':
      closePost(work, fault);
      return;
    case 'roadClosed':
      closeRoad(work, fault);
      return;
    case 'ferryHeld':
      work.faults.begin(fault);
      closePort(work, fault.port, fault.until, 'fault');
      return;
    case 'officerAbsent':
      sendAway(work, fault);
      return;
    case 'surge':
      work.faults.begin(fault);
      beginSurge(work, fault);
      return;
    case 'guarantorInsolvent':
      distrust(work, fault);
      return;
    case 'slowBorder':
    case 'breakdown':
    case 'sealBroken':
    case 'goodsDiverted':
    case 'truckGone':
    case 'wrongDocuments':
    case 'mistypedCodes':
      work.faults.begin(fault);
  }
}

/** It is at work no more. What waits for its end as it was foretold begins by timers of its own. */
function heal(work: Work, fault: Begun): void {
  switch (fault.fault) {
    case 'borderClosed':
      openPost(work, fault);
      return;
    case 'roadClosed':
      if (work.faults.roadClosedUntil(fault.place) <= work.now)
        work.fact({ type: 'RoadOpened', place: fault.place });
      return;
    case 'officerAbsent':
      bringBack(work, fault);
      return;
    case 'guarantorInsolvent':
      trust(work, fault);
      return;
    case 'ferryHeld':
    case 'surge':
    case 'slowBorder':
    case 'breakdown':
    case 'sealBroken':
    case 'goodsDiverted':
    case 'truckGone':
    case 'wrongDocuments':
    case 'mistypedCodes':
  }
}

/** Whoever stands at a lane is seen through; nobody else comes to one. */
function closePost(work: Work, fault: FaultOf<'borderClosed'>): void {
  const { post, sides, until } = fault;
  const closed = sides.map((side) => ({
    side,
    from: Math.max(work.now, work.faults.postClosedUntil(post, side)),
  }));
  work.faults.begin(fault);
  for (const { side, from } of closed) {
    if (until <= from) continue;
    work.fact({ type: 'PostClosed', post, side, until });
    standStill(work, stationKey(post, side), until - from);
  }
}

function openPost(work: Work, { post, sides }: FaultOf<'borderClosed'>): void {
  for (const side of sides) {
    if (work.faults.postClosedUntil(post, side) > work.now) continue;
    work.fact({ type: 'PostOpened', post, side });
    reopen(work, stationKey(post, side));
  }
}

function closeRoad(work: Work, fault: FaultOf<'roadClosed'>): void {
  const { place, until } = fault;
  const isNews = until > Math.max(work.now, work.faults.roadClosedUntil(place));
  work.faults.begin(fault);
  if (!isNews) return;
  work.fact({ type: 'RoadClosed', place, until });
  for (const [id] of work.trucks.table.entries()) onRoadClosed(work, work.trucks.of(id));
}

const officesOf = (work: Work, fault: FaultOf<'officerAbsent'>): string[] =>
  [...work.given.desks.keys()].filter((office) => isAbsentFrom(fault, office));

function sendAway(work: Work, fault: FaultOf<'officerAbsent'>): void {
  const { until } = fault;
  const offices = officesOf(work, fault);
  const seats = offices.filter(
    (office) => until > Math.max(work.now, work.faults.absentUntil(office)),
  );
  work.faults.begin(fault);
  if (seats.length > 0) work.fact({ type: 'OfficersLeft', seats, until });
}

function bringBack(work: Work, fault: FaultOf<'officerAbsent'>): void {
  const offices = officesOf(work, fault);
  const seats = offices.filter((office) => work.faults.absentUntil(office) <= work.now);
  if (seats.length > 0) work.fact({ type: 'OfficersReturned', seats });
}

/** Customs let nobody set out under a guarantor that cannot pay (row G6), until it can again. */
function distrust(work: Work, fault: FaultOf<'guarantorInsolvent'>): void {
  const isFirst = !work.faults.isInsolvent(fault.node);
  work.faults.begin(fault);
  if (isFirst) decideOnGuarantees(work, fault.node, 'suspend');
}

function trust(work: Work, { node }: FaultOf<'guarantorInsolvent'>): void {
  if (!work.faults.isInsolvent(node)) decideOnGuarantees(work, node, 'reinstate');
}

function decideOnGuarantees(work: Work, country: string, decision: string): void {
  const office = guaranteeOfficeOf(country).code;
  for (const [tin] of work.traders.table.entries()) {
    const { profile, guarantees } = work.traders.of(tin);
    if (profile.country !== country) continue;
    for (const { grn } of guarantees)
      work.seats.intend(office, `guaranteeStatus/${grn}`, decision, work);
  }
}
