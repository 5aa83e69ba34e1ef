/** N820 on a submitted declaration: the officer accepts it, or he refuses it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import type { Allotment } from './acceptance.ts';
import { accept } from './acceptance.ts';

/** Rows D9 and D10. @param allot is called only where the declaration is accepted. */
export function onAcceptanceDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  allot: () => Allotment,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'submitted':
      return message.body.decision === 'accept'
        ? accept(movement, allot(), 'D9', [], now, setting)
        : refuseDeclaration(movement, message.body.reason ?? 'refused by the office', now);
    default:
      return outOfSequence(movement, message);
  }
}

/** Row D10. */
const refuseDeclaration = (movement: Movement, reason: string, now: SimTime): Step<Movement> => ({
  state: movement.with({ status: 'rejected', closedAt: now }),
  facts: [customsFact({ type: 'DeclarationRefused', row: 'D10', lrn: movement.lrn, reason })],
  effects: [
    toTrader(movement, 'T056', { rejectionType: '015', rejectionCode: '4', errors: [], reason }),
  ],
});
