/** X180: something has happened on the way; the trader and the offices ahead are told, and the goods go on under the new seals or means. */
import { customsFact } from '../../common/facts.ts';
import type { Incident } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Movement, MovementData } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { officesAhead, tellCountries } from './offices-ahead.ts';
import { isUnderWay } from './under-way.ts';

/** Row D29. */
export function onIncident(
  movement: Movement,
  message: MessageOf<'X180'>,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const { body } = message;
  const { office, incident } = body;
  if (!isUnderWay(movement)) return outOfSequence(movement, message);
  const { officeOfDestination } = movement.declaration;
  const seen = seenAt(incident);
  const ahead = officesAhead(movement).filter((one) => one !== seen || one === officeOfDestination);
  return {
    state: after(movement, incident),
    facts: [
      customsFact({ type: 'IncidentRecorded', row: 'D29', mrn, office, code: incident.code }),
    ],
    effects: [
      ...tellCountries('X181', ahead, movement, () => body, setting),
      toTrader(movement, 'T182', body),
    ],
  };
}

/** An office that put new seals on where the goods stood has let them go on, and waits no more; others learn of what they registered. */
const seenAt = ({ place }: Incident): string | undefined =>
  place.qualifier === 'V' ? place.value : undefined;

/** The seals and the means that the goods travel with from then on. */
function after(movement: Movement, { seals, means }: Incident): Movement {
  const changes: { -readonly [K in keyof MovementData]?: MovementData[K] } = {};
  if (seals !== undefined) changes.seals = seals;
  if (means !== undefined) {
    changes.declaration = Object.assign({}, movement.declaration, { means });
  }
  return movement.with(changes);
}
