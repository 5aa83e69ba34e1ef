/** Where a run is kept: `runs/{scenario}-{seed}-{n}`, with its journal, summary and report. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const JOURNAL_FILE = 'journal.jsonl';
export const SUMMARY_FILE = 'summary.json';
export const SCENARIO_FILE = 'scenario.json';
/** In the folder of a plan: the summaries of its runs, which lie in folders beside it. */
export const PLAN_FILE = 'plan.json';

/** The folder asked for holds a run already, which is not to be lost. */
export class FolderInUse extends Error {}

/**
 * Makes the next free folder for a run, or the folder asked for.
 * @param runs where runs lie.
 * @throws the file system's error where it cannot be made.
 */
export function makeRunFolder(
  scenario: string,
  seed: string,
  asked: string | undefined,
  runs = 'runs',
): string {
  if (asked !== undefined) {
    if (existsSync(join(asked, JOURNAL_FILE))) throw new FolderInUse(asked);
    mkdirSync(asked, { recursive: true });
    return asked;
  }
  return nextFree(runs, `${scenario}-${seed}-`);
}

/**
 * Makes a folder for the runs of a plan, `runs/{plan}-{n}`, or the folder asked for.
 * @throws the file system's error where it cannot be made.
 */
export function makePlanFolder(plan: string, asked: string | undefined, runs = 'runs'): string {
  if (asked === undefined) return nextFree(runs, `${plan}-`);
  if (existsSync(join(asked, PLAN_FILE)) || existsSync(join(asked, JOURNAL_FILE)))
    throw new FolderInUse(asked);
  mkdirSync(asked, { recursive: true });
  return asked;
}

function nextFree(runs: string, prefix: string): string {
  mkdirSync(runs, { recursive: true });
  const numbers = readdirSync(runs)
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isInteger);
  for (let n = Math.max(0, ...numbers) + 1; ; n++) {
    const folder = join(runs, `${prefix}${String(n)}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export const writeJson = (path: string, value: unknown): void => {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
};
