/** The event queue: what is due when, in one total order. It knows nothing of what an event means, and holds no clock. */
import type { SimTime } from './time.ts';

/** Destinations and sources are numbers below this. */
export const PARTICIPANTS_MAX = 256;
/** A source's sequence numbers are below this: together with two participants that fills the 53 bits of a double exactly. */
export const SEQUENCE_END = 137_438_953_472; // 2^37

// A handle is a slot and the generation of its use, so that it goes stale when the slot is used again.
const SLOT_SPAN = 16_777_216; // 2^24
const GENERATION_MASK = 536_870_911; // 2^29 - 1
const NONE = -1;
// A free slot's position is not in the heap, so below 0: it names the next free slot, as -2 - slot.
const free = (next: number): number => -2 - next;

/** Plain data, fit for JSON, from which a scheduler continues identically and in which handles stay valid. */
export interface SchedulerState {
  readonly version: 1;
  /** When the event popped last was due. */
  readonly dueAt: SimTime;
  /** The heap, first to last. */
  readonly due: readonly number[];
  readonly key: readonly number[];
  readonly slot: readonly number[];
  /** By slot, as far as slots were ever used. */
  readonly generation: readonly number[];
  readonly handler: readonly number[];
  readonly argument: readonly number[];
  /** Free slots, the one to be used next first. */
  readonly free: readonly number[];
}

/**
 * Events are (handler number, integer argument), never closures, so that they can be saved and forked.
 * Order: due time, destination, source, the source's own sequence; an event due at the same time as the one at hand
 * may still be scheduled, an earlier one not. A 4-ary heap in typed arrays; positions are kept so that events can be cancelled.
 */
export class Scheduler {
  /** The event that `pop` gave: due time, handler number and argument. */
  dueAt: SimTime = 0;
  handler = 0;
  argument = 0;
  private poppedKey = 0;

  private count = 0;
  private slotsUsed = 0;
  private firstFree = NONE;
  // In heap order.
  private due: Float64Array;
  private key: Float64Array;
  private slot: Int32Array;
  // By slot. `position` is the place in the heap; of a free slot, the next free one (see `free`).
  private position: Int32Array;
  private generation: Int32Array;
  private handlers: Int32Array;
  private args: Int32Array;

  constructor(capacity = 64) {
    this.due = new Float64Array(capacity);
    this.key = new Float64Array(capacity);
    this.slot = new Int32Array(capacity);
    this.position = new Int32Array(capacity);
    this.generation = new Int32Array(capacity);
    this.handlers = new Int32Array(capacity);
    this.args = new Int32Array(capacity);
  }

  /** How many events are pending. */
  get size(): number {
    return this.count;
  }

  /** The popped event's destination. */
  get destination(): number {
    return Math.floor(this.poppedKey / SEQUENCE_END) >> 8;
  }

  /** The popped event's source. */
  get source(): number {
    return Math.floor(this.poppedKey / SEQUENCE_END) & 255;
  }

  /** The popped event's number among its source's. */
  get sequence(): number {
    return this.poppedKey - Math.floor(this.poppedKey / SEQUENCE_END) * SEQUENCE_END;
  }

  /** When the next event is due; Infinity when there is none. */
  peekDue(): number {
    return this.count === 0 ? Infinity : (this.due[0] as number);
  }

