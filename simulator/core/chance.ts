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
  /** States of streams that have not been asked for since they were saved: to make a generator costs more than to keep its numbers. */
  private readonly resting = new Map<string, StreamState>();

  constructor(seed: string | number) {
    this.seed = String(seed);
  }

  /** The stream of that name, which begins where `seed/name` puts it, whatever others exist; later calls give the same object. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = { next: this.generator(name) };
      this.streams.set(name, stream);
    }
    return stream;
  }

  private generator(name: string): Alea {
    const state = this.resting.get(name);
    if (state === undefined) return alea(`${this.seed}/${name}`, { state: true });
    this.resting.delete(name);
    const [c, s0, s1, s2] = state;
    return alea('', { state: { c, s0, s1, s2 } });
  }

  save(): ChanceState {
    const streams = [...this.states()];
    return { seed: this.seed, streams: streams.sort(([a], [b]) => (a < b ? -1 : 1)) };
  }

  static restore(state: ChanceState): Chance {
    const chance = new Chance(state.seed);
    for (const [name, stream] of state.streams) chance.resting.set(name, stream);
    return chance;
  }

  /** A copy that draws the same from here on, and independently. */
  fork(): Chance {
    const copy = new Chance(this.seed);
    for (const [name, state] of this.states()) copy.resting.set(name, state);
    return copy;
  }

  private *states(): IterableIterator<readonly [name: string, state: StreamState]> {
    yield* this.resting;
    for (const [name, { next }] of this.streams) {
      const { c, s0, s1, s2 } = next.state();
      yield [name, [c, s0, s1, s2]];
    }
  }
}
