/** `rehearse run`: one scenario, or a folder of them as a plan, as fast as the machine goes. */
import { join } from 'node:path';
import type { RunSummary } from '../../reports/render/summary.ts';
import { libraryNames, planOf, scenarioFiles } from '../../scenarios/load.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { isoUtc } from '../core/time.ts';
import { toldBy } from '../hosts/cast.ts';
import type { ProcessOptions } from '../hosts/lockstep-run.ts';
import { runLockstep } from '../hosts/lockstep-run.ts';
import { RealFaults } from '../hosts/real-faults.ts';
import type { RunRequest } from '../hosts/rehearsal.ts';
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
import { runtimesIn } from './runtimes.ts';
import { lasting, mustLoad } from './scenario.ts';
import { isSecurityAsked, SECURITY_OPTIONS, securityFor } from './security.ts';
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
  runtime: 'text',
  ...SECURITY_OPTIONS,
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
  const apart = apartIn(host, options, scenario);
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
  const result =
    apart === undefined
      ? runVirtual(request)
      : await runLockstep(request, {
          ...apart,
          folder,
          security: await securityFor(options, codesOf(scenario), folder, apart.broker),
        });
  progress.end();
  return summarise({
    scenario,
    seed,
    host,
    folder,
    result,
    books,
    real: apart?.real?.done,
    wallMs: performance.now() - begun,
  });
}

/** How a run in several processes is run; undefined where one is enough. */
function apartIn(
  host: Host,
  options: Arguments,
  scenario: Scenario,
): Omit<ProcessOptions, 'folder'> | undefined {
  const [broker, runtime] = [options.text('broker'), options.text('runtime')];
  if (host === 'virtual') {
    if (runtime === undefined && !isSecurityAsked(options)) return undefined;
    const what = runtime === undefined ? 'certificates and signatures are' : '--runtime is';
    const advice = 'add --host lockstep';
    throw new Failure(EXIT.usage, `${what} for a run in several processes`, advice);
  }
  return {
    flush: host === 'live' ? 'full' : 'off',
    bind: '127.0.0.1',
    mqtt: 0,
    ...(broker === undefined ? {} : { broker }),
    runtimes: runtimesIn(runtime, scenario),
    compareHashes: true,
    ...(host === 'live' ? { real: new RealFaults(toStandardError) } : {}),
    watch: {
      onDeath: (name) => toStandardError(`${name} has died and is started again`),
      onReturn: (name) => toStandardError(`${name} is back`),
      onTrouble: (name, sentence) => toStandardError(`${name}: ${sentence}`),
    },
  };
}

const codesOf = (scenario: Scenario): string[] => Object.keys(toldBy(scenario).codes);

const toStandardError = (line: string): void => void process.stderr.write(`${line}\n`);
