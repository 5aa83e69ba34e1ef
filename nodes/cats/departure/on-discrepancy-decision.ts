/** N820 on an open discrepancy, or T-DISC in its place: written off, or the debt is to be recovered; the destination is told either way (X049). */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, stopTimer, withdrawQuestion } from '../../common/step.ts';
import { discharge } from '../movement/discharge.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { recommendRecovery } from '../recommend.ts';
import type { Setting } from '../setting.ts';

/** Rows D36 and D37. */
export function onDiscrepancyDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'discrepancyOpen':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const stop = stopTimer('T-DISC', movement.mrn);
  return message.body.decision === 'resolved'
    ? resolve(movement, stop, now, setting)
    : leaveOpen(movement, stop, false, now, setting);
}

/** Row D37: nobody has decided in time. */
export function onDiscrepancyOverdue(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'discrepancyOpen': {
      const { mrn, lrn, office } = movement;
      const withdrawal = withdrawQuestion('discrepancy', mrn, office, { mrn, lrn });
      return leaveOpen(movement, withdrawal, true, now, setting);
    }
    default:
      return NO_CHANGE;
  }
}

/** Rule C506: whoever controlled the goods, here or at a destination in this country, does not write off what he has found or missed. */
export const objectToWriteOff = (
  movement: Movement | undefined,
  message: MessageOf<'N820' | 'N017'>,
  { off }: Setting,
): Step<never> | undefined =>
  (message as MessageOf<'N820'>).body.decision === 'resolved' &&
  movement?.controlledBy.includes(message.body.officer) === true &&
  !off.has('C506')
    ? refuse(message, 'C506', '14', '/body/officer')
    : undefined;

/** Row D36. */
function resolve(movement: Movement, stop: Effect, now: SimTime, setting: Setting): Step<Movement> {
  const { mrn } = movement;
  const fact = customsFact({ type: 'MovementWrittenOff', row: 'D36', mrn, result: 'B1' });
  const told = tellDestination(movement, isoUtc(now), setting);
  return discharge(movement, [fact], [stop, told], now, setting);
}

/** Row D37. */
function leaveOpen(
  movement: Movement,
  effect: Effect,
  overdue: boolean,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const fact = customsFact({ type: 'DiscrepancyUnresolved', row: 'D37', mrn, overdue });
  const told = tellDestination(movement, undefined, setting);
  return recommendRecovery(movement, [fact], [effect, told], now, setting);
}

/** X049: with the date of the write-off where it is resolved, and only then (C0354). */
function tellDestination(
  { mrn, office, arrivedAtOffice }: Movement,
  writeOffDate: string | undefined,
  setting: Setting,
): Effect {
  const answered = { mrn, office };
  const body =
    writeOffDate === undefined
      ? { ...answered, resolved: 0 as const }
      : { ...answered, resolved: 1 as const, writeOffDate };
  return setting.toOffice('X049', arrivedAtOffice, office, mrn, body);
}
