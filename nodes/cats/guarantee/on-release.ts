/** The movement is released: what was reserved for it is in use. No message says so; the office of guarantee lies in the country of departure. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Moment, Step } from '../../common/step.ts';
import { NO_CHANGE } from '../../common/step.ts';
import { stopHold } from './on-x204-use-cancel.ts';
import type { Position } from './position.ts';
import { moved } from './position.ts';
import type { GuaranteeTables } from './tables.ts';

/** Row U4. */
export function onMovementReleased(position: Position, now: SimTime): Step<Position> {
  if (position.usage.status !== 'reserved') return NO_CHANGE;
  const { grn, mrn } = position.usage;
  return {
    state: moved(position, 'inUse', now),
    facts: [customsFact({ type: 'UsageInUse', row: 'U4', grn, mrn })],
    effects: [stopHold(position)],
  };
}

/** For the step that releases a movement: row U4 for each guarantee that it uses. */
export function onRelease(
  tables: GuaranteeTables,
  mrn: string,
  grns: readonly string[],
  { now, out }: Pick<Moment, 'now' | 'out'>,
): void {
  for (const grn of grns) {
    const position = tables.position(grn, mrn);
    if (position !== undefined) tables.applyPosition(out, onMovementReleased(position, now));
  }
}
