/** Everything that a run's world is given and that does not change: ways, stations, quays, desks, sources of traffic. Made once from the parameters. */
import { COUNTRIES, countryOf } from '../../nodes/countries/countries.ts';
import { OFFICES } from '../../nodes/countries/offices.ts';
import { CORRIDOR_DATA, placeOf } from '../../scenarios/data/corridors.ts';
import { FERRY_LINES } from '../../scenarios/data/ferries.ts';
import { flowsFor, trucksPerHour, trucksPerHourMax } from '../../scenarios/data/flows.ts';
import type { MishapShares } from '../../scenarios/data/mishaps.ts';
import { CARGO_MIXES } from '../../scenarios/data/cargo-mixes.ts';
import { HOUR } from '../core/time.ts';
import type { SimTime } from '../core/time.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { DeskSite } from '../seats/desk.ts';
import type { Rate } from '../traffic/arrivals.ts';
import type { Commitment, Need } from '../traffic/cover.ts';
import { loadsAtOnce, needOf } from '../traffic/cover.ts';
import type { GroupWeights } from '../traffic/goods.ts';
import { groupWeights, onlyGroup } from '../traffic/goods.ts';
import type { Trip } from '../traffic/trip.ts';
import { tripOf } from '../traffic/trip.ts';
import { journeyMs } from './driving.ts';
import type { Itinerary, Stop } from './itinerary.ts';
import { itineraryOf, wayOf } from './itinerary.ts';
import type { Assumptions, MovementSpec, WorldParameters } from './parameters.ts';
import { ASSUMPTIONS } from './parameters.ts';
import type { Berth } from './quay.ts';
import { berthKey } from './quay.ts';
import { borderHours, siteOf } from './sites.ts';
import { staffOf } from './staff.ts';
import type { Site } from './station.ts';

/** A flow that draws trucks by chance, or one truck that the scenario lists. */
export interface Source {
  readonly flow: string;
  readonly trip: Trip;
  readonly cargo: GroupWeights;
  /** Country of the principal. */
  readonly country: string;
  /** Of a flow. */
  readonly rate?: Rate & {
    readonly perDay: number;
    readonly from: SimTime;
    readonly until: SimTime;
  };
  /** Of a listed movement. */
  readonly movement?: MovementSpec;
  readonly stream: string;
}

interface Ends {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
}

/** Kilometres an hour on the roads of a country without a published speed. */
const SPEED_UNKNOWN = 45;
const SPEED_YEAR = 2022;

export class Given {
  readonly parameters: WorldParameters;
  readonly assumptions: Assumptions;
  readonly mishaps: MishapShares | undefined;
  /** ISO alpha-3 of the participants, in the order of the corridors. */
  readonly participants: readonly string[];
  readonly sources: readonly Source[];
  readonly berths: ReadonlyMap<string, Berth>;
  readonly desks: ReadonlyMap<string, DeskSite>;
  private readonly itineraries = new Map<string, Itinerary>();
  private readonly trips = new Map<string, Trip>();
  private readonly sites = new Map<string, Site>();
  private readonly speeds = new Map<string, number>();
  /** The largest factor on the real traffic among the flows. */
  private readonly traffic: number;

  constructor(parameters: WorldParameters) {
    this.parameters = parameters;
    this.assumptions = { ...ASSUMPTIONS, ...parameters.assumptions };
    this.mishaps = parameters.mishaps;
    const { members } = parameters.scheme;
    this.participants = COUNTRIES.filter(({ iso3 }) => Object.hasOwn(members, iso3)).map(
      ({ iso3 }) => iso3,
    );
    this.traffic = Math.max(
      0,
      ...parameters.traffic.map((spec) => (spec.kind === 'flows' ? spec.share : 0)),
    );
    this.sources = parameters.traffic.flatMap((spec) =>
      spec.kind === 'flows'
        ? this.flowSources(spec)
        : spec.list.map((movement, i) => this.movementSource(movement, i)),
    );
    this.berths = this.berthsInUse();
    this.desks = staffOf(
      OFFICES.filter(({ country }) => this.participants.includes(country)),
      this.sources,
      this.assumptions,
    );
  }

