/** What is seen of a truck at an office: another truck or other seals than there should be raise the channel; nothing is rejected for it. */
import type { Equipment } from './incident.ts';
import type { Risk } from './risk.ts';
import { sameSeals } from './same-seals.ts';

/** What a presentation or an arrival says of the truck that stands there. */
interface Shown {
  readonly identification: string;
  readonly seals: readonly string[];
}

/** Another truck or other seals call for a look, whatever was controlled before. */
export function riskOnSight(
  { seals, means, controlledBy }: Equipment & { readonly controlledBy: readonly string[] },
  shown: Shown,
  risk: Risk,
): Risk {
  const asExpected =
    means[0]?.identification === shown.identification && sameSeals(seals, shown.seals);
  if (asExpected) return risk;
  return {
    channel: risk.channel === 'red' ? 'red' : 'orange',
    repeats: controlledBy.length === 0 ? '' : risk.repeats || 'another truck or other seals',
  };
}
