/** Snapshots of a trial along its journal, so that any moment of the past is a few thousand entries away. Bounded: it thins itself out. */
import type { Trial } from './trial.ts';
import type { TrialSnapshot } from './trial-state.ts';

/** Entries between two checkpoints: folding these on takes about as long as writing the state out. */
export const CHECKPOINT_EVERY = 5_000;

export class Checkpoints {
  private every: number;
  private readonly most: number;
  private snapshots: TrialSnapshot[];

  /**
   * @param every entries between two checkpoints at the start; doubles each time that there are too many.
   * @param most checkpoints kept.
   */
  constructor(every = CHECKPOINT_EVERY, most = 256) {
    this.every = every;
    this.most = most;
    this.snapshots = [];
  }

  get count(): number {
    return this.snapshots.length;
  }

  /** To be called after each step of the trial; saves it when a checkpoint is due. */
  offer(trial: Trial): void {
    if (trial.entries % this.every !== 0) return;
    const last = this.snapshots.at(-1);
    if (last !== undefined && trial.entries <= last.entries) return;
    this.snapshots.push(trial.save());
    if (this.snapshots.length <= this.most) return;
    this.every *= 2;
    this.snapshots = this.snapshots.filter(({ entries }) => entries % this.every === 0);
  }

  /**
   * The last checkpoint whose time is not after `t`; undefined: begin with a fresh trial. From it, take the entries from position
   * `entries` on while their time is not after `t`.
   */
  atTime(t: number): TrialSnapshot | undefined {
    return this.last(({ now }) => now <= t);
  }

  /** The last checkpoint that holds at most this many entries. */
  atEntry(position: number): TrialSnapshot | undefined {
    return this.last(({ entries }) => entries <= position);
  }

  /** Both properties hold up to some checkpoint and for none after it. */
  private last(holds: (snapshot: TrialSnapshot) => boolean): TrialSnapshot | undefined {
    let low = 0;
    let high = this.snapshots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const snapshot = this.snapshots[middle];
      if (snapshot !== undefined && holds(snapshot)) low = middle + 1;
      else high = middle;
    }
    return this.snapshots[low - 1];
  }
}
