/** The timers of one participant, by name and key, in typed columns: a year has hundreds of thousands of them. When they ring is the scheduler's business. */
import { SharedMap } from './shared-map.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimTime } from './time.ts';

/** Handler number of timers in the scheduler. */
export const ON_TIMER = 1;

export interface Ringing {
  readonly name: string;
  readonly key: string;
}

/** A timer that was started, or has ended, since a store last asked. */
export interface TimerChange extends Ringing {
  readonly id: string;
  readonly at: SimTime;
  readonly sequence: number;
  readonly live: boolean;
}

export type SavedTimer = readonly [name: string, key: string, at: SimTime, sequence: number];

export class Timers {
  private readonly scheduler: Scheduler;
  private readonly owner: number;
  // By slot. A slot without a name is free.
  private names: (string | undefined)[] = [];
  private keys: string[] = [];
  private at = new Float64Array(64);
  private sequence = new Float64Array(64);
  private handle = new Float64Array(64);
  private free: number[] = [];
  /** By name, then by key: an id put together of both would have to be hashed anew for every timer. */
  private readonly slots = new Map<string, SharedMap<number>>();
  private dirty: Set<string> | undefined;

  /** @param owner index of the participant. */
  constructor(scheduler: Scheduler, owner: number) {
    this.scheduler = scheduler;
    this.owner = owner;
  }

  /** In place of one of the same name and key. */
  start(name: string, key: string, at: SimTime, sequence: number): void {
    this.stop(name, key);
    const slot = this.free.pop() ?? this.names.length;
    if (slot === this.at.length) this.grow();
    this.names[slot] = name;
    this.keys[slot] = key;
    this.at[slot] = at;
    this.sequence[slot] = sequence;
    this.handle[slot] = this.scheduler.schedule(
      at,
      this.owner,
      this.owner,
      sequence,
      ON_TIMER,
      slot,
    );
    let slots = this.slots.get(name);
    if (slots === undefined) this.slots.set(name, (slots = new SharedMap<number>()));
    slots.set(key, slot);
    this.dirty?.add(`${name}|${key}`);
  }

  stop(name: string, key: string): void {
    const slot = this.slots.get(name)?.get(key);
    if (slot === undefined) return;
    this.scheduler.cancel(this.handle[slot] as number);
    this.drop(slot, name, key);
  }

  /** Takes over those of another participant of its kind, whose events the scheduler has already. */
  share(other: Timers): void {
    this.names = other.names.slice();
    this.keys = other.keys.slice();
    this.free = other.free.slice();
    this.at = other.at.slice();
    this.sequence = other.sequence.slice();
    this.handle = other.handle.slice();
    for (const [name, slots] of other.slots) this.slots.set(name, slots.copy());
  }

  /** Which one rings; it goes on standing. Undefined where none has this slot. */
  ringing(slot: number): Ringing | undefined {
    const name = this.names[slot];
    return name === undefined ? undefined : { name, key: this.keys[slot] as string };
  }

  /** It has rung. */
  end({ name, key }: Ringing, slot: number): void {
    this.drop(slot, name, key);
  }

  /** From now on what changes is remembered, for a store. */
  trackChanges(): void {
    this.dirty ??= new Set();
  }

  takeDirty(): TimerChange[] {
    if (this.dirty === undefined) return [];
    const changes = [...this.dirty].map((id): TimerChange => {
      const bar = id.indexOf('|');
      const [name, key] = [id.slice(0, bar), id.slice(bar + 1)];
      const slot = this.slots.get(name)?.get(key);
      if (slot === undefined) return { id, name, key, at: 0, sequence: 0, live: false };
      const [at, sequence] = [this.at[slot] as number, this.sequence[slot] as number];
      return { id, name, key, at, sequence, live: true };
    });
    this.dirty.clear();
    return changes;
  }

  /** All that stand, in the order in which they were started. */
  save(): SavedTimer[] {
    const timers: SavedTimer[] = [];
    this.names.forEach((name, slot) => {
      if (name === undefined) return;
      const [at, sequence] = [this.at[slot] as number, this.sequence[slot] as number];
      timers.push([name, this.keys[slot] as string, at, sequence]);
    });
    return timers.sort(([, , , a], [, , , b]) => a - b);
  }

  private drop(slot: number, name: string, key: string): void {
    this.names[slot] = undefined;
    this.keys[slot] = '';
    this.free.push(slot);
    this.slots.get(name)?.delete(key);
    this.dirty?.add(`${name}|${key}`);
  }

  private grow(): void {
    const longer = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(2 * column.length);
      grown.set(column);
      return grown;
    };
    this.at = longer(this.at);
    this.sequence = longer(this.sequence);
    this.handle = longer(this.handle);
  }
}
