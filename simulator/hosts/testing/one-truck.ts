/** The smallest complete rehearsal with faults of a test's own, run in processes. */
import { loadScenario } from '../../../scenarios/load.ts';
import type { Scenario } from '../../../scenarios/schema.ts';
import type { FaultSpec } from '../../faults/parameters.ts';
import type { ProcessOptions } from '../lockstep-run.ts';
import type { ProcessWatch } from '../process-watch.ts';
import type { RunRequest } from '../rehearsal.ts';

export function oneTruck(faults: readonly FaultSpec[] = []): Scenario {
  const loaded = loadScenario('pilot/one-truck');
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause ?? 'pilot/one-truck does not load');
  return faults.length === 0 ? loaded.scenario : { ...loaded.scenario, faults: [...faults] };
}

export const requestOf = (
  scenario: Scenario,
  observers: RunRequest['observers'] = [],
): RunRequest => ({ scenario, seed: '1', bodies: true, observers });

/** On the machine itself, with the processes' own hashes compared. */
export const inProcesses = (folder: string, watch: Partial<ProcessWatch> = {}): ProcessOptions => ({
  folder,
  flush: 'off',
  bind: '127.0.0.1',
  mqtt: 0,
  compareHashes: true,
  watch: {
    onDeath: () => undefined,
    onReturn: () => undefined,
    onTrouble: () => undefined,
    ...watch,
  },
});
