/** The claim on the guarantee chain (X820): how much, on whom, and who hears of it. The same in the country of departure and in one that recovers for it. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { ICE } from '../../common/routing.ts';
import { send } from '../../common/step.ts';
import type { Debt, GuaranteeClaim } from '../movement/debt.ts';
import { totalOf } from '../movement/debt.ts';
import type { Setting } from '../setting.ts';
import { ownAuthority, ownInsurer } from './authority.ts';

/** Most that is claimed for undeclared goods, in the scheme currency (assumption: more than any loss in domain.md section 8.3). */
export const UNDECLARED_CEILING = 150_000;

/** Who claims what for which movement. */
export interface Claimed {
  readonly mrn: string;
  readonly debt: Debt;
  /** Reserved for the movement, under all its guarantees together. */
  readonly reserved: number;
  /** The office of guarantee, which has the usage. */
  readonly officeOfGuarantee: string;
}

/** The most that may be claimed (domain.md section 8.2, rule 8); anything above stays with the principal. */
export function ceilingOf({ debt, reserved }: Claimed, { parameters }: Setting): number {
  const { claimCeiling = UNDECLARED_CEILING } = parameters.scheme;
  return debt.undeclared > 0 ? claimCeiling : reserved;
}

/**
 * A movement has one claim at a time (E8), which names the first of its guarantees; what is reserved under all of them is its ceiling.
 * @param before an earlier claim, which was withdrawn.
 */
export function claimFor(
  claimed: Claimed,
  grn: string,
  before: GuaranteeClaim | undefined,
  setting: Setting,
): GuaranteeClaim {
  const number = (before?.number ?? 0) + 1;
  const amount = Math.min(totalOf(claimed.debt), ceilingOf(claimed, setting));
  const id = `${setting.parameters.country}-${claimed.mrn}-${String(number)}`;
  return { id, number, grn, amount, status: 'open' };
}

/** What is above the ceiling, and stays with the principal. */
export const restOf = ({ amount }: GuaranteeClaim, { debt }: Claimed): number =>
  Math.round((totalOf(debt) - amount) * 100) / 100;

/**
 * X820 to the own fronting insurer, with a copy over ICE: to the node of the office of guarantee; where that is this one, to the office
 * itself and to ICE.
 */
export function claimMessages(
  claim: GuaranteeClaim,
  claimed: Claimed,
  now: SimTime,
  setting: Setting,
  withdrawn: 0 | 1 = 0,
): Effect[] {
  const body = claimBody(claim, claimed, withdrawn, now, setting);
  return [toInsurer(body, setting), ...copiesOf(body, claimed, setting)];
}

/** Withdrawn towards the insurer alone: he is to get his money back. */
export const withdrawFromInsurer = (
  claim: GuaranteeClaim,
  claimed: Claimed,
  now: SimTime,
  setting: Setting,
): Effect => toInsurer(claimBody(claim, claimed, 1, now, setting), setting);

export type Refuser = 'ice' | 'insurer';

/**
 * A claim that one of those who were told of it has refused is withdrawn from the others: by ICE, because another country claims (rule
 * C604), or by the insurer.
 * @param called whether the office of guarantee here has called the uses for this claim (row U7).
 */
export function retraction(
  claim: GuaranteeClaim,
  claimed: Claimed,
  refusedBy: Refuser,
  called: boolean,
  now: SimTime,
  setting: Setting,
): Effect[] {
  const body = claimBody(claim, claimed, 1, now, setting);
  if (refusedBy === 'insurer') return copiesOf(body, claimed, setting);
  const insurer = toInsurer(body, setting);
  return called ? [insurer, toOffice(body, claimed, setting)] : [insurer];
}

function toInsurer(body: Body<'X820'>, setting: Setting): Effect {
  const header = { from: ownAuthority(setting), mrn: body.mrn };
  return send('X820', ownInsurer(setting), body, header);
}

const toOffice = (
  body: Body<'X820'>,
  { mrn, officeOfGuarantee }: Claimed,
  setting: Setting,
): Effect => setting.toOffice('X820', officeOfGuarantee, ownAuthority(setting), mrn, body);

function copiesOf(body: Body<'X820'>, claimed: Claimed, setting: Setting): Effect[] {
  const copy = toOffice(body, claimed, setting);
  return setting.isHere(claimed.officeOfGuarantee)
    ? [copy, send('X820', ICE, body, { mrn: claimed.mrn })]
    : [copy];
}

/** Charges come before interest where the ceiling does not leave room for both. */
function claimBody(
  { id: claimId, grn, amount }: GuaranteeClaim,
  { mrn, debt: { charges, undeclared } }: Claimed,
  withdrawn: 0 | 1,
  now: SimTime,
  { parameters, timers }: Setting,
): Body<'X820'> {
  const principalSum = Math.min(charges, amount);
  return {
    claimId,
    mrn,
    grn,
    withdrawn,
    countryOfDebt: parameters.iso2,
    principalSum,
    interest: Math.round((amount - principalSum) * 100) / 100,
    currency: parameters.scheme.currency,
    undeclaredGoods: undeclared > 0 ? 1 : 0,
    evidence: 'transit not discharged; the principal did not pay in time',
    dueDate: isoUtc(now + timers['T-CLAIM']),
  };
}
