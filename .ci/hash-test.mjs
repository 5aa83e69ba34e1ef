// The same seed tells the same story wherever it is told: each scenario in many cells (hosts, runtimes, JSON hops, zones), and one hash for all of them.
// It does not judge the story. `--whole` runs in every cell of the host lockstep what is otherwise shared out among them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CELLS } from './hashes/cells.mjs';
import { BEGINNING, inParallel, jobs, OTHER_SEED, PILOT } from './hashes/jobs.mjs';
import { compare, rowsOf } from './hashes/rows.mjs';
import { Runner } from './hashes/runner.mjs';
import { legend, table } from './hashes/table.mjs';

const LEAST_MOVEMENTS = 500;
const [reference] = CELLS;

const folder = mkdtempSync(join(tmpdir(), 'rehearse-hashes-'));
try {
  process.exitCode = (await isOneStory(new Runner(folder))) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function isOneStory(runner) {
  const results = await inParallel(jobs(process.argv.includes('--whole')), (job) =>
    runner.run(job),
  );
  const rows = rowsOf(results);
  const { compared, differing } = await compare(rows, reference);
  for (const line of [...legend(CELLS), ...table(CELLS, rows)]) say(line);
  say(`${compared - differing.length} of ${compared} hashes are those of ${reference.name}`);
  const failures = results.flatMap(({ troubles }) => troubles);
  const all = [...failures, ...differing, ...emptiness(results)];
  for (const trouble of all) process.stderr.write(`${trouble}\n`);
  return all.length === 0;
}

/** Hashes of runs in which nothing happens, or that no seed changes, would agree too. */
function emptiness(results) {
  const of = (...more) =>
    results.find(({ cell, args }) => cell === reference && args.join() === [PILOT, ...more].join())
      ?.summaries[0];
  const { declared = 0, due = 0, discharged = 0 } = of()?.movements ?? {};
  const [one, two] = [of(...BEGINNING), of(...OTHER_SEED)];
  return [
    ...(declared >= LEAST_MOVEMENTS ? [] : [`only ${declared} movements were declared`]),
    ...(due > 0 && discharged > 0 ? [] : ['nothing was discharged']),
    ...(one?.journal.sha256 !== two?.journal.sha256 ? [] : ['another seed gave the same hash']),
  ];
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
