/** One mutant on trial: whether the smallest rehearsal passes with it, which script finds it, and, where none does, which seed under fire. */
import type { Mutant } from '../../../nodes/mutants/mutant.ts';
import { recastBy } from '../../../nodes/mutants/mutant.ts';
import type { Bilingual } from '../../../nodes/common/bilingual.ts';
import { both } from '../../../nodes/common/bilingual.ts';
import { violationStory } from '../../../reports/story/story.ts';
import { libraryNames } from '../../../scenarios/load.ts';
import type { Kept } from '../../explore/seed.ts';
import { exploreSeed, tryScenario } from '../../explore/seed.ts';
import type { Shrunk } from '../../explore/shrink.ts';
import { shrink, sizeOf } from '../../explore/shrink.ts';
import type { Recast } from '../../hosts/cast.ts';
import { runVirtual } from '../../hosts/rehearsal.ts';
import { mustLoad } from '../scenario.ts';
import { RunBooks } from '../summary.ts';

/** A mutant must pass it: who finds nothing but what this shows looks for nothing. */
export const SMALLEST = 'pilot/one-truck';
/** Where it is looked for with seeds. */
export const UNDER_FIRE = 'explore/under-fire';

/** Scripts by their folders, in the order in which they are tried. */
const SCRIPTS = ['conformity/', 'procedure/'] as const;

/** Tries at the most to make a violation smaller. */
const TRIES_MOST = 300;

/** How much of a story there is to read. */
export interface StorySize {
  readonly messages: number;
  readonly faults: number;
  readonly trucks: number;
}

/** A script whose step failed, or during which an invariant was violated. */
export interface ScriptCatch {
  readonly scenario: string;
  /** The step that failed, or the invariant. */
  readonly at: string;
  readonly why: Bilingual;
  readonly size: StorySize;
}

/** A seed under fire that violated an invariant, made as small as it goes. */
export interface SeedCatch {
  readonly scenario: string;
  readonly seed: number;
  readonly shrunk: Shrunk;
  readonly size: StorySize;
}

export interface Trial {
  readonly mutant: Mutant;
  /** Why the smallest rehearsal fails with it; undefined where it passes, as it must. */
  readonly tooWrong: string | undefined;
  /** Of one folder: all scripts that find it. */
  readonly scripts: readonly ScriptCatch[];
  /** Where no script does. */
  readonly seed: SeedCatch | undefined;
}

export interface TrialRequest {
  readonly mutant: Mutant;
  /** Seeds tried at the most. */
  readonly seedsMost: number;
  readonly onProgress?: (what: string) => void;
}

export function tryMutant({
  mutant,
  seedsMost,
  onProgress = () => undefined,
}: TrialRequest): Trial {
  const recast = recastBy(mutant);
  onProgress(SMALLEST);
  const tooWrong = whyTooWrong(recast);
  for (const folder of SCRIPTS) {
    onProgress(folder);
    const scripts = scriptsIn(folder).flatMap((name) => caughtByScript(name, recast) ?? []);
    if (scripts.length > 0) return { mutant, tooWrong, scripts, seed: undefined };
  }
  return { mutant, tooWrong, scripts: [], seed: caughtBySeed(recast, seedsMost, onProgress) };
}

const scriptsIn = (folder: string): string[] =>
  libraryNames().filter((name) => name.startsWith(folder));

interface Played {
  readonly books: RunBooks;
  readonly entries: readonly Kept[];
  readonly to: number;
}

/** A run of the library's scenario with its own seed, in memory. */
function play(name: string, recast: Recast): Played {
  const { scenario } = mustLoad(name, []);
  const books = new RunBooks(scenario);
  const entries: Kept[] = [];
  const { to } = runVirtual({
    scenario,
    seed: String(scenario.seed),
    bodies: true,
    recast,
    observers: [books.observe, (entry, body) => void entries.push({ entry, body })],
  });
  books.invariants.end(to);
  return { books, entries, to };
}

/** Why the smallest rehearsal fails; undefined where it passes. */
export function whyTooWrong(recast: Recast): string | undefined {
  const {
    books: { board, invariants },
    to,
  } = play(SMALLEST, recast);
  const [violation] = invariants.violations;
  if (violation !== undefined) return `${violation.invariant}: ${violation.detail}`;
  const { declared, discharged } = board.counts(to);
  return declared > 0 && discharged === declared ? undefined : 'the movement is not discharged';
}

/** Undefined where the script passes; or fails with the right participants as well, which says nothing of the wrong one. */
export function caughtByScript(name: string, recast: Recast): ScriptCatch | undefined {
  const found = failureOf(name, recast);
  return found === undefined || failsAnyway(name) ? undefined : found;
}

/** Scripts, and whether they fail with nobody wrong. */
const control = new Map<string, boolean>();

function failsAnyway(name: string): boolean {
  const known = control.get(name) ?? failureOf(name, NOBODY) !== undefined;
  control.set(name, known);
  return known;
}

const NOBODY: Recast = (participant) => participant;

function failureOf(name: string, recast: Recast): ScriptCatch | undefined {
  const { books, entries } = play(name, recast);
  const trucks = entries.filter(({ entry }) => entry.type === 'DeclarationSubmitted').length;
  const failed = books.judge?.results().find(({ pass }) => !pass);
  if (failed !== undefined) {
    const { id, missing, story } = failed;
    const why = missing[0] ?? both('', '');
    return { scenario: name, at: id, why, size: { messages: story.length, faults: 0, trucks } };
  }
  const [violation] = books.invariants.violations;
  if (violation === undefined) return undefined;
  const { letters, faults } = violationStory(entries, violation);
  const size = { messages: letters.length, faults: faults.length, trucks };
  const { invariant, detail } = violation;
  return { scenario: name, at: invariant, why: both(detail, detail), size };
}

function caughtBySeed(
  recast: Recast,
  seedsMost: number,
  onProgress: (what: string) => void,
): SeedCatch | undefined {
  for (let seed = 1; seed <= seedsMost; seed++) {
    onProgress(`seed ${String(seed)}`);
    const found = caughtUnderFire(seed, recast, (tries) =>
      onProgress(`shrinking, ${String(tries)} tries`),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Undefined where the seed shows no violation, or one that the right participants show as well. */
export function caughtUnderFire(
  seed: number,
  recast: Recast,
  onTries: (tries: number) => void = () => undefined,
): SeedCatch | undefined {
  const { scenario } = mustLoad(UNDER_FIRE, []);
  const tried = exploreSeed({ scenario, seed, faults: 'none', recast, stopsAt: 'first' });
  const [violation] = tried.violations;
  if (violation === undefined) return undefined;
  const { invariant } = violation;
  const shrunk = shrink({
    scenario: tried.scenario,
    invariant,
    recast,
    triesMost: TRIES_MOST,
    onProgress: ({ tries }) => onTries(tries),
  });
  if (tryScenario(shrunk.scenario, { stopsAt: { invariant } }).violations.length > 0)
    return undefined;
  const { letters, faults } = violationStory(shrunk.entries, shrunk.violation);
  const { trucks } = sizeOf(shrunk.scenario);
  const size = { messages: letters.length, faults: faults.length, trucks };
  return { scenario: UNDER_FIRE, seed, shrunk, size };
}
