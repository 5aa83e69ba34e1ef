/** X006: the goods have arrived; T-LIMIT when they have not. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, send, startTimer, stopTimer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { outOfSequence } from './answers.ts';
import type { Movement } from './movement.ts';
import { byCountry } from './release.ts';

/** Row D31, and row E1 where the limit date had passed: tell the offices that were skipped, then await the control result. */
export function onArrivalAdvice(
  movement: Movement,
  message: MessageOf<'X006'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'released':
      return arrive(movement, message, 'D31', 'T-LIMIT', now, setting);
    case 'enquiryRecommended':
      return arrive(movement, message, 'E1', 'T-ENQSTART', now, setting);
    default:
      return outOfSequence(movement, message);
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

/** Rows D32 and D35: an officer is to look into it. */
export const recommendEnquiry = (
  movement: Movement,
  row: 'D32' | 'D35',
  now: SimTime,
  { timers }: Setting,
): Step<Movement> => ({
  state: movement.with({ status: 'enquiryRecommended' }),
  facts: [customsFact({ type: 'EnquiryRecommended', row, mrn: movement.mrn })],
  effects: [startTimer('T-ENQSTART', movement.mrn, now + timers['T-ENQSTART'])],
});

function arrive(
  movement: Movement,
  { body }: MessageOf<'X006'>,
  row: 'D31' | 'E1',
  timer: 'T-LIMIT' | 'T-ENQSTART',
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const { actualOffice, arrivedAt } = body;
  return {
    state: movement.with({ status: 'arrived', arrivedAt: parseIsoUtc(arrivedAt) ?? now }),
    facts: [customsFact({ type: 'MovementArrived', row, mrn, office: actualOffice })],
    effects: [
      stopTimer(timer, mrn),
      startTimer('T-CTLRES', mrn, now + setting.timers['T-CTLRES']),
      ...tellSkippedOffices(movement, actualOffice, setting),
      ...creditOnArrival(movement, arrivedAt, setting),
    ],
  };
}

/** X024 to each country with offices that the goods did not pass, the declared destination among them where it is another one (G0150, G0171). */
function tellSkippedOffices(movement: Movement, actualOffice: string, setting: Setting): Effect[] {
  const { mrn, declaration, crossed, office } = movement;
  const skipped: string[] = [];
  for (const transit of declaration.officesOfTransit) {
    if (!crossed.includes(transit.office)) skipped.push(transit.office);
  }
  const { officeOfDestination } = declaration;
  if (officeOfDestination !== actualOffice && !skipped.includes(officeOfDestination)) {
    skipped.push(officeOfDestination);
  }
  return byCountry(skipped).map((skippedOffices) =>
    setting.toOffice('X024', skippedOffices[0] ?? '', office, mrn, {
      mrn,
      actualOffice,
      skippedOffices,
    }),
  );
}

/** X209 for each guarantee, where the scheme gives the amount back on arrival. */
function creditOnArrival(movement: Movement, arrivedAt: string, { parameters }: Setting): Effect[] {
  return parameters.scheme.creditOn === 'arrival' ? credits(movement, arrivedAt) : [];
}

const credits = ({ uses, mrn, declaration, office: from }: Movement, arrivedAt: string): Effect[] =>
  uses.map(({ grn }) =>
    send('X209', declaration.officeOfGuarantee, { mrn, grn, arrivedAt }, { from, mrn }),
  );

/** Row D33: the credit that arrival has not brought yet. */
export const creditNow = (movement: Movement, now: SimTime, { parameters }: Setting): Effect[] =>
  parameters.scheme.creditOn === 'arrival' && movement.arrivedAt === 0
    ? credits(movement, isoUtc(now))
    : [];
