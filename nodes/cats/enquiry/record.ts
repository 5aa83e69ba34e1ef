/** What a movement keeps of its enquiry: how it changes, never in place. */
import type { Enquiry, Movement } from '../movement/movement.ts';

const NO_ENQUIRY: Enquiry = { asked: '', returnCopy: '', debt: undefined, claim: undefined };

export const enquiryOf = ({ enquiry }: Movement): Enquiry => enquiry ?? NO_ENQUIRY;

/** The enquiry of the movement with what has become known. */
export function noting(movement: Movement, change: Partial<Enquiry>): Enquiry {
  const before = enquiryOf(movement);
  return {
    asked: change.asked ?? before.asked,
    returnCopy: change.returnCopy ?? before.returnCopy,
    debt: change.debt ?? before.debt,
    claim: change.claim ?? before.claim,
  };
}
