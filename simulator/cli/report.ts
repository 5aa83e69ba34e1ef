/** `rehearse report`: the KPI report of a recorded run, as a page, JSON or tables. */
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KpiBoard, sampleEvery } from '../../reports/kpi/board.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import type { Language } from '../../reports/render/format.ts';
import { renderHtml } from '../../reports/render/html.ts';
import { renderJson } from '../../reports/render/json.ts';
import type { PublishedBorder, ReportData } from '../../reports/render/report.ts';
import type { RunSummary } from '../../reports/render/summary.ts';
import { BORDER_TIMES } from '../../scenarios/data/border-times.ts';
import { namesOf } from '../../scenarios/data/names.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { spanOf } from '../hosts/span.ts';
import { INVARIANTS } from '../journal/invariants/invariants.ts';
import { officesOfCountries } from '../server/about.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { journalOf, journalPath, scenarioOf, summaryOf } from './recorded.ts';

const FORMATS = ['html', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

const RENDER: Readonly<Record<Format, (data: ReportData, language: Language) => string>> = {
  html: renderHtml,
  json: renderJson,
  csv: renderCsv,
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
  for (const path of writeReports(options.words[0] ?? '', formats as Format[], [language]))
    printLine(path);
  return EXIT.well;
}

/** Writes `report.html` and so on into the run's folder (`report.ru.html` in Russian); gives their paths. */
export function writeReports(
  folder: string,
  formats: readonly Format[],
  languages: readonly Language[],
): string[] {
  const data = dataOf(folder);
  const place = statSync(folder).isDirectory() ? folder : dirname(folder);
  return formats.flatMap((format) =>
    languages.map((language) => {
      const path = join(
        place,
        language === 'en' ? `report.${format}` : `report.${language}.${format}`,
      );
      writeFileSync(path, RENDER[format](data, language));
      return path;
    }),
  );
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
  const { header } = journalOf(folder, (entry, _body, { participants }) => {
    board ??= new KpiBoard(participants, sampleEvery(horizon - start));
    board.step(entry);
  });
  const { violations } = summary.invariants;
  return {
    header,
    title: scenario.title,
    story: scenario.story,
    summary,
    results: board?.results() ?? [],
    invariants: INVARIANTS.map(({ id, text, source }) => ({
      id,
      text,
      source,
      violations: violations.filter(({ invariant }) => invariant === id).length,
    })),
    published: publishedBorders(),
    names: namesOf(officesOfCountries(scenario.participants)),
    command: `rehearse run ${scenario.id} --seed ${summary.seed}`,
  };
}

const publishedBorders = (): PublishedBorder[] =>
  BORDER_TIMES.map(({ post, direction, meanHours, kind, source }) => ({
    post,
    side: direction === 'outbound' ? 'exit' : 'entry',
    meanHours,
    kind,
    source,
  }));
