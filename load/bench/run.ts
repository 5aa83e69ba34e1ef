/** Runs the benches and prints their figures against the goals. Usage: run.ts [--only ID[,ID]] [--full] [--json]. */
import { parseArgs } from 'node:util';
import { thisMachine } from '../generator/machine.ts';
import { benchKnownCapacity, benchRepeatedCapacity } from './capacity.ts';
import { benchFrames, benchSeek, benchStart } from './dashboard.ts';
import { benchExplore, benchLockstep } from './explore.ts';
import type { Figure, FigureId } from './figures.ts';
import { benchGenerator, benchStall } from './generator.ts';
import { benchHashes } from './hash.ts';
import { benchIce, benchIceLatency } from './ice.ts';
import { benchTandem } from './kernel.ts';
import { PeerMissing } from './measure.ts';
import { benchFork, benchGrowth, benchMemory, benchProcedure } from './procedure.ts';
import { figureTable } from './table.ts';

/** Something to run, and the figure it gives. */
interface Bench {
  readonly gives: FigureId;
  /** Takes a quarter of an hour: run with --full, or when it is named. */
  readonly isLong?: true;
  /** What it gives, and what it could not give for want of a peer. */
  run(options: Options): Promise<Figure | readonly (Figure | PeerMissing)[]>;
}

interface Options {
  readonly only: readonly string[];
  readonly json: boolean;
  /** Sizes as the goals name them, however long it takes. */
  readonly full: boolean;
}

/** All benches, in the order in which they run: one at a time, as they need the machine for themselves. */
const BENCHES: readonly Bench[] = [
  { gives: 'kernel-tandem', run: benchTandem },
  { gives: 'procedure-event-cost', run: benchProcedure },
  { gives: 'movement-cost-growth', run: ({ full }) => benchGrowth(full) },
  { gives: 'movement-memory', run: benchMemory },
  { gives: 'run-fork', run: benchFork },
  { gives: 'explore-rate', run: benchExplore },
  { gives: 'lockstep-day', run: benchLockstep },
  { gives: 'hash-equal', run: benchHashes },
  { gives: 'ice-durable-throughput', run: benchIce },
  { gives: 'ice-durable-latency', run: benchIceLatency },
  { gives: 'generator-rate', run: benchGenerator },
  { gives: 'generator-stall', run: benchStall },
  { gives: 'capacity-known', run: benchKnownCapacity },
  { gives: 'capacity-repeat', run: benchRepeatedCapacity, isLong: true },
  { gives: 'start-to-first-truck', run: benchStart },
  { gives: 'dashboard-frames', run: benchFrames },
  { gives: 'dashboard-seek', run: benchSeek },
];

/** Exit codes as for `rehearse`: 1 a goal is missed or not measured, 2 bad usage, 3 a peer is missing. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === undefined) return 2;
  const figures: Figure[] = [];
  const missing: string[] = [];
  const failed: string[] = [];
  for (const bench of BENCHES) {
    if (!isWanted(bench, options)) continue;
    process.stderr.write(`measuring ${bench.gives} …\n`);
    for (const found of await outcomes(bench, options)) {
      if (!(found instanceof Error)) figures.push(found);
      else if (found instanceof PeerMissing) missing.push(`${bench.gives}: ${found.message}`);
      else failed.push(`${bench.gives} could not be measured: ${found.message}`);
    }
  }
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ runtime: thisMachine().runtime, figures, missing, failed }, null, 2)}\n`,
    );
  else if (figures.length > 0) process.stdout.write(`${figureTable(figures)}\n`);
  for (const line of [...missing, ...failed]) process.stderr.write(`${line}\n`);
  if (missing.length > 0) return 3;
  return failed.length === 0 && figures.every(({ met }) => met !== false) ? 0 : 1;
}

const isWanted = ({ gives, isLong }: Bench, { only, full }: Options): boolean =>
  only.length > 0 ? only.includes(gives) : full || isLong !== true;

/** A bench that breaks costs its own figure, not those of the others. */
async function outcomes(bench: Bench, options: Options): Promise<readonly (Figure | Error)[]> {
  try {
    return [await bench.run(options)].flat();
  } catch (error) {
    return [error instanceof Error ? error : new Error(String(error))];
  }
}

const USAGE = 'usage: run.ts [--only ID[,ID]] [--full] [--json]';

function parseOptions(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        full: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const only = (values.only ?? []).flatMap((ids) => ids.split(','));
    const offered = BENCHES.map(({ gives }) => gives);
    const unknown = only.find((id) => !offered.some((one) => one === id));
    if (unknown === undefined)
      return { only, full: values.full ?? false, json: values.json ?? false };
    process.stderr.write(
      `--only ${unknown} is no figure. There are: ${offered.join(', ')}\n${USAGE}\n`,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  }
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
