/** One step at work: the world's tables as this step sees them, the instant, and what every part of the world uses. */
import type { Draws, Outcome } from '../core/participant.ts';
import { Drafts } from '../core/drafts.ts';
import type { Stream } from '../core/chance.ts';
import type { Row } from '../core/table.ts';
import { asIs, Table } from '../core/table.ts';
import type { SimTime } from '../core/time.ts';
import type { WorldFact } from '../core/world-facts.ts';
import { worldFact } from '../core/world-facts.ts';
import { Script } from '../script/script.ts';
import { Seats } from '../seats/seats.ts';
import type { Roster } from '../traffic/parties.ts';
import { reviveTrader } from '../traffic/parties.ts';
import { FaultsAtWork } from './faults-at-work.ts';
import type { Given } from './given.ts';
import type { Itinerary, Stop } from './itinerary.ts';
import type { Plan } from './mishaps.ts';
import type { VesselRow } from './quay.ts';
import { reviveQuay } from './quay.ts';
import { reviveStation } from './station.ts';
import type { Truck } from './truck.ts';
import { reviveTruck } from './truck.ts';

/** Timers of the world, by name; what their keys are. */
export const TIMERS = {
  /** Source, by its index. */
  source: 'source',
  /** A surge and a source, `id/index`. */
  surge: 'surge',
  /** Trader, by his TIN. */
  reapply: 'trader.reapply',
  /** Trucks. */
  drove: 'truck.drove',
  rested: 'truck.rested',
  front: 'truck.front',
  served: 'truck.served',
  again: 'truck.again',
  paperwork: 'truck.paperwork',
  ashore: 'truck.ashore',
  /** Station. */
  opens: 'post.opens',
  /** Berth, vessel, port; the weather has but one. */
  quay: 'quay',
  vessel: 'vessel',
  storm: 'storm',
  port: 'port',
  weather: 'weather',
} as const;

/** Which truck a paper (LRN or MRN) belongs to. */
export interface Paper {
  readonly truck: string;
}

/** Running numbers of the run. */
export interface Counters {
  readonly trucks: number;
  readonly offset: number;
}

export interface PortRow {
  /** Weather keeps it closed until then; in the past, it is open. */
  readonly closedUntil: SimTime;
}

/** Key of the only row of a table. */
export const ONLY = 'only';

export class Work {
  readonly given: Given;
  readonly seats: Seats;
  /** Absent where nobody acts by a script. */
  readonly script: Script | undefined;
  readonly trucks = drafts('trucks', reviveTruck);
  readonly papers = drafts<Paper>('papers', asIs);
  /** By truck: what its trader still has to do before the release. */
  readonly plans = drafts<Plan>('plans', asIs);
  readonly stations = drafts('stations', reviveStation);
  readonly quays = drafts('quays', reviveQuay);
  readonly vessels = drafts<VesselRow>('vessels', asIs);
  readonly ports = drafts<PortRow>('ports', asIs);
  readonly traders = drafts('traders', reviveTrader);
  readonly rosters = drafts<Roster>('rosters', asIs);
  readonly counters = drafts<Counters>('counters', asIs);
  readonly faults = new FaultsAtWork();
  readonly tables: readonly Table<Row>[];
  /** The instant of the step at hand. */
  now: SimTime = 0;
  draws!: Draws;
  out!: Outcome;
  private readonly own: readonly { readonly table: unknown; flush(out: Outcome): void }[];

  constructor(given: Given) {
    this.given = given;
    this.own = [
      this.trucks,
      this.papers,
      this.plans,
      this.stations,
      this.quays,
      this.vessels,
      this.ports,
      this.traders,
      this.rosters,
      this.counters,
      this.faults,
    ];
    this.seats = new Seats({
      sites: given.desks,
      dials: given.assumptions.bots,
      laneDoneAt: (kind, mrn) =>
        kind === 'presentation' || kind === 'arrivalDecision' ? this.laneDoneAt(mrn) : undefined,
      absentUntil: (office) => this.faults.absentUntil(office),
    });
    this.script = scriptOf(given);
    this.tables = [
      ...this.own.map(({ table }) => table as Table<Row>),
      ...this.seats.tables,
      ...(this.script?.tables ?? []),
    ];
  }

  begin(now: SimTime, draws: Draws, out: Outcome): void {
    this.now = now;
    this.draws = draws;
    this.out = out;
    this.script?.begin(now, out);
  }

  /** Hands what the step wrote to its outcome. */
  end(): void {
    for (const one of this.own) one.flush(this.out);
    this.seats.flush(this.out);
    this.script?.flush(this.out);
  }

  fact(fact: WorldFact): void {
    this.out.fact(worldFact(fact));
  }

  stream(name: string): Stream {
    return this.draws.stream(name);
  }

  itineraryOf(truck: Truck): Itinerary {
    return this.given.itinerary(truck.load.way);
  }

  /** The stop that a truck drives to or stands at. */
  stopOf(truck: Truck): Stop {
    return this.itineraryOf(truck).stops[truck.stop] as Stop;
  }

  /** The truck that a paper belongs to, while it is on its way. */
  truckBy(paper: string | undefined): Truck | undefined {
    if (paper === undefined) return undefined;
    const row = this.papers.get(paper);
    return row === undefined ? undefined : this.trucks.get(row.truck);
  }

  /** The journey is over: nothing of the truck is kept. */
  remove(truck: Truck): void {
    this.trucks.set(truck.id, undefined);
    this.papers.set(truck.load.lrn, undefined);
    if (this.plans.get(truck.id) !== undefined) this.plans.set(truck.id, undefined);
    if (truck.mrn !== '') this.papers.set(truck.mrn, undefined);
  }

  private laneDoneAt(mrn: string): SimTime | undefined {
    const truck = this.truckBy(mrn);
    return truck?.phase === 'served' || truck?.phase === 'held' ? truck.until : undefined;
  }
}

const drafts = <V extends Row>(name: string, revive: (json: unknown) => V): Drafts<V> =>
  new Drafts(new Table(name, revive));

function scriptOf(given: Given): Script | undefined {
  const { script: spec, scheme, guarantorTins } = given.parameters;
  if (spec === undefined) return undefined;
  const tripFor = (from: string, to: string, via: readonly string[]) =>
    given.tripFor(from, to, via);
  return new Script({ spec, scheme, guarantorTins, tripFor });
}
