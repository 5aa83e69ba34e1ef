/** What the trader does about a declaration that did not go straight through: corrects, presents, amends, withdraws; and what he says when he is asked. */
import type { Body } from '../../nodes/common/message-types.ts';
import { officeOf } from '../../nodes/countries/offices.ts';
import { uniform } from '../core/draws.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { Message } from '../core/participant.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { turnAway } from './departure.ts';
import { amendment } from './mishaps.ts';
import type { Plan } from './mishaps.ts';
import type { Truck } from './truck.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

/** How long he takes: to correct or amend, and from lodging ahead to the goods being there (assumptions). */
const CORRECTS = { from: 20 * MINUTE, to: 3 * HOUR };
const AMENDS = { from: 5 * MINUTE, to: 30 * MINUTE };
const PRESENTS = { from: HOUR, to: 10 * HOUR };

/** T928: the goods of a declaration that was lodged ahead come later. */
export function onAcknowledged(work: Work, truck: Truck): void {
  if (planOf(work, truck)?.kind === 'preLodged') later(work, truck, PRESENTS);
}

/** T028: the order is cancelled, or loading has changed a number. */
export function onAccepted(work: Work, truck: Truck): void {
  const plan = planOf(work, truck);
  if (plan?.kind === 'withdrawn') {
    send(work, truck, 'T014', { justification: 'the buyer has cancelled the order' });
  } else if (plan?.kind === 'amended') {
    const declaration = amendment(plan.declaration);
    send(work, truck, 'T013', { mrn: truck.mrn, amendmentTypeFlag: 0, declaration });
  }
}

/** T055: a mistyped access code is put right. */
export function onGuaranteeRefused(work: Work, truck: Truck): void {
  if (planOf(work, truck)?.kind === 'mistyped') later(work, truck, AMENDS);
}

/** T056 of a declaration with a slip: lodged again, put right; whether there is one to put right. */
export function correct(work: Work, truck: Truck): boolean {
  if (planOf(work, truck)?.kind !== 'spoiled') return false;
  later(work, truck, CORRECTS);
  return true;
}

/** T009: a declaration that is withdrawn takes its truck home. */
export function onInvalidation(work: Work, truck: Truck, message: Message): void {
  if ((message.body as Body<'T009'>).decision === 1) turnAway(work, truck, 'withdrawn');
}

/** The trader gets to it. */
export function onPaperwork(work: Work, truck: Truck): void {
  const plan = planOf(work, truck);
  if (plan === undefined || truck.phase !== 'declared') return;
  const { declaration } = plan;
  switch (plan.kind) {
    case 'preLodged':
      send(work, truck, 'T170', {
        office: declaration.officeOfDeparture,
        location: officeOf(declaration.officeOfDeparture).name.en.slice(0, 35),
        means: declaration.means,
        ...(declaration.seals === undefined ? {} : { seals: declaration.seals }),
      });
      break;
    case 'spoiled':
      work.plans.set(truck.id, undefined);
      send(work, truck, 'T015', declaration);
      break;
    case 'mistyped':
      work.plans.set(truck.id, undefined);
      send(work, truck, 'T013', { mrn: truck.mrn, amendmentTypeFlag: 1, declaration });
      break;
    case 'amended':
    case 'withdrawn':
      break;
  }
}

/** T140: of a truck that is still on its way the principal knows where it goes; of one that is gone he knows nothing. */
export function onQuestion(work: Work, message: Message): void {
  const { mrn } = message.body as Body<'T140'>;
  const truck = work.truckBy(mrn);
  const body: Body<'T141'> =
    truck === undefined
      ? { mrn, text: 'nothing is known of the goods' }
      : {
          mrn,
          actualOffice: work.itineraryOf(truck).officeOfDestination,
          text: 'still on the road',
        };
  work.out.send({
    messageType: 'T141',
    from: message.recipient,
    to: message.sender,
    correlationId: message.messageId,
    mrn,
    body,
  });
}

const planOf = (work: Work, truck: Truck): Plan | undefined => work.plans.get(truck.id);

function later(work: Work, truck: Truck, { from, to }: { from: number; to: number }): void {
  const ms = roundHalfUp(uniform(work.stream('traders'), from, to));
  work.out.startTimer(TIMERS.paperwork, truck.id, work.now + ms);
}

/** To the office of departure, by the principal. */
function send<C extends 'T013' | 'T014' | 'T015' | 'T170'>(
  work: Work,
  { load, mrn }: Truck,
  messageType: C,
  body: Body<C>,
): void {
  const { lrn, principal } = load;
  const to = work.given.itinerary(load.way).officeOfDeparture;
  const reference = mrn === '' ? { lrn } : { mrn };
  work.out.send({ messageType, from: principal, to, ...reference, body });
}
