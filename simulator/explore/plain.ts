/** A scenario said again without chance: the movements that its run really declared, and the faults that really began, each at its instant. */
import { findFlow } from '../../scenarios/data/flows.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs } from '../../scenarios/semantics.ts';
import { isoUtc } from '../core/time.ts';
import { planned } from '../faults/plan.ts';
import { spanOf } from '../hosts/span.ts';
import { detail } from '../journal/invariants/invariant.ts';
import { lengthText } from './length.ts';
import type { Kept } from './seed.ts';

type Traffic = Scenario['traffic'][number];
type Fault = NonNullable<Scenario['faults']>[number];

/**
 * What came before the measured part of the run belongs to it from now on.
 * @param entries of its run.
 */
export function plainScenario(scenario: Scenario, entries: readonly Kept[]): Scenario {
  const { begin, start, horizon } = spanOf(scenario);
  const { warmUp: _, traffic, weather, ...rest } = scenario;
  const later = (text: string): string => lengthText(durationMs(text) + start - begin);
  return {
    ...rest,
    start: isoUtc(begin).replace('.000Z', 'Z'),
    lasts: lengthText(horizon - begin),
    traffic: traffic.some((one) => 'flows' in one)
      ? declaredIn(entries, begin)
      : traffic.map((one) => ('movement' in one ? moved(one, later) : one)),
    weather: {
      ...weather,
      ...(weather.storms === undefined
        ? {}
        : { storms: weather.storms.map((storm) => ({ ...storm, from: later(storm.from) })) }),
    },
    faults: faultsIn(scenario, entries, begin),
  };
}

const moved = (one: Extract<Traffic, { movement: unknown }>, later: (at: string) => string) => ({
  movement: { ...one.movement, at: later(one.movement.at) },
});

/** Every truck that stood ready. */
const declaredIn = (entries: readonly Kept[], begin: number): Traffic[] =>
  entries.flatMap(({ entry }): Traffic[] => {
    if (entry.type !== 'TruckReady') return [];
    const via = findFlow(detail(entry, 'flow'))?.via ?? [];
    const movement = {
      at: lengthText(entry.t - begin),
      from: detail(entry, 'from'),
      to: detail(entry, 'to'),
      cargo: detail(entry, 'goods'),
      ...(via.length === 0 ? {} : { via: [...via] }),
    };
    return [{ movement }];
  });

/** Every fault that began, without what it waited for. */
function faultsIn(scenario: Scenario, entries: readonly Kept[], begin: number): Fault[] {
  const { start, horizon } = spanOf(scenario);
  const plan = planned(scenario.faults ?? [], String(scenario.seed), start, horizon);
  const specs = new Map(plan.map(({ id, spec }) => [id, spec]));
  return entries.flatMap(({ entry }): Fault[] => {
    const spec = entry.type === 'FaultInjected' ? specs.get(detail(entry, 'fault')) : undefined;
    if (spec === undefined) return [];
    const { at: _at, when: _when, after: _after, every: _every, lasts: _lasts, ...what } = spec;
    const lasts = Number(entry['until']) - entry.t;
    return [{ ...what, at: lengthText(entry.t - begin), lasts: lengthText(lasts) }];
  });
}
