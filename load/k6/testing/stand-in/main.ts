/** `main.ts run -e NAME=VALUE … SCRIPT`: runs a bundled script as k6 would begin and end it. No k6: see README.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { aborted, Aborted } from './execution.ts';
import type { Judged } from './metrics.ts';
import { judged, metrics, phase, valuesOf } from './metrics.ts';
import type { ScenarioOptions } from './scenarios.ts';
import { runScenario } from './scenarios.ts';

/** Of k6 (errext/exitcodes). */
const EXIT = { thresholds: 99, exception: 107, aborted: 108 } as const;

export interface Script {
  readonly options: {
    readonly scenarios: Readonly<Record<string, ScenarioOptions>>;
    readonly thresholds: Readonly<Record<string, readonly string[]>>;
    readonly summaryTrendStats: readonly string[];
  };
  readonly setup?: () => Promise<unknown>;
  readonly teardown?: (data: unknown) => Promise<void>;
  readonly handleSummary: (data: object) => Record<string, string>;
}

/** Every virtual user has a copy of the script of its own. */
class Copies {
  readonly dir = mkdtempSync(join(tmpdir(), 'stand-in-'));
  private readonly text: string;
  private count = 0;

  constructor(path: string) {
    this.text = readFileSync(path, 'utf8').replace(
      /(from|import) "(k6\/[^"]+)"/g,
      (_, word: string, name: string) => `${word} ${JSON.stringify(moduleOf(name))}`,
    );
  }

  async load(): Promise<Script> {
    const path = join(this.dir, `${String(this.count++)}.mjs`);
    writeFileSync(path, this.text);
    phase.loading++;
    try {
      return (await import(pathToFileURL(path).href)) as Script;
    } finally {
      phase.loading--;
    }
  }
}

const MODULES: Readonly<Record<string, string>> = {
  'k6/execution': 'execution.ts',
  'k6/http': 'http.ts',
  'k6/metrics': 'metrics.ts',
  'k6/x/mqtt': 'mqtt.ts',
};

function moduleOf(name: string): string {
  const file = MODULES[name];
  if (file === undefined) throw new Error(`the stand-in has no ${name}`);
  return new URL(file, import.meta.url).href;
}

async function run(path: string, env: Readonly<Record<string, string>>): Promise<number> {
  const open = (file: string): string => readFileSync(resolve(dirname(path), file), 'utf8');
  Object.assign(globalThis, { __ENV: env, open });
  for (const name of ['dropped_iterations']) metrics.set(name, { kind: 'counter', samples: [] });
  const copies = new Copies(path);
  const begun = Date.now();
  let exit = 0;
  const complain = (error: unknown): void => {
    exit = error instanceof Aborted ? EXIT.aborted : EXIT.exception;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  };
  // What a script throws from an event or a timer.
  process.on('uncaughtException', (error) => {
    if (!(error instanceof Aborted)) complain(error);
  });
  process.on('unhandledRejection', (error) => {
    if (!(error instanceof Aborted)) complain(error);
  });
  let script: Script;
  try {
    script = await copies.load();
    const { scenarios, thresholds, summaryTrendStats: stats } = script.options;
    for (const [key, bounds] of Object.entries(thresholds)) judged(key, bounds, stats);
    phase.hasBegun = true;
    const load = async (): Promise<void> => {
      const data: unknown = await script.setup?.();
      const all = Object.entries(scenarios).map(([name, scenario]) =>
        runScenario(name, scenario, {
          data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
          load: () => copies.load(),
          onError: complain,
        }),
      );
      await Promise.all(all);
      await script.teardown?.(data);
    };
    await Promise.race([load(), aborted.then((reason) => Promise.reject(reason))]).catch(complain);
    const { data, isHeld } = summaryData(script.options, Date.now() - begun);
    for (const [to, text] of Object.entries(script.handleSummary(data))) {
      if (to === 'stdout') process.stdout.write(text);
      else writeFileSync(to, text);
    }
    return exit === 0 && !isHeld ? EXIT.thresholds : exit;
  } catch (error) {
    complain(error);
    return exit;
  } finally {
    rmSync(copies.dir, { recursive: true, force: true });
  }
}

function summaryData(
  { thresholds, summaryTrendStats: stats }: Script['options'],
  testRunDurationMs: number,
): { data: object; isHeld: boolean } {
  const all: Record<string, Partial<Judged>> = {};
  for (const [name, kept] of metrics) {
    const values = valuesOf(kept, stats);
    if (values !== undefined) all[name] = { values };
  }
  for (const [key, bounds] of Object.entries(thresholds)) all[key] = judged(key, bounds, stats);
  const broken = Object.entries(all).filter(([, { thresholds: held = {} }]) =>
    Object.values(held).some(({ ok }) => !ok),
  );
  for (const [key] of broken) process.stderr.write(`thresholds on ${key} have been crossed\n`);
  return { data: { metrics: all, state: { testRunDurationMs } }, isHeld: broken.length === 0 };
}

const { values, positionals } = parseArgs({
  options: { env: { type: 'string', short: 'e', multiple: true, default: [] } },
  allowPositionals: true,
});
const [, path = ''] = positionals;
const env = Object.fromEntries(
  values.env.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
);
process.exit(await run(resolve(path), env));
