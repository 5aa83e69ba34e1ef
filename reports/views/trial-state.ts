/** Everything a trial remembers: maps of rows, and how they are saved and restored. The folds that fill it are its neighbours. */
import type { SavedRows } from './rows.ts';
import { Rows } from './rows.ts';
import type {
  FaultView,
  MovementView,
  NodeView,
  PortView,
  PostView,
  PulseView,
  SeatView,
  Shape,
  TaskView,
  TruckView,
  VesselView,
} from './trial-rows.ts';

/** Movements that have ended stay in the lists until this many newer ones have ended. */
export const ENDED_KEPT = 20_000;
/** A truck that has left stays on the map this long, in ms of simulated time. */
const LINGER_MS = 2 * 3_600_000;
/** Delivered messages that are kept for the map. */
const PULSES_KEPT = 512;

/** Plain data that JSON can carry; its rows are shared with the trial that was saved. */
export interface TrialSnapshot {
  readonly now: number;
  readonly entries: number;
  readonly handedOverAt: number | null;
  readonly endedAt: number | null;
  readonly trucks: SavedRows<TruckView>;
  readonly movements: SavedRows<MovementView>;
  readonly posts: SavedRows<PostView>;
  readonly ports: SavedRows<PortView>;
  readonly vessels: SavedRows<VesselView>;
  readonly nodes: SavedRows<NodeView>;
  readonly tasks: SavedRows<TaskView>;
  readonly seats: SavedRows<SeatView>;
  readonly pulses: SavedRows<PulseView>;
  readonly faults: SavedRows<FaultView>;
  readonly leaving: readonly string[];
  readonly ended: readonly string[];
  readonly delivered: readonly string[];
}

/** Without the movements that have ended: they are in lists, not on the map. */
export const withoutEnded = (saved: TrialSnapshot): TrialSnapshot => ({
  ...saved,
  movements: {
    edition: saved.movements.edition,
    rows: saved.movements.rows.filter(({ endedAt }) => endedAt === null),
  },
  ended: [],
});

export class TrialState {
  /** Time of the last entry. */
  now = 0;
  /** Entries seen: the position in the journal. */
  entries = 0;
  /** When the warm-up was over; null before. */
  handedOverAt: number | null = null;
  /** When the run ended; null before. */
  endedAt: number | null = null;
  readonly trucks = new Rows<TruckView>(copyTruck);
  readonly movements = new Rows<MovementView>(copyMovement);
  readonly posts = new Rows<PostView>((row) => ({ ...row }));
  readonly ports = new Rows<PortView>((row) => ({ ...row }));
  readonly vessels = new Rows<VesselView>((row) => ({ ...row }));
  readonly nodes = new Rows<NodeView>((row) => ({ ...row }));
  readonly tasks = new Rows<TaskView>((row) => ({ ...row }));
  readonly seats = new Rows<SeatView>((row) => ({ ...row }));
  readonly pulses = new Rows<PulseView>((row) => ({ ...row }));
  readonly faults = new Rows<FaultView>((row) => ({ ...row }));
  /** LRN of a movement by its MRN. */
  private readonly lrns = new Map<string, string>();
  /** Trucks that have left, movements that have ended, messages that are delivered: in that order, so that the oldest go first. */
  private leaving: string[] = [];
  private ended: string[] = [];
  private delivered: string[] = [];

  /** The participant's row, to be changed in place; made where it is new. */
  node(id: string): NodeView {
    return this.nodes.edit(id) ?? this.nodes.add(newNode(id));
  }

  lrnOf(mrn: string): string | undefined {
    return this.lrns.get(mrn);
  }

  movementOf(mrn: string): MovementView | undefined {
    const lrn = this.lrns.get(mrn);
    return lrn === undefined ? undefined : this.movements.edit(lrn);
  }

  /** The movement's MRN is known from now on. */
  allot(movement: MovementView, mrn: string): void {
    movement.mrn = mrn;
    this.lrns.set(mrn, movement.id);
  }

  /** Movement and truck are over: the row goes to the list of the ended, whose oldest is forgotten. */
  end(movement: MovementView, t: number): void {
    movement.endedAt = t;
    this.ended.push(movement.id);
    if (this.ended.length <= ENDED_KEPT + ENDED_KEPT / 8) return;
    const old = this.ended.splice(0, this.ended.length - ENDED_KEPT);
    for (const lrn of old) {
      const mrn = this.movements.get(lrn)?.mrn;
      if (mrn !== null && mrn !== undefined) this.lrns.delete(mrn);
      this.movements.delete(lrn);
    }
  }

  /** The truck has left; it goes from the map a while later. */
  leave(truck: string): void {
    this.leaving.push(truck);
  }

