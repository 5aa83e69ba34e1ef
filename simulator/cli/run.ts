/** `rehearse run`: one scenario, or a folder of them as a plan, as fast as the machine goes. */
import { join } from 'node:path';
import type { RunSummary } from '../../reports/render/summary.ts';
import { libraryNames, planOf, scenarioFiles } from '../../scenarios/load.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { isoUtc } from '../core/time.ts';
import { runLockstep } from '../hosts/lockstep-run.ts';
import type { RunRequest, RunResult } from '../hosts/rehearsal.ts';
import { BODIES_BELOW, runVirtual } from '../hosts/rehearsal.ts';
import {
  JOURNAL_FILE,
  makePlanFolder,
  makeRunFolder,
  PLAN_FILE,
  SCENARIO_FILE,
  writeJson,
} from '../hosts/run-folder.ts';
import { Arguments } from './arguments.ts';
import { reachBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson } from './output.ts';
import { Progress } from './progress.ts';
import { lasting, mustLoad } from './scenario.ts';
import { expectedMovements } from './expected.ts';
import {
  failed,
  printPlanEnd,
  printPlanLine,
  printSummary,
  RunBooks,
  summarise,
} from './summary.ts';

const OPTIONS = {
  seed: 'text',
  until: 'text',
  host: 'text',
  set: 'list',
  bodies: 'flag',
  out: 'text',
  json: 'flag',
  'json-hops': 'flag',
  broker: 'text',
  lang: 'text',
} as const;

const HOSTS = ['virtual', 'lockstep', 'live'] as const;
type Host = (typeof HOSTS)[number];

export async function run(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { least: 1, most: 1 });
  const [argument = ''] = options.words;
  const files = scenarioFiles(argument);
  if (files === undefined) {
    throw new Failure(
      EXIT.usage,
      `there is no scenario ${argument}`,
      didYouMean(argument, libraryNames(), 'see `rehearse scenario list`'),
    );
  }
  const until = options.duration('until');
  const scenarios = files.map((file) =>
    lasting(mustLoad(file, options.list('set')).scenario, until),
  );
  await reachBroker(options.text('broker'));
  const plan = planOf(argument);
  const [first] = scenarios;
  if (plan !== undefined || first === undefined) return runPlan(plan ?? '', scenarios, options);
  const summary = await runOne(first, options, options.text('out'));
  if (options.flag('json') === true) printJson(summary);
  else printSummary(summary, options.choice('lang', ['en', 'ru'], 'en'));
  return failed(summary) ? EXIT.verdict : EXIT.well;
}

/** A folder of scenarios, one result each; all of them lie in one folder. */
async function runPlan(
  plan: string,
  scenarios: readonly Scenario[],
  options: Arguments,
): Promise<number> {
  const folder = makePlanFolder(plan, options.text('out'));
  const summaries: RunSummary[] = [];
  for (const scenario of scenarios) {
    const summary = await runOne(scenario, options, join(folder, scenario.id));
    summaries.push(summary);
    if (options.flag('json') !== true) printPlanLine(summary);
  }
  writeJson(join(folder, PLAN_FILE), { plan, runs: scenarios.map(({ id }) => id) });
  if (options.flag('json') === true) printJson(summaries);
  else printPlanEnd(summaries, folder);
  return summaries.some(failed) ? EXIT.verdict : EXIT.well;
}

async function runOne(
  scenario: Scenario,
  options: Arguments,
  out: string | undefined,
): Promise<RunSummary> {
  const host = options.choice<Host>('host', HOSTS, 'virtual');
  const seed = String(options.whole('seed', 0, Number.MAX_SAFE_INTEGER) ?? scenario.seed);
  const folder = makeRunFolder(scenario.id, seed, out);
  const books = new RunBooks(scenario);
  const progress = new Progress(`${scenario.id} ${seed}`);
  const begun = performance.now();
  const journal = join(folder, JOURNAL_FILE);
  const request: RunRequest = {
    scenario,
    seed,
    ...(scenario.journal === 'digest' ? {} : { journal }),
    // What a script must show is judged from what the messages say.
    bodies:
      scenario.steps !== undefined ||
      (options.flag('bodies') ?? expectedMovements(scenario) < BODIES_BELOW),
    ...(options.flag('json-hops') === true ? { jsonHops: true } : {}),
    observers: [books.observe],
    onProgress: (share, now, events) =>
      progress.show(share, `${isoUtc(now).slice(0, 16)} · ${String(events)} events`),
  };
  writeJson(join(folder, SCENARIO_FILE), scenario);
  const result = await perform(request, host, folder, options.text('broker'));
  progress.end();
  return summarise({
    scenario,
    seed,
    host,
    folder,
    result,
    books,
    wallMs: performance.now() - begun,
  });
}

function perform(
  request: RunRequest,
  host: Host,
  folder: string,
  broker: string | undefined,
): Promise<RunResult> | RunResult {
  if (host === 'virtual') return runVirtual(request);
  return runLockstep(request, {
    folder,
    flush: host === 'live' ? 'full' : 'off',
    bind: '127.0.0.1',
    mqtt: 0,
    ...(broker === undefined ? {} : { broker }),
    compareHashes: true,
    watch: {
      onDeath: (name) => process.stderr.write(`${name} has died and is started again\n`),
      onReturn: (name) => process.stderr.write(`${name} is back\n`),
      onTrouble: (name, sentence) => process.stderr.write(`${name}: ${sentence}\n`),
    },
  });
}
