/** Tries many mutants on many cores. The reports depend on the mutants alone, not on how many workers there are. */
import { Worker } from 'node:worker_threads';
import type { MutantReport } from './report.ts';
import type { Task, Told } from './worker.ts';

export interface CrewRequest {
  readonly ids: readonly string[];
  readonly seedsMost: number;
  /** Workers at once. */
  readonly jobs: number;
  readonly onProgress: (done: number, doing: string) => void;
}

/** In the order of the ids. @throws where a mutant cannot be tried at all. */
export async function tryAll(request: CrewRequest): Promise<MutantReport[]> {
  const { ids, jobs } = request;
  const reports = new Map<string, MutantReport>();
  const waiting = [...ids];
  const workers = Array.from(
    { length: Math.max(1, Math.min(jobs, ids.length)) },
    () => new Worker(new URL('./worker.ts', import.meta.url)),
  );
  try {
    await Promise.all(workers.map((worker) => employ(worker, waiting, reports, request)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return ids.flatMap((id) => reports.get(id) ?? []);
}

/** Keeps a worker busy until no mutant is left for it. */
function employ(
  worker: Worker,
  waiting: string[],
  reports: Map<string, MutantReport>,
  { seedsMost, onProgress }: CrewRequest,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const goOn = (): void => {
      const id = waiting.shift();
      if (id === undefined) resolve();
      else worker.postMessage({ id, seedsMost } satisfies Task);
    };
    worker.on('message', (told: Told) => {
      if ('broken' in told) {
        reject(new Error(told.broken));
        return;
      }
      if ('doing' in told) {
        onProgress(reports.size, told.doing);
        return;
      }
      reports.set(told.report.id, told.report);
      goOn();
    });
    worker.on('error', reject);
    goOn();
  });
}
