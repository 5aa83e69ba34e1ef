/** Runs a recorded run's steps anew from its inputs: what people did, and who was away for real. Faults come again by themselves. */
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import type { Command } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import { isFaultActor } from '../faults/kind.ts';
import { HOST } from '../journal/entry.ts';
import type { RunResult } from './rehearsal.ts';
import { WarmRun } from './rehearsal.ts';

/** Something that came to a run from outside; `after` so many entries of its host. */
type Input = { readonly t: SimTime; readonly after: number } & (
  | { readonly kind: 'command'; readonly to: string; readonly command: Command }
  | { readonly kind: 'leaves'; readonly id: string; readonly why: 'silent' | 'left' }
  | { readonly kind: 'returns'; readonly id: string }
);

/** The inputs of a run, gathered from its journal. */
export class Inputs {
  readonly list: Input[] = [];
  /** When the run ended. */
  end: SimTime = 0;
  private hosts = 0;

  step(entry: Entry): void {
    const { t, n, type } = entry;
    const after = this.hosts;
    this.end = t;
    if (type === 'CommandGiven') {
      const command = entry['command'] as Command;
      if (!isFaultActor(command.actor))
        this.list.push({ kind: 'command', t, after, to: n, command });
    }
    if (n !== HOST) return;
    this.hosts++;
    const id = String(entry['node']);
    const why = entry['why'];
    if (type === 'NodeDown' && (why === 'silent' || why === 'left'))
      this.list.push({ kind: 'leaves', t, after, id, why });
    else if (type === 'NodeUp' && entry['after'] !== undefined)
      this.list.push({ kind: 'returns', t, after, id });
  }
}

/** In simulated time; keeps no journal. */
export function runAgain(scenario: Scenario, seed: string, { list, end }: Inputs): RunResult {
  // What the script's administrators did stands in the journal like what people did.
  const run = new WarmRun({ scenario, seed, bodies: false, observers: [], staged: [] });
  const { horizon } = run.span;
  for (const input of list) {
    const { t, after } = input;
    run.runTo(t);
    run.turnsAt(t, after);
    if (input.kind === 'command') run.command(input.to, input.command, t);
    else if (input.kind === 'leaves') run.leaves(input.id, input.why, t);
    else run.returns(input.id, t);
  }
  run.runTo(end);
  const { ending } = run;
  return run.finish(ending === 'horizon' && end < horizon ? 'stopped' : ending, end);
}
