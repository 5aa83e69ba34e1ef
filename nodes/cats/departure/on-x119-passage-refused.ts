/** X119: an office of transit does not let the goods in; they stay on the way, and the limit date stays. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { hasRecord } from './on-x118-frontier-crossed.ts';
import { isUnderWay } from './under-way.ts';

/** What a refused passage is to the trader: something that affects his obligations (CL019). */
const AFFECTS_OBLIGATIONS = '5';

/** Row D28. The trader is told as of an incident: the catalogue has no message of its own. */
export function onPassageRefused(movement: Movement, message: MessageOf<'X119'>): Step<Movement> {
  const { mrn, refusedBy } = movement;
  const { office, date, reason } = message.body;
  if (!isUnderWay(movement)) return outOfSequence(movement, message);
  if (!hasRecord(movement, office)) return refuse(message, 'C304', '12', '/body/office');
  const incident = {
    code: AFFECTS_OBLIGATIONS,
    text: `passage refused: ${reason}`,
    occurredAt: date,
    place: { qualifier: 'V', value: office },
  };
  return {
    state: movement.with({ refusedBy: [...refusedBy, office] }),
    facts: [customsFact({ type: 'PassageRefusalRecorded', row: 'D28', mrn, office, reason })],
    effects: [toTrader(movement, 'T182', { mrn, office, incident })],
  };
}
