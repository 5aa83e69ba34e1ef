/** A participant is down until its fault heals. */
import type { Act, Striking } from './kind.ts';

/** Dies at once, or where the scenario says: before the step is the same as at once. */
export function down({ id, spec, until }: Striking, node: string): Act {
  const { dies = 'beforeStep' } = spec;
  if (dies === 'beforeStep') return { to: node, control: { kind: 'down', fault: id } };
  return { to: node, control: { kind: 'down', fault: id, dies: { point: dies, until } } };
}
