/** Many seeds of a scenario on many cores. What it finds depends on the seeds alone, not on how many workers try them or which is faster. */
import { Worker } from 'node:worker_threads';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import type { FaultsWanted } from './scenario-of-seed.ts';

export interface SweepRequest {
  readonly scenario: Scenario;
  /** Both included. */
  readonly seeds: { readonly from: number; readonly to: number };
  readonly faults: FaultsWanted;
  /** Workers at once. */
  readonly jobs: number;
  /** Goes on after a violation. */
  readonly collect: boolean;
  /** Ends it early; what was found by then is told. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
}

export interface SweepProgress {
  readonly done: number;
  readonly events: number;
  /** Seeds with a violation. */
  readonly violations: number;
}

/** The first violation of a seed. */
export interface Found {
  readonly seed: number;
  readonly violation: Violation;
}

export interface Swept extends SweepProgress {
  /** In order of seeds; without `collect` only the lowest. */
  readonly found: readonly Found[];
}

/** What a worker is told as it begins. */
export type WorkerTask = Pick<SweepRequest, 'scenario' | 'faults'>;

/** What a worker tells of a seed. */
export type Outcome =
  | { readonly seed: number; readonly events: number; readonly violation?: Violation }
  /** The scenario itself cannot be run. */
  | { readonly broken: string };

/** Seeds that a worker has at hand, so that it never waits for the next. */
const AT_HAND = 2;

/** Who tries seeds: a worker thread, or whatever a test puts in its place. */
export interface Hand {
  postMessage(seed: number): void;
  on(event: 'message', listener: (outcome: Outcome) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  terminate(): Promise<unknown>;
}

/**
 * @param hire makes a hand for the task.
 * @throws where the scenario cannot be run at all.
 */
export async function sweep(request: SweepRequest, hire = workerFor): Promise<Swept> {
  const sweeping = new Sweeping(request);
  const { seeds, jobs, scenario, faults } = request;
  const count = Math.max(1, Math.min(jobs, seeds.to - seeds.from + 1));
  const hands = Array.from({ length: count }, () => hire({ scenario, faults }));
  try {
    await Promise.all(hands.map((hand) => sweeping.employ(hand)));
  } finally {
    await Promise.all(hands.map((hand) => hand.terminate()));
  }
  return sweeping.result();
}

const workerFor = (task: WorkerTask): Hand =>
  new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });

class Sweeping {
  private readonly request: SweepRequest;
  private next: number;
  private done = 0;
  private events = 0;
  private readonly found: Found[] = [];
  /** No seed from here on is of interest any more. */
  private end: number;

  constructor(request: SweepRequest) {
    this.request = request;
    this.next = request.seeds.from;
    this.end = request.seeds.to + 1;
  }

  /** Keeps a hand busy until no seed is left for it. */
  employ(hand: Hand): Promise<void> {
    const atHand = new Set<number>();
    return new Promise((resolve, reject) => {
      const goOn = (): void => {
        while (atHand.size < AT_HAND && this.next < this.end) {
          atHand.add(this.next);
          hand.postMessage(this.next++);
        }
        if (![...atHand].some((seed) => seed < this.end)) resolve();
      };
      hand.on('message', (outcome) => {
        if ('broken' in outcome) {
          reject(new RangeError(outcome.broken));
          return;
        }
        atHand.delete(outcome.seed);
        this.take(outcome);
        goOn();
      });
      hand.on('error', reject);
      this.request.signal?.addEventListener('abort', () => {
        this.end = -Infinity;
        goOn();
      });
      goOn();
    });
  }

  result(): Swept {
    const { done, events } = this;
    const inOrder = this.found.toSorted((a, b) => a.seed - b.seed);
    const found = this.request.collect ? inOrder : inOrder.slice(0, 1);
    return { done, events, violations: found.length, found };
  }

  private take({ seed, events, violation }: Extract<Outcome, { seed: number }>): void {
    if (seed >= this.end) return;
    this.done++;
    this.events += events;
    if (violation !== undefined) {
      this.found.push({ seed, violation });
      // Lower seeds that are still under way may show one as well.
      if (!this.request.collect) this.end = seed;
    }
    const violations = this.found.length;
    this.request.onProgress?.({ done: this.done, events: this.events, violations });
  }
}
