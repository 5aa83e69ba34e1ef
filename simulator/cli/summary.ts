/** What a run came to: its counts, KPIs, invariants and expectations, as `run --json` prints them and `summary.json` keeps them. */
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../reports/render/expectations.ts';
import type { RealDeed, RunSummary, StepSummary } from '../../reports/render/summary.ts';
import type { StepResult } from '../../reports/verdict/judge.ts';
import { ScriptJudge } from '../../reports/verdict/judge.ts';
import { expectedOf } from '../../scenarios/expected-script.ts';
import { Happenings } from '../../reports/kpi/happenings.ts';
import { KpiBoard, sampleEvery } from '../../reports/kpi/board.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { isoUtc } from '../core/time.ts';
import { longestTimers, shortestTimers, toldBy } from '../hosts/cast.ts';
import type { RunResult } from '../hosts/rehearsal.ts';
import { JOURNAL_FILE, SUMMARY_FILE, writeJson } from '../hosts/run-folder.ts';
import { spanOf } from '../hosts/span.ts';
import { INVARIANTS, InvariantWatch } from '../journal/invariants/invariants.ts';
import { FaultBook } from './fault-book.ts';
import { printLine, printTable } from './output.ts';

/** Everything that is folded while a run happens. */
export class RunBooks {
  readonly board: KpiBoard;
  readonly invariants: InvariantWatch;
  readonly happenings: Happenings;
  readonly faults = new FaultBook();
  /** Of a scenario with a script. */
  readonly judge: ScriptJudge | undefined;
  messages = 0;

  constructor(scenario: Scenario) {
    const { start, horizon } = spanOf(scenario);
    const told = toldBy(scenario);
    this.invariants = new InvariantWatch(INVARIANTS, longestTimers(told), shortestTimers(told));
    this.board = new KpiBoard(told.participants, sampleEvery(horizon - start));
    this.happenings = new Happenings(scenario.expect.filter((one) => 'happens' in one));
    const script = expectedOf(scenario);
    this.judge = script === undefined ? undefined : new ScriptJudge(script);
  }

  readonly observe = (entry: Entry, body: object | undefined): void => {
    if (entry.type === 'MessageSent') this.messages++;
    this.board.step(entry);
    this.invariants.step(entry, body);
    this.happenings.step(entry);
    this.faults.step(entry);
    this.judge?.step(entry, body);
  };
}

export interface Summarised {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly host: string;
  readonly folder: string;
  readonly result: RunResult;
  readonly books: RunBooks;
  /** What was done for real beside the faults' rules. */
  readonly real?: readonly RealDeed[] | undefined;
  readonly wallMs: number;
}

/** Writes `summary.json` into the run's folder and gives what it says. */
export function summarise({
  scenario,
  seed,
  host,
  folder,
  result,
  books,
  real = [],
  wallMs,
}: Summarised): RunSummary {
  const { board, invariants, happenings, messages, judge } = books;
  invariants.end(result.to);
  const faults = books.faults.results(scenario, seed);
  const movements = board.counts(result.to);
  const kpis = board.values(result.to);
  const summary: RunSummary = {
    scenario: scenario.id,
    seed,
    host,
    simulated: { from: isoUtc(result.from), to: isoUtc(result.to) },
    wallMs: Math.round(wallMs),
    events: result.events,
    messages,
    movements,
    kpis,
    invariants: { checked: INVARIANTS.length, violations: [...invariants.violations] },
    expectations: evaluate(scenario.expect, {
      kpis,
      movements,
      violations: invariants.count,
      happened: happenings.count,
    }),
    ...(judge === undefined ? {} : { steps: judge.results().map(summaryOfStep) }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(real.length === 0 ? {} : { real }),
    journal: {
      ...(scenario.journal === 'digest' ? {} : { path: join(folder, JOURNAL_FILE) }),
      entries: result.entries,
      sha256: result.sha256,
    },
  };
  const machine = {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    memoryBytes: process.memoryUsage().rss,
  };
  writeJson(join(folder, SUMMARY_FILE), {
    ...summary,
    machine,
    nodes: Object.fromEntries(result.nodes),
  });
  return summary;
}

const summaryOfStep = ({ id, pass, seen, missing }: StepResult): StepSummary => ({
  id,
  pass,
  seen: seen.map(({ en }) => en),
  missing: missing.map(({ en }) => en),
});

/** Whether a step, an expectation or an invariant failed. */
export const failed = ({ invariants, expectations, steps = [] }: RunSummary): boolean =>
  invariants.violations.length > 0 ||
  expectations.some(({ pass }) => !pass) ||
  steps.some(({ pass }) => !pass);

export function printSummary(summary: RunSummary, language: 'en' | 'ru'): void {
  const { scenario, seed, movements, invariants, expectations, journal, kpis } = summary;
  printLine(
    `${scenario}, seed ${seed}: ${String(summary.events)} events in ${(summary.wallMs / 1_000).toFixed(1)} s`,
  );
  printTable(
    Object.entries(movements).map(([name, count]) => [`  ${name}`, String(count)]),
    [1],
  );
  printTable(
    Object.entries(kpis).map(([id, { value, unit }]) => [
      `  ${id}`,
      value === null ? '–' : value.toFixed(2),
      unit,
    ]),
    [1],
  );
  for (const { kind, text, begun, never } of summary.faults ?? [])
    printLine(
      `  fault ${kind}: ${text[language]}: ${String(begun)} begun${never === 0 ? '' : `, ${String(never)} NEVER CAME: the run ended first, or what it waits for never happened`}`,
    );
  for (const { id, pass, missing } of summary.steps ?? [])
    printLine(
      `  ${pass ? 'passed' : 'FAILED'}: ${id}${missing.map((one) => `\n    ${one}`).join('')}`,
    );
  for (const { pass, judged, detail } of expectations)
    printLine(
      `  ${judged ? (pass ? 'passed' : 'FAILED') : 'open'}: ${typeof detail === 'string' ? detail : detail[language]}`,
    );
  for (const { invariant, detail } of invariants.violations.slice(0, 5))
    printLine(`  VIOLATED ${invariant}: ${detail}`);
  printLine(`  journal ${journal.path ?? 'not kept'}, sha256 ${journal.sha256}`);
}

/** A run of a plan: one line, and what is missing. */
export function printPlanLine(summary: RunSummary): void {
  const { scenario, steps = [], expectations, invariants, wallMs } = summary;
  const verdict = failed(summary) ? 'FAILED' : 'passed';
  const passed = steps.filter(({ pass }) => pass).length;
  const count = steps.length === 0 ? '' : `, ${String(passed)} of ${String(steps.length)} steps`;
  printLine(`${verdict}  ${scenario}${count}  (${(wallMs / 1_000).toFixed(1)} s)`);
  for (const { id, missing } of steps)
    for (const one of missing) printLine(`          ${id}: ${one}`);
  for (const { pass, detail } of expectations) if (!pass) printLine(`          ${detail}`);
  for (const { invariant, detail } of invariants.violations.slice(0, 5))
    printLine(`          violated ${invariant}: ${detail}`);
}

export function printPlanEnd(summaries: readonly RunSummary[], folder: string): void {
  const count = summaries.filter((summary) => !failed(summary)).length;
  printLine(`${String(count)} of ${String(summaries.length)} passed; the runs lie in ${folder}`);
}
