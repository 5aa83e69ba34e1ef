/** The real participants of a small scheme, for tests of the processes with what the product runs. */
import { createNode } from '../../cats/node.ts';
import { ICE, insurerOf, WORLD } from '../../common/routing.ts';
import { TRAINING_TIMERS } from '../../common/timers.ts';
import { countryOf } from '../../countries/countries.ts';
import { nodeParametersOf, schemeOf } from '../../countries/scheme.ts';
import { createGuarantor } from '../../guarantor/guarantor.ts';
import { createIce } from '../../ice/ice.ts';
import type { CountryCodes } from '../../common/routing.ts';
import type { SchemeParameters } from '../../common/parameters.ts';
import type { Participant } from '../../../simulator/core/participant.ts';

export interface CastSpec {
  readonly countries: readonly string[];
  /** Length of T-ACK in ms. */
  readonly ackMs?: number;
}

/** A scheme of these countries and nobody else. */
export class RealCast {
  readonly scheme: SchemeParameters;
  readonly codes: CountryCodes;
  readonly participants: readonly string[];

  constructor({ countries, ackMs = TRAINING_TIMERS['T-ACK'] }: CastSpec) {
    const timers = { ...TRAINING_TIMERS, 'T-ACK': ackMs };
    this.scheme = schemeOf(countries, [], timers, 'discharge');
    this.codes = Object.fromEntries(countries.map((node) => [node, countryOf(node).iso2]));
    this.participants = [WORLD, ICE, ...countries, ...countries.map(insurerOf)];
  }

  ice(): Participant {
    return createIce(this.scheme);
  }

  /** The national application and, beside it, the insurer, who signs at once. */
  node(country: string): Participant[] {
    const parameters = { ...nodeParametersOf(country, this.scheme), promptInsurer: true };
    return [createNode(parameters), createGuarantor(country, parameters)];
  }
}

export const TWO: CastSpec = { countries: ['GEO', 'AZE'] };
