/** The part of a trial that goes wrong on purpose: which faults are at work, whom they strike, how many messages so far. */
import type { Entry } from '../../simulator/core/cell.ts';
import { known } from './known-entry.ts';
import type { FaultView } from './trial-rows.ts';
import type { TrialState } from './trial-state.ts';

export function stepFaults(state: TrialState, entry: Entry): void {
  const fact = known(entry);
  switch (fact.type) {
    case 'FaultInjected': {
      const { fault: id, kind, t: since, until, on, said = {} } = fact;
      const where = placeOf(said);
      state.faults.add({ id, edition: 0, kind, since, until, on, where, said, struck: 0 });
      break;
    }
    case 'FaultStruck': {
      const fault = state.faults.edit(fact.fault);
      if (fault !== undefined) fault.struck++;
      break;
    }
    case 'FaultHealed':
      state.faults.delete(fact.fault);
      break;
    default:
      break;
  }
}

/** The kind of a fault by its own name in the run: of `loss-2`, `loss`. A fault that has healed is known by nothing else. */
export const kindOfFault = (id: string): string => id.replace(/-\d+$/, '');

/** Where it is: what its scenario names, the smallest thing first. */
const PLACES = ['office', 'post', 'port', 'place', 'node'] as const;

function placeOf(said: Readonly<Record<string, unknown>>): FaultView['where'] {
  for (const name of PLACES) {
    const place = said[name];
    if (typeof place === 'string') return place;
  }
  return null;
}
