/** X204: the office of departure gives a usage back, before release or at the discharge; and T-HOLD, when it forgot to. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, stopTimer, warnOfficer } from '../../common/step.ts';
import type { Position } from './position.ts';
import { figures, moved } from './position.ts';
import { takenBy, usageKey } from './usage.ts';

/** Rows U3 and U6: which of them, the date says that is given (C0255: just one of the two is). */
export function onUseCancel(
  position: Position | undefined,
  message: MessageOf<'X204'>,
  now: SimTime,
): Step<Position> {
  const { usageCancellationDate, releaseDate } = message.body;
  if (usageCancellationDate === undefined && releaseDate === undefined) {
    return refuse(message, 'C102', '13', '/body/releaseDate');
  }
  if (usageCancellationDate !== undefined && releaseDate !== undefined) {
    return refuse(message, 'C102', '15', '/body/usageCancellationDate');
  }
  if (position === undefined) return refuse(message, 'C201', '90');
  return releaseDate === undefined
    ? cancel(position, message, now)
    : release(position, message, now);
}

function cancel(position: Position, message: MessageOf<'X204'>, now: SimTime): Step<Position> {
  switch (position.usage.status) {
    case 'reserved':
      return cancelled(position, 'U3', now, [stopHold(position)]);
    case 'inUse':
    case 'credited':
    case 'called':
    case 'cancelled':
    case 'released':
    case 'settled':
      return refuse(message, 'C202', '92');
  }
}

function release(position: Position, message: MessageOf<'X204'>, now: SimTime): Step<Position> {
  switch (position.usage.status) {
    case 'inUse':
    case 'credited': {
      const state = moved(position, 'released', now);
      const books = figures(state, takenBy(position.usage));
      return {
        state,
        facts: [customsFact({ type: 'UsageReleased', row: 'U6', ...books })],
        effects: [],
      };
    }
    case 'settled':
      // The claim has done it; a movement that is written off after that has nothing more to give back.
      return NO_CHANGE;
    case 'reserved':
    case 'called':
    case 'cancelled':
    case 'released':
      return refuse(message, 'C202', '92');
  }
}

/** Row U9: the movement was not released in time; the officer is told. @param office of guarantee. */
export function onHoldOver(
  position: Position | undefined,
  now: SimTime,
  office: string,
): Step<Position> {
  if (position?.usage.status !== 'reserved') return NO_CHANGE;
  const { grn, mrn } = position.usage;
  const text = `reservation under ${grn} cancelled: ${mrn} was not released in time`;
  return cancelled(position, 'U9', now, [warnOfficer(office, 'T-HOLD', text, { mrn })]);
}

function cancelled(
  position: Position,
  row: 'U3' | 'U9',
  now: SimTime,
  effects: readonly Effect[],
): Step<Position> {
  const state = moved(position, 'cancelled', now);
  const books = figures(state, position.usage.amount);
  return { state, facts: [customsFact({ type: 'UsageCancelled', row, ...books })], effects };
}

export const stopHold = ({ usage }: Position): Effect =>
  stopTimer('T-HOLD', usageKey(usage.grn, usage.mrn));
