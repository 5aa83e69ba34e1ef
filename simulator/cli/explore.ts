/** `rehearse explore`: many seeds of a scenario with faults drawn for each, held to all invariants; what breaks one is made small and told as a story. */
import { availableParallelism } from 'node:os';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Language } from '../../reports/render/format.ts';
import { filled } from '../../reports/verdict/wording.ts';
import { planOf } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { FaultsWanted } from '../explore/scenario-of-seed.ts';
import type { Found, Swept } from '../explore/sweep.ts';
import { sweep } from '../explore/sweep.ts';
import { makePlanFolder } from '../hosts/run-folder.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine } from './output.ts';
import { Progress } from './progress.ts';
import type { Reproduction } from './reproduction.ts';
import { reproduce } from './reproduction.ts';
import { lasting, mustLoad } from './scenario.ts';

const OPTIONS = {
  seeds: 'text',
  faults: 'text',
  jobs: 'text',
  collect: 'flag',
  set: 'list',
  until: 'text',
  lang: 'text',
  out: 'text',
  json: 'flag',
} as const;

const JOBS_MOST = 256;
const FAULTS_MOST = 20;
const HOUR_MS = 3_600_000;

/** All seeds that broke one invariant. */
interface Group {
  readonly invariant: string;
  readonly seeds: readonly number[];
  readonly first: Found;
}

export async function explore(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { least: 1, most: 1 });
  const language = options.choice<Language>('lang', ['en', 'ru'], 'en');
  const seeds = seedsOf(options.text('seeds'));
  const faults = faultsOf(options);
  const scenario = scenarioOf(options);
  const jobs = options.whole('jobs', 1, JOBS_MOST) ?? availableParallelism();
  const collect = options.flag('collect') === true;
  const begun = performance.now();
  const swept = await watched(scenario, seeds, (onProgress, signal) =>
    sweep({ scenario, seeds, faults, jobs, collect, onProgress, signal }),
  );
  const wallMs = performance.now() - begun;
  const groups = groupsOf(swept.found);
  const asJson = options.flag('json') === true;
  if (!asJson) for (const line of sweptLines(scenario, swept, wallMs)) printLine(line[language]);
  const reproductions = reproduceAll(scenario, faults, groups, options);
  if (asJson) printJson(resultOf(scenario, seeds, swept, wallMs, groups, reproductions));
  else for (const { text } of reproductions) printLine(`\n${text[language]}`);
  return swept.violations === 0 ? EXIT.well : EXIT.verdict;
}

function seedsOf(text: string | undefined): { from: number; to: number } {
  const match = /^(\d+)\.\.(\d+)$/.exec(text ?? '');
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && from <= to && to <= Number.MAX_SAFE_INTEGER) return { from, to };
  throw new Failure(
    EXIT.usage,
    text === undefined ? '--seeds is missing' : `--seeds ${text} is no range of seeds`,
    'write the first and the last: --seeds 1..1000',
  );
}

function faultsOf(options: Arguments): FaultsWanted {
  const text = options.text('faults');
  if (text === undefined) return 'some';
  return text === 'none' ? 'none' : (options.whole('faults', 0, FAULTS_MOST) ?? 'some');
}

function scenarioOf(options: Arguments): Scenario {
  const [argument = ''] = options.words;
  if (planOf(argument) !== undefined)
    throw new Failure(EXIT.usage, `${argument} is a folder of scenarios`, 'name one of them');
  const { scenario } = mustLoad(argument, options.list('set'));
  return lasting(scenario, options.duration('until'));
}

type Sweep = (
  onProgress: (progress: Pick<Swept, 'done' | 'violations'>) => void,
  signal: AbortSignal,
) => Promise<Swept>;

/** With a line of progress; Ctrl-C ends it, and what was found by then is told. */
async function watched(
  { id }: Scenario,
  seeds: { readonly from: number; readonly to: number },
  perform: Sweep,
): Promise<Swept> {
  const progress = new Progress(id);
  const begun = performance.now();
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end);
  try {
    return await perform(({ done, violations }) => {
      const rate = perHour(done, performance.now() - begun);
      const found = `${String(violations)} violation${violations === 1 ? '' : 's'}`;
      progress.show(
        done / (seeds.to - seeds.from + 1),
        `${String(done)} seeds · ${rate} an hour · ${found}`,
      );
    }, ending.signal);
  } finally {
    process.removeListener('SIGINT', end);
    progress.end();
  }
}

/** By invariant, in order of the lowest seed. */
function groupsOf(found: readonly Found[]): Group[] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const { invariant } = one.violation;
    groups.set(invariant, [...(groups.get(invariant) ?? []), one]);
  }
  return [...groups].flatMap(([invariant, members]) => {
    const [first] = members;
    return first === undefined
      ? []
      : [{ invariant, seeds: members.map(({ seed }) => seed), first }];
  });
}

function reproduceAll(
  scenario: Scenario,
  faults: FaultsWanted,
  groups: readonly Group[],
  options: Arguments,
): Reproduction[] {
  if (groups.length === 0) return [];
  const folder = makePlanFolder(`explore-${scenario.id}`, options.text('out'));
  return groups.map(({ first }) => {
    const progress = new Progress(`shrinking ${first.violation.invariant}`);
    const made = reproduce({
      scenario,
      faults,
      found: first,
      // One violation lies in the folder itself.
      folder: groups.length === 1 ? folder : `${folder}/${first.violation.invariant}`,
      onProgress: ({ tries, countries, trucks, faults: left }) =>
        progress.show(
          0,
          `${String(tries)} tries · left: ${String(countries)} countries, ${String(trucks)} trucks, ${String(left)} faults`,
        ),
    });
    progress.end();
    return made;
  });
}

const perHour = (seeds: number, ms: number): string =>
  Math.round((seeds / Math.max(1, ms)) * HOUR_MS).toLocaleString('en');

function sweptLines({ id }: Scenario, swept: Swept, wallMs: number): Bilingual[] {
  const { done, violations, events } = swept;
  const seconds = (wallMs / 1_000).toFixed(1);
  const counts = [id, String(done), String(events), seconds, perHour(done, wallMs)];
  return [
    filled(WORDS.swept, ...counts),
    violations === 0 ? WORDS.clean : filled(WORDS.broken, String(violations)),
  ];
}

const WORDS = {
  swept: both(
    '{0}: {1} seeds, {2} events in {3} s ({4} seeds an hour)',
    '{0}: начальных чисел – {1}, событий – {2}, время – {3} с (начальных чисел в час – {4})',
  ),
  clean: both('no violation', 'нарушений нет'),
  broken: both('seeds with a violation: {0}', 'начальных чисел с нарушением – {0}'),
} as const;

const resultOf = (
  scenario: Scenario,
  seeds: { readonly from: number; readonly to: number },
  swept: Swept,
  wallMs: number,
  groups: readonly Group[],
  reproductions: readonly Reproduction[],
): object => ({
  scenario: scenario.id,
  seeds,
  done: swept.done,
  events: swept.events,
  wallMs: Math.round(wallMs),
  seedsPerHour: Math.round((swept.done / Math.max(1, wallMs)) * HOUR_MS),
  violations: groups.map(({ invariant, seeds: broken, first }, i) => ({
    invariant,
    seeds: broken,
    first: first.violation,
    reproduction: reproductions[i]?.summary,
  })),
});
