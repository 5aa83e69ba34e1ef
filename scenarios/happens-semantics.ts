/** What the form of `happens` cannot tell: whether the journal has such entries, and whether what they must say can be said. */
import { FACT_TYPES, isFactType } from '../nodes/common/fact-types.ts';
import { ICE } from '../nodes/common/routing.ts';
import type { FactPattern } from '../simulator/core/fact-pattern.ts';
import { checkName, NAMING_KEYS } from './corridor-names.ts';
import { didYouMean } from './nearest.ts';
import type { Scenario } from './schema.ts';
import type { Report } from './semantics.ts';
import type { Path } from './source.ts';

export function checkHappens(
  path: Path,
  { happens, with: says = {} }: FactPattern,
  { participants, observers = [] }: Scenario,
  report: Report,
): void {
  if (!isFactType(happens)) {
    const otherwise = 'name the type of a journal entry: TruckQueued, MovementReleased';
    report(
      [...path, 'happens'],
      `no entry of the journal is called ${happens}`,
      didYouMean(happens, FACT_TYPES, otherwise),
    );
  }
  // What nobody is called would never come about, and nobody would notice.
  for (const key of NAMING_KEYS) {
    const name = says[key];
    if (name !== undefined) checkName([...path, 'with'], key, String(name), report);
  }
  const { node } = says;
  const nodes = [...participants, ...observers, ICE];
  if (node !== undefined && !nodes.includes(String(node)))
    report(
      [...path, 'with', 'node'],
      `${String(node)} is no country of this scenario`,
      didYouMean(String(node), nodes, `write one of ${nodes.join(', ')}`),
    );
}
