/** N820 on a submitted declaration: the officer accepts it, and it gets its MRN and its risk channel, or he refuses it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { startTimer } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import type { Setting } from '../setting.ts';
import { outOfSequence, toTrader } from './answers.ts';
import type { Movement } from './movement.ts';

/** What is ready for a declaration that is accepted. */
export interface Allotment {
  readonly mrn: string;
  readonly channel: Channel;
}

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
        ? accept(movement, allot(), now, setting)
        : refuseDeclaration(movement, message.body.reason ?? 'refused by the office', now);
    default:
      return outOfSequence(movement, message);
  }
}

/** Row D9. */
function accept(
  movement: Movement,
  { mrn, channel }: Allotment,
  now: SimTime,
  { timers }: Setting,
): Step<Movement> {
  const { lrn, office, declaration } = movement;
  const accepted = movement.with({ status: 'accepted', mrn, channel });
  const proposed = channel === 'green' ? 'noControl' : 'control';
  return {
    state: accepted,
    facts: [
      customsFact({
        type: 'MovementAccepted',
        row: 'D9',
        lrn,
        mrn,
        office,
        destination: declaration.officeOfDestination,
      }),
    ],
    effects: [
      toTrader(accepted, 'T028', { mrn, acceptanceDate: isoUtc(now) }),
      startTimer('T-AUTOREL', mrn, now + timers['T-AUTOREL']),
      askAbout(
        { kind: 'riskDecision', key: mrn, office, proposed, channel, mrn, lrn },
        declaration,
      ),
    ],
  };
}

/** Row D10. */
const refuseDeclaration = (movement: Movement, reason: string, now: SimTime): Step<Movement> => ({
  state: movement.with({ status: 'rejected', closedAt: now }),
  facts: [customsFact({ type: 'DeclarationRefused', row: 'D10', lrn: movement.lrn, reason })],
  effects: [
    toTrader(movement, 'T056', { rejectionType: '015', rejectionCode: '4', errors: [], reason }),
  ],
});
