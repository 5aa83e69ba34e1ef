/** N820 by which customs invalidate a movement after its release, on their own account: no question stands on a work list. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step, Task } from '../../common/step.ts';
import { refuse, stopTimer } from '../../common/step.ts';
import { releaseGuarantees } from '../movement/discharge.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { officesAhead, tellCountries } from './offices-ahead.ts';

/** Row D26: the trader is told, every office that waits for the goods, and the guarantees are given back. */
export function onInvalidationDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'released':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { mrn, lrn } = movement;
  const date = isoUtc(now);
  const { reason = 'invalidated by customs' } = message.body;
  return {
    state: movement.with({ status: 'invalidated', closedAt: now }),
    facts: [customsFact({ type: 'MovementInvalidated', row: 'D26', lrn, mrn })],
    effects: [
      stopTimer('T-LIMIT', mrn),
      toTrader(movement, 'T009', { decision: 1, initiatedByCustoms: 1, date, reason }),
      ...tellCountries('X010', officesAhead(movement), movement, () => ({ mrn, date }), setting),
      ...releaseGuarantees(movement, now),
    ],
  };
}

/** There must be such a movement (C201), and the officer sits at its office (C505). */
export function objectToInvalidation(
  movement: Movement | undefined,
  { office }: Task,
  message: MessageOf<'N820' | 'N017'>,
): Step<never> | undefined {
  if (movement === undefined) return refuse(message, 'C201', '90');
  return office === movement.office ? undefined : refuse(message, 'C505', '14', '/body/office');
}
