/** What happens to a truck between two stops: seals break, goods are transhipped, or nobody sees it again. */
import type { Body } from '../../nodes/common/message-types.ts';
import { OFFICES } from '../../nodes/countries/offices.ts';
import { weighted } from '../core/draws.ts';
import { isoUtc } from '../core/time.ts';
import { befalls, struckBy } from './mishaps.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';

/** Incident codes (CL019) that the world makes, and how they divide (assumption). */
const KINDS = [
  { code: '2', share: 0.55, text: 'a seal was torn; the goods are untouched' },
  { code: '3', share: 0.2, text: 'breakdown: the load was moved to another trailer' },
  { code: '1', share: 0.25, text: 'the road was closed; another way was taken' },
] as const;
type Kind = (typeof KINDS)[number];
const [SEAL_TORN] = KINDS;

/** The truck comes to its next stop, or nobody sees it again. */
export function isGone(work: Work, truck: Truck): boolean {
  const { stops } = work.itineraryOf(truck);
  if (!befalls(work, 'gone', stops.length) && !struckBy(work, 'truckGone', 0)) return false;
  const { place } = work.stopOf(truck);
  work.fact({ type: 'TruckLeft', truck: truck.id, place, why: 'gone' });
  work.remove(truck);
  return true;
}

/** The truck leaves a stop: as it is soon after, so that offices ahead hear of an incident before it comes to them. */
export const onLeg = (work: Work, truck: Truck): Truck =>
  befalls(work, 'incident', work.itineraryOf(truck).stops.length)
    ? meetIncident(work, truck, drawnKind(work))
    : truck;

/** The same of a truck that takes the road while a fault breaks seals. */
export const sealTorn = (work: Work, truck: Truck): Truck =>
  struckBy(work, 'sealBroken', 0) ? meetIncident(work, truck, SEAL_TORN) : truck;

/** Whether a truck that takes the road breaks down, while a fault makes trucks do so. */
export const breaksDown = (work: Work): boolean => struckBy(work, 'breakdown', 0);

const drawnKind = (work: Work): Kind =>
  KINDS[
    weighted(
      work.stream('mishaps'),
      KINDS.map(({ share }) => share),
    )
  ] ?? SEAL_TORN;

/** N180 to an incident office of the country; where it has none, nobody is told and the next office will see. */
function meetIncident(work: Work, truck: Truck, { code, text }: Kind): Truck {
  const stop = work.stopOf(truck);
  work.fact({ type: 'TruckMetIncident', truck: truck.id, km: truck.km, code });
  const after = code === '1' ? truck : truck.with({ load: resealed(truck) });
  const office = OFFICES.find(
    ({ country, roles }) => country === stop.country && roles.includes('INC'),
  );
  if (office !== undefined) {
    const body: Body<'N180'> = {
      mrn: truck.mrn,
      office: office.code,
      incident: report(work, after, code, text),
    };
    const { plate } = truck.load;
    work.out.send({ messageType: 'N180', from: plate, to: office.code, mrn: truck.mrn, body });
  }
  work.trucks.set(after.id, after);
  return after;
}

function report(work: Work, { load }: Truck, code: string, text: string): Body<'N180'>['incident'] {
  const seals = { count: load.seals.length, identifiers: [...load.seals] };
  const means = [
    { type: 30, identification: load.plate, nationality: load.lrn.slice(0, 2) },
    { type: 31, identification: `R${load.plate}`, nationality: load.lrn.slice(0, 2) },
  ];
  return {
    code,
    text,
    occurredAt: isoUtc(work.now),
    place: { qualifier: 'Z', value: 'on the road' },
    ...(code === '1' ? {} : { seals }),
    ...(code === '3' ? { means } : {}),
  };
}

/** New seals in place of all that were on. */
const resealed = ({ load }: Truck): Truck['load'] => ({
  ...load,
  seals: load.seals.map((seal) => `${seal}R`),
});
