/** What the driver tells customs on the way: the presentation at a border, the arrival notice at the end. */
import type { Body } from '../../nodes/common/message-types.ts';
import { isoUtc } from '../core/time.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';

/** At a lane: presents the truck to the office of transit, or notifies its arrival where the movement ends there. */
export function present(work: Work, truck: Truck): void {
  const { kind, office } = work.stopOf(truck);
  if (kind === 'end') {
    notifyArrival(work, truck);
    return;
  }
  const { mrn, load } = truck;
  const body: Body<'N117'> = { mrn, office, identification: load.plate, seals: [...load.seals] };
  work.out.send({ messageType: 'N117', from: load.plate, to: office, mrn, body });
}

/** T007, by the driver. */
export function notifyArrival(work: Work, truck: Truck): void {
  const { place, office } = work.stopOf(truck);
  const { mrn, load } = truck;
  const body: Body<'T007'> = {
    mrn,
    office,
    arrivedAt: isoUtc(work.now),
    simplified: 0,
    ...(load.consignee === '' ? {} : { consignee: load.consignee }),
    identification: load.plate,
    seals: [...load.seals],
  };
  work.fact({ type: 'TruckArrived', truck: truck.id, place, mrn });
  work.out.send({ messageType: 'T007', from: load.plate, to: office, mrn, body });
}
