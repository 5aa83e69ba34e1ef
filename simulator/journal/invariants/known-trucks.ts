/** Trucks and the queues that they stand in, as the world journals them; of the entry at hand, what does not fit where they were. Judges nothing. */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { FactType } from './invariant.ts';
import { figure, text } from './invariant.ts';

type Phase = 'standing' | 'moving' | 'queued' | 'served' | 'atQuay' | 'aboard';

const FREE: readonly Phase[] = ['standing', 'moving'];
/** One that was refused stands aside and is served again. */
const QUEUED: readonly Phase[] = ['queued', 'served'];
const SERVED: readonly Phase[] = ['served'];
const ARRIVING: readonly Phase[] = [...FREE, ...SERVED];

/** Where a truck is. */
interface Whereabouts {
  phase: Phase;
  /** Station, `port line` or vessel. */
  at: string;
  /** Since it joined a queue, and its place there from the first truck ever. */
  since: SimTime;
  ticket: number;
  /** Kilometres from the start of its route; NaN where nobody has said so yet. */
  km: number;
  /** Driving or resting until then. */
  until: SimTime;
}

/** A side of a post: how many have come, how many of them were served, how many of these are there still. */
interface Station {
  come: number;
  served: number;
  inside: number;
}

export class KnownTrucks {
  static readonly shown: readonly FactType[] = [
    'TruckReady',
    'TruckDrove',
    'TruckRested',
    'TruckStopped',
    'TruckQueued',
    'TruckServed',
    'TruckCleared',
    'TruckAtPort',
    'TruckArrived',
    'TruckLeft',
    'FerrySailed',
    'FerryArrived',
    'RoadClosed',
    'RoadOpened',
  ];
  /** What speaks against the entry at hand: the truck was elsewhere; its queue was otherwise. */
  misplaced: string | undefined;
  jumped: string | undefined;
  private readonly trucks = new Map<string, Whereabouts>();
  private readonly stations = new Map<string, Station>();
  private readonly closedRoads = new Set<string>();
  /** Trucks aboard each vessel. */
  private readonly aboard = new Map<string, readonly string[]>();

  get size(): number {
    return this.trucks.size + this.aboard.size + this.stations.size + this.closedRoads.size;
  }

  step(entry: Entry): void {
    this.misplaced = undefined;
    this.jumped = undefined;
    const id = text(entry['truck']);
    const truck = this.trucks.get(id);
    if (truck !== undefined) this.move(entry, id, truck);
    else if (id === '') this.change(entry);
    else if (entry.type === 'TruckReady') this.trucks.set(id, newTruck());
    else this.misplaced = `${id} is not on the road`;
  }

  private change(entry: Entry): void {
    switch (entry.type) {
      case 'RoadClosed':
        this.closedRoads.add(text(entry['place']));
        return;
      case 'RoadOpened':
        this.closedRoads.delete(text(entry['place']));
        return;
      case 'FerrySailed':
        this.sail(entry);
        return;
      case 'FerryArrived':
        this.land(text(entry['vessel']));
    }
  }

  private move(entry: Entry, id: string, truck: Whereabouts): void {
    switch (entry.type) {
      case 'TruckDrove':
      case 'TruckRested':
      case 'TruckStopped':
        this.drive(entry, id, truck);
        return;
      case 'TruckQueued':
        this.queue(entry, id, truck);
        return;
      case 'TruckServed':
        this.serve(entry, id, truck);
        return;
      case 'TruckCleared':
        this.expect(entry, id, truck, SERVED, stationOf(entry));
        if (figure(entry['waited']) !== entry.t - truck.since)
          this.misplaced = `${id} has not waited as long as is said`;
        this.leaveStation(truck);
        truck.phase = 'standing';
        return;
      case 'TruckAtPort':
        this.expect(entry, id, truck, FREE);
        truck.phase = 'atQuay';
        truck.at = `${text(entry['port'])} ${text(entry['line'])}`;
        return;
      case 'TruckArrived':
        this.expect(entry, id, truck, ARRIVING);
        return;
      case 'TruckLeft':
        if (truck.phase === 'aboard') this.misplaced = `${id} is aboard ${truck.at}`;
        this.leaveStation(truck);
        this.trucks.delete(id);
        return;
      case 'TruckReady':
        this.misplaced = `${id} is on the road already`;
    }
  }

