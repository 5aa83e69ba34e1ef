/** The facts that nodes, ICE and insurers journal, in the past tense; the row of a state table or the rule followed is named. */
import type { Fact } from '../../simulator/core/participant.ts';
import type { AccountFact } from './facts/accounts.ts';
import type { DepartureFact } from './facts/departure.ts';
import type { DeskFact } from './facts/desk.ts';
import type { DestinationFact } from './facts/destination.ts';
import type { EnquiryFact } from './facts/enquiry.ts';
import type { GuaranteeFact, InsurerFact } from './facts/guarantee.ts';
import type { NetworkFact } from './facts/network.ts';
import type { TransitFact } from './facts/transit.ts';

export type CustomsFact =
  | NetworkFact
  | DeskFact
  | AccountFact
  | GuaranteeFact
  | InsurerFact
  | DepartureFact
  | TransitFact
  | DestinationFact
  | EnquiryFact;

/** Checks a literal against the union; costs nothing. */
export const customsFact = <F extends CustomsFact>(fact: F): F & Fact => fact;
