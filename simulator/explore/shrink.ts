/** Makes the scenario of a violation smaller, step by step, until nothing can go without losing it. Deterministic: a matter of tries, not of time. */
import type { Scenario } from '../../scenarios/schema.ts';
import { semanticDefects } from '../../scenarios/semantics.ts';
import type { Locate } from '../../scenarios/source.ts';
import type { Recast } from '../hosts/cast.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { plainScenario } from './plain.ts';
import type { Reduction } from './reductions.ts';
import { REDUCTIONS } from './reductions.ts';
import type { Kept } from './seed.ts';
import { tryScenario } from './seed.ts';

export interface ShrinkRequest {
  /** As it was run when the violation was seen (`Tried.scenario`). */
  readonly scenario: Scenario;
  /** Id of the invariant whose violation must stay. */
  readonly invariant: string;
  /** Kept throughout. */
  readonly recast?: Recast;
  /** Runs at the most. */
  readonly triesMost?: number;
  readonly onProgress?: (progress: ShrinkProgress) => void;
}

export interface ShrinkProgress {
  readonly tries: number;
  /** What is left. */
  readonly countries: number;
  readonly trucks: number;
  readonly faults: number;
}

export interface Shrunk {
  /** A plain scenario that reproduces it. */
  readonly scenario: Scenario;
  /** As the small scenario shows it. */
  readonly violation: Violation;
  /** The journal of the small scenario, up to the violation. */
  readonly entries: readonly Kept[];
  readonly tries: number;
}

const TRIES_MOST = 800;

/** Trucks draw from other streams once others have gone: what a candidate loses with its own seed it may show with one of these. */
const OTHER_SEEDS = [1, 2, 3];

/** Up to so many trucks a candidate is tried with other seeds; with more it would take too long. */
const FEW_TRUCKS = 3;

/** @throws where the scenario as it stands does not show the violation. */
export function shrink(request: ShrinkRequest): Shrunk {
  return new Shrinking(request).run();
}

type Shown = Pick<Shrunk, 'scenario' | 'violation' | 'entries'>;

class Shrinking {
  private readonly request: ShrinkRequest;
  private readonly triesMost: number;
  /** Candidates that did not show it, as text. */
  private readonly lost = new Set<string>();
  private tries = 0;
  private best: Shown;
  private size: Omit<ShrinkProgress, 'tries'>;

  constructor(request: ShrinkRequest) {
    this.request = request;
    this.triesMost = request.triesMost ?? TRIES_MOST;
    this.size = sizeOf(request.scenario);
    const shown = this.shows(request.scenario);
    if (shown === undefined)
      throw new Error(`${request.scenario.id} does not show ${request.invariant}`);
    this.best = shown;
  }

  run(): Shrunk {
    const { scenario, entries } = this.best;
    this.take(plainScenario(scenario, entries), OTHER_SEEDS);
    while (this.pass());
    return { ...this.best, tries: this.tries };
  }

  /** Every reduction once, each as long as it makes something smaller; whether any did. */
  private pass(): boolean {
    let smaller = false;
    for (const reduction of REDUCTIONS) while (this.reduce(reduction)) smaller = true;
    return smaller;
  }

  /** Takes the first candidate that still shows it; whether there was one. */
  private reduce(reduction: Reduction): boolean {
    const { scenario, violation } = this.best;
    for (const candidate of reduction(scenario, violation.t)) {
      if (this.tries >= this.triesMost) return false;
      const others = candidate.traffic.length <= FEW_TRUCKS ? OTHER_SEEDS : [];
      if (this.take(candidate, others)) return true;
    }
    return false;
  }

  /** Whether the candidate shows it, with its own seed or one of the others; it is the best then. */
  private take(candidate: Scenario, seeds: readonly number[]): boolean {
    const text = JSON.stringify(candidate);
    if (this.lost.has(text)) return false;
    if (semanticDefects(candidate, NOWHERE).length === 0) {
      for (const seed of [candidate.seed, ...seeds]) {
        const shown = this.shows({ ...candidate, seed });
        if (shown === undefined) continue;
        this.best = shown;
        this.size = sizeOf(shown.scenario);
        return true;
      }
    }
    this.lost.add(text);
    return false;
  }

  private shows(scenario: Scenario): Shown | undefined {
    const { invariant, recast } = this.request;
    this.tries++;
    const { violations, entries } = tryScenario(scenario, {
      keepEntries: true,
      stopsAt: { invariant },
      ...(recast === undefined ? {} : { recast }),
    });
    this.request.onProgress?.({ tries: this.tries, ...this.size });
    const [violation] = violations;
    return violation === undefined ? undefined : { scenario, violation, entries };
  }
}

/** How much a scenario has of what shrinking takes away. */
export const sizeOf = ({
  participants,
  traffic,
  faults = [],
}: Scenario): Omit<ShrinkProgress, 'tries'> => ({
  countries: participants.length,
  trucks: traffic.filter((one) => 'movement' in one).length,
  faults: faults.length,
});

/** Nobody is told where a candidate is wrong. */
const NOWHERE: Locate = () => ({ file: '', line: 1, column: 1 });
