/** What every checker may look up of a run: messages under way, movements and all objects of the state tables, troubles, the lengths of its timers. Judges nothing itself. */
import type { Entry } from '../../core/cell.ts';
import type { FactType } from './invariant.ts';
import { KnownMovements } from './known-movements.ts';
import { KnownTrucks } from './known-trucks.ts';
import { Letters } from './letters.ts';
import type { RunTimers } from './objects.ts';
import { Objects } from './objects.ts';
import { Troubles } from './troubles.ts';

/** A part of the scene, and the entries that it learns from. */
interface Part {
  readonly shown: readonly FactType[];
  step(entry: Entry): void;
}

export class Scene {
  readonly letters = new Letters();
  readonly movements = new KnownMovements();
  readonly troubles = new Troubles();
  readonly trucks = new KnownTrucks();
  readonly objects: Objects;
  readonly timers: RunTimers;
  readonly parts: readonly Part[];

  constructor(timers: RunTimers) {
    this.timers = timers;
    this.objects = new Objects(timers);
    const { movements, troubles, trucks } = this;
    this.parts = [
      { shown: Troubles.shown, step: (entry) => troubles.step(entry) },
      { shown: KnownMovements.shown, step: (entry) => movements.step(entry) },
      { shown: KnownTrucks.shown, step: (entry) => trucks.step(entry) },
    ];
  }

  get size(): number {
    const { letters, movements, trucks, objects, troubles } = this;
    return letters.size + movements.size + trucks.size + objects.size + troubles.size;
  }
}
