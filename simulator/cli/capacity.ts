/** `rehearse capacity`: the highest rate of movements that an exchange holds, what gave out first, and how sure that is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capacityPage } from '../../load/capacity/capacity-page.ts';
import { compare, readCapacityReport } from '../../load/capacity/comparison.ts';
import { ACHIEVED_LEAST } from '../../load/capacity/judge.ts';
import { TargetLost } from '../../load/capacity/probe.ts';
import type { OpenProbe, ProbeOptions } from '../../load/capacity/probe.ts';
import { capacityReport, isWell } from '../../load/capacity/report.ts';
import type { CapacityReport, SearchCriterion } from '../../load/capacity/report.ts';
import { sizingFor } from '../../load/capacity/sizing.ts';
import type { Sizing } from '../../load/capacity/sizing.ts';
import { hourlyShareMax } from '../../scenarios/data/demand.ts';
import { search } from '../../load/capacity/search.ts';
import type { OnStep, SearchState } from '../../load/capacity/search.ts';
import {
  besideSentence,
  comparisonSentence,
  headline,
  intervalSentence,
  PURPOSES,
  repeatsSentence,
  sizingSentence,
  verdictSentences,
} from '../../load/capacity/wording.ts';
import type { Language } from '../../load/report/numbers.ts';
import { rateText } from '../../load/report/numbers.ts';
import { HOUR, isoUtc, SECOND } from '../core/time.ts';
import { makePlanFolder, writeJson } from '../hosts/run-folder.ts';
import { Arguments } from './arguments.ts';
import { readBroker } from './broker.ts';
import { openProbe } from './capacity-probe.ts';
import { EXIT, Failure } from './failure.ts';
import { FLOW_OPTIONS } from './load-flows.ts';
import { printJson, printLine } from './output.ts';
import { Progress } from './progress.ts';

const OPTIONS = {
  target: 'text',
  credentials: 'text',
  p99: 'text',
  profile: 'text',
  hold: 'text',
  within: 'text',
  start: 'text',
  most: 'text',
  longest: 'text',
  year: 'text',
  compare: 'text',
  broker: 'text',
  'broker-pid': 'text',
  beside: 'text',
  metrics: 'text',
  papers: 'text',
  ...FLOW_OPTIONS,
  out: 'text',
  lang: 'text',
  json: 'flag',
} as const;

const P99_MS = 2 * SECOND;
const HOLD_MS = 20 * SECOND;
const WITHIN = 0.03;
/** Movements a second. */
const START = 10;
const LEAST = 0.05;
const MOST = 100_000;
const PROBES_MOST = 80;
const LONGEST_MS = HOUR;
const PIDS_MOST = 2 ** 31;

/** Where the verb gets its probe from; a test puts another one in its place. */
export type OpenProbes = (args: Arguments, options: ProbeOptions) => Promise<OpenProbe>;

export const capacity = (args: string[]): Promise<number> => capacityBy(openProbe, args);

/**
 * Exit code 1 where the capacity was not found (the generator or a bound on the search came first, nothing was held, the target was lost), where an
 * answer was wrong, and where an earlier report to compare with shows more beyond doubt.
 */
