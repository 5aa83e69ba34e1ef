/** Makes the official participants – ICE, national applications, insurers – from plain values, so that a process can be told them in a line. */
import type { Participant } from '../../simulator/core/participant.ts';
import { createNode } from '../cats/node.ts';
import type { NodeParameters, SchemeParameters } from '../common/parameters.ts';
import { ICE, insurerOf } from '../common/routing.ts';
import { createGuarantor } from '../guarantor/guarantor.ts';
import { createIce } from '../ice/ice.ts';
import { ProcessFault } from './fault.ts';

export interface Told {
  readonly scheme: SchemeParameters;
  readonly nodes: Readonly<Record<string, NodeParameters>>;
}

/** @throws ProcessFault where nobody is called so. */
export function createOfficial(id: string, { scheme, nodes }: Told): Participant {
  if (id === ICE) return createIce(scheme);
  const node = nodes[id];
  if (node !== undefined) return createNode(node);
  const insured = Object.values(nodes).find(({ country }) => insurerOf(country) === id);
  if (insured !== undefined) return createGuarantor(insured.country, insured);
  throw new ProcessFault('usage', id, 'nobody in this run is called so', '');
}
