/** Which movements may still be on the road, and which of them customs look for: late goods are taken as others are, whatever has been begun meanwhile. */
import type { Movement } from '../movement/movement.ts';

/** Released, and not over: goods may still cross a frontier, be turned back, have an incident or stand at another office (rows D27 to D30). */
export function isUnderWay(movement: Movement): boolean {
  switch (movement.status) {
    case 'released':
    case 'enquiryRecommended':
    case 'askedPrincipal':
    case 'underEnquiry':
      return true;
    default:
      return isUnderRecovery(movement);
  }
}

/** The debt is being recovered, or about to be: only proof of a regular end leads out of it (row E20). */
export function isUnderRecovery({ status }: Movement): boolean {
  switch (status) {
    case 'recoveryRecommended':
    case 'recoveryAsked':
    case 'recoveryTransferred':
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      return true;
    default:
      return false;
  }
}
