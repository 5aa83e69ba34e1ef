/** The release of a movement, row D20: the trader may go, the offices ahead are told. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { countryOfOffice } from '../../common/numbers/office.ts';
import type { Body } from '../../common/message-types.ts';
import type { Step } from '../../common/step.ts';
import { startTimer } from '../../common/step.ts';
import { riskCodeOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import { toTrader } from './answers.ts';
import type { Control, Movement, SealData } from './movement.ts';

const NO_SEALS: SealData = { count: 0, identifiers: [] };

/** Row D20; stopping T-GUARES is the caller's, who knows whether it runs. */
export function release(movement: Movement, now: SimTime, setting: Setting): Step<Movement> {
  const { mrn, lrn, declaration, amount, channel } = movement;
  const limitDate = limitDateOf(movement, now, setting);
  // No control: considered satisfactory (G0126).
  const control: Control = movement.control ?? { code: 'A2', date: isoUtc(now) };
  const seals = movement.seals ?? NO_SEALS;
  const released = movement.with({ status: 'released', limitDate, control, seals });
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
        releaseDate: isoUtc(now),
        limitDate: isoUtc(limitDate),
        seals,
        controlResult: control,
      }),
      ...advanceRecords(released, control, seals, now, setting),
      startTimer('T-LIMIT', mrn, limitDate),
    ],
  };
}

/**
 * The officer's date, else the scheme's; the trader's own only where it is earlier (C0839). On a long way it leaves half the
 * scheme's time after the last frontier: the limit is set case by case, and never before the declared arrivals (C332).
 */
function limitDateOf(
  { limitDate, declaration }: Movement,
  now: SimTime,
  { timers }: Setting,
): SimTime {
  const term = timers['T-LIMIT'];
  const frontier = parseIsoUtc(declaration.officesOfTransit.at(-1)?.estimatedArrival ?? '') ?? now;
  const set = limitDate === 0 ? Math.max(now + term, frontier + term / 2) : limitDate;
  const wanted = parseIsoUtc(declaration.limitDate ?? '');
  return Math.max(now, wanted === undefined ? set : Math.min(set, wanted));
}

/** X001 to the office of destination; X050 once to each country with offices of transit (G0130). */
function advanceRecords(
  movement: Movement,
  controlResult: Control,
  seals: SealData,
  now: SimTime,
  setting: Setting,
): Effect[] {
  const { declaration, mrn, office, limitDate, channel } = movement;
  const record = (offices: string[]): Body<'X001'> => ({
    declaration,
    releaseDate: isoUtc(now),
    limitDate: isoUtc(limitDate),
    seals,
    controlResult,
    risk: riskCodeOf(channel),
    offices,
  });
  const destination = declaration.officeOfDestination;
  const effects: Effect[] = [
    setting.toOffice('X001', destination, office, mrn, record([destination])),
  ];
  for (const offices of byCountry(declaration.officesOfTransit.map((transit) => transit.office))) {
    const first = offices[0];
    if (first !== undefined)
      effects.push(setting.toOffice('X050', first, office, mrn, record(offices)));
  }
  return effects;
}

/** Offices grouped by their country, in the order of the first of each. */
export function byCountry(offices: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const office of offices) {
    const group = groups.find(
      ([first]) => countryOfOffice(first ?? '') === countryOfOffice(office),
    );
    if (group === undefined) groups.push([office]);
    else group.push(office);
  }
  return groups;
}
