/** The real participants of a small scheme, for tests of the processes with what the product runs. */
import { createNode } from '../../cats/node.ts';
import type { SchemeParameters } from '../../common/parameters.ts';
import { ICE, insurerOf, WORLD } from '../../common/routing.ts';
import { TRAINING_TIMERS } from '../../common/timers.ts';
import { nodeParametersOf, schemeOf } from '../../countries/scheme.ts';
import { createGuarantor } from '../../guarantor/guarantor.ts';
import { createIce } from '../../ice/ice.ts';
import type { Participant } from '../../../simulator/core/participant.ts';

export const COUNTRIES = ['GEO', 'AZE'] as const;
export const CODES = { GEO: 'GE', AZE: 'AZ' } as const;
export const PARTICIPANTS = [WORLD, ICE, ...COUNTRIES, ...COUNTRIES.map(insurerOf)];
export const SCHEME: SchemeParameters = schemeOf([...COUNTRIES], [], TRAINING_TIMERS, 'discharge');

export const realIce = (): Participant => createIce(SCHEME);

/** The national application and, beside it, the insurer. */
export function realNode(country: string): Participant[] {
  const parameters = nodeParametersOf(country, SCHEME);
  return [createNode(parameters), createGuarantor(country, parameters)];
}
