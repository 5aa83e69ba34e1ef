/**
 * Runs the year of the pilot corridors for a while, in a process of its own, and prints what it cost as JSON. Usage: year-run.ts
 * OPTIONS-AS-JSON (`YearOptions`).
 */
import { KpiBoard } from '../../reports/kpi/board.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { readJournal } from '../../simulator/hosts/read-journal.ts';
import { WarmRun } from '../../simulator/hosts/rehearsal.ts';
import { InvariantWatch } from '../../simulator/journal/invariants/invariants.ts';

export interface YearOptions {
  readonly lasts: string;
  readonly warmUp: string;
  /** Of the year's traffic. */
  readonly share: number;
  /** Path of the journal; without it none is kept. The hash is made all the same. */
  readonly journal?: string;
  /** Whether the run is held to the invariants. */
  readonly invariants: boolean;
}

export interface YearResult {
  readonly sha256: string;
  readonly violations: number;
  /** How far it had come now and then, the last at its end. */
  readonly marks: readonly Mark[];
  /** Movements that have not ended, by the journal; 0 without one. */
  readonly live: number;
  /** Heap in use while they live, after a collection; 0 where the runtime does not collect on demand. */
  readonly heapBytes: number;
}

/** Work done since the process began with the run. */
export interface Mark {
  readonly movements: number;
  readonly events: number;
  /** Of all threads: on a machine that does other things as well, time says little. */
  readonly cpuSeconds: number;
}

const options = JSON.parse(process.argv[2] ?? '') as YearOptions;
const loaded = loadScenario('pilot/year', [
  `lasts=${options.lasts}`,
  `warmUp=${options.warmUp}`,
  `traffic.0.share=${String(options.share)}`,
]);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.defects));
const { scenario } = loaded;

const watch = new InvariantWatch();
const marks: Mark[] = [];
let movements = 0;
const begun = process.cpuUsage();
const mark = (events: number): void => {
  const { user, system } = process.cpuUsage(begun);
  marks.push({ movements, events, cpuSeconds: (user + system) / 1e6 });
};

const run = new WarmRun({
  scenario,
  seed: String(scenario.seed),
  ...(options.journal === undefined ? {} : { journal: options.journal }),
  bodies: false,
  observers: [
    (entry) => {
      if (entry.type === 'DeclarationSubmitted') movements++;
    },
    ...(options.invariants ? [watch.step.bind(watch)] : []),
  ],
  onProgress: (_share, _now, events) => mark(events),
});
run.runTo(run.span.horizon);
const heapBytes = heapInUse();
const { sha256, events } = run.finish('horizon', run.span.horizon);
if (options.invariants) watch.end(run.span.horizon);
mark(events);
const result: YearResult = {
  sha256,
  violations: watch.count,
  marks,
  live: options.journal === undefined ? 0 : liveBy(options.journal),
  heapBytes,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

function heapInUse(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) return 0;
  gc();
  return process.memoryUsage().heapUsed;
}

/** Counted when all is over, so that the count takes no room in the heap that is measured. */
function liveBy(journal: string): number {
  const counts = new KpiBoard(scenario.participants, undefined, []);
  readJournal(journal, (entry) => {
    counts.step(entry);
  });
  return counts.counts(run.span.horizon).open;
}
