/** The fold behind the map: where every truck is, how every movement, post, ferry, node and seat stands at a moment of the journal. */
import type { Entry } from '../../simulator/core/cell.ts';
import { stepFaults } from './trial-faults.ts';
import { stepFerry } from './trial-ferries.ts';
import { stepMovement } from './trial-movements.ts';
import { stepNetwork } from './trial-network.ts';
import type { TrialSnapshot } from './trial-state.ts';
import { TrialState } from './trial-state.ts';
import { stepTruck } from './trial-trucks.ts';
import type {
  FaultView,
  MovementView,
  NodeView,
  PortView,
  PostView,
  PulseView,
  SeatView,
  TaskView,
  TruckView,
  VesselView,
} from './trial-rows.ts';
import type { Rows } from './rows.ts';

/** Read-only sight of a map of rows. Rows change in place as entries come: read them, do not keep them. */
export type View<R extends { readonly id: string; edition: number }> = Pick<
  Rows<R>,
  'get' | 'has' | 'size' | 'values'
>;

export class Trial {
  private readonly state = new TrialState();

  /** @param participants of the journal's header, so that every node is on the map before its first entry. */
  constructor(participants: readonly string[] = []) {
    for (const id of participants) this.state.node(id);
  }

  /** Takes the next entry of the journal. Costs well under a microsecond and allocates next to nothing. */
  step(entry: Entry): void {
    const { state } = this;
    state.now = entry.t;
    state.entries++;
    if (entry.type.startsWith('Fault')) stepFaults(state, entry);
    stepNetwork(state, entry);
    if (entry.n === 'WORLD') {
      stepTruck(state, entry);
      stepFerry(state, entry);
    } else stepMovement(state, entry);
    state.sweep(entry.t);
  }

  /** Time of the last entry. */
  get now(): number {
    return this.state.now;
  }

  /** Entries taken: the position in the journal. */
  get entries(): number {
    return this.state.entries;
  }

  /** When the warm-up was over, when the run ended; null before. */
  get handedOverAt(): number | null {
    return this.state.handedOverAt;
  }

  get endedAt(): number | null {
    return this.state.endedAt;
  }

  /** By the world's own truck id. */
  get trucks(): View<TruckView> {
    return this.state.trucks;
  }

  /** By LRN. */
  get movements(): View<MovementView> {
    return this.state.movements;
  }

  get posts(): View<PostView> {
    return this.state.posts;
  }

  get ports(): View<PortView> {
    return this.state.ports;
  }

  get vessels(): View<VesselView> {
    return this.state.vessels;
  }

  get nodes(): View<NodeView> {
    return this.state.nodes;
  }

  get tasks(): View<TaskView> {
    return this.state.tasks;
  }

  get seats(): View<SeatView> {
    return this.state.seats;
  }

  /** Messages on their way over ICE, and those that arrived last. */
  get pulses(): View<PulseView> {
    return this.state.pulses;
  }

  /** Faults at work, the oldest first. */
  get faults(): View<FaultView> {
    return this.state.faults;
  }

  /** The movement of an MRN or LRN. */
  movement(key: string): Readonly<MovementView> | undefined {
    return this.state.movements.get(this.state.lrnOf(key) ?? key);
  }

  /**
   * Movements whose MRN, LRN, plate, TIR carnet or truck id begins with a text or contains it, in that order; the newest first.
   * @param limit how many at most.
   */
  find(text: string, limit = 20): Readonly<MovementView>[] {
    const wanted = text.trim().toUpperCase();
    if (wanted === '') return [];
    const begins: Readonly<MovementView>[] = [];
    const contains: Readonly<MovementView>[] = [];
    for (const movement of this.state.movements.values()) {
      const { id, mrn, plate, tirCarnet, truck } = movement;
      const keys = [id, mrn, plate, tirCarnet, truck].map((key) => key?.toUpperCase() ?? '');
      if (keys.some((key) => key.startsWith(wanted))) begins.push(movement);
      else if (keys.some((key) => key.includes(wanted))) contains.push(movement);
    }
    return [...begins.reverse(), ...contains.reverse()].slice(0, limit);
  }

  /** Plain data from which `restore` continues identically. Costs little: it shares all rows that do not change until the next save. */
  save(): TrialSnapshot {
    return this.state.save();
  }

  static restore(snapshot: TrialSnapshot): Trial {
    const trial = new Trial();
    trial.state.restore(snapshot);
    return trial;
  }
}
