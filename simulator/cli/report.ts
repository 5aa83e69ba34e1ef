/** `rehearse report`: the KPI report of a recorded run, as a page, JSON or tables. */
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KpiBoard, sampleEvery } from '../../reports/kpi/board.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import type { Language } from '../../reports/render/format.ts';
import { renderHtml } from '../../reports/render/html.ts';
import { renderPlanHtml } from '../../reports/render/html-plan.ts';
import { renderJson } from '../../reports/render/json.ts';
import { renderJunit } from '../../reports/render/junit.ts';
import type { PublishedBorder, ReportData } from '../../reports/render/report.ts';
import type { RunSummary } from '../../reports/render/summary.ts';
import { ScriptJudge } from '../../reports/verdict/judge.ts';
import type { LearntName } from '../../reports/verdict/names.ts';
import type { Names } from '../../reports/views/waiting-text.ts';
import { expectedOf } from '../../scenarios/expected-script.ts';
import { BORDER_TIMES } from '../../scenarios/data/border-times.ts';
import { namesOf } from '../../scenarios/data/names.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { SCENARIO_FILE } from '../hosts/run-folder.ts';
import { spanOf } from '../hosts/span.ts';
import { INVARIANTS } from '../journal/invariants/invariants.ts';
import { officesOfCountries } from '../server/about.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import type { Plan } from './recorded.ts';
import { journalOf, journalPath, planIn, scenarioOf, summaryOf } from './recorded.ts';

const FORMATS = ['html', 'json', 'csv', 'junit'] as const;
type Format = (typeof FORMATS)[number];

const RENDER: Readonly<Record<Format, (data: ReportData, language: Language) => string>> = {
  html: renderHtml,
  json: renderJson,
  csv: renderCsv,
  junit: (data, language) => renderJunit(data.summary.scenario, [data], language),
};

/** How the files end; build servers look for XML. */
const ENDINGS: Readonly<Record<Format, string>> = {
  html: 'html',
  json: 'json',
  csv: 'csv',
  junit: 'junit.xml',
};

export function report(args: string[]): number {
  const options = new Arguments(args, { format: 'text', lang: 'text' }, { least: 1, most: 1 });
  const formats = (options.text('format') ?? 'html').split(',');
  const unknown = formats.find((format) => !(FORMATS as readonly string[]).includes(format));
  if (unknown !== undefined) {
    throw new Failure(
      EXIT.usage,
      `there is no format ${unknown}`,
      didYouMean(unknown, FORMATS, `formats are ${FORMATS.join(', ')}`),
    );
  }
  const language = options.choice<Language>('lang', ['en', 'ru'], 'en');
  const folder = options.words[0] ?? '';
  const plan = planIn(folder);
  const paths =
    plan === undefined
      ? writeReports(folder, formats as Format[], [language])
      : writePlanReports(folder, plan, formats as Format[], language);
  for (const path of paths) printLine(path);
  return EXIT.well;
}

/** Writes `report.html` and so on into the run's folder (`report.ru.html` in Russian); gives their paths. */
export function writeReports(
  folder: string,
  formats: readonly Format[],
  languages: readonly Language[],
): string[] {
  return writeRun(folder, dataOf(folder), formats, languages);
}

function writeRun(
  folder: string,
  data: ReportData,
  formats: readonly Format[],
  languages: readonly Language[],
): string[] {
  const place = folderOf(folder);
  return formats.flatMap((format) =>
    languages.map((language) => {
      const path = join(place, fileOf(format, language));
      writeFileSync(path, RENDER[format](data, language));
      return path;
    }),
  );
}

/** Of a run that is named by its folder, or by the journal in it. */
const folderOf = (path: string): string => (statSync(path).isDirectory() ? path : dirname(path));

const fileOf = (format: Format, language: Language): string =>
  language === 'en' ? `report.${ENDINGS[format]}` : `report.${language}.${ENDINGS[format]}`;

/** Each run of a plan has its own reports; beside them stands one page and one JUnit file for the plan as a whole. */
function writePlanReports(
  folder: string,
  { plan, runs }: Plan,
  formats: readonly Format[],
  language: Language,
): string[] {
  const told = runs.map((run) => ({ run, data: dataOf(join(folder, run)) }));
  const written = formats.flatMap((format): string[] => {
    const text =
      format === 'html'
        ? renderPlanHtml(
            plan,
            told.map(({ run, data }) => ({ data, page: `${run}/${fileOf('html', language)}` })),
            language,
          )
        : format === 'junit'
          ? renderJunit(
              plan,
              told.map(({ data }) => data),
              language,
            )
          : undefined;
    if (text === undefined) return [];
    const path = join(folder, fileOf(format, language));
    writeFileSync(path, text);
    return [path];
  });
  const each = formats.filter((format) => format !== 'junit');
  for (const { run, data } of told)
    written.push(...writeRun(join(folder, run), data, each, [language]));
  return written;
}

/** Folds the run's journal once more: the journal is the only truth. */
function dataOf(folder: string): ReportData {
  const summary = summaryOf(folder) as RunSummary | undefined;
  const scenario = scenarioOf(folder) as Scenario | undefined;
  if (summary === undefined || scenario === undefined) {
    throw new Failure(
      EXIT.usage,
      `${journalPath(folder)} has no summary.json and scenario.json beside it`,
      'name the folder of a finished run',
    );
  }
  const { start, horizon } = spanOf(scenario);
  let board: KpiBoard | undefined;
  const script = expectedOf(scenario);
  const judge = script === undefined ? undefined : new ScriptJudge(script);
  const { header, cut } = journalOf(folder, (entry, body, { participants }) => {
    board ??= new KpiBoard(participants, sampleEvery(horizon - start));
    board.step(entry);
    judge?.step(entry, body);
  });
  if (cut !== undefined)
    process.stderr.write(`the journal is cut: ${cut}; the report goes as far as it does\n`);
  const { violations } = summary.invariants;
  return {
    header,
    title: scenario.title,
    story: scenario.story,
    summary,
    results: board?.results() ?? [],
    ...(judge === undefined ? {} : { steps: judge.results(), learnt: judge.learnt() }),
    invariants: INVARIANTS.map(({ id, text, source }) => ({
      id,
      text,
      source,
      violations: violations.filter(({ invariant }) => invariant === id).length,
    })),
    published: publishedBorders(),
    names: namesWith(judge?.learnt() ?? [], namesOf(officesOfCountries(scenario.participants))),
    // The scenario as it was run, whatever was changed on the command line.
    command: `rehearse run ${join(folderOf(folder), SCENARIO_FILE)} --seed ${summary.seed}`,
  };
}

/** Numbers that stand for a name of the script are called by it. */
function namesWith(learnt: readonly LearntName[], names: Names): Names {
  const own = new Map(learnt.map(({ name, value }) => [value, { en: name, ru: name }]));
  return (id) => own.get(id) ?? names(id);
}

const publishedBorders = (): PublishedBorder[] =>
  BORDER_TIMES.map(({ post, direction, meanHours, kind, source }) => ({
    post,
    side: direction === 'outbound' ? 'exit' : 'entry',
    meanHours,
    kind,
    source,
  }));
