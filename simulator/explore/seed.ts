/** One seed of a scenario, in the host `virtual`: without a journal on disk, held to all invariants. */
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import type { Recast } from '../hosts/cast.ts';
import { toldBy } from '../hosts/cast.ts';
import { WarmRun } from '../hosts/rehearsal.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import type { FaultsWanted } from './scenario-of-seed.ts';
import { scenarioOfSeed } from './scenario-of-seed.ts';
import type { StopsAt } from './watch.ts';
import { Watch } from './watch.ts';

/** An entry, with the body of its message. */
export interface Kept {
  readonly entry: Entry;
  readonly body: object | undefined;
}

export interface Tried {
  /** As it was run: its seed, and every fault of it, those drawn too. */
  readonly scenario: Scenario;
  /** In the order in which they were seen; of one invariant only, where only it was looked for. */
  readonly violations: readonly Violation[];
  /** Empty unless they were asked for. */
  readonly entries: readonly Kept[];
  readonly events: number;
}

export interface HowToTry {
  /** Who plays in whose place. */
  readonly recast?: Recast;
  /** Keeps the journal in memory. */
  readonly keepEntries?: boolean;
  /** Ends the run at the first violation, or at the first of one invariant; otherwise at the end of the scenario. */
  readonly stopsAt?: StopsAt;
}

export interface SeedRequest extends HowToTry {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Faults drawn from the seed, besides the scenario's own. */
  readonly faults?: FaultsWanted;
}

/** Draws traffic and faults of a seed and runs them. */
export const exploreSeed = ({ scenario, seed, faults = 'some', ...how }: SeedRequest): Tried =>
  tryScenario(scenarioOfSeed(scenario, seed, faults), how);

/** Runs a scenario as it stands, with its own seed. */
export function tryScenario(scenario: Scenario, how: HowToTry = {}): Tried {
  const watch = new Watch(toldBy(scenario), how.stopsAt);
  const entries: Kept[] = [];
  const keep = (entry: Entry, body: object | undefined): void => void entries.push({ entry, body });
  const run = new WarmRun({
    scenario,
    seed: String(scenario.seed),
    bodies: false,
    unhashed: true,
    observers: how.keepEntries === true ? [keep, watch.observe] : [watch.observe],
    stopsAt: watch.done,
    ...(how.recast === undefined ? {} : { recast: how.recast }),
  });
  run.runTo(run.span.horizon);
  const { to } = run.finish(run.ending, run.watch.until);
  watch.end(to);
  return { scenario, violations: watch.violations, entries, events: run.host.events };
}
