/** `rehearse live`: the main job. Everything up, dashboard open, paced to the wall clock; the report at the end. */
import { join } from 'node:path';
import { WORLD } from '../../nodes/common/routing.ts';
import type { RuntimeName } from '../../nodes/process/runtimes.ts';
import type { RunSummary } from '../../reports/render/summary.ts';
import { LockstepRun } from '../hosts/lockstep-run.ts';
import type { ProcessWatch } from '../hosts/process-watch.ts';
import { machineWall, Pacer } from '../hosts/pacer.ts';
import { RealFaults } from '../hosts/real-faults.ts';
import { PATIENCE } from '../hosts/vigil.ts';
import type { RunRequest } from '../hosts/rehearsal.ts';
import { headerOf } from '../hosts/rehearsal.ts';
import { toldBy } from '../hosts/cast.ts';
import { JOURNAL_FILE, makeRunFolder, SCENARIO_FILE, writeJson } from '../hosts/run-folder.ts';
import { aboutScenario } from '../server/about.ts';
import { LiveSource } from '../server/live-source.ts';
import type { RunningServer } from '../server/server.ts';
import { startServer } from '../server/server.ts';
import { Arguments } from './arguments.ts';
import { reachBroker } from './broker.ts';
import { EXIT } from './failure.ts';
import { printJson, printLine } from './output.ts';
import { openPage } from './replay.ts';
import { writeReports } from './report.ts';
import { lasting, mustLoad } from './scenario.ts';
import { SECURITY_OPTIONS, securityFor } from './security.ts';
import { runtimeCalled, runtimesIn } from './runtimes.ts';
import { failed, printSummary, RunBooks, summarise } from './summary.ts';
import type { Summarised } from './summary.ts';

const OPTIONS = {
  speed: 'text',
  seed: 'text',
  until: 'text',
  set: 'list',
  http: 'text',
  mqtt: 'text',
  broker: 'text',
  runtime: 'text',
  ...SECURITY_OPTIONS,
  bind: 'text',
  out: 'text',
  open: 'flag',
  json: 'flag',
  lang: 'text',
} as const;

const DEFAULT_SCENARIO = 'pilot/pilot-corridors';
const DEFAULT_SPEED = 60;
/** How long the window that is open when a run is stopped may still take, in ms. */
const STOP_MS = 3_000;

export async function live(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { most: 1 });
  const loaded = mustLoad(options.words[0] ?? DEFAULT_SCENARIO, options.list('set'));
  const scenario = lasting(loaded.scenario, options.duration('until'));
  const seed = String(options.whole('seed', 0, Number.MAX_SAFE_INTEGER) ?? scenario.seed);
  const speed = options.positive('speed') ?? DEFAULT_SPEED;
  const bind = options.text('bind') ?? '127.0.0.1';
  const language = options.choice('lang', ['en', 'ru'], 'en');
  const say = options.flag('json') === true ? toStandardError : printLine;
  const broker = await reachBroker(options.text('broker'));
  const runtimes = runtimesIn(options.text('runtime'), scenario);
  const httpPort = options.whole('http', 0, 65_535) ?? 8_080;
  const mqttPort = options.whole('mqtt', 0, 65_535) ?? 1_883;

  const folder = makeRunFolder(scenario.id, seed, options.text('out'));
  writeJson(join(folder, SCENARIO_FILE), scenario);
  const security = await securityFor(options, Object.keys(toldBy(scenario).codes), folder, broker);
  const books = new RunBooks(scenario);
  const begun = performance.now();
  const journal = join(folder, JOURNAL_FILE);
  const stage = new Stage(say);
  const real = new RealFaults(say);
  const header = headerOf(scenario, seed, toldBy(scenario), true);
  const source = new LiveSource({
    header,
    about: aboutScenario(scenario, { mode: 'live', host: 'live', folder }),
    journal,
    flush: () => stage.flush(),
    clock: () => stage.clock(speed),
    violations: () => books.invariants.violations,
    control: stage,
  });
  const request: RunRequest = {
    scenario,
    seed,
    journal,
    bodies: true,
    observers: [books.observe, source.observe],
  };
  const server = await startServer({ source, port: httpPort, bind });
  const interrupted = (): void => stage.stop();
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  try {
    const run = await LockstepRun.open(request, {
      folder,
      flush: 'full',
      bind,
      mqtt: mqttPort,
      ...(broker === undefined ? {} : { broker }),
      security,
      runtimes,
      patience: PATIENCE,
      real,
      compareHashes: false,
      watch: stage,
    });
    stage.raise(run, speed, source);
    announce(server, run, say);
    if (options.flag('open') !== false) openPage(server.trainerUrl);
    const given = { scenario, seed, folder, books, real: real.done, begun };
    const summary = await perform(run, stage, given);
    source.changed();
    const written = writeReports(folder, ['html', 'json', 'csv'], ['en', 'ru']);
    if (options.flag('json') === true) printJson(summary);
    else printSummary(summary, language);
    say(`the report is ${written[0] ?? folder}`);
    return failed(summary) && !stage.stopped ? EXIT.verdict : EXIT.well;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await server.close();
  }
}

