/** `rehearse check`: recomputes the hash and the invariants of a recorded run, or of all runs of a plan; `--again` runs every step anew from its inputs. */
import { join } from 'node:path';
import type { Scenario } from '../../scenarios/schema.ts';
import { hashedLine, NodeHash } from '../core/node-hash.ts';
import { sha256 } from '../hosts/digest.ts';
import { Inputs, runAgain } from '../hosts/again.ts';
import { shortestTimers, toldBy } from '../hosts/cast.ts';
import { HOST } from '../journal/entry.ts';
import { runHash } from '../journal/hash.ts';
import { INVARIANTS, InvariantWatch } from '../journal/invariants/invariants.ts';
import { ANY_LENGTH } from '../journal/invariants/objects.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine } from './output.ts';
import { journalOf, planIn, scenarioOf, summaryOf } from './recorded.ts';

interface Verdict {
  readonly entries: number;
  readonly sha256: string;
  /** What the run's summary says; undefined where there is none. */
  readonly recorded: string | undefined;
  readonly same: boolean;
  readonly cut: string | undefined;
  readonly invariants: {
    readonly checked: number;
    readonly violations: InvariantWatch['violations'];
  };
  /** Participants whose journal differs when every step is run again; undefined without `--again`. */
  readonly again?: {
    readonly sha256: string;
    readonly same: boolean;
    readonly differs: readonly string[];
  };
}

export function check(args: string[]): number {
  const options = new Arguments(args, { again: 'flag', json: 'flag' }, { least: 1, most: 1 });
  const [folder = ''] = options.words;
  const anew = options.flag('again') === true;
  const asJson = options.flag('json') === true;
  const plan = planIn(folder);
  if (plan === undefined) {
    const verdict = verdictOn(folder, anew);
    if (asJson) printJson(verdict);
    else print(verdict);
    return isWell(verdict) ? EXIT.well : EXIT.verdict;
  }
  const verdicts = plan.runs.map((run) => ({ run, ...readable(join(folder, run), anew) }));
  if (asJson) printJson(verdicts);
  else
    for (const verdict of verdicts) {
      printLine(`${verdict.run}:`);
      if ('unreadable' in verdict) printLine(verdict.unreadable);
      else print(verdict);
    }
  const well = verdicts.filter(isWell).length;
  if (!asJson) printLine(`${String(well)} of ${String(verdicts.length)} runs are in order`);
  return well === verdicts.length ? EXIT.well : EXIT.verdict;
}

/** @param anew runs every step again. */
function verdictOn(folder: string, anew: boolean): Verdict {
  const hashes = new Map<string, NodeHash>();
  const scenario = scenarioOf(folder) as Scenario | undefined;
  // Without its scenario nobody knows how short its timers were.
  const shortest = scenario === undefined ? ANY_LENGTH : shortestTimers(toldBy(scenario));
  const judged: { watch?: InvariantWatch } = {};
  const inputs = new Inputs();
  const read = journalOf(folder, (entry, body, header) => {
    let hash = hashes.get(entry.n);
    if (hash === undefined) hashes.set(entry.n, (hash = new NodeHash(sha256)));
    hash.add(hashedLine(entry));
    judged.watch ??= new InvariantWatch(INVARIANTS, header.timers, shortest);
    judged.watch.step(entry, body);
    inputs.step(entry);
  });
  judged.watch?.end(inputs.end);
  const nodes = new Map([...hashes].map(([id, hash]) => [id, hash.hex()]));
  const hex = runHash(nodes, [HOST, ...read.header.participants], sha256);
  const recorded = (summaryOf(folder)?.['journal'] as { sha256?: string } | undefined)?.sha256;
  return {
    entries: read.entries,
    sha256: hex,
    recorded,
    same: recorded === undefined || recorded === hex,
    cut: read.cut,
    invariants: { checked: INVARIANTS.length, violations: [...(judged.watch?.violations ?? [])] },
    ...(anew ? { again: again(folder, scenario, read.header.seed, inputs, nodes, hex) } : {}),
  };
}

/** One run of a plan that cannot be read does not keep the others from being checked. */
function readable(folder: string, anew: boolean): Verdict | { readonly unreadable: string } {
  try {
    return verdictOn(folder, anew);
  } catch (error) {
    if (error instanceof Failure) return { unreadable: error.text };
    throw error;
  }
}

const isWell = (verdict: Verdict | { readonly unreadable: string }): boolean =>
  !('unreadable' in verdict) &&
  verdict.same &&
  verdict.cut === undefined &&
  verdict.invariants.violations.length === 0 &&
  verdict.again?.same !== false;

function again(
  folder: string,
  scenario: Scenario | undefined,
  seed: string,
  inputs: Inputs,
  nodes: ReadonlyMap<string, string>,
  hex: string,
): NonNullable<Verdict['again']> {
  if (scenario === undefined)
    throw new Failure(
      EXIT.usage,
      `${folder} has no scenario.json`,
      'only a run in its own folder can be run again',
    );
  const result = runAgain(scenario, seed, inputs);
  const ids = new Set([...nodes.keys(), ...result.nodes.keys()]);
  const differs = [...ids].filter((id) => nodes.get(id) !== result.nodes.get(id));
  return { sha256: result.sha256, same: result.sha256 === hex, differs };
}

function print({
  entries,
  sha256: hex,
  recorded,
  same,
  cut,
  invariants,
  again: anew,
}: Verdict): void {
  printLine(`${String(entries)} entries, sha256 ${hex}`);
  if (cut !== undefined) printLine(`the journal is cut: ${cut}`);
  if (recorded === undefined) printLine('the run has no summary to compare with');
  else
    printLine(
      same
        ? 'the hash is the one recorded'
        : `the hash recorded is ${recorded}: the journal was changed`,
    );
  printLine(
    `${String(invariants.checked)} invariants, ${String(invariants.violations.length)} violations`,
  );
  for (const { invariant, detail } of invariants.violations.slice(0, 10))
    printLine(`  ${invariant}: ${detail}`);
  if (anew === undefined) return;
  printLine(
    anew.same
      ? 'run again, every step gave the same'
      : `run again, these wrote otherwise: ${anew.differs.join(', ')}`,
  );
}
