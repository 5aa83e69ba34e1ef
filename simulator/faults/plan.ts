/** The faults of one run: those of the scenario with instants for durations, and those at random drawn from the seed. */
import { Chance } from '../core/chance.ts';
import { poissonGap } from '../core/draws.ts';
import type { SimTime } from '../core/time.ts';
import { parseDuration } from '../core/time.ts';
import type { FaultSpec } from './parameters.ts';

/** One fault of a run: `at` its instant, or `when` what it waits for and `afterMs` how long after that. */
export interface Planned {
  readonly id: string;
  readonly spec: FaultSpec;
  readonly at: SimTime | undefined;
  readonly afterMs: number;
  readonly lastsMs: number;
}

/** @param start when what is measured begins; @param horizon when the run ends: nothing begins after it. */
export function planned(
  specs: readonly FaultSpec[],
  seed: string,
  start: SimTime,
  horizon: SimTime,
): Planned[] {
  const chance = new Chance(seed);
  const counts = new Map<string, number>();
  const named = (spec: FaultSpec, at: SimTime | undefined): Planned => {
    const count = (counts.get(spec.fault) ?? 0) + 1;
    counts.set(spec.fault, count);
    return {
      id: `${spec.fault}-${String(count)}`,
      spec,
      at,
      afterMs: ms(spec.after),
      lastsMs: ms(spec.lasts),
    };
  };
  return specs.flatMap((spec, i) => {
    if (spec.every === undefined)
      return [named(spec, spec.when === undefined ? start + ms(spec.at) : undefined)];
    const stream = chance.stream(`HOST/faults/${String(i)}`);
    const faults: Planned[] = [];
    for (let at = start; ;) {
      at += poissonGap(stream, ms(spec.every));
      if (at >= horizon) return faults;
      faults.push(named(spec, at));
      at += ms(spec.lasts);
    }
  });
}

const ms = (text: string | undefined): number =>
  text === undefined ? 0 : (parseDuration(text) ?? 0);
