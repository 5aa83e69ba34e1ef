/** Roughly how many movements a scenario makes, before it is run. */
import { flowsFor, trucksBetween } from '../../scenarios/data/flows.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { spanOf } from '../hosts/span.ts';

export function expectedMovements(scenario: Scenario): number {
  const { begin, horizon } = spanOf(scenario);
  let count = 0;
  for (const traffic of scenario.traffic) {
    if (!('flows' in traffic)) count++;
    else
      for (const flow of flowsFor(traffic.flows, scenario.participants))
        count += traffic.share * trucksBetween(flow, begin, horizon);
  }
  return Math.round(count);
}
