/** X018: the result of the control at destination discharges the movement; T-CTLRES when it does not come. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { CONTROL_RESULTS } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, send, stopTimer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { outOfSequence, toTrader } from './answers.ts';
import type { Movement } from './movement.ts';
import { creditNow, recommendEnquiry } from './on-x006-arrival-advice.ts';

/** Row D33, after row E1 where an enquiry was recommended. Major discrepancies (B1, row D34) are not spoken yet. */
export function onDestinationResult(
  movement: Movement,
  message: MessageOf<'X018'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'arrived':
    case 'enquiryRecommended':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { code } = message.body.result;
  if (!Object.hasOwn(CONTROL_RESULTS, code))
    return refuse(message, 'C103', '12', '/body/result/code');
  if (code === 'B1') return refuse(message, 'C202', '92');
  return writeOff(movement, code, now, setting);
}

/** Row D35. */
export function onControlResultOverdue(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'arrived':
      return recommendEnquiry(movement, 'D35', now, setting);
    default:
      return NO_CHANGE;
  }
}

function writeOff(
  movement: Movement,
  result: string,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const late = movement.status === 'enquiryRecommended';
  const writtenOff = customsFact({ type: 'MovementWrittenOff', row: 'D33', mrn, result });
  return {
    state: movement.with({ status: 'writtenOff', closedAt: now }),
    facts: late
      ? [customsFact({ type: 'EnquiryEnded', row: 'E1', mrn }), writtenOff]
      : [writtenOff],
    effects: [
      stopTimer(late ? 'T-ENQSTART' : 'T-CTLRES', mrn),
      toTrader(movement, 'T045', { mrn, date: isoUtc(now) }),
      ...creditNow(movement, now, setting),
      ...releaseGuarantees(movement, now),
    ],
  };
}

/** X204 with the release date, for each guarantee (C0255). */
const releaseGuarantees = (
  { uses, mrn, declaration, office: from }: Movement,
  now: SimTime,
): Effect[] =>
  uses.map(({ grn }) =>
    send(
      'X204',
      declaration.officeOfGuarantee,
      { mrn, grn, releaseDate: isoUtc(now) },
      { from, mrn },
    ),
  );
