/** T170: the goods of a declaration that was lodged ahead are at the office; T-PRES when they never come. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, stopTimer } from '../../common/step.ts';
import { presented } from '../../common/validation/presentation.ts';
import { toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { accept } from './acceptance.ts';
import { mayAsk, rejectRequest, rejectUnfit, rejectWith, rulesOf } from './answers.ts';
import { movementKey } from './on-t015-declaration.ts';

/** Rows D6 and D7. @param allot is called only where the declaration is accepted; the channel is the one drawn when it was lodged. */
export function onPresentation(
  movement: Movement,
  message: MessageOf<'T170'>,
  judge: () => readonly Defect[],
  allot: () => string,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  if (!mayAsk(movement, message)) return rejectRequest(message, 'C502', '12');
  switch (movement.status) {
    case 'preLodged':
      break;
    default:
      return rejectUnfit(movement, message);
  }
  const defects = judge();
  if (defects.length > 0) {
    const { lrn } = movement;
    const rules = rulesOf(defects);
    const fact = customsFact({ type: 'PresentationRejected', row: 'D6', lrn, rules });
    return rejectWith(message, defects, fact);
  }
  const declaration = presented(movement.declaration, message.body);
  const { seals } = declaration;
  const there = movement.with(seals === undefined ? { declaration } : { declaration, seals });
  const stop = stopTimer('T-PRES', movementKey(movement));
  const { channel } = movement;
  return accept(there, { mrn: allot(), channel }, 'D7', [stop], now, setting);
}

/** Row D8: the declaration itself is rejected, for there was no presentation. */
export function onPresentationOverdue(movement: Movement, now: SimTime): Step<Movement> {
  switch (movement.status) {
    case 'preLodged':
      return {
        state: movement.with({ status: 'rejected', closedAt: now }),
        facts: [customsFact({ type: 'PresentationOverdue', row: 'D8', lrn: movement.lrn })],
        effects: [
          toTrader(movement, 'T056', {
            rejectionType: '015',
            rejectionCode: '4',
            errors: [],
            reason: 'the goods were not presented in time',
          }),
        ],
      };
    default:
      return NO_CHANGE;
  }
}
