/** All mutants. Only the search for what catches them, and its tests, may import them. */
import { ACCOUNT_MUTANTS } from './accounts.ts';
import { DEPARTURE_MUTANTS } from './departure.ts';
import { DESTINATION_MUTANTS } from './destination.ts';
import { ENQUIRY_MUTANTS } from './enquiry.ts';
import { GUARANTEE_MUTANTS } from './guarantees.ts';
import { DELIVERY_MUTANTS } from './ice-delivery.ts';
import { ICE_MUTANTS } from './ice.ts';
import { INSURER_MUTANTS } from './insurers.ts';
import type { Mutant } from './mutant.ts';
import { NUMBER_MUTANTS } from './numbers.ts';
import { SESSION_MUTANTS } from './session.ts';
import { TRANSIT_MUTANTS } from './transit.ts';

export const MUTANTS: readonly Mutant[] = [
  ...ACCOUNT_MUTANTS,
  ...GUARANTEE_MUTANTS,
  ...DEPARTURE_MUTANTS,
  ...NUMBER_MUTANTS,
  ...TRANSIT_MUTANTS,
  ...DESTINATION_MUTANTS,
  ...ENQUIRY_MUTANTS,
  ...SESSION_MUTANTS,
  ...ICE_MUTANTS,
  ...DELIVERY_MUTANTS,
  ...INSURER_MUTANTS,
];
