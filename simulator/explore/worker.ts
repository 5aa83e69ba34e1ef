/** A worker of a sweep: tries the seeds that it is handed and tells what each has shown. */
import { parentPort, workerData } from 'node:worker_threads';
import { exploreSeed } from './seed.ts';
import type { Outcome, WorkerTask } from './sweep.ts';

const { scenario, faults } = workerData as WorkerTask;

parentPort?.on('message', (seed: number) => {
  parentPort?.postMessage(outcomeOf(seed));
});

function outcomeOf(seed: number): Outcome {
  try {
    const { events, violations } = exploreSeed({ scenario, seed, faults, stopsAt: 'first' });
    const [violation] = violations;
    return { seed, events, ...(violation === undefined ? {} : { violation }) };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}
