/** Ferries and the quays they sail from: what is given of them, and their rows. Boarding and sailing are `ferries.ts`. */
import type { FerryLine } from '../../scenarios/data/ferries.ts';
import type { SimTime } from '../core/time.ts';

/** One end of a ferry line, with the trucks that wait to cross from there. */
export interface Berth {
  /** `port>port across`. */
  readonly key: string;
  readonly line: FerryLine;
  readonly port: string;
  readonly across: string;
  /** Other traffic, trucks a day. */
  readonly othersPerDay: number;
}

export const berthKey = (port: string, across: string): string => `${port}>${across}`;

interface QuayFields {
  /** First and last of our trucks; empty where none waits. */
  head: string;
  tail: string;
  ours: number;
  /** Other trucks that have come and that have gone, since the start; and when the next one comes. */
  othersCome: number;
  othersGone: number;
  nextOtherAt: SimTime;
  /** Who loads, for how many trucks, since when, and when it may sail at the earliest; empty where nobody does. */
  loading: string;
  places: number;
  loadingSince: SimTime;
  readyAt: SimTime;
  /** Vessels that wait for the berth, in order. */
  vessels: readonly string[];
}

export class Quay implements Readonly<QuayFields> {
  readonly head: string;
  readonly tail: string;
  readonly ours: number;
  readonly othersCome: number;
  readonly othersGone: number;
  readonly nextOtherAt: SimTime;
  readonly loading: string;
  readonly places: number;
  readonly loadingSince: SimTime;
  readonly readyAt: SimTime;
  readonly vessels: readonly string[];

  constructor(from: QuayFields | Quay) {
    this.head = from.head;
    this.tail = from.tail;
    this.ours = from.ours;
    this.othersCome = from.othersCome;
    this.othersGone = from.othersGone;
    this.nextOtherAt = from.nextOtherAt;
    this.loading = from.loading;
    this.places = from.places;
    this.loadingSince = from.loadingSince;
    this.readyAt = from.readyAt;
    this.vessels = from.vessels;
  }

  with(to: Partial<QuayFields>): Quay {
    const next: QuayFields = {
      head: to.head ?? this.head,
      tail: to.tail ?? this.tail,
      ours: to.ours ?? this.ours,
      othersCome: to.othersCome ?? this.othersCome,
      othersGone: to.othersGone ?? this.othersGone,
      nextOtherAt: to.nextOtherAt ?? this.nextOtherAt,
      loading: to.loading ?? this.loading,
      places: to.places ?? this.places,
      loadingSince: to.loadingSince ?? this.loadingSince,
      readyAt: to.readyAt ?? this.readyAt,
      vessels: to.vessels ?? this.vessels,
    };
    return new Quay(next);
  }

  /** Trucks that wait, ours and others. */
  get waiting(): number {
    return this.ours + this.othersCome - this.othersGone;
  }
}

/** From what JSON kept of it. */
export function reviveQuay(json: unknown): Quay {
  return new Quay(json as Quay);
}

/** An empty quay; `nextOtherAt` is when the first of the other trucks comes. */
export const emptyQuay = (nextOtherAt: SimTime): Quay =>
  new Quay({
    head: '',
    tail: '',
    ours: 0,
    othersCome: 0,
    othersGone: 0,
    nextOtherAt,
    loading: '',
    places: 0,
    loadingSince: 0,
    readyAt: 0,
    vessels: [],
  });

/** A ship between two berths, or at one. Plain, since it changes a few times a day. */
export interface VesselRow {
  readonly phase: 'sailing' | 'inTheRoads' | 'unloading' | 'atBerth';
  /** Berth that it loads at next; while it sails, the one across. */
  readonly berth: string;
  /** Our trucks aboard. */
  readonly trucks: readonly string[];
}
