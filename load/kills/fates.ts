/** Of what each life of a process is to end, drawn from a seed: at a named point, at a full disk, or at any instant. Kills nobody. */
import { Chance } from '../../simulator/core/chance.ts';
import type { Stream } from '../../simulator/core/chance.ts';
import { integer } from '../../simulator/core/draws.ts';
import { CRASH_POINTS } from '../../nodes/process/crash-points.ts';
import type { CrashPoint } from '../../nodes/process/crash-points.ts';

export type Manner = CrashPoint | 'diskFull' | 'instant';
export const MANNERS: readonly Manner[] = [...CRASH_POINTS, 'diskFull', 'instant'];

/** How a life ends. */
export type Doom =
  /** By its own hand at a named point, when it comes there for the n-th time. */
  | { readonly manner: CrashPoint; readonly count: number; readonly afterUs: number }
  /** Its store has room for so many pages more. */
  | { readonly manner: 'diskFull'; readonly pages: number }
  /** By SIGKILL so long after it began to serve, or, early, after its first instruction; and with it so many others. */
  | {
      readonly manner: 'instant';
      readonly early: boolean;
      readonly afterMs: number;
      readonly others: number;
    };

/** One round: every named point once, and as many instants. */
const DECK: readonly Manner[] = [...CRASH_POINTS, ...CRASH_POINTS.map(() => 'instant' as const)];
/** A full disk ends a process by its own sentence, not by a kill: less often. */
const ROUNDS_PER_FULL_DISK = 2;

const COUNT_MOST = 40;
/** A commit takes half a millisecond to some. */
const COMMIT_US = 1_200;
const LIFE_MS = { least: 0, most: 2_500 };
/** Every fifth of the random instants may come before it has opened its store, or while it reads what is there. */
const EARLY = 5;
const EARLY_MS = 1_000;
const PAGES = { least: 2, most: 60 };
/** Every fourth of the random instants takes one other process along, every eighth two. */
const OTHERS = [0, 0, 0, 0, 0, 1, 1, 2];

export class Fates {
  private readonly stream: Stream;
  private deck: Manner[] = [];
  private rounds = 0;

  constructor(seed: string) {
    this.stream = new Chance(seed).stream('fates');
  }

  next(): Doom {
    const manner = this.draw();
    switch (manner) {
      case 'instant': {
        const others = OTHERS[this.whole(0, OTHERS.length - 1)] ?? 0;
        const early = this.whole(1, EARLY) === 1;
        return { manner, early, others, afterMs: early ? this.whole(0, EARLY_MS) : this.lifeMs() };
      }
      case 'diskFull':
        return { manner, pages: this.whole(PAGES.least, PAGES.most) };
      default:
        return { manner, count: this.whole(1, COUNT_MOST), afterUs: this.whole(0, COMMIT_US) };
    }
  }

  /** How long somebody lives who is killed at a random instant. */
  lifeMs(): number {
    return this.whole(LIFE_MS.least, LIFE_MS.most);
  }

  /** One of so many places. */
  index(count: number): number {
    return this.whole(0, Math.max(0, count - 1));
  }

  /** Each manner of a round comes before the next round begins. */
  private draw(): Manner {
    if (this.deck.length === 0) {
      this.deck = [...DECK];
      if (this.rounds++ % ROUNDS_PER_FULL_DISK === 0) this.deck.push('diskFull');
    }
    const [manner = 'instant'] = this.deck.splice(this.whole(0, this.deck.length - 1), 1);
    return manner;
  }

  private whole(least: number, most: number): number {
    return integer(this.stream, least, most);
  }
}
