/** How often what a scenario waits for has happened since the end of the warm-up. */
import type { Entry } from '../../simulator/core/cell.ts';
import { fits } from '../../simulator/core/fact-pattern.ts';
import type { FactPattern } from '../../simulator/core/fact-pattern.ts';

export class Happenings {
  private readonly counts = new Map<FactPattern, number>();
  private readonly byType = new Map<string, FactPattern[]>();
  private measured = false;

  constructor(patterns: readonly FactPattern[]) {
    for (const pattern of patterns) {
      this.counts.set(pattern, 0);
      this.byType.set(pattern.happens, [...(this.byType.get(pattern.happens) ?? []), pattern]);
    }
  }

  step(entry: Entry): void {
    if (entry.type === 'HandedOver') this.measured = true;
    if (!this.measured) return;
    for (const pattern of this.byType.get(entry.type) ?? [])
      if (fits(pattern, entry)) this.counts.set(pattern, this.count(pattern) + 1);
  }

  /** Of a pattern that it was told of, the very one. */
  readonly count = (pattern: FactPattern): number => this.counts.get(pattern) ?? 0;
}
