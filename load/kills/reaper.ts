/** Ends every life as its fate has it and begins the next at once, until it has done so often enough; then it lets everybody live. */
import type { Doom, Fates, Manner } from './fates.ts';
import type { Fate, Mortal } from '../town/mortal.ts';
import type { Toll } from './toll.ts';
import type { Town } from './town.ts';

/** Whoever serves for so long and does not come to the point that he is to die at is killed. */
const LIFE_MOST_MS = 8_000;

interface Ending {
  manner: Manner;
  readonly timer?: ReturnType<typeof setTimeout>;
}

export class Reaper {
  private readonly town: Pick<Town, 'mortals' | 'pagesOf'>;
  private readonly toll: Toll;
  private readonly fates: Fates;
  /** How the lives at hand end; whoever is not here lives on. */
  private readonly endings = new Map<string, Ending>();
  /** Deaths at which it rests. */
  private most = 0;
  private onRest: () => void = () => undefined;
  private stopped = false;

  constructor(town: Pick<Town, 'mortals' | 'pagesOf'>, toll: Toll, fates: Fates) {
    this.town = town;
    this.toll = toll;
    this.fates = fates;
    for (const mortal of town.mortals.values()) void this.follow(mortal);
  }

  /** Settles when so many have died in all. */
  async reap(most: number): Promise<void> {
    this.most = most;
    const rest = new Promise<void>((resolve) => (this.onRest = resolve));
    for (const mortal of this.town.mortals.values()) {
      // Those who live on die by no point: it would have had to be named at their start.
      if (!this.endings.has(mortal.id)) this.end(mortal, 'instant', this.fates.lifeMs());
    }
    await rest;
  }

  stop(): void {
    this.stopped = true;
    for (const { timer } of this.endings.values()) clearTimeout(timer);
  }

  private get isResting(): boolean {
    return this.toll.deaths.length >= this.most;
  }

  /** Through all its lives. */
  private async follow(mortal: Mortal): Promise<void> {
    for (;;) {
      await mortal.ended;
      if (this.stopped) return;
      const ending = this.endings.get(mortal.id);
      clearTimeout(ending?.timer);
      this.endings.delete(mortal.id);
      this.toll.died(mortal.id, ending?.manner ?? 'instant');
      this.begin(mortal);
      if (this.isResting) this.rest();
    }
  }

  private begin(mortal: Mortal): void {
    const doom = this.isResting ? undefined : this.fates.next();
    const up = mortal.live(doom === undefined ? {} : this.fateOf(mortal, doom));
    if (doom === undefined) return;
    const { manner } = doom;
    const { lives } = mortal;
    this.endings.set(mortal.id, { manner });
    const isInstant = manner === 'instant';
    const end = (): void => {
      if (mortal.lives !== lives || !this.endings.has(mortal.id)) return;
      if (isInstant) this.end(mortal, manner, doom.afterMs, doom.others);
      else this.end(mortal, manner, LIFE_MOST_MS);
    };
    if (isInstant && doom.early) end();
    else void up.then(end);
  }

  private fateOf({ id }: Mortal, doom: Doom): Fate {
    switch (doom.manner) {
      case 'instant':
        return {};
      case 'diskFull':
        return { pagesMost: this.town.pagesOf(id) + doom.pages };
      default: {
        const { manner: point, count, afterUs } = doom;
        return { crashAt: { point, count, afterUs } };
      }
    }
  }

  /** Kills it after this time, if it has not died before, and some others with it. */
  private end(mortal: Mortal, manner: Manner, afterMs: number, others = 0): void {
    const timer = setTimeout(() => {
      const ending = this.endings.get(mortal.id);
      if (ending !== undefined) ending.manner = 'instant';
      mortal.kill();
      this.takeAlong(mortal, others);
    }, afterMs);
    this.endings.set(mortal.id, { manner, timer });
  }

  private takeAlong(first: Mortal, others: number): void {
    const left = [...this.town.mortals.values()].filter((mortal) => mortal !== first);
    for (let i = 0; i < others; i++) {
      const [mortal] = left.splice(this.fates.index(left.length), 1);
      const ending = this.endings.get(mortal?.id ?? '');
      if (ending !== undefined) ending.manner = 'instant';
      mortal?.kill();
    }
  }

  /** Lives that were to be ended by us go on; those that end themselves may still do so. */
  private rest(): void {
    for (const [id, { manner, timer }] of this.endings) {
      clearTimeout(timer);
      if (manner === 'instant') this.endings.delete(id);
    }
    this.onRest();
  }
}