  /** Forgets trucks that left some hours ago. */
  sweep(now: number): void {
    let gone = 0;
    for (const id of this.leaving) {
      const truck = this.trucks.get(id);
      if (truck !== undefined && now - truck.since < LINGER_MS) break;
      this.trucks.delete(id);
      gone++;
    }
    if (gone > 0) this.leaving.splice(0, gone);
  }

  /** The message has come to its end; the oldest such are forgotten. */
  deliver(id: string): void {
    this.delivered.push(id);
    if (this.delivered.length < 2 * PULSES_KEPT) return;
    for (const old of this.delivered.splice(0, PULSES_KEPT)) this.pulses.delete(old);
  }

  save(): TrialSnapshot {
    return {
      now: this.now,
      entries: this.entries,
      handedOverAt: this.handedOverAt,
      endedAt: this.endedAt,
      trucks: this.trucks.save(),
      movements: this.movements.save(),
      posts: this.posts.save(),
      ports: this.ports.save(),
      vessels: this.vessels.save(),
      nodes: this.nodes.save(),
      tasks: this.tasks.save(),
      seats: this.seats.save(),
      pulses: this.pulses.save(),
      faults: this.faults.save(),
      leaving: [...this.leaving],
      ended: [...this.ended],
      delivered: [...this.delivered],
    };
  }

  restore(saved: TrialSnapshot): void {
    this.now = saved.now;
    this.entries = saved.entries;
    this.handedOverAt = saved.handedOverAt;
    this.endedAt = saved.endedAt;
    this.trucks.restore(saved.trucks);
    this.movements.restore(saved.movements);
    this.posts.restore(saved.posts);
    this.ports.restore(saved.ports);
    this.vessels.restore(saved.vessels);
    this.nodes.restore(saved.nodes);
    this.tasks.restore(saved.tasks);
    this.seats.restore(saved.seats);
    this.pulses.restore(saved.pulses);
    this.faults.restore(saved.faults);
    this.leaving = [...saved.leaving];
    this.ended = [...saved.ended];
    this.delivered = [...saved.delivered];
    this.lrns.clear();
    for (const { id, mrn } of this.movements.values()) if (mrn !== null) this.lrns.set(mrn, id);
  }
}

/** The shape of a truck on the map, from what it does and how its movement stands. */
export function shapeOf(
  truck: Readonly<TruckView>,
  movement: Readonly<MovementView> | undefined,
): Shape {
  if (truck.doing === 'left') return 'ended';
  if (movement?.attention === 3) return 'incident';
  if (movement?.controlled === true) return 'underControl';
  return truck.doing === 'driving' || truck.doing === 'aboard' ? 'moving' : 'waiting';
}

/** Tasks are named by their node; two nodes may ask the same question about one movement. */
export const taskIdOf = (node: string, task: string): string => `${node} ${task}`;

const newNode = (id: string): NodeView => ({
  id,
  edition: 0,
  up: true,
  changedAt: null,
  why: '',
  sent: 0,
  received: 0,
  refused: 0,
  repeated: 0,
  unacknowledged: 0,
  held: 0,
  openTasks: 0,
  lastSeen: 0,
  outageFrom: null,
  outageTo: null,
});

/** Written out: a spread of this many fields costs many times more on some runtimes. */
function copyTruck(row: TruckView): TruckView {
  return {
    id: row.id,
    edition: row.edition,
    plate: row.plate,
    lrn: row.lrn,
    mrn: row.mrn,
    carrier: row.carrier,
    from: row.from,
    to: row.to,
    route: row.route,
    flow: row.flow,
    goods: row.goods,
    tonnes: row.tonnes,
    shape: row.shape,
    doing: row.doing,
    since: row.since,
    km: row.km,
    toKm: row.toKm,
    t: row.t,
    until: row.until,
    place: row.place,
    side: row.side,
    vessel: row.vessel,
    line: row.line,
  };
}

function copyMovement(row: MovementView): MovementView {
  return {
    id: row.id,
    edition: row.edition,
    mrn: row.mrn,
    truck: row.truck,
    plate: row.plate,
    tirCarnet: row.tirCarnet,
    principal: row.principal,
    carrier: row.carrier,
    goods: row.goods,
    from: row.from,
    to: row.to,
    node: row.node,
    office: row.office,
    destinationOffice: row.destinationOffice,
    countries: row.countries,
    departure: row.departure,
    transit: row.transit,
    destination: row.destination,
    usage: row.usage,
    channel: row.channel,
    declaredAt: row.declaredAt,
    acceptedAt: row.acceptedAt,
    releasedAt: row.releasedAt,
    limitDate: row.limitDate,
    arrivedAt: row.arrivedAt,
    endedAt: row.endedAt,
    controlled: row.controlled,
    stoppedAt: row.stoppedAt,
    asked: row.asked,
    askedUntil: row.askedUntil,
    attention: row.attention,
    task: row.task,
    milestones: row.milestones,
  };
}
