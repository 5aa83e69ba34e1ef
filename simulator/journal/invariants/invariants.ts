/** All invariants, and the watch that holds a run to them while it happens. */
import type { TimerValues } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { booksBalance, insurersBalance, releasedOnce } from './books.ts';
import { noPassageWithoutRelease } from './borders.ts';
import { nothingLost, nothingTwice, order } from './delivery.ts';
import { followsTables } from './follows-tables.ts';
import type { Checker, Invariant, Violation } from './invariant.ts';
import { endsAgree, finalStays, partiesOnly } from './movements.ts';
import { nothingWaits } from './nothing-waits.ts';

export const INVARIANTS: readonly Invariant[] = [
  nothingLost,
  nothingTwice,
  order,
  booksBalance,
  releasedOnce,
  insurersBalance,
  followsTables,
  finalStays,
  noPassageWithoutRelease,
  endsAgree,
  nothingWaits,
  partiesOnly,
];

/** Violations kept; the rest are counted. */
const KEPT = 100;

export class InvariantWatch {
  readonly violations: Violation[] = [];
  count = 0;
  private readonly ids: readonly string[];
  private readonly checkers: readonly Checker[];

  /** @param timers longest lengths of the run's timers; those of the law where absent. */
  constructor(invariants: readonly Invariant[] = INVARIANTS, timers?: Partial<TimerValues>) {
    this.ids = invariants.map(({ id }) => id);
    this.checkers = invariants.map((invariant) =>
      invariant.start((violation) => {
        this.count++;
        if (this.violations.length < KEPT)
          this.violations.push({ invariant: invariant.id, ...violation });
      }, timers),
    );
  }

  step(entry: Entry): void {
    for (const checker of this.checkers) checker.step(entry);
  }

  /** How much is remembered, by invariant. */
  sizes(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.checkers.map((checker, i) => [this.ids[i] ?? '', checker.size()]),
    );
  }

  /** What only the end shows. */
  end(end: SimTime): void {
    for (const checker of this.checkers) checker.end?.(end);
  }
}
