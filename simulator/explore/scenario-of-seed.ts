/** The scenario that a seed makes of another: the same with that seed, and with faults drawn from it. */
import { flowsFor, routeOfFlow } from '../../scenarios/data/flows.ts';
import { routeBetween } from '../../scenarios/data/network.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs } from '../../scenarios/semantics.ts';
import { Chance } from '../core/chance.ts';
import { integer } from '../core/draws.ts';
import { DAY } from '../core/time.ts';
import { drawFaults } from '../faults/draw.ts';
import type { Strikable } from '../faults/strikable.ts';
import { strikable } from '../faults/strikable.ts';

/** So many faults, none, or from one to three. */
export type FaultsWanted = number | 'none' | 'some';

const SOME = [1, 3] as const;

/** A run that ends with its last movement may last much longer by its scenario than anything happens in it. */
const LISTED_MOST_MS = 14 * DAY;

export function scenarioOfSeed(scenario: Scenario, seed: number, wanted: FaultsWanted): Scenario {
  if (wanted === 'none') return { ...scenario, seed };
  const stream = new Chance(seed).stream('explore/faults');
  const count = wanted === 'some' ? integer(stream, ...SOME) : wanted;
  const drawn = drawFaults(stream, struckIn(scenario), spanMs(scenario), count);
  return { ...scenario, seed, faults: [...(scenario.faults ?? []), ...drawn] };
}

/** How long something happens in a scenario. */
function spanMs({ traffic, lasts, ends }: Scenario): number {
  const whole = durationMs(lasts);
  if (ends !== 'allDone') return whole;
  const starts = traffic.map((one) =>
    'movement' in one ? durationMs(one.movement.at) : whole - LISTED_MOST_MS,
  );
  return Math.min(whole, Math.max(0, ...starts) + LISTED_MOST_MS);
}

/** The same for all seeds of a scenario. */
const struck = new WeakMap<Scenario['traffic'], Strikable>();

function struckIn({ traffic, participants }: Scenario): Strikable {
  const known = struck.get(traffic);
  if (known !== undefined) return known;
  const routes = traffic.flatMap((one) => {
    if ('flows' in one) return flowsFor(one.flows, participants).map(routeOfFlow);
    const { from, to, via = [] } = one.movement;
    return [routeBetween(from, to, { via, countries: participants })];
  });
  // A script says by itself where its trucks are.
  const passed = routes.length === 0 ? undefined : routes.flatMap(({ places }) => places);
  const made = strikable(participants, passed);
  struck.set(traffic, made);
  return made;
}
