// Which scenarios are run in which cell, and in what order. Running them is `runner.mjs`.
import { availableParallelism } from 'node:os';
import { CELLS } from './cells.mjs';

const [reference] = CELLS;
export const PILOT = 'pilot/pilot-corridors';
/** Long enough for some seventy movements under way, short enough for every cell. */
export const BEGINNING = ['--until', '6h'];
export const OTHER_SEED = [...BEGINNING, '--seed', '2'];

/** @param whole runs in every cell of lockstep what is otherwise shared out among them. */
export const jobs = (whole) => [
  ...CELLS.flatMap((cell) => jobsOf(cell, whole).map((args) => ({ cell, args }))).sort(
    longestFirst,
  ),
  { cell: reference, args: [PILOT, ...OTHER_SEED] },
];

function jobsOf(cell, whole) {
  const everything = whole || cell.host === 'virtual';
  const allDays = everything || cell.wholePilot === true;
  return [
    ...(allDays ? [[PILOT]] : []),
    ['conformity'],
    ...(everything ? [['faults']] : cell.faults.map((name) => [`faults/${name}`])),
    ...(!allDays || cell === reference ? [[PILOT, ...BEGINNING]] : []),
  ];
}

/** So that none of the long ones is waited for alone at the end. */
const longestFirst = (a, b) => rank(a) - rank(b);

function rank({ cell, args }) {
  if (cell.host === 'virtual') return 2;
  return args.length === 1 && [PILOT, 'conformity', 'faults'].includes(args[0]) ? 0 : 1;
}

/** Lockstep waits for messages part of the time, so there is one more at a time than there are cores. */
export async function inParallel(all, run) {
  const results = [];
  const waiting = all.values();
  const worker = async () => {
    for (const job of waiting) results.push(await run(job));
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
  return results;
}
