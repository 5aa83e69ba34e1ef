/** T014: the trader wants his declaration invalidated. Before release an officer decides; after it only customs may invalidate. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { stopTimer } from '../../common/step.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { isOver } from '../movement/movement.ts';
import { askAbout } from '../question.ts';
import type { Setting } from '../setting.ts';
import { awaitDecision, withdrawDecision } from './acceptance.ts';
import { mayAsk, rejectRequest, rejectUnfit } from './answers.ts';
import { movementKey } from './on-t015-declaration.ts';

/** Rows D5 and D25; in Accepted the officer is asked whose decision row D12 follows. @param asked he has been asked already. */
export function onInvalidationRequest(
  movement: Movement,
  message: MessageOf<'T014'>,
  asked: boolean,
  now: SimTime,
): Step<Movement> {
  if (!mayAsk(movement, message)) return rejectRequest(message, 'C502', '12');
  switch (movement.status) {
    case 'preLodged':
      return withdraw(movement, now);
    case 'accepted':
      return asked ? rejectUnfit(movement, message) : askOfficer(movement);
    case 'submitted':
    case 'underControl':
    case 'underReleaseRequest':
    case 'guaranteeRegistering':
    case 'guaranteeUnderAmendment':
      return rejectUnfit(movement, message);
    case 'released':
      return rejectRequest(message, 'C203', '92', 'D25');
    default:
      // After its end it was released, or never will be.
      return rejectUnfit(movement, message, isOver(movement) ? 'C202' : 'C203');
  }
}

/** Row D5. */
const withdraw = (movement: Movement, now: SimTime): Step<Movement> => ({
  state: movement.with({ status: 'invalidated', closedAt: now }),
  facts: [customsFact({ type: 'MovementInvalidated', row: 'D5', lrn: movement.lrn })],
  effects: [
    stopTimer('T-PRES', movementKey(movement)),
    toTrader(movement, 'T009', { decision: 1, initiatedByCustoms: 0, date: isoUtc(now) }),
  ],
});

/** Nothing else is decided about the movement meanwhile: T-AUTOREL stops, and the question about a control is withdrawn. */
function askOfficer(movement: Movement): Step<Movement> {
  const { mrn, lrn, office, channel, declaration } = movement;
  return {
    state: undefined,
    facts: [customsFact({ type: 'InvalidationAsked', row: 'D12', mrn })],
    effects: [
      stopTimer('T-AUTOREL', mrn),
      withdrawDecision(movement),
      askAbout(
        { kind: 'cancellation', key: mrn, office, proposed: 'accept', channel, mrn, lrn },
        declaration,
      ),
    ],
  };
}

/** Row D12: invalidated, or Accepted as before, with all of T-AUTOREL and the question about a control. */
export function onCancellationDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'accepted':
      return message.body.decision === 'accept'
        ? invalidate(movement, now)
        : keep(movement, message.body.reason ?? 'refused by the office', now, setting);
    default:
      return outOfSequence(movement, message);
  }
}

const invalidate = (movement: Movement, now: SimTime): Step<Movement> => ({
  state: movement.with({ status: 'invalidated', closedAt: now }),
  facts: [
    customsFact({
      type: 'MovementInvalidated',
      row: 'D12',
      lrn: movement.lrn,
      mrn: movement.mrn,
    }),
  ],
  effects: [toTrader(movement, 'T009', { decision: 1, initiatedByCustoms: 0, date: isoUtc(now) })],
});

const keep = (
  movement: Movement,
  reason: string,
  now: SimTime,
  setting: Setting,
): Step<Movement> => ({
  state: undefined,
  facts: [customsFact({ type: 'InvalidationRefused', row: 'D12', mrn: movement.mrn, reason })],
  effects: [
    toTrader(movement, 'T009', { decision: 0, initiatedByCustoms: 0, date: isoUtc(now), reason }),
    ...awaitDecision(movement, now, setting),
  ],
});
