/** `rehearse mutants`: deliberately wrong participants, one at a time, against the scripts and, where these find nothing, against seeds under fire. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MUTANTS } from '../../nodes/mutants/mutants.ts';
import type { Language } from '../../reports/render/format.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { makePlanFolder } from '../hosts/run-folder.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { tryAll } from './mutation/crew.ts';
import type { MutantReport } from './mutation/report.ts';
import { isWell } from './mutation/report.ts';
import { headsOf, medianStory, pageOf, rowsOf, summaryOf } from './mutation/table.ts';
import { printJson, printLine, printTable } from './output.ts';
import { Progress } from './progress.ts';

const OPTIONS = { seeds: 'text', jobs: 'text', lang: 'text', out: 'text', json: 'flag' } as const;

/** Seeds that a mutant must survive to count as not caught. */
const SEEDS = 60;
const SEEDS_MOST = 100_000;
const JOBS_MOST = 256;
const LANGUAGES = ['en', 'ru'] as const;

/** Exit code 1 where one survives, or is so wrong that the smallest rehearsal fails with it. */
export async function mutants(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS);
  const language = options.choice<Language>('lang', ['en', 'ru'], 'en');
  const ids = idsOf(options.words);
  const out = options.text('out');
  const folder = out === undefined ? undefined : makePlanFolder('mutants', out);
  const progress = new Progress('mutants');
  const reports = await tryAll({
    ids,
    seedsMost: options.whole('seeds', 0, SEEDS_MOST) ?? SEEDS,
    jobs: options.whole('jobs', 1, JOBS_MOST) ?? availableParallelism(),
    onProgress: (done, doing) =>
      progress.show(done / ids.length, `${String(done)} of ${String(ids.length)} · ${doing}`),
  });
  progress.end();
  if (folder !== undefined) write(reports, folder, language);
  if (options.flag('json') === true) printJson(resultOf(reports));
  else print(reports, language);
  return reports.every(isWell) ? EXIT.well : EXIT.verdict;
}

/** All of them where none is named. */
function idsOf(words: readonly string[]): string[] {
  const all = MUTANTS.map(({ id }) => id);
  for (const word of words)
    if (!all.includes(word))
      throw new Failure(
        EXIT.usage,
        `there is no mutant ${word}`,
        didYouMean(word, all, 'see docs/mutants.md'),
      );
  return words.length === 0 ? all : [...new Set(words)];
}

function print(reports: readonly MutantReport[], language: Language): void {
  printTable([headsOf(language), ...rowsOf(reports, language)], [5, 6, 7]);
  // Of a single one people want to read the story.
  if (reports.length === 1)
    for (const { seed } of reports) if (seed !== undefined) printLine(`\n${seed.story[language]}`);
  printLine();
  for (const line of summaryOf(reports, language)) printLine(line);
}

/** The table with the stories, and the small scenarios of those that seeds have found, with the story of each as a page. */
function write(reports: readonly MutantReport[], folder: string, language: Language): void {
  writeFileSync(join(folder, 'mutants.md'), pageOf(reports, language));
  for (const { id, seed } of reports) {
    if (seed === undefined) continue;
    writeFileSync(join(folder, `${id}.yaml`), seed.file);
    for (const told of LANGUAGES)
      writeFileSync(join(folder, `${id}.${told}.html`), seed.page[told]);
  }
}

const resultOf = (reports: readonly MutantReport[]): object => ({
  caught: reports.filter(isWell).length,
  of: reports.length,
  medianStory: medianStory(reports),
  mutants: reports.map(({ seed, ...report }) => ({
    ...report,
    seed: seed === undefined ? undefined : { ...seed, page: undefined },
    well: isWell({ ...report, seed }),
  })),
});
