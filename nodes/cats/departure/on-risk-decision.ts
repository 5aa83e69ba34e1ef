/** N820 on an accepted declaration, or T-AUTOREL in its place: control the goods, or ask for the guarantee at once; T-CTRL while they wait. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, startTimer, stopTimer, warnOfficer } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import { controlsOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import { withdrawDecision } from './acceptance.ts';
import { askGuarantee } from './ask-guarantee.ts';
import type { Movement } from '../movement/movement.ts';

/** Documents that a notice may ask for. */
const DOCUMENTS_MOST = 9;

/** Rows D13 and D14. */
export function onRiskDecision(
  movement: Movement,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'accepted':
      return message.body.decision === 'control'
        ? control(movement, now, setting)
        : askGuarantee(movement, 'D14', [stopAutomaticRelease(movement)], now, setting);
    default:
      return outOfSequence(movement, message);
  }
}

/** Row D14: nobody has decided in time. */
export function onAutomaticRelease(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'accepted':
      return askGuarantee(movement, 'D14', [withdrawDecision(movement)], now, setting);
    default:
      return NO_CHANGE;
  }
}

/** T-CTRL: the officer is reminded that the goods wait for him; nothing else happens. */
export function onControlOverdue(movement: Movement): Step<Movement> {
  const { mrn, lrn, office } = movement;
  switch (movement.status) {
    case 'underControl':
      return {
        state: undefined,
        facts: [customsFact({ type: 'ControlOverdue', mrn, office })],
        effects: [
          warnOfficer(office, 'T-CTRL', 'the goods still wait for their control', { mrn, lrn }),
        ],
      };
    default:
      return NO_CHANGE;
  }
}

/** Row D13. */
function control(movement: Movement, now: SimTime, { timers }: Setting): Step<Movement> {
  const { mrn, lrn, office, channel, declaration } = movement;
  const controls = controlsOf(channel);
  const requestedDocuments = controls.includes('10')
    ? declaration.documents.slice(0, DOCUMENTS_MOST).map(({ type }) => type)
    : [];
  return {
    state: movement.with({ status: 'underControl' }),
    facts: [customsFact({ type: 'ControlDecided', row: 'D13', mrn, channel, controls })],
    effects: [
      stopAutomaticRelease(movement),
      toTrader(movement, 'T060', { notificationType: 0, controls, requestedDocuments }),
      startTimer('T-CTRL', mrn, now + timers['T-CTRL']),
      askAbout(
        { kind: 'departureControl', key: mrn, office, proposed: 'A1', channel, mrn, lrn },
        declaration,
      ),
    ],
  };
}

const stopAutomaticRelease = ({ mrn }: Movement): Effect => stopTimer('T-AUTOREL', mrn);