export async function capacityBy(open: OpenProbes, args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { most: 0 });
  const language = options.choice<Language>('lang', ['en', 'ru'], 'en');
  const plan = planOf(options);
  const before = earlierReport(options.text('compare'));
  const year = options.positive('year');
  const beside = options.text('beside');
  if (beside !== undefined) options.choice('beside', ['mosquitto'], 'mosquitto');
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  try {
    const searchOn = (probed: ProbeOptions): Promise<CapacityReport> =>
      searchBy(() => open(options, probed), probed, plan);
    const found = await searchOn(probeOptions(options, plan, interrupted.signal));
    const peer =
      beside === undefined || interrupted.signal.aborted
        ? undefined
        : await searchOn(relayOptions(options, plan, interrupted.signal));
    const report: CapacityReport = {
      ...found,
      ...(peer === undefined ? {} : { beside: peer }),
      ...(before === undefined ? {} : { compared: compare(found, before) }),
      ...(year === undefined ? {} : { sizing: sizingOf(year, found) }),
    };
    const folder = write(report, options.text('out'));
    if (options.flag('json') === true) printJson(report);
    else print(report, folder, language);
    return isWell(report) ? EXIT.well : EXIT.verdict;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

/** The busiest hour of the flows whose hours and seasons are the most uneven. */
function sizingOf(movementsAYear: number, { carried }: CapacityReport): Sizing {
  const busiestHourShare = hourlyShareMax('produce', 'office');
  return sizingFor({ movementsAYear, busiestHourShare }, carried?.movementsPerSecond ?? 0);
}

/** What is searched, and how. */
interface Plan {
  readonly criterion: SearchCriterion;
  readonly start: number;
  readonly most: number;
  readonly longestMs: number;
  readonly profile: string;
  readonly seed: string;
}

function planOf(options: Arguments): Plan {
  const hold = (options.duration('hold') ?? HOLD_MS) / SECOND;
  if (hold < 5 || hold > 3_600)
    throw new Failure(
      EXIT.usage,
      `--hold ${options.text('hold') ?? ''} is too ${hold < 5 ? 'short to tell growth from chance' : 'long'}`,
      'choose 5s to 1h; 20s is usual',
    );
  const criterion = {
    p99Most: options.duration('p99') ?? P99_MS,
    achievedLeast: ACHIEVED_LEAST,
    hold,
    within: withinOf(options.text('within')),
  };
  const most = options.positive('most') ?? MOST;
  return {
    criterion,
    most,
    start: Math.min(most, options.positive('start') ?? START),
    longestMs: options.duration('longest') ?? LONGEST_MS,
    profile: options.text('profile') ?? 'steady',
    seed: options.text('seed') ?? '1',
  };
}

function withinOf(text: string | undefined): number {
  if (text === undefined) return WITHIN;
  const share = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1]) / 100;
  if (share >= 0.005 && share <= 0.5) return share;
  throw new Failure(
    EXIT.usage,
    `--within ${text} is no width of an interval`,
    'write a share from 0.5% to 50%, so 3%',
  );
}

function earlierReport(path: string | undefined): CapacityReport | undefined {
  if (path === undefined) return undefined;
  const report = readCapacityReport(readFileSync(path, 'utf8'));
  if (typeof report !== 'string') return report;
  throw new Failure(
    EXIT.usage,
    `--compare ${path}: ${report}`,
    'name the capacity.json of an earlier search',
  );
}

function probeOptions(options: Arguments, plan: Plan, signal: AbortSignal): ProbeOptions {
  const [target, broker] = [options.text('target'), options.text('broker')];
  if (target !== undefined) readBroker(target, 'target');
  if (broker !== undefined) readBroker(broker);
  if (target !== undefined && broker !== undefined)
    throw new Failure(
      EXIT.usage,
      '--target names an exchange that runs, and --broker one that is to be started behind a broker',
      'leave out one of them; the target of an exchange behind a broker is the broker’s address',
    );
  return {
    ...{ through: 'exchange', target, broker, signal },
    ...{ profile: plan.profile, seed: plan.seed, holdMs: plan.criterion.hold * SECOND },
    credentials: options.text('credentials'),
    metrics: options.text('metrics'),
    brokerPid: options.whole('broker-pid', 1, PIDS_MOST),
  };
}

/** The same load through mosquitto alone, started for it. */
const relayOptions = (options: Arguments, plan: Plan, signal: AbortSignal): ProbeOptions => ({
  ...probeOptions(options, plan, signal),
  ...{ through: 'relay', target: undefined, broker: undefined, credentials: undefined },
  ...{ metrics: undefined, brokerPid: undefined },
});