  itinerary(way: string): Itinerary {
    const known = this.itineraries.get(way);
    if (known !== undefined) return known;
    const made = itineraryOf(way);
    this.itineraries.set(way, made);
    return made;
  }

  site(key: string): Site {
    const known = this.sites.get(key);
    if (known !== undefined) return known;
    const [post, side] = key.split('/') as [string, 'exit' | 'entry'];
    const made = siteOf(post, side, this.assumptions, this.traffic);
    this.sites.set(key, made);
    return made;
  }

  /** Mean speed of trucks without delays, km/h. */
  speed(country: string): number {
    const known = this.speeds.get(country);
    if (known !== undefined) return known;
    const row = CORRIDOR_DATA.countryIndicators.find(
      (one) => one.country === country && one.mode === 'road' && one.year === SPEED_YEAR,
    );
    const speed = row?.swodKmh ?? SPEED_UNKNOWN;
    this.speeds.set(country, speed);
    return speed;
  }

  /** What a country's traders have on the road at once. */
  need(country: string): Need {
    const commitments: Commitment[] = this.sources
      .filter((source) => source.country === country)
      .map(({ rate, trip, cargo }) => ({
        loads: rate === undefined ? 1 : loadsAtOnce(rate.perDay, trip),
        cargo,
        trip,
      }));
    return needOf(commitments, this.parameters.scheme);
  }

  /** Minute of the local day from which trucks may go on from a place, where they must wait for a convoy; undefined elsewhere. */
  convoyFrom(place: string): { readonly clock: string; readonly utcOffsetMin: number } | undefined {
    const { country } = placeOf(place);
    if (!this.participants.includes(country)) return undefined;
    const { quirks, timeZone } = countryOf(country);
    const convoy = quirks.find((quirk) => quirk.kind === 'convoy' && quirk.from.includes(place));
    return convoy?.kind === 'convoy'
      ? { clock: convoy.departsAt, utcOffsetMin: timeZone.utcOffsetMin }
      : undefined;
  }

  private flowSources(spec: WorldParameters['traffic'][number] & { kind: 'flows' }): Source[] {
    const { set, share, from, until } = spec;
    return flowsFor(set, this.participants).map((flow) => {
      const trip = this.trip(flow, flow.countries, outsideOf(flow.origin), outsideOf(flow.beyond));
      const rate = {
        at: byTheHour((t) => share * trucksPerHour(flow, t)),
        max: share * trucksPerHourMax(flow),
        perDay: share * flow.trucksPerDay,
        from,
        until,
      };
      return {
        flow: flow.id,
        trip,
        cargo: groupWeights(flow.cargo),
        country: placeOf(flow.from).country,
        rate,
        stream: `flow/${flow.id}`,
      };
    });
  }

  private movementSource(movement: MovementSpec, i: number): Source {
    const { from, cargo } = movement;
    const trip = this.trip(movement, this.participants, '', '');
    const weights = cargo === undefined ? groupWeights(CARGO_MIXES.corridor) : onlyGroup(cargo);
    return {
      flow: 'movement',
      trip,
      cargo: weights,
      country: placeOf(from).country,
      movement,
      stream: `movement/${String(i)}`,
    };
  }

  /** The way from one place to another, through the participants. @throws RangeError where there is none. */
  tripFor(from: string, to: string, via: readonly string[]): Trip {
    return this.trip({ from, to, via }, this.participants, '', '');
  }

