/** X118: an office of transit has let the goods pass. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import { outOfSequence } from './answers.ts';
import type { Movement } from './movement.ts';

/** Row D27. Only a declared office of transit can have the record that lets it pass the goods. */
export function onFrontierCrossed(movement: Movement, message: MessageOf<'X118'>): Step<Movement> {
  const { mrn, declaration, crossed } = movement;
  const { office } = message.body;
  switch (movement.status) {
    case 'released':
    case 'enquiryRecommended':
      if (!declaration.officesOfTransit.some((transit) => transit.office === office)) {
        return refuse(message, 'C304', '12', '/body/office');
      }
      if (crossed.includes(office)) return refuse(message, 'C202', '92');
      return {
        state: movement.with({ crossed: [...crossed, office] }),
        facts: [customsFact({ type: 'LegRecorded', row: 'D27', mrn, office })],
        effects: [],
      };
    default:
      return outOfSequence(movement, message);
  }
}
