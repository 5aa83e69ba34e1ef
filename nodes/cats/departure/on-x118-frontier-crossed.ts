/** X118: an office of transit has let the goods pass. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { ControlAt, Movement } from '../movement/movement.ts';
import { isUnderWay } from './under-way.ts';

/** Row D27. Only an office that has the record can let the goods pass: a declared one, or one that asked for it. */
export function onFrontierCrossed(movement: Movement, message: MessageOf<'X118'>): Step<Movement> {
  const { mrn, crossed } = movement;
  const { office } = message.body;
  if (!isUnderWay(movement)) return outOfSequence(movement, message);
  if (!hasRecord(movement, office)) return refuse(message, 'C304', '12', '/body/office');
  if (crossed.includes(office)) return refuse(message, 'C202', '92');
  return {
    state: movement.with({
      crossed: [...crossed, office],
      controls: controlsAfter(movement, message),
    }),
    facts: [customsFact({ type: 'LegRecorded', row: 'D27', mrn, office })],
    effects: [],
  };
}

/** Whether the office was told of the movement as one that it is to let in or out. */
export const hasRecord = ({ declaration, diverted }: Movement, office: string): boolean =>
  declaration.officesOfTransit.some((transit) => transit.office === office) ||
  declaration.officesOfExit?.includes(office) === true ||
  diverted.includes(office);

/** Goods that were controlled on entry and let go on were in order. */
function controlsAfter({ controls }: Movement, { body }: MessageOf<'X118'>): readonly ControlAt[] {
  const { office, passageDate: date, controlled } = body;
  return controlled === 1 ? [...controls, { office, result: { code: 'A1', date } }] : controls;
}
