/** What a load ran on, for its report. */
import { availableParallelism } from 'node:os';
import type { LoadReport } from '../report/load-report.ts';

export function thisMachine(): LoadReport['machine'] {
  const { deno, node } = process.versions;
  const runtime = deno === undefined ? `Node ${node}` : `Deno ${deno}`;
  return { cpus: availableParallelism(), runtime };
}
