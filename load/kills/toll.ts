/** Who died when and of what, and how long it took until somebody outside had an acknowledgement again. Counts only. */
import type { Manner } from './fates.ts';

export interface Death {
  readonly id: string;
  readonly manner: Manner;
  /** From its end to the next acknowledgement that it gave, in ms; undefined where it died again before. */
  recoveredMs: number | undefined;
}

export class Toll {
  readonly deaths: Death[] = [];
  /** The last death of each that has acknowledged nothing since, and when it was. */
  private readonly away = new Map<string, { readonly death: Death; readonly at: number }>();

  died(id: string, manner: Manner): void {
    const death = { id, manner, recoveredMs: undefined };
    this.deaths.push(death);
    // Whoever dies again before it has served is away since the first time.
    const at = this.away.get(id)?.at ?? performance.now();
    this.away.set(id, { death, at });
  }

  /** Somebody outside has an acknowledgement of it. */
  served(id: string): void {
    const away = this.away.get(id);
    if (away === undefined) return;
    this.away.delete(id);
    away.death.recoveredMs = performance.now() - away.at;
  }

  /** Who has not served since it died. */
  get stillAway(): readonly string[] {
    return [...this.away.keys()];
  }
}
