/** A recorded run, as the verbs that look at one find it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, JournalHeader } from '../journal/entry.ts';
import { readJournal } from '../hosts/read-journal.ts';
import { JOURNAL_FILE, PLAN_FILE, SCENARIO_FILE, SUMMARY_FILE } from '../hosts/run-folder.ts';
import { EXIT, Failure } from './failure.ts';

export interface Recorded {
  readonly header: JournalHeader;
  readonly entries: number;
  /** Where the journal is cut, as a sentence; undefined for a whole one. */
  readonly cut: string | undefined;
}

/** Path of the journal of a run's folder, or of the journal itself. */
export function journalPath(folder: string): string {
  const path =
    existsSync(folder) && statSync(folder).isFile() ? folder : join(folder, JOURNAL_FILE);
  if (existsSync(path)) return path;
  throw new Failure(
    EXIT.usage,
    `${folder} is no folder of a run: it has no ${JOURNAL_FILE}`,
    'runs lie in runs/',
  );
}

/** Hands every entry to `see`; ends the verb where the journal cannot be read at all. */
export function journalOf(
  folder: string,
  see: (entry: Entry, body: object | undefined, header: JournalHeader) => void,
): Recorded {
  const path = journalPath(folder);
  const read = readJournal(path, see);
  const sentence = (line: number, cause: string, advice: string): string =>
    `${path}:${String(line)}: ${cause}; ${advice}`;
  if (!read.ok)
    throw new Failure(
      EXIT.usage,
      `${path}:${String(read.defect.line)}: ${read.defect.cause}`,
      read.defect.try,
    );
  const { header, entries, defect } = read;
  return {
    header,
    entries,
    cut: defect === undefined ? undefined : sentence(defect.line, defect.cause, defect.try),
  };
}

/** A JSON file of the run's folder; undefined where it is missing or cut. */
function jsonOf(folder: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    return undefined;
  }
}

export const summaryOf = (folder: string): Record<string, unknown> | undefined =>
  jsonOf(folder, SUMMARY_FILE) as Record<string, unknown> | undefined;

export const scenarioOf = (folder: string): unknown => jsonOf(folder, SCENARIO_FILE);

/** What a plan came to lies in a folder of its own, its runs in folders in it. */
export interface Plan {
  readonly plan: string;
  /** Folders, in the order in which they were run. */
  readonly runs: readonly string[];
}

/** The plan whose folder this is; undefined for any other folder. */
export const planIn = (folder: string): Plan | undefined =>
  jsonOf(folder, PLAN_FILE) as Plan | undefined;
