/** Runs the benches and prints their figures against the goals. Usage: run.ts [--only ID[,ID]] [--json]. */
import { parseArgs } from 'node:util';
import type { Figure, FigureId } from './figures.ts';
import { GOALS } from './figures.ts';
import { benchTandem } from './kernel.ts';
import { PeerMissing, runtimeName } from './measure.ts';
import { figureTable } from './table.ts';

/** Something to run, and the figures it gives. */
interface Bench {
  readonly gives: readonly FigureId[];
  run(): Promise<readonly Figure[]>;
}

/** All benches, in the order in which they run: one at a time, as they need the machine for themselves. */
const BENCHES: readonly Bench[] = [
  { gives: ['kernel-tandem'], run: async () => [await benchTandem()] },
];

/** Exit codes as for `rehearse`: 1 a goal is missed, 2 bad usage, 3 a peer is missing. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === undefined) return 2;
  const figures: Figure[] = [];
  const missing: string[] = [];
  for (const bench of BENCHES) {
    if (!bench.gives.some((id) => options.only.length === 0 || options.only.includes(id))) continue;
    process.stderr.write(`measuring ${bench.gives.join(', ')} …\n`);
    try {
      figures.push(...(await bench.run()));
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      missing.push(`${bench.gives.join(', ')}: ${error.message}`);
    }
  }
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ runtime: runtimeName(), figures, missing }, null, 2)}\n`,
    );
  else if (figures.length > 0) process.stdout.write(`${figureTable(figures)}\n`);
  for (const line of missing) process.stderr.write(`${line}\n`);
  if (missing.length > 0) return 3;
  return figures.every(({ met }) => met !== false) ? 0 : 1;
}

function parseOptions(
  args: readonly string[],
): { only: readonly string[]; json: boolean } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
    const only = (values.only ?? []).flatMap((ids) => ids.split(','));
    const offered = BENCHES.flatMap(({ gives }) => gives);
    const unknown = only.find((id) => !offered.some((one) => one === id));
    if (unknown === undefined) return { only, json: values.json ?? false };
    const why = unknown in GOALS ? 'has a goal, but no bench yet' : 'is no figure';
    process.stderr.write(`--only ${unknown}: ${why}. There are: ${offered.join(', ')}\n`);
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\nusage: run.ts [--only ID[,ID]] [--json]\n`,
    );
  }
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
