/** A worker that tries the mutants that it is handed, one after the other. */
import { parentPort } from 'node:worker_threads';
import { MUTANTS } from '../../../nodes/mutants/mutants.ts';
import type { MutantReport } from './report.ts';
import { reportOf } from './report.ts';
import { tryMutant } from './trial.ts';

export interface Task {
  readonly id: string;
  readonly seedsMost: number;
}

export type Told =
  { readonly doing: string } | { readonly report: MutantReport } | { readonly broken: string };

const tell = (told: Told): void => parentPort?.postMessage(told);

parentPort?.on('message', ({ id, seedsMost }: Task) => {
  const mutant = MUTANTS.find((one) => one.id === id);
  if (mutant === undefined) return;
  try {
    const onProgress = (what: string): void => tell({ doing: `${id}: ${what}` });
    tell({ report: reportOf(tryMutant({ mutant, seedsMost, onProgress })) });
  } catch (error) {
    tell({ broken: `${id}: ${error instanceof Error ? error.message : String(error)}` });
  }
});
