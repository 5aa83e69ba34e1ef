/** The shape of planted journals: a rightful one, which an invariant lets pass, says nothing; a wrong one says what the invariant must say of it. */
import type { Invariant } from '../invariant.ts';
import type { Line } from './told.ts';

export interface Case {
  readonly what: string;
  readonly lines: readonly Line[];
  /** Part of what must be said, once; undefined where nothing may be. */
  readonly says?: string;
  /** When the run ends, in ms after its start; a month later where absent. */
  readonly end?: number;
}

export interface Cases {
  readonly invariant: Invariant;
  readonly cases: readonly Case[];
}

export const right = (what: string, lines: readonly Line[], end?: number): Case => ({
  what,
  lines,
  ...(end === undefined ? {} : { end }),
});

export const wrong = (what: string, says: string, lines: readonly Line[], end?: number): Case => ({
  ...right(what, lines, end),
  says,
});