  private drive(entry: Entry, id: string, truck: Whereabouts): void {
    const km = figure(entry['km']);
    // A road that closes before it ends its drive short of where that led.
    const turns = this.closedRoads.size > 0 && entry.t < truck.until;
    if (!turns) this.expect(entry, id, truck, FREE);
    if (!turns && !Number.isNaN(truck.km) && km !== truck.km)
      this.misplaced = `${id} goes on at km ${String(km)} and was at km ${String(truck.km)}`;
    truck.phase = 'moving';
    truck.km = entry.type === 'TruckDrove' ? figure(entry['toKm']) : km;
    truck.until = figure(entry['until']);
  }

  private queue(entry: Entry, id: string, truck: Whereabouts): void {
    this.expect(entry, id, truck, FREE);
    const key = stationOf(entry);
    let station = this.stations.get(key);
    if (station === undefined)
      this.stations.set(key, (station = { come: 0, served: 0, inside: 0 }));
    const before = station.come - station.served;
    const queue = figure(entry['queue']);
    // Those that stand aside come to the lanes again, which nobody journals.
    if (queue < before || queue > before + station.inside)
      this.jumped = `${id} finds ${String(queue)} before it at ${key}, and ${String(before)} wait there`;
    truck.phase = 'queued';
    truck.at = key;
    truck.since = entry.t;
    truck.ticket = station.come++;
  }

  private serve(entry: Entry, id: string, truck: Whereabouts): void {
    this.expect(entry, id, truck, QUEUED, stationOf(entry));
    const station = this.stations.get(truck.at);
    if (truck.phase === 'queued' && station !== undefined) {
      if (truck.ticket !== station.served)
        this.jumped = `${id} is served out of turn at ${truck.at}`;
      station.served++;
      station.inside++;
    }
    truck.phase = 'served';
  }

  private leaveStation({ phase, at }: Whereabouts): void {
    const station = phase === 'served' ? this.stations.get(at) : undefined;
    if (station !== undefined) station.inside--;
  }

  private expect(
    { t }: Entry,
    id: string,
    truck: Whereabouts,
    phases: readonly Phase[],
    at = truck.at,
  ): void {
    if (!phases.includes(truck.phase) || at !== truck.at)
      this.misplaced = `${id} is ${truck.phase} ${truck.at}`.trimEnd();
    else if (truck.phase === 'moving' && t < truck.until)
      this.misplaced = `${id} is on its way still`;
  }

  private sail(entry: Entry): void {
    const trucks = Array.isArray(entry['trucks']) ? (entry['trucks'] as readonly string[]) : [];
    const vessel = text(entry['vessel']);
    const quay = `${text(entry['from'])} ${text(entry['line'])}`;
    for (const id of trucks) {
      const truck = this.trucks.get(id);
      if (truck?.phase !== 'atQuay' || truck.at !== quay)
        this.misplaced = `${id} does not stand at ${quay}`;
      if (truck === undefined) continue;
      truck.phase = 'aboard';
      truck.at = vessel;
    }
    this.aboard.set(vessel, trucks);
  }

  private land(vessel: string): void {
    for (const id of this.aboard.get(vessel) ?? []) {
      const truck = this.trucks.get(id);
      if (truck === undefined) continue;
      truck.phase = 'standing';
      // The passage counts as kilometres of the route.
      truck.km = NaN;
    }
    this.aboard.delete(vessel);
  }
}

const newTruck = (): Whereabouts => ({
  phase: 'standing',
  at: '',
  since: 0,
  ticket: 0,
  km: NaN,
  until: 0,
});

const stationOf = (entry: Entry): string => `${text(entry['post'])}/${text(entry['side'])}`;
