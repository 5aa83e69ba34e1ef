/** The claim that the country of departure has on its own guarantor for a movement: made, withdrawn. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Fact } from '../../../simulator/core/participant.ts';
import type { Enquiry, Movement } from '../movement/movement.ts';
import { claimAs } from '../movement/debt.ts';
import type { Debt } from '../movement/debt.ts';
import type { Setting } from '../setting.ts';
import type { Claimed } from './claim.ts';
import { claimMessages } from './claim.ts';
import { enquiryOf, noting } from './record.ts';

const NO_DEBT: Debt = { charges: 0, interest: 0, undeclared: 0 };

export const claimedOf = (movement: Movement): Claimed => ({
  mrn: movement.mrn,
  debt: enquiryOf(movement).debt ?? NO_DEBT,
  reserved: movement.amount,
  officeOfGuarantee: movement.declaration.officeOfGuarantee,
});

/** What withdrawing the claim brings; empty where none is open. */
export interface Withdrawn {
  readonly enquiry: Enquiry;
  readonly facts: readonly Fact[];
  readonly effects: readonly Effect[];
}

/** X820 with `withdrawn`: a row that ends a claim, or hands the debt to another country. */
export function withdrawOpenClaim(movement: Movement, now: SimTime, setting: Setting): Withdrawn {
  const { mrn } = movement;
  const { claim } = enquiryOf(movement);
  if (claim?.status !== 'open') {
    return { enquiry: enquiryOf(movement), facts: [], effects: [] };
  }
  return {
    enquiry: noting(movement, { claim: claimAs(claim, 'withdrawn') }),
    facts: [customsFact({ type: 'ClaimWithdrawn', mrn, claim: claim.id })],
    effects: claimMessages(claim, claimedOf(movement), now, setting, 1),
  };
}
