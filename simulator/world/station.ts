/** One side of a border post: what is given of it, and the row of its queue. Queueing itself is `queueing.ts`. */
import type { OpeningHours } from '../core/calendar.ts';
import { isOpen, nextOpening } from '../core/calendar.ts';
import type { SimTime } from '../core/time.ts';
import type { Side } from '../core/world-facts.ts';
import type { Backlog } from './background.ts';
import { UNSEEN } from './background.ts';

/** What is given of a station; the same all through a run. */
export interface Site {
  /** `post/side`. */
  readonly key: string;
  readonly post: string;
  readonly side: Side;
  readonly country: string;
  /** Trucks served at once. */
  readonly lanes: number;
  readonly serviceMeanMs: number;
  /** Coefficient of variation: 1 would be exponential. */
  readonly serviceCv: number;
  /** Mean hours of other traffic ahead of an arriving truck, in ms; 0 switches the background off. */
  readonly backgroundMeanMs: number;
  readonly hours: OpeningHours;
  readonly utcOffsetMin: number;
}

/** What moves at a station. */
interface StationFields {
  /** First and last truck that waits for a lane; empty where none does. */
  head: string;
  tail: string;
  /** Trucks that wait for a lane, and those still behind other traffic. */
  waiting: number;
  behindOthers: number;
  busy: number;
  /** The other traffic, as it stood when the last truck joined. */
  backlog: Backlog;
  /** When the truck that joined last gets past the other traffic: nobody overtakes it. */
  frontAt: SimTime;
  /** A timer for the opening is running. */
  opens: boolean;
}

export class Station implements Readonly<StationFields> {
  readonly head: string;
  readonly tail: string;
  readonly waiting: number;
  readonly behindOthers: number;
  readonly busy: number;
  readonly backlog: Backlog;
  readonly frontAt: SimTime;
  readonly opens: boolean;

  constructor(from: StationFields | Station) {
    this.head = from.head;
    this.tail = from.tail;
    this.waiting = from.waiting;
    this.behindOthers = from.behindOthers;
    this.busy = from.busy;
    this.backlog = from.backlog;
    this.frontAt = from.frontAt;
    this.opens = from.opens;
  }

  with(to: Partial<StationFields>): Station {
    const next: StationFields = {
      head: to.head ?? this.head,
      tail: to.tail ?? this.tail,
      waiting: to.waiting ?? this.waiting,
      behindOthers: to.behindOthers ?? this.behindOthers,
      busy: to.busy ?? this.busy,
      backlog: to.backlog ?? this.backlog,
      frontAt: to.frontAt ?? this.frontAt,
      opens: to.opens ?? this.opens,
    };
    return new Station(next);
  }
}

/** From what JSON kept of it. */
export function reviveStation(json: unknown): Station {
  return new Station(json as Station);
}

export const EMPTY_STATION = new Station({
  head: '',
  tail: '',
  waiting: 0,
  behindOthers: 0,
  busy: 0,
  backlog: UNSEEN,
  frontAt: 0,
  opens: false,
});

export const siteIsOpen = (site: Site, now: SimTime): boolean =>
  site.hours === 'always' || isOpen(now, site.hours, site.utcOffsetMin);

export const siteOpensAt = (site: Site, now: SimTime): SimTime =>
  nextOpening(now, site.hours, site.utcOffsetMin);
