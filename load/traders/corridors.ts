/** The ways that declarations are made for: those of the pilot corridors, each as often as trucks take it. */
import type { Route } from '../town/routes.ts';
import pilot from './corridors.json' with { type: 'json' };

export interface Corridor extends Route {
  readonly trucksPerDay: number;
}

/** The pilot flows of scenarios/data/flows.json, folded by their offices; sources and marks stand there. */
export const PILOT_CORRIDORS: readonly Corridor[] = pilot;

/** Draws corridors by their trucks. */
export class Corridors {
  readonly all: readonly Corridor[];
  private readonly sums: readonly number[];

  /** @param all at least one. */
  constructor(all: readonly Corridor[]) {
    let sum = 0;
    this.all = all;
    this.sums = all.map(({ trucksPerDay }) => (sum += trucksPerDay));
  }

  /** @param u uniform in [0, 1). */
  at(u: number): Corridor {
    const wanted = u * this.sums.at(-1)!;
    return this.all[this.sums.findIndex((sum) => wanted < sum)]!;
  }
}