  /**
   * Adds an event and gives a handle to cancel it by. Throws where a number is out of its range
   * or the event would be due before the one popped last: each is a broken invariant of the caller.
   */
  schedule(
    dueAt: SimTime,
    destination: number,
    source: number,
    sequence: number,
    handler: number,
    argument: number,
  ): number {
    if (!(dueAt >= this.dueAt && dueAt <= Number.MAX_SAFE_INTEGER && Math.floor(dueAt) === dueAt))
      this.refuseDue(dueAt);
    if (
      (destination & 255) !== destination ||
      (source & 255) !== source ||
      !(sequence >= 0 && sequence < SEQUENCE_END && Math.floor(sequence) === sequence) ||
      (handler | 0) !== handler ||
      (argument | 0) !== argument
    ) {
      refuse(destination, source, sequence, handler, argument);
    }
    let slot = this.firstFree;
    if (slot === NONE) {
      if (this.slotsUsed === this.position.length) this.grow();
      slot = this.slotsUsed++;
    } else {
      this.firstFree = free(this.position[slot] as number);
    }
    this.handlers[slot] = handler;
    this.args[slot] = argument;
    this.siftUp(
      this.count++,
      dueAt,
      (destination * PARTICIPANTS_MAX + source) * SEQUENCE_END + sequence,
      slot,
    );
    return (this.generation[slot] as number) * SLOT_SPAN + slot;
  }

  /** Takes an event out; false if it was popped or cancelled before. */
  cancel(handle: number): boolean {
    const generation = Math.floor(handle / SLOT_SPAN);
    const slot = handle - generation * SLOT_SPAN;
    if (!(slot < this.slotsUsed) || this.generation[slot] !== generation) return false;
    const hole = this.position[slot] as number;
    if (hole < 0) return false; // a handle that a fork gave for its own next use of this slot
    this.release(slot);
    this.fill(hole);
    return true;
  }

  /** Takes the first event out into the public fields; false when there is none. */
  pop(): boolean {
    if (this.count === 0) return false;
    const slot = this.slot[0] as number;
    this.dueAt = this.due[0] as number;
    this.poppedKey = this.key[0] as number;
    this.handler = this.handlers[slot] as number;
    this.argument = this.args[slot] as number;
    this.release(slot);
    this.fill(0);
    return true;
  }

  save(): SchedulerState {
    const { count, slotsUsed } = this;
    const freeSlots: number[] = [];
    for (let slot = this.firstFree; slot !== NONE; slot = free(this.position[slot] as number))
      freeSlots.push(slot);
    return {
      version: 1,
      dueAt: this.dueAt,
      due: Array.from(this.due.subarray(0, count)),
      key: Array.from(this.key.subarray(0, count)),
      slot: Array.from(this.slot.subarray(0, count)),
      generation: Array.from(this.generation.subarray(0, slotsUsed)),
      handler: Array.from(this.handlers.subarray(0, slotsUsed)),
      argument: Array.from(this.args.subarray(0, slotsUsed)),
      free: freeSlots,
    };
  }

  static restore(state: SchedulerState): Scheduler {
    const scheduler = new Scheduler(Math.max(64, state.generation.length));
    scheduler.dueAt = state.dueAt;
    scheduler.count = state.due.length;
    scheduler.slotsUsed = state.generation.length;
    scheduler.due.set(state.due);
    scheduler.key.set(state.key);
    scheduler.slot.set(state.slot);
    scheduler.generation.set(state.generation);
    scheduler.handlers.set(state.handler);
    scheduler.args.set(state.argument);
    state.slot.forEach((slot, place) => {
      scheduler.position[slot] = place;
    });
    for (const slot of [...state.free].reverse()) {
      scheduler.position[slot] = free(scheduler.firstFree);
      scheduler.firstFree = slot;
    }
    return scheduler;
  }

  /** A copy that goes on by itself from here; handles are valid in both. */
  fork(): Scheduler {
    const copy = new Scheduler(0);
    copy.dueAt = this.dueAt;
    copy.handler = this.handler;
    copy.argument = this.argument;
    copy.poppedKey = this.poppedKey;
    copy.count = this.count;
    copy.slotsUsed = this.slotsUsed;
    copy.firstFree = this.firstFree;
    copy.due = this.due.slice();
    copy.key = this.key.slice();
    copy.slot = this.slot.slice();
    copy.position = this.position.slice();
    copy.generation = this.generation.slice();
    copy.handlers = this.handlers.slice();
    copy.args = this.args.slice();
    return copy;
  }

