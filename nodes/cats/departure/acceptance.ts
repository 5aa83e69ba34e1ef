/** A declaration is accepted: it gets its MRN and its risk channel, and an officer is asked what to do with the goods. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { startTimer, withdrawQuestion } from '../../common/step.ts';
import { toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { askAbout } from '../question.ts';
import type { Setting } from '../setting.ts';

/** What is ready for a declaration that is accepted. */
export interface Allotment {
  readonly mrn: string;
  readonly channel: Channel;
}

/** Rows D7 and D9: T028, and T-AUTOREL runs. @param effects of the row beside these. */
export function accept(
  movement: Movement,
  allotment: Allotment,
  row: 'D7' | 'D9',
  effects: readonly Effect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const accepted = numbered(movement, allotment, now);
  return {
    state: accepted,
    facts: [acceptanceOf(accepted, row)],
    effects: [
      ...effects,
      toTrader(accepted, 'T028', { mrn: accepted.mrn, acceptanceDate: isoUtc(now) }),
      ...awaitDecision(accepted, now, setting),
    ],
  };
}

/** The movement under its MRN. */
export const numbered = (movement: Movement, { mrn, channel }: Allotment, now: SimTime): Movement =>
  movement.with({ status: 'accepted', mrn, channel, acceptedAt: now });

export const acceptanceOf = ({ lrn, mrn, office, declaration }: Movement, row: 'D7' | 'D9') =>
  customsFact({
    type: 'MovementAccepted',
    row,
    lrn,
    mrn,
    office,
    destination: declaration.officeOfDestination,
  });

/** T-AUTOREL starts, or starts anew, and the officer is asked whether the goods are to be controlled. */
export function awaitDecision(
  { mrn, lrn, office, channel, declaration }: Movement,
  now: SimTime,
  { timers }: Setting,
): Effect[] {
  const proposed = channel === 'green' ? 'noControl' : 'control';
  return [
    startTimer('T-AUTOREL', mrn, now + timers['T-AUTOREL']),
    askAbout({ kind: 'riskDecision', key: mrn, office, proposed, channel, mrn, lrn }, declaration),
  ];
}

/** The officer need not decide any more, or not on these data. */
export const withdrawDecision = ({ mrn, lrn, office }: Movement): Effect =>
  withdrawQuestion('riskDecision', mrn, office, { mrn, lrn });
