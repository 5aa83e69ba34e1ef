/** The advance record of a released movement: sent ahead at release (X001, X050, X160), and to offices on another way when they ask (X003, X115, X165). */
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { countryOfOffice } from '../../common/numbers/office.ts';
import type { Movement, SealData } from '../movement/movement.ts';
import { riskCodeOf } from '../risk.ts';

const NO_SEALS: SealData = { count: 0, identifiers: [] };

/** The seals that are on; none where nothing is known of any. */
export const sealsOf = ({ seals }: Movement): SealData => seals ?? NO_SEALS;

/** As the movement stands now: with the seals, the means and the controls done so far. @param offices of the receiving country that are meant. */
export function recordOf(movement: Movement, offices: string[]): Body<'X001'> {
  const { declaration, releasedAt, limitDate, channel, control, controls } = movement;
  const releaseDate = isoUtc(releasedAt);
  const record: Body<'X001'> = {
    declaration,
    releaseDate,
    limitDate: isoUtc(limitDate),
    seals: sealsOf(movement),
    controlResult: control ?? { code: 'A2', date: releaseDate },
    risk: riskCodeOf(channel),
    offices,
  };
  if (controls.length > 0) record.controls = [...controls];
  return record;
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
