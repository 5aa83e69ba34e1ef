/** What the administrator of a country says of it through its host: that it is away, and that it is back. */
import type { Act, Striking } from './kind.ts';
import { faultActor } from './kind.ts';

/** @param details as the node's own command has them (`nodes/cats/system/availability.ts`). */
export const outageBegins = (
  { id, spec: { node = '' } }: Striking,
  details: Readonly<Record<string, unknown>>,
): Act => ({ to: node, command: { type: 'announceOutage', actor: faultActor(id), ...details } });

export const outageEnds = ({ id, spec: { node = '' } }: Striking): Act => ({
  to: node,
  command: { type: 'endOutage', actor: faultActor(id) },
});
