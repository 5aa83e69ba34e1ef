/** `rehearse run`: one scenario, or a folder of them as a plan, as fast as the machine goes. */
import { join } from 'node:path';
import { scenarioFiles } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { isoUtc } from '../core/time.ts';
import { runLockstep } from '../hosts/lockstep-run.ts';
import type { RunRequest, RunResult } from '../hosts/rehearsal.ts';
import { BODIES_BELOW, runVirtual } from '../hosts/rehearsal.ts';
import { JOURNAL_FILE, makeRunFolder, SCENARIO_FILE, writeJson } from '../hosts/run-folder.ts';
import { Arguments } from './arguments.ts';
import { reachBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson } from './output.ts';
import { Progress } from './progress.ts';
import { lasting, mustLoad } from './scenario.ts';
import { failed, printSummary, RunBooks, summarise } from './summary.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { libraryNames } from '../../scenarios/load.ts';
import { expectedMovements } from './expected.ts';

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
  const loaded = files.map((file) => mustLoad(file, options.list('set')));
  await reachBroker(options.text('broker'));
  const summaries = [];
  for (const { scenario } of loaded) {
    const summary = await runOne(lasting(scenario, options.duration('until')), options);
    summaries.push(summary);
    if (options.flag('json') !== true)
      printSummary(summary, options.choice('lang', ['en', 'ru'], 'en'));
  }
  if (options.flag('json') === true) printJson(files.length === 1 ? summaries[0] : summaries);
  return summaries.some(failed) ? EXIT.verdict : EXIT.well;
}

async function runOne(
  scenario: Scenario,
  options: Arguments,
): Promise<ReturnType<typeof summarise>> {
  const host = options.choice<Host>('host', HOSTS, 'virtual');
  const seed = String(options.whole('seed', 0, Number.MAX_SAFE_INTEGER) ?? scenario.seed);
  const folder = makeRunFolder(scenario.id, seed, options.text('out'));
  const books = new RunBooks(scenario);
  const progress = new Progress(`${scenario.id} ${seed}`);
  const begun = performance.now();
  const journal = join(folder, JOURNAL_FILE);
  const request: RunRequest = {
    scenario,
    seed,
    ...(scenario.journal === 'digest' ? {} : { journal }),
    bodies: options.flag('bodies') ?? expectedMovements(scenario) < BODIES_BELOW,
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