type Given = Pick<Summarised, 'scenario' | 'seed' | 'folder' | 'books' | 'real'> & {
  readonly begun: number;
};

async function perform(
  run: LockstepRun,
  stage: Stage,
  { begun, ...given }: Given,
): Promise<RunSummary> {
  try {
    const at = await Promise.race([stage.play(), stage.abandoned]);
    if (at === undefined) return await abandon(run, stage, { begun, ...given });
    const { horizon } = run.warm.span;
    const why = stage.stopped ? 'stopped' : at < horizon ? 'quiet' : 'horizon';
    const result = await run.finish(why, at);
    return summarise({ ...given, host: 'live', result, wallMs: performance.now() - begun });
  } catch (error) {
    await run.processes.stop();
    throw error;
  }
}

/** A process did not answer any more when the run was stopped: the others end, the journal is closed as far as it goes. */
async function abandon(
  run: LockstepRun,
  stage: Stage,
  { begun, ...given }: Given,
): Promise<RunSummary> {
  await run.processes.stop();
  const result = run.warm.finish('stopped', run.conductor.now);
  return summarise({ ...given, host: 'live', result, wallMs: performance.now() - begun });
}

const toStandardError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function announce(server: RunningServer, run: LockstepRun, say: (line: string) => void): void {
  say(`the rehearsal is at ${server.trainerUrl}`);
  say(`the broker is at ${run.processes.url}; end with Ctrl-C, the report is written then`);
}

/** What people may do with a live run, before and while it runs; also told what happens to its processes. */
class Stage implements ProcessWatch {
  stopped = false;
  /** Settles with undefined when the run was stopped and its open window has not been answered in time. */
  readonly abandoned: Promise<undefined>;
  private abandon: () => void = () => undefined;
  private readonly say: (line: string) => void;
  private run: LockstepRun | undefined;
  private source: LiveSource | undefined;
  private pacer: Pacer | undefined;
  private over = false;

  constructor(say: (line: string) => void) {
    this.say = say;
    this.abandoned = new Promise((resolve) => {
      this.abandon = () => resolve(undefined);
    });
  }

  raise(run: LockstepRun, speed: number, source: LiveSource): void {
    this.run = run;
    this.source = source;
    this.pacer = new Pacer(run.conductor, speed, machineWall);
    this.pacer.onChange(() => source.changed());
    if (this.stopped) this.pacer.stop();
  }

  async play(): Promise<number> {
    const { run, pacer } = this;
    if (run === undefined || pacer === undefined) return 0;
    const at = await pacer.play(() => run.warm.watch.until);
    this.over = true;
    return at;
  }

  clock(speed: number): ReturnType<LiveSource['clock']> {
    const { pacer, run, over } = this;
    if (pacer === undefined) return { now: run?.warm.at ?? 0, speed, state: 'paused' };
    const awaited = run?.processes.awaited() ?? [];
    return {
      ...(awaited.length === 0 ? {} : { awaited }),
      now: pacer.now(),
      speed: pacer.speed,
      state: over ? 'ended' : pacer.paused ? 'paused' : 'running',
    };
  }

  flush(): void {
    this.run?.warm.recorder.flush();
  }

  pause(): void {
    this.pacer?.pause();
  }

  resume(): void {
    this.pacer?.resume();
  }

  setSpeed(speed: number): void {
    this.pacer?.setSpeed(speed);
  }

  stop(): void {
    this.stopped = true;
    setTimeout(this.abandon, STOP_MS).unref();
    this.pacer?.stop();
  }

  command(command: Parameters<LiveSource['control']['command']>[0]): void {
    const index = this.run?.warm.recorder.header.participants.indexOf(WORLD) ?? 0;
    this.pacer?.command(index, { ...command });
  }

  leave(node: string): boolean {
    const { run } = this;
    if (run === undefined || run.conductor.isAway(node)) return false;
    run.conductor.leave(run.warm.recorder.header.participants.indexOf(node));
    this.pacer?.wake();
    return true;
  }

  join(node: string, runtime?: RuntimeName): boolean {
    const player = this.run?.processes.player(node);
    return player?.join(runtime === undefined ? undefined : runtimeCalled(runtime)) ?? false;
  }

  onDeath(name: string): void {
    this.say(`${name} has died and is started again; nothing acknowledged is lost`);
  }

  onReturn(name: string): void {
    this.say(`${name} is back`);
    this.pacer?.wake();
  }

  onTrouble(name: string, sentence: string): void {
    this.say(`${name}: ${sentence}`);
  }

  onAwaited(): void {
    this.source?.changed();
  }
}