  private release(slot: number): void {
    this.generation[slot] = ((this.generation[slot] as number) + 1) & GENERATION_MASK;
    this.position[slot] = free(this.firstFree);
    this.firstFree = slot;
  }

  /** Closes a hole in the heap with its last entry. */
  private fill(hole: number): void {
    const last = --this.count;
    if (hole === last) return;
    const due = this.due[last] as number;
    const key = this.key[last] as number;
    const slot = this.slot[last] as number;
    const parent = (hole - 1) >> 2;
    if (hole > 0 && before(due, key, this.due[parent] as number, this.key[parent] as number)) {
      this.siftUp(hole, due, key, slot);
    } else {
      this.siftDown(hole, due, key, slot);
    }
  }

  private siftUp(from: number, dueAt: number, ownKey: number, ownSlot: number): void {
    const { due, key, slot, position } = this;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentDue = due[parent] as number;
      const parentKey = key[parent] as number;
      if (!before(dueAt, ownKey, parentDue, parentKey)) break;
      const parentSlot = slot[parent] as number;
      due[place] = parentDue;
      key[place] = parentKey;
      slot[place] = parentSlot;
      position[parentSlot] = place;
      place = parent;
    }
    due[place] = dueAt;
    key[place] = ownKey;
    slot[place] = ownSlot;
    position[ownSlot] = place;
  }

  private siftDown(from: number, dueAt: number, ownKey: number, ownSlot: number): void {
    const { due, key, slot, position, count } = this;
    let place = from;
    for (;;) {
      const first = 4 * place + 1;
      if (first >= count) break;
      const end = Math.min(first + 4, count);
      let least = first;
      let leastDue = due[first] as number;
      let leastKey = key[first] as number;
      for (let child = first + 1; child < end; child++) {
        const childDue = due[child] as number;
        if (childDue > leastDue) continue;
        const childKey = key[child] as number;
        if (childDue === leastDue && childKey > leastKey) continue;
        least = child;
        leastDue = childDue;
        leastKey = childKey;
      }
      if (!before(leastDue, leastKey, dueAt, ownKey)) break;
      const leastSlot = slot[least] as number;
      due[place] = leastDue;
      key[place] = leastKey;
      slot[place] = leastSlot;
      position[leastSlot] = place;
      place = least;
    }
    due[place] = dueAt;
    key[place] = ownKey;
    slot[place] = ownSlot;
    position[ownSlot] = place;
  }

  private grow(): void {
    const capacity = Math.max(64, 2 * this.position.length);
    if (capacity > SLOT_SPAN) throw new RangeError(`more than ${String(SLOT_SPAN)} events pending`);
    this.due = grown(this.due, new Float64Array(capacity));
    this.key = grown(this.key, new Float64Array(capacity));
    this.slot = grown(this.slot, new Int32Array(capacity));
    this.position = grown(this.position, new Int32Array(capacity));
    this.generation = grown(this.generation, new Int32Array(capacity));
    this.handlers = grown(this.handlers, new Int32Array(capacity));
    this.args = grown(this.args, new Int32Array(capacity));
  }

  private refuseDue(dueAt: number): never {
    throw new RangeError(
      `an event cannot be due at ${String(dueAt)}: not a whole number of milliseconds from ${String(this.dueAt)} on, when the last one was`,
    );
  }
}

/** The total order on (due time, packed destination, source and sequence). */
function before(dueA: number, keyA: number, dueB: number, keyB: number): boolean {
  return dueA < dueB || (dueA === dueB && keyA < keyB);
}

function grown<A extends Float64Array | Int32Array>(old: A, bigger: A): A {
  bigger.set(old);
  return bigger;
}

function refuse(...event: readonly number[]): never {
  throw new RangeError(
    `an event's destination, source, sequence, handler or argument is out of range: ${event.join(', ')}`,
  );
}
