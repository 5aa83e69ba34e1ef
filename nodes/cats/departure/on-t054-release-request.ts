/** T054: after a finding the trader asks for release, or does not; T-RELREQ when he says nothing. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, stopTimer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { denyRelease, mayAsk, rejectRequest, rejectUnfit } from './answers.ts';
import { askGuarantee } from './ask-guarantee.ts';
import type { Movement } from '../movement/movement.ts';

/** Rows D17 and D18. */
export function onReleaseRequest(
  movement: Movement,
  message: MessageOf<'T054'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  if (!mayAsk(movement, message)) return rejectRequest(message, 'C502', '12');
  const stop = stopTimer('T-RELREQ', movement.mrn);
  switch (movement.status) {
    case 'underReleaseRequest':
      return message.body.requested === 1
        ? askGuarantee(movement, 'D17', [stop], now, setting)
        : denyRelease(movement, 'D18', 'release was not requested', now, [stop]);
    default:
      return rejectUnfit(movement, message);
  }
}

/** Row D18. */
export function onReleaseRequestOver(movement: Movement, now: SimTime): Step<Movement> {
  switch (movement.status) {
    case 'underReleaseRequest':
      return denyRelease(movement, 'D18', 'release was not requested in time', now);
    default:
      return NO_CHANGE;
  }
}
