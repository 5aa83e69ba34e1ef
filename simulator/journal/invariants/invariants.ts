/** All invariants, and the watch that holds a run to them while it happens. */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { booksBalance } from './books.ts';
import { nothingLost, nothingTwice, order } from './delivery.ts';
import type { Checker, Invariant, Violation } from './invariant.ts';
import { endsAgree, finalStays, noPassageWithoutRelease, partiesOnly } from './movements.ts';

export const INVARIANTS: readonly Invariant[] = [
  nothingLost,
  nothingTwice,
  order,
  booksBalance,
  finalStays,
  noPassageWithoutRelease,
  endsAgree,
  partiesOnly,
];

/** Violations kept; the rest are counted. */
const KEPT = 100;

export class InvariantWatch {
  readonly violations: Violation[] = [];
  count = 0;
  private readonly checkers: readonly Checker[];

  constructor(invariants: readonly Invariant[] = INVARIANTS) {
    this.checkers = invariants.map((invariant) =>
      invariant.start((violation) => {
        this.count++;
        if (this.violations.length < KEPT)
          this.violations.push({ invariant: invariant.id, ...violation });
      }),
    );
  }

  step(entry: Entry): void {
    for (const checker of this.checkers) checker.step(entry);
  }

  /** What only the end shows. */
  end(end: SimTime): void {
    for (const checker of this.checkers) checker.end?.(end);
  }
}