  private trip(
    { from, to, via = [] }: Ends,
    countries: readonly string[],
    origin: string,
    beyond: string,
  ): Trip {
    const way = wayOf(from, to, via, countries);
    const key = `${way}|${origin}|${beyond}`;
    const known = this.trips.get(key);
    if (known !== undefined) return known;
    const itinerary = this.itinerary(way);
    const times = this.expected(itinerary);
    const made = tripOf({
      way,
      from,
      to,
      officeOfDeparture: itinerary.officeOfDeparture,
      officeOfDestination: itinerary.officeOfDestination,
      transits: itinerary.transits.map(({ office, stop }) => ({
        office,
        afterMs: times[stop] as number,
      })),
      totalMs: times[times.length - 1] as number,
      countries: itinerary.countries,
      origin,
      beyond,
    });
    this.trips.set(key, made);
    return made;
  }

  /** Time from the start until a truck is done at each stop, in ms, if nothing out of the ordinary happens. */
  private expected({ stops }: Itinerary): number[] {
    let ms = 0;
    let km = 0;
    let duty = { sinceBreak: 0, sinceRest: 0 };
    return stops.map((stop) => {
      if (stop.kind !== 'entry' || stop.km !== km) {
        const drive = journeyMs(duty, stop.km - km, this.speed(stop.country));
        ms += drive.ms;
        duty = drive.duty;
      }
      km = stop.km;
      const stay = this.expectedStay(stop);
      // Every border and ferry is long enough for a break, most for a night.
      if (stay > 0) duty = { sinceBreak: 0, sinceRest: stay >= 11 * HOUR ? 0 : duty.sinceRest };
      ms += stay;
      // The ferry carries the truck to the next stop.
      if (stop.kind === 'quay') km = this.acrossKm(stops, stop);
      return ms;
    });
  }

  private acrossKm(stops: readonly Stop[], quay: Stop): number {
    return (stops[stops.indexOf(quay) + 1] as Stop).km;
  }

  private expectedStay(stop: Stop): number {
    if (stop.station !== '')
      return roundHalfUp(borderHours(stop.place, stop.kind === 'entry' ? 'entry' : 'exit') * HOUR);
    if (stop.kind !== 'quay') return 0;
    const { departuresPerWeekEachWay, handlingHours, passageHours } = this.lineOf(
      stop.place,
      stop.across,
    );
    const handling = (handlingHours.min + handlingHours.max) / 2;
    const passage = (passageHours.min + passageHours.max) / 2;
    return roundHalfUp(
      ((7 * 24) / departuresPerWeekEachWay.value / 2 + 2 * handling + passage) * HOUR,
    );
  }

  private lineOf(port: string, across: string) {
    const line = FERRY_LINES.find(
      ({ from, to }) => (from === port && to === across) || (to === port && from === across),
    );
    if (line === undefined) throw new RangeError(`no ferry sails from ${port} to ${across}`);
    return line;
  }

  /** Both ends of every line that some source's trucks take, with the other trucks that wait there. */
  private berthsInUse(): ReadonlyMap<string, Berth> {
    const ours = new Map<string, number>();
    for (const { trip, rate } of this.sources) {
      for (const { kind, place, across } of this.itinerary(trip.way).stops) {
        if (kind !== 'quay') continue;
        const key = berthKey(place, across);
        ours.set(key, (ours.get(key) ?? 0) + (rate?.perDay ?? 0));
        const back = berthKey(across, place);
        ours.set(back, ours.get(back) ?? 0);
      }
    }
    const berths = [...ours]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, perDay]): [string, Berth] => {
        const [port, across] = key.split('>') as [string, string];
        const line = this.lineOf(port, across);
        const total = (line.departuresPerWeekEachWay.value * line.typicalLoadTrucks.value) / 7;
        return [key, { key, line, port, across, othersPerDay: Math.max(0, total - perDay) }];
      });
    return new Map(berths);
  }
}

/** The rate of a flow changes on the hour only, so one value lasts for all draws in it. */
function byTheHour(rate: (t: SimTime) => number): (t: SimTime) => number {
  let hour = -1;
  let value = 0;
  return (t) => {
    const now = Math.floor(t / HOUR);
    if (now !== hour) {
      hour = now;
      value = rate(t);
    }
    return value;
  };
}

/** Country of a place outside the scheme, or empty. */
const outsideOf = (place: string | null): string => (place === null ? '' : placeOf(place).country);
