/** `rehearse load`: movements, many a second, on an exchange or at national doors; every answer is checked, and the end is a report. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../../load/flows/flow.ts';
import { secondsOf } from '../../load/generator/beginnings.ts';
import { profileNames, readProfile } from '../../load/profiles/read.ts';
import { loadPage } from '../../load/report/load-page.ts';
import type { Interval, LoadReport } from '../../load/report/load-report.ts';
import type { Language } from '../../load/report/numbers.ts';
import { makePlanFolder, writeJson } from '../hosts/run-folder.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { FLOW_OPTIONS, flowsFor } from './load-flows.ts';
import { LoadPage, PAGE_OPTIONS } from './load-page.ts';
import { loadTable } from './load-table.ts';
import { openLoading, TARGET_OPTIONS } from './loading.ts';
import type { Watching } from './loading.ts';
import { printJson, printLine } from './output.ts';
import { Progress } from './progress.ts';

const OPTIONS = {
  profile: 'text',
  'write-flows': 'text',
  out: 'text',
  lang: 'text',
  json: 'flag',
  ...TARGET_OPTIONS,
  ...FLOW_OPTIONS,
  ...PAGE_OPTIONS,
} as const;

const PAGES = { en: 'load.html', ru: 'load.ru.html' } as const;

export async function load(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { most: 0 });
  const language = options.choice<Language>('lang', ['en', 'ru'], 'en');
  const name = options.text('profile');
  const writeFlows = options.text('write-flows');
  if (name === undefined && writeFlows === undefined)
    throw new Failure(
      EXIT.usage,
      'a load needs a profile',
      `add --profile ${profileNames().join('|')}`,
    );
  const profile = readProfile(name ?? 'smoke');
  const written = (flows: readonly Flow[]): void => {
    if (writeFlows !== undefined) writeFileSync(writeFlows, JSON.stringify({ format: 1, flows }));
  };
  if (name === undefined) {
    written(flowsFor(options));
    return EXIT.well;
  }
  const loading = await openLoading(options, profile, written);
  const progress = new Progress(profile.name);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  let page: LoadPage | undefined;
  let report: LoadReport;
  let folder: string;
  try {
    page = await LoadPage.open(options, profile, loading);
    const onInterval: Watching['onInterval'] = (interval, seconds, checked) => {
      progress.show(interval.at / seconds, intervalText(interval));
      page?.board.onInterval(interval, checked);
    };
    report = await loading.run({ onInterval, signal: interrupted.signal });
    folder = makePlanFolder(`load-${profile.name}`, options.text('out'));
    writeJson(join(folder, 'load.json'), report);
    for (const language of ['en', 'ru'] as const)
      writeFileSync(join(folder, PAGES[language]), loadPage(report, language));
  } catch (error) {
    await page?.fail(error);
    throw error;
  } finally {
    progress.end();
    await loading.close();
  }
  if (options.flag('json') === true) printJson(report);
  else {
    printLine(loadTable(report, secondsOf(profile), language));
    printLine(folder);
  }
  page?.board.onReport(report, join(folder, 'load.json'));
  await page?.end(interrupted.signal.aborted);
  if (report.broken !== undefined) throw new Failure(EXIT.surroundings, report.broken, '');
  return report.objections.length === 0 ? EXIT.well : EXIT.verdict;
}

const intervalText = ({ movements, acknowledged, p99, backlog }: Interval): string =>
  `${String(movements)} movements/s · ${String(acknowledged)} messages/s · p99 ${p99.toFixed(1)} ms · ${String(backlog)} wait`;