async function searchBy(
  open: () => Promise<OpenProbe>,
  options: ProbeOptions,
  plan: Plan,
): Promise<CapacityReport> {
  const { criterion, start, most, longestMs, profile, seed } = plan;
  const startedAt = isoUtc(Date.now());
  const begun = performance.now();
  const opened = await open();
  const { target, flows } = opened;
  const shown = showSearch(options.through === 'relay' ? 'mosquitto' : 'capacity', criterion.hold);
  try {
    const result = await search(opened.probe, {
      ...{ criterion, start, most, within: criterion.within, signal: options.signal },
      ...{ least: Math.min(LEAST, start), probesMost: PROBES_MOST, msMost: longestMs },
      now: () => performance.now(),
      onStep: shown.onStep,
    });
    if (result.trials.length === 0)
      throw new Failure(EXIT.usage, 'the search was ended before its first probe', 'let it run');
    const seconds = (performance.now() - begun) / SECOND;
    const about = { target, profile, flows, seed, startedAt, seconds, criterion };
    return capacityReport(result, about);
  } catch (error) {
    if (!(error instanceof TargetLost)) throw error;
    // It tells place and advice itself.
    if (error.cause instanceof Error) throw error.cause;
    const advice = 'start the exchange, or correct --target and --credentials';
    throw new Failure(EXIT.surroundings, `${target}: ${error.message}`, advice);
  } finally {
    shown.end();
    await opened.close();
  }
}

const REDRAW_MS = 1_000;
/** Of a probe, beside the time for which its rate is held: warming up, and what is under way at its end. */
const AROUND_MS = 6_000;

/** Progress of a search on standard error, redrawn while a probe is under way. */
function showSearch(
  name: string,
  hold: number,
): { readonly onStep: OnStep; readonly end: () => void } {
  const progress = new Progress(name);
  let redraw: () => void = () => undefined;
  const timer = setInterval(() => redraw(), REDRAW_MS);
  return {
    onStep: ({ purpose, number, share }, rate, state) => {
      const begun = performance.now();
      const what = `probe ${String(number)}, ${PURPOSES[purpose].en}: ${rateText(rate, 'en')} movements/s · ${knownText(state)}`;
      redraw = () => {
        const own = (performance.now() - begun) / (share * hold * SECOND + AROUND_MS);
        const done = state.trials.length + Math.min(0.95, own);
        progress.show(done / (state.trials.length + state.toCome), what);
      };
      redraw();
    },
    end: () => {
      clearInterval(timer);
      progress.end();
    },
  };
}

function knownText({ held, notHeld }: SearchState): string {
  const from = held === undefined ? 'none held yet' : `held ${rateText(held, 'en')}`;
  return notHeld === undefined ? from : `${from}, not held ${rateText(notHeld, 'en')}`;
}

/** `capacity.json`, and the page in both languages. */
function write(report: CapacityReport, out: string | undefined): string {
  const folder = makePlanFolder('capacity', out);
  writeJson(join(folder, 'capacity.json'), report);
  writeFileSync(join(folder, 'capacity.html'), capacityPage(report, 'en'));
  writeFileSync(join(folder, 'capacity.ru.html'), capacityPage(report, 'ru'));
  return folder;
}

function print(report: CapacityReport, folder: string, language: Language): void {
  printLine(headline(report, language));
  const lines = [
    intervalSentence(report, language),
    ...verdictSentences(report, language),
    repeatsSentence(report, language),
    report.saturation?.sentence[language] ?? '',
    besideSentence(report, language),
    sizingSentence(report, language),
    report.compared === undefined ? '' : comparisonSentence(report.compared, language),
    ...report.findings.slice(0, 5).map(({ kind, rule, detail }) => `${kind} (${rule}): ${detail}`),
  ];
  for (const line of lines) if (line !== '') printLine(`  ${line}`);
  printLine(folder);
}
