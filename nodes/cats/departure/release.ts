/** The release of a movement, row D20: the trader may go, the offices ahead are told. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { startTimer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { toTrader } from '../movement/answers.ts';
import type { Control, Movement } from '../movement/movement.ts';
import { byCountry, recordOf, sealsOf } from './advance-record.ts';
import { isConsignor, resultWithoutControl } from './simplified.ts';

/** Row D20; stopping T-GUARES is the caller's, who knows whether it runs. What moved on paper was released then. */
export function release(movement: Movement, now: SimTime, setting: Setting): Step<Movement> {
  const { mrn, lrn, declaration, amount, channel } = movement;
  const releasedAt = parseIsoUtc(declaration.paperFallback?.releasedAt ?? '') ?? now;
  const limitDate = limitDateOf(movement, releasedAt, setting);
  const control: Control = movement.control ?? {
    code: resultWithoutControl(declaration),
    date: isoUtc(releasedAt),
  };
  const seals = sealsOf(movement);
  const released = movement.with({ status: 'released', releasedAt, limitDate, control, seals });
  const destination = declaration.officeOfDestination;
  return {
    state: released,
    facts: [
      customsFact({
        type: 'MovementReleased',
        row: 'D20',
        mrn,
        lrn,
        limitDate,
        destination,
        amount,
        channel,
      }),
    ],
    effects: [
      toTrader(released, 'T029', {
        mrn,
        releaseDate: isoUtc(releasedAt),
        limitDate: isoUtc(limitDate),
        seals,
        controlResult: control,
      }),
      ...advanceRecords(released, setting),
      startTimer('T-LIMIT', mrn, Math.max(now, limitDate)),
    ],
  };
}

/**
 * The officer's date, else that of an authorised consignor (C0839), else the scheme's; another trader's own only where it is earlier. On
 * a long way the scheme leaves half its time after the last frontier: the limit is set case by case, and never before the declared
 * arrivals (C332).
 */
function limitDateOf(
  { limitDate, declaration }: Movement,
  releasedAt: SimTime,
  { timers }: Setting,
): SimTime {
  const wanted = parseIsoUtc(declaration.limitDate ?? '');
  if (limitDate === 0 && wanted !== undefined && isConsignor(declaration)) return wanted;
  const term = timers['T-LIMIT'];
  const last = declaration.officesOfTransit.at(-1)?.estimatedArrival ?? '';
  const frontier = parseIsoUtc(last) ?? releasedAt;
  const scheme = Math.max(releasedAt + term, frontier + term / 2);
  const set = limitDate === 0 ? scheme : limitDate;
  return Math.max(releasedAt, wanted === undefined ? set : Math.min(set, wanted));
}

/** X001 to the office of destination; X050 once to each country with offices of transit (G0130); X160 to each office of exit. */
function advanceRecords(movement: Movement, setting: Setting): Effect[] {
  const { declaration, mrn, office } = movement;
  const destination = declaration.officeOfDestination;
  const effects: Effect[] = [
    setting.toOffice('X001', destination, office, mrn, recordOf(movement, [destination])),
  ];
  for (const offices of byCountry(declaration.officesOfTransit.map((transit) => transit.office))) {
    const first = offices[0];
    if (first !== undefined)
      effects.push(setting.toOffice('X050', first, office, mrn, recordOf(movement, offices)));
  }
  for (const exit of declaration.officesOfExit ?? []) {
    effects.push(setting.toOffice('X160', exit, office, mrn, recordOf(movement, [exit])));
  }
  return effects;
}
