/** X006: the goods have arrived; T-LIMIT when they have not. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, startTimer, stopTimer } from '../../common/step.ts';
import { credits } from '../movement/discharge.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { endEnquiry, recommendEnquiry } from '../recommend.ts';
import type { Setting } from '../setting.ts';
import { officesOnTheWay, tellCountries } from './offices-ahead.ts';
import { isUnderRecovery } from './under-way.ts';

/** Row D31; row E1 where the limit date had passed, and row E7 where an enquiry was opened: tell the offices that were skipped, then await the control result. */
export function onArrivalAdvice(
  movement: Movement,
  message: MessageOf<'X006'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { actualOffice } = message.body;
  if (!setting.knows(actualOffice)) return refuse(message, 'C304', '12', '/body/actualOffice');
  switch (movement.status) {
    case 'released':
      return arrive(movement, message, 'D31', [stopTimer('T-LIMIT', movement.mrn)], now, setting);
    case 'enquiryRecommended':
    case 'askedPrincipal':
      return arrive(movement, message, 'E1', endEnquiry(movement, now, setting), now, setting);
    case 'underEnquiry':
      return arrive(movement, message, 'E7', endEnquiry(movement, now, setting), now, setting);
    default:
      return isUnderRecovery(movement)
        ? noteArrival(movement, message, now, setting)
        : outOfSequence(movement, message);
  }
}

/** Row D32. */
export function onLimitPassed(movement: Movement, now: SimTime, setting: Setting): Step<Movement> {
  switch (movement.status) {
    case 'released':
      return recommendEnquiry(movement, 'D32', now, setting);
    default:
      return NO_CHANGE;
  }
}

function arrive(
  movement: Movement,
  { body }: MessageOf<'X006'>,
  row: 'D31' | 'E1' | 'E7',
  ended: readonly Effect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const { actualOffice, arrivedAt, simplified } = body;
  const { timers } = setting;
  // The result of an authorised consignee's unloading may take longer (Art. 309(2)).
  const within = timers[simplified === 1 ? 'T-CTLRES/extended' : 'T-CTLRES'];
  return {
    state: movement.with({
      status: 'arrived',
      arrivedAt: parseIsoUtc(arrivedAt) ?? now,
      arrivedAtOffice: actualOffice,
    }),
    facts: [customsFact({ type: 'MovementArrived', row, mrn, office: actualOffice })],
    effects: [
      ...ended,
      startTimer('T-CTLRES', mrn, now + within),
      ...tellSkippedOffices(movement, actualOffice, setting),
      ...creditOnArrival(movement, arrivedAt, setting),
    ],
  };
}

/** The debt is being recovered: that goes on until the control result proves that the transit has ended regularly (row E20). */
function noteArrival(
  movement: Movement,
  { body }: MessageOf<'X006'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const { actualOffice, arrivedAt } = body;
  return {
    state: movement.with({
      arrivedAt: parseIsoUtc(arrivedAt) ?? now,
      arrivedAtOffice: actualOffice,
    }),
    facts: [customsFact({ type: 'LateArrivalNoted', mrn, office: actualOffice })],
    effects: tellSkippedOffices(movement, actualOffice, setting),
  };
}

/**
 * X024 to each country with offices that the goods did not pass, the declared destination among them where it is another one (G0150,
 * G0171). An office of transit where the goods arrived is told as well: it waits for them to pass.
 */
function tellSkippedOffices(movement: Movement, actualOffice: string, setting: Setting): Effect[] {
  const { mrn, declaration, diverted } = movement;
  const { officeOfDestination } = declaration;
  const skipped = officesOnTheWay(movement).filter(
    (office) => office !== actualOffice || !diverted.includes(office),
  );
  if (officeOfDestination !== actualOffice && !skipped.includes(officeOfDestination)) {
    skipped.push(officeOfDestination);
  }
  return tellCountries(
    'X024',
    skipped,
    movement,
    (skippedOffices) => ({ mrn, actualOffice, skippedOffices }),
    setting,
  );
}

/** X209 for each guarantee, where the scheme gives the amount back on arrival. */
const creditOnArrival = (
  movement: Movement,
  arrivedAt: string,
  { parameters }: Setting,
): Effect[] =>
  parameters.scheme.creditOn === 'arrival' && movement.arrivedAt === 0
    ? credits(movement, arrivedAt)
    : [];
