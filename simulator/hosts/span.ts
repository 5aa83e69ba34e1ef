/** The stretch of simulated time that a run covers. */
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs, startOf } from '../../scenarios/semantics.ts';
import type { SimTime } from '../core/time.ts';

/** When a run begins (with its warm-up), when measuring begins, and when it ends at the latest. */
export interface Span {
  readonly begin: SimTime;
  readonly start: SimTime;
  readonly horizon: SimTime;
}

export function spanOf(scenario: Scenario): Span {
  const start = startOf(scenario) ?? 0;
  return {
    begin: start - durationMs(scenario.warmUp),
    start,
    horizon: start + durationMs(scenario.lasts),
  };
}
