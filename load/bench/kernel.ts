/** The bare kernel against SimPy on the same queues, each in a process of its own, in turns. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { erlangWait } from '../../simulator/core/textbook-queues.ts';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { PeerMissing, median, runtimeArgs } from './measure.ts';
import { here } from './processes.ts';

/** What tandem.ts and simpy-tandem.py print. */
interface TandemRun {
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Of all threads; SimPy has one and does not say. */
  readonly cpuSeconds?: number;
  /** In units of the mean service time, by station. */
  readonly meanWaits: readonly number[];
}

const REPETITIONS = 5;
// About a second each; SimPy is the slower one.
const CUSTOMERS = 500_000;
const SIMPY_CUSTOMERS = 20_000;

/** Events per second of the kernel ÷ those of SimPy, medians of runs in turns. Throws `PeerMissing` without SimPy. */
export async function benchTandem(): Promise<Figure> {
  const python = await findSimpy();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let seed = 1; seed <= REPETITIONS; seed++) {
    ours.push((await tandem(seed)).eventsPerSecond);
    const args = [here('simpy-tandem.py'), String(SIMPY_CUSTOMERS), String(seed)];
    theirs.push((await checked(python.path, args)).eventsPerSecond);
  }
  return figure('kernel-tandem', median(ours), {
    what: `SimPy ${python.simpy}`,
    value: median(theirs),
  });
}

/** Processor time that the bare kernel takes for an event, in µs. */
export async function tandemCost(seed: number): Promise<number> {
  const { cpuSeconds = NaN, events } = await tandem(seed);
  return (1e6 * cpuSeconds) / events;
}

const tandem = (seed: number): Promise<TandemRun> =>
  checked(process.execPath, [...runtimeArgs(), here('tandem.ts'), String(CUSTOMERS), String(seed)]);

/** Runs one side and checks that it simulated the queues it was asked to: both must wait as theory says. */
async function checked(command: string, args: readonly string[]): Promise<TandemRun> {
  const { stdout } = await run(command, args);
  const result = JSON.parse(stdout) as TandemRun;
  const { meanWaits } = result;
  const found = meanWaits.reduce((sum, wait) => sum + wait, 0) / meanWaits.length;
  const theory = erlangWait(3, 0.8);
  // Five standard deviations of a short SimPy run.
  if (!(Math.abs(found / theory - 1) < 0.25)) {
    throw new Error(
      `${command} ${args.join(' ')}: mean wait ${String(found)}, but theory says ${String(theory)}`,
    );
  }
  return result;
}

/** Debian's SimPy belongs to /usr/bin/python3, which need not be the first Python on the path. */
async function findSimpy(): Promise<{ path: string; simpy: string }> {
  for (const path of ['python3', '/usr/bin/python3']) {
    try {
      const { stdout } = await run(path, ['-c', 'import simpy; print(simpy.__version__)']);
      return { path, simpy: stdout.trim() };
    } catch {
      continue; // No such Python, or one without SimPy: the next may have it.
    }
  }
  throw new PeerMissing('SimPy', 'apt-get install python3-simpy3, or pip install simpy');
}

const run = promisify(execFile);
