/**
 * Forks a run with many live movements and clones its plain state, by turns, in a process of its own; prints both medians in ms as JSON. Usage:
 * fork-run.ts MOVEMENTS.
 */
import { loadScenario } from '../../scenarios/load.ts';
import { castOf, toldBy } from '../../simulator/hosts/cast.ts';
import { WarmRun } from '../../simulator/hosts/rehearsal.ts';
import { HOUR } from '../../simulator/core/time.ts';
import { median } from './measure.ts';

export interface ForkResult {
  readonly live: number;
  readonly forkMs: number;
  readonly cloneMs: number;
}

const REPETITIONS = 7;
/** Facts with which a movement begins and ends to be live. */
const CHANGES: Readonly<Record<string, number>> = {
  DeclarationSubmitted: 1,
  DeclarationRejected: -1,
  DeclarationRefused: -1,
  ReleaseDenied: -1,
  MovementInvalidated: -1,
  MovementWrittenOff: -1,
};

const wanted = Number(process.argv[2]);
const changes = ['lasts=10d', 'warmUp=0d', 'traffic.0.share=10'];
const loaded = loadScenario('pilot/year', changes);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.defects));
const { scenario } = loaded;
const seed = String(scenario.seed);
let live = 0;
const run = new WarmRun({
  scenario,
  seed,
  bodies: false,
  observers: [({ type }) => void (live += CHANGES[type] ?? 0)],
});
for (let at = run.at; live < wanted && at < run.span.horizon; at += HOUR) run.runTo(at);

const told = toldBy(scenario);
const silent = { record: () => undefined };
const forks: number[] = [];
const clones: number[] = [];
for (let i = 0; i < REPETITIONS; i++) {
  forks.push(spent(() => run.host.fork(castOf(told, seed), silent)));
  // Rows lose their classes on the way, which a restored run gives them back; that is not counted.
  const state = run.host.save(run.host.now);
  clones.push(spent(() => structuredClone(state)));
}
const result: ForkResult = { live, forkMs: median(forks), cloneMs: median(clones) };
process.stdout.write(`${JSON.stringify(result)}\n`);

function spent(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
