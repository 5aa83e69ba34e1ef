/** What was to go wrong on purpose in a run, and whether it came: a fault whose condition never comes about would else go unnoticed. */
import type { FaultSummary } from '../../reports/render/summary.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { faultKind } from '../faults/catalogue.ts';
import { planned } from '../faults/plan.ts';
import { spanOf } from '../hosts/span.ts';

export class FaultBook {
  private readonly begun = new Set<unknown>();

  step(entry: Entry): void {
    if (entry.type === 'FaultInjected') this.begun.add(entry['fault']);
  }

  /** By kind, in the order of the scenario; empty where it plans none. */
  results({ faults = [], ...scenario }: Scenario, seed: string): FaultSummary[] {
    const { start, horizon } = spanOf(scenario);
    const plan = planned(faults, seed, start, horizon);
    return [...new Set(faults.map(({ fault }) => fault))].map((kind) => {
      const own = plan.filter(({ spec }) => spec.fault === kind);
      const begun = own.filter(({ id }) => this.begun.has(id));
      // Of those at random none is promised: a run may end before.
      const never = own.filter(({ id, spec }) => spec.every === undefined && !this.begun.has(id));
      return { kind, text: faultKind(kind).text, begun: begun.length, never: never.length };
    });
  }
}
