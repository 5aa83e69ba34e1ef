/** What all desks of an insurer share: who it is, what the scheme has agreed, its books. */
import type { NodeParameters } from '../common/parameters.ts';
import type { InsuranceParameters } from '../common/parameters.ts';
import { insuranceOf } from '../common/insurance.ts';
import type { Body } from '../common/message-types.ts';
import { insurerOf } from '../common/routing.ts';
import { send } from '../common/step.ts';
import { Books } from './books.ts';
import { Deposits } from './deposits.ts';
import { Settlement } from './settlement.ts';
import { Solvency } from './solvency.ts';

export class Office {
  /** `FI-GEO`. */
  readonly self: string;
  /** The country's node. */
  readonly country: string;
  readonly parameters: NodeParameters;
  readonly insurance: InsuranceParameters;
  readonly members: readonly string[];
  readonly books = new Books();
  readonly deposits = new Deposits(this.books);
  readonly settlement = new Settlement(this.books);
  readonly solvency = new Solvency();
  private readonly nodeByCode: ReadonlyMap<string, string>;

  constructor(country: string, parameters: NodeParameters) {
    const { scheme } = parameters;
    this.self = insurerOf(country);
    this.country = country;
    this.parameters = parameters;
    this.insurance = insuranceOf(scheme);
    this.members = Object.keys(scheme.members);
    this.nodeByCode = new Map(Object.entries(scheme.members).map(([node, iso2]) => [iso2, node]));
  }

  /** The insurer of the country that allotted a GRN has issued the guarantee; undefined outside the scheme. */
  issuerOf(grn: string): string | undefined {
    const node = this.nodeByCode.get(grn.slice(2, 4));
    return node === undefined ? undefined : insurerOf(node);
  }

  /** X822 by the way of the own node, which knows where the other insurers are. */
  clear(body: Body<'X822'>) {
    return send('X822', this.country, body, { mrn: body.mrn });
  }
}
