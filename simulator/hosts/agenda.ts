/** What comes to a run from outside its participants at instants of its own: what administrators do by a script, and faults. The same in every host. */
import type { FaultDirector, Turn } from '../faults/director.ts';
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';
import type { HostFact } from '../core/world-facts.ts';
import type { Staged } from './script-of.ts';

export class Agenda {
  private readonly faults: FaultDirector;
  /** In order of time. */
  private staged: readonly Staged[];
  /** Before the run is measured nothing comes, and nothing is waited for. */
  private open = false;
  private now: SimTime = 0;

  constructor(staged: readonly Staged[], faults: FaultDirector) {
    this.staged = staged;
    this.faults = faults;
  }

  /** When the next turn is due; Infinity where none is known yet. */
  get next(): SimTime {
    if (!this.open) return Infinity;
    return Math.max(this.now, Math.min(this.staged[0]?.at ?? Infinity, this.faults.next));
  }

  /** What is measured begins. */
  begin(now: SimTime): void {
    this.open = true;
    this.now = now;
  }

  /** Every entry of the journal, in order. */
  observe(entry: Entry): void {
    if (this.open) this.faults.observe(entry);
  }

  /** What the journal says of whoever is back from elsewhere while a fault keeps it down. */
  downAs(node: string): readonly HostFact[] {
    return this.faults.downAs(node);
  }

  /** The turn that is due next; a script comes before a fault of the same instant. */
  take(): Turn {
    this.now = this.next;
    const [first, ...rest] = this.staged;
    if (first === undefined || first.at > this.faults.next) return this.faults.take();
    this.staged = rest;
    return { notes: [], acts: [{ to: first.to, command: first.command }] };
  }
}
