/** The whole procedure beside the bare kernel: what an event of each costs, and what a movement costs as a run grows long. */
import { join } from 'node:path';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { tandemCost } from './kernel.ts';
import { median } from './measure.ts';
import { inFolder, runScript } from './processes.ts';
import type { ForkResult } from './fork-run.ts';
import type { Mark, YearOptions, YearResult } from './year-run.ts';

const REPETITIONS = 3;
const MICRO = 1e6;

/** Processor time per event of the year with journal, hash and invariants on ÷ that of the bare kernel, medians of runs in turns. */
export async function benchProcedure(): Promise<Figure> {
  const ours: number[] = [];
  const kernel: number[] = [];
  for (let seed = 1; seed <= REPETITIONS; seed++) {
    kernel.push(await tandemCost(seed));
    const { events, cpuSeconds } = lastOf(await inFolder(aWeek));
    ours.push((MICRO * cpuSeconds) / events);
  }
  return figure('procedure-event-cost', median(ours), {
    what: 'bare kernel, tandem',
    value: median(kernel),
  });
}

const aWeek = (folder: string): Promise<YearResult> =>
  runYear({
    lasts: '7d',
    warmUp: '1d',
    share: 1,
    journal: join(folder, 'journal.jsonl'),
    invariants: true,
  });

/** How long the run is whose later movements are held against its earlier ones: what one has time for, and what the goal speaks of. */
const GROWTH = {
  short: { lasts: '45d', first: [5_000, 15_000], last: [40_000, 50_000] },
  full: { lasts: '712d', first: [0, 100_000], last: [0, 1_000_000] },
} as const;

/** Processor time per movement late in a run ÷ early in it. @param full the goal's own million movements: some twenty minutes. */
export async function benchGrowth(full: boolean): Promise<Figure> {
  const { lasts, first, last } = GROWTH[full ? 'full' : 'short'];
  const { marks } = await runYear({ lasts, warmUp: '0d', share: 1, invariants: true });
  const measured = figure('movement-cost-growth', costBetween(marks, last), {
    what: `movements ${between(first)}`,
    value: costBetween(marks, first),
  });
  const what = `cost per movement in one run of the year, hash and invariants on: movements ${between(last)} ÷ ${between(first)}`;
  return full ? measured : { ...measured, what: `${what}; --full runs the million` };
}

/** Days of traffic from an empty start, so that hardly a movement has ended; rates that differ by two. */
const MEMORY: readonly YearOptions[] = [5, 10].map((share) => ({
  lasts: '1d',
  warmUp: '0d',
  share,
  invariants: false,
}));

/** Bytes of the heap for a live movement: what twice the traffic takes more, ÷ how many more movements it is. */
export async function benchMemory(): Promise<Figure> {
  const [few, many] = await inFolder(async (folder) => {
    const runs: YearResult[] = [];
    for (const options of MEMORY) {
      const journal = join(folder, `${String(options.share)}.jsonl`);
      runs.push(await runYear({ ...options, journal }, ['--expose-gc']));
    }
    return runs;
  });
  if (few === undefined || many === undefined || few.heapBytes === 0)
    throw new Error('this runtime does not tell what its heap holds');
  return figure('movement-memory', (many.heapBytes - few.heapBytes) / (many.live - few.live));
}

/** Movements that are under way when a run is forked. */
const FORKED = 10_000;

/** Time to fork a run ÷ time to clone what makes it up. */
export async function benchFork(): Promise<Figure> {
  const { live, forkMs, cloneMs } = await runScript<ForkResult>('fork-run.ts', [String(FORKED)]);
  if (live < FORKED) throw new Error(`only ${String(live)} movements were under way`);
  return figure('run-fork', forkMs, { what: 'structuredClone', value: cloneMs });
}

/** Processor time per movement between two counts of movements, in µs. */
export function costBetween(marks: readonly Mark[], [from, to]: readonly [number, number]): number {
  return (MICRO * (spentAt(marks, to) - spentAt(marks, from))) / (to - from);
}

/** Processor time until so many movements were declared, along straight lines between marks. */
function spentAt(marks: readonly Mark[], movements: number): number {
  let before: Mark = { movements: 0, events: 0, cpuSeconds: 0 };
  for (const mark of marks) {
    if (mark.movements >= movements) {
      const share = (movements - before.movements) / Math.max(1, mark.movements - before.movements);
      return before.cpuSeconds + share * (mark.cpuSeconds - before.cpuSeconds);
    }
    before = mark;
  }
  throw new RangeError(
    `the run ended after ${String(before.movements)} movements, before ${String(movements)}`,
  );
}

async function runYear(options: YearOptions, v8Flags: readonly string[] = []): Promise<YearResult> {
  const flags = 'deno' in process.versions ? v8Flags.map((flag) => `--v8-flags=${flag}`) : v8Flags;
  const result = await runScript<YearResult>('year-run.ts', [JSON.stringify(options)], flags);
  if (result.violations > 0)
    throw new Error(`${String(result.violations)} invariants were violated in the run measured`);
  return result;
}

function lastOf({ marks }: YearResult): Mark {
  const last = marks.at(-1);
  if (last === undefined) throw new Error('the run told nothing');
  return last;
}

const between = ([from, to]: readonly [number, number]): string =>
  from === 0 ? `1 to ${thousands(to)}` : `${thousands(from)} to ${thousands(to)}`;
const thousands = (count: number): string => `${String(count / 1_000)} k`;
