/** Which entries of a journal are about one movement: found in a million entries without reading them. Holds positions, never entries. */
import type { Entry } from '../../simulator/core/cell.ts';
import { known } from './known-entry.ts';

const ICE = 'ICE';

/** A growing list of integers. */
class Integers {
  private data = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  at(i: number): number {
    return this.data[i] ?? -1;
  }

  set(i: number, value: number): void {
    this.data[i] = value;
  }
}

/**
 * Positions of the entries about each movement, by its LRN, MRN or truck: 8 bytes for each, in chains from the newest to the oldest.
 * An entry is about a movement if it names it, its truck, a ferry that it is aboard of, or a message about it.
 */
export class JournalIndex {
  private entries = 0;
  private readonly positions = new Integers();
  private readonly previous = new Integers();
  /** Newest posting of each movement. */
  private readonly newest = new Integers();
  private readonly movements = new Map<string, number>();
  /** Messages about a movement that are under way. */
  private readonly messages = new Map<string, number>();
  private readonly aboard = new Map<string, readonly string[]>();
  /** Movements that the entry in hand was noted for already. */
  private noted: number[] = [];

  /** Entries seen; the next one has this position. */
  get length(): number {
    return this.entries;
  }

  has(key: string): boolean {
    return this.movements.has(key);
  }

  /** Positions, from 0, of all entries about a movement, in the order of the journal; none for an unknown key. */
  find(key: string): number[] {
    const movement = this.movements.get(key);
    if (movement === undefined) return [];
    const found: number[] = [];
    for (let i = this.newest.at(movement); i >= 0; i = this.previous.at(i)) {
      found.push(this.positions.at(i));
    }
    return found.reverse();
  }

  /** Takes the next entry of the journal. */
  step(entry: Entry): void {
    this.noted.length = 0;
    const movement = this.movementOf(entry);
    if (movement >= 0) this.note(movement);
    this.follow(entry, movement);
    this.entries++;
  }

  private movementOf(entry: Entry): number {
    const { mrn, lrn, truck } = entry;
    if (typeof mrn === 'string') {
      const found = this.movements.get(mrn);
      if (found !== undefined) return found;
    }
    if (typeof lrn === 'string') return this.byLrn(lrn);
    if (typeof truck === 'string') return this.movements.get(truck) ?? -1;
    return -1;
  }

  private byLrn(lrn: string): number {
    let movement = this.movements.get(lrn);
    if (movement === undefined) {
      movement = this.newest.length;
      this.newest.push(-1);
      this.movements.set(lrn, movement);
    }
    return movement;
  }

  private note(movement: number): void {
    if (this.noted.includes(movement)) return;
    this.noted.push(movement);
    this.previous.push(this.newest.at(movement));
    this.newest.set(movement, this.positions.length);
    this.positions.push(this.entries);
  }

  /** What the entry says about names, messages and ferries. */
  private follow(entry: Entry, movement: number): void {
    if (entry.by !== undefined) this.onReceived(entry.by, entry.n);
    const fact = known(entry);
    switch (fact.type) {
      case 'TruckReady':
        this.movements.set(fact.truck, movement);
        break;
      case 'TruckLeft':
        this.movements.delete(fact.truck);
        break;
      case 'MovementAccepted':
        this.movements.set(fact.mrn, movement);
        break;
      case 'MessageSent':
        if (movement >= 0) this.messages.set(fact.id, movement);
        break;
      case 'MessageTaken':
      case 'MessageRefused':
      case 'MessageRepeated':
      case 'RepeatDropped':
      case 'FaultStruck':
        this.noteMessage(fact.id);
        break;
      case 'FerrySailed':
        this.aboard.set(fact.vessel, fact.trucks);
        this.noteTrucks(fact.trucks);
        break;
      case 'FerryArrived':
        this.noteTrucks(this.aboard.get(fact.vessel) ?? []);
        this.aboard.delete(fact.vessel);
        break;
      default:
        break;
    }
  }

  private onReceived(message: string, by: string): void {
    this.noteMessage(message);
    if (by !== ICE) this.messages.delete(message);
  }

  private noteMessage(message: string): void {
    const movement = this.messages.get(message);
    if (movement !== undefined) this.note(movement);
  }

  private noteTrucks(trucks: readonly string[]): void {
    for (const truck of trucks) {
      const movement = this.movements.get(truck);
      if (movement !== undefined) this.note(movement);
    }
  }
}
