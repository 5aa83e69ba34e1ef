/** X209: the goods have arrived, and the scheme gives the amount back at once; the liability stays open until the discharge. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { Position } from './position.ts';
import { figures, moved } from './position.ts';

/** Row U5. */
export function onCredit(
  position: Position | undefined,
  message: MessageOf<'X209'>,
  now: SimTime,
): Step<Position> {
  if (position === undefined) return refuse(message, 'C201', '90');
  switch (position.usage.status) {
    case 'inUse': {
      const state = moved(position, 'credited', now);
      const books = figures(state, position.usage.amount);
      return {
        state,
        facts: [customsFact({ type: 'UsageCredited', row: 'U5', ...books })],
        effects: [],
      };
    }
    case 'reserved':
    case 'credited':
    case 'called':
    case 'cancelled':
    case 'released':
    case 'settled':
      return refuse(message, 'C202', '92');
  }
}
