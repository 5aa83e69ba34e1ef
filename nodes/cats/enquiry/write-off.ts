/** How a movement under enquiry or recovery ends: written off, with or without a debt that was paid; its guarantees are given back as far as they are still in use. */
import type { Effect, Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Step } from '../../common/step.ts';
import { send } from '../../common/step.ts';
import { totalOf } from '../movement/debt.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { authorityAt } from './request.ts';
import { ownAuthority } from './authority.ts';
import { enquiryOf } from './record.ts';

/** Rows E8 and E20 end in `writtenOff`, E16 and E18 in `recovered`: T045 to the trader, X204 for each use that is still open. */
export const endWith = (
  movement: Movement,
  status: 'writtenOff' | 'recovered',
  facts: readonly Fact[],
  effects: readonly Effect[],
  now: SimTime,
  guarantees: GuaranteeTables,
): Step<Movement> => ({
  state: movement.with({ status, closedAt: now }),
  facts,
  effects: [
    ...effects,
    toTrader(movement, 'T045', { mrn: movement.mrn, date: isoUtc(now) }),
    ...releaseOpenUses(movement, now, guarantees),
  ],
});

/** A use that was claimed on is settled between the insurers (rows U7 and U8). */
function releaseOpenUses(
  { uses, mrn, declaration, office: from }: Movement,
  now: SimTime,
  guarantees: GuaranteeTables,
): Effect[] {
  const body = { mrn, releaseDate: isoUtc(now) };
  return uses
    .filter(({ grn }) => isInUse(guarantees.usage(grn, mrn)?.status))
    .map(({ grn }) => send('X204', declaration.officeOfGuarantee, { ...body, grn }, { from, mrn }));
}

const isInUse = (status: string | undefined): boolean =>
  status === 'inUse' || status === 'credited';

/** X152: the authority that was asked, or that of the country of destination, hears that the debt is paid; this one need not tell itself. */
export function tellCollected(movement: Movement, now: SimTime, setting: Setting): Effect[] {
  const { mrn, declaration } = movement;
  const { asked, debt } = enquiryOf(movement);
  const office = ownAuthority(setting);
  const to = asked === '' ? authorityAt(declaration.officeOfDestination, setting) : asked;
  if (to === office) return [];
  const collected = {
    mrn,
    office,
    amount: debt === undefined ? 0 : totalOf(debt),
    currency: setting.parameters.scheme.currency,
    collectionDate: isoUtc(now),
  };
  return [setting.toOffice('X152', to, office, mrn, collected)];
}
