/** Types of the one generator we take from seedrandom, by its own file: `@types/seedrandom` knows only the bundle of all seven. */
declare module 'seedrandom/lib/alea.js' {
  /** State as plain numbers: three fractions and the carry. */
  interface AleaState {
    c: number;
    s0: number;
    s1: number;
    s2: number;
  }
  interface Alea {
    (): number;
    state(): AleaState;
  }
  export default function alea(seed: string, options: { state: true | AleaState }): Alea;
}
