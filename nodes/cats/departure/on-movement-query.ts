/** X027 and X094: another office asks what has become of a movement that began here, or compares its state with ours. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import { recordOf } from './advance-record.ts';

/** Reason 3: the MRN is unknown. */
const UNKNOWN = 3;
/** What an office says that has no record. */
const NOTHING = 'none';

/** X038: the state, and the record once the goods are released; in states without a row for it too, for it asks for nothing to happen. */
export function onMovementQuery(
  movement: Movement | undefined,
  message: MessageOf<'X027'>,
): Step<Movement> {
  const { mrn, office } = message.body;
  const header = { ...answering(message), mrn };
  const status = movement?.status ?? NOTHING;
  const found =
    movement === undefined
      ? { mrn, office, reason: UNKNOWN }
      : movement.releasedAt === 0
        ? { mrn, office, status }
        : { mrn, office, status, record: recordOf(movement, [office]) };
  return {
    state: undefined,
    facts: [customsFact({ type: 'MovementTold', mrn, office, status })],
    effects: [send('X038', message.sender, found, header)],
  };
}

/** X095: our state beside theirs. */
export function onStatusRequest(
  movement: Movement | undefined,
  message: MessageOf<'X094'>,
): Step<Movement> {
  const { mrn, office, ownState: otherState } = message.body;
  const ownState = movement?.status ?? NOTHING;
  const header = { ...answering(message), mrn };
  return {
    state: undefined,
    facts: [customsFact({ type: 'StateTold', mrn, office, ownState, otherState })],
    effects: [send('X095', message.sender, { mrn, office, ownState, otherState }, header)],
  };
}
