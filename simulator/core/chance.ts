/** Chance: named random streams under one seed. Each consumer has its own, so that one more draw here moves nothing there. */
import alea from 'seedrandom/lib/alea.js';

/** A source of chance; `simulator/core/draws.ts` makes distributions of it. */
export interface Stream {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  readonly next: () => number;
}

/** The four numbers of an alea generator: carry, then the three fractions. */
export type StreamState = readonly [c: number, s0: number, s1: number, s2: number];

/** Plain data from which every stream continues exactly; streams in the order of their names. */
export interface ChanceState {
  readonly seed: string;
  readonly streams: readonly (readonly [name: string, state: StreamState])[];
}

type Alea = ReturnType<typeof alea>;

interface OwnStream extends Stream {
  readonly next: Alea;
}

export class Chance {
  /** 7 and '7' are the same seed. */
  readonly seed: string;
  private readonly streams = new Map<string, OwnStream>();

  constructor(seed: string | number) {
    this.seed = String(seed);
  }

  /** The stream of that name, which begins where `seed/name` puts it, whatever others exist; later calls give the same object. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = { next: alea(`${this.seed}/${name}`, { state: true }) };
      this.streams.set(name, stream);
    }
    return stream;
  }

  /** Forgets a stream that will not be drawn from again (a truck's, once it is home). Asked for again, it would begin anew. */
  release(name: string): void {
    this.streams.delete(name);
  }

  save(): ChanceState {
    const streams = Array.from(this.streams, ([name, { next }]) => {
      const { c, s0, s1, s2 } = next.state();
      return [name, [c, s0, s1, s2]] as const;
    });
    return { seed: this.seed, streams: streams.sort(([a], [b]) => (a < b ? -1 : 1)) };
  }

  static restore(state: ChanceState): Chance {
    const chance = new Chance(state.seed);
    for (const [name, [c, s0, s1, s2]] of state.streams) {
      chance.streams.set(name, { next: alea('', { state: { c, s0, s1, s2 } }) });
    }
    return chance;
  }

  /** A copy that draws the same from here on, and independently. */
  fork(): Chance {
    return Chance.restore(this.save());
  }
}
