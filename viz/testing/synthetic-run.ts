/** A made-up run for tests and benches of the page: many trucks on real roads with the facts that a run would journal. No model of anything. */
import { makeMrn } from '../../nodes/common/numbers/mrn.ts';
import { placeOf } from '../../scenarios/data/corridors.ts';
import { ferryLineOf } from '../../scenarios/data/ferries.ts';
import type { Route } from '../../scenarios/data/network.ts';
import { routeBetween } from '../../scenarios/data/network.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { Stream } from '../../simulator/core/chance.ts';
import { Chance } from '../../simulator/core/chance.ts';
import { chance, integer, pick, uniform } from '../../simulator/core/draws.ts';
import type { Fact } from '../../simulator/core/participant.ts';
import { DAY, HOUR, isoUtc, MINUTE, SECOND } from '../../simulator/core/time.ts';
import type { JournalHeader } from '../../simulator/journal/entry.ts';
import { HOST, JOURNAL_VERSION } from '../../simulator/journal/entry.ts';

export interface SyntheticRun {
  readonly header: JournalHeader;
  readonly entries: readonly Entry[];
  readonly begin: number;
  readonly end: number;
}

export interface SyntheticOptions {
  /** Trucks in all; they set out one after the other over `days`. */
  readonly trucks: number;
  readonly days: number;
  readonly seed?: number;
}

const PARTICIPANTS = [
  'WORLD',
  'ICE',
  'GEO',
  'AZE',
  'KAZ',
  'UZB',
  'TKM',
  'FI-GEO',
  'FI-AZE',
  'FI-KAZ',
  'FI-UZB',
];
export const SYNTHETIC_BEGIN = Date.UTC(2026, 6, 14, 6);
const KMH = 62;

const WAYS: readonly (readonly [from: string, to: string])[] = [
  ['ge-poti', 'uz-tashkent'],
  ['ge-batumi', 'az-baku'],
  ['ge-tbilisi', 'kz-almaty'],
  ['az-baku', 'kz-almaty'],
  ['kz-almaty', 'ge-poti'],
  ['uz-tashkent', 'ge-poti'],
  ['uz-tashkent', 'kz-aktobe'],
  ['kz-shymkent', 'uz-samarkand'],
  ['uz-samarkand', 'kz-shymkent'],
  ['kz-aktobe', 'uz-nukus'],
  ['az-baku', 'ge-batumi'],
];

/** Offices of departure and destination, and of transit at the posts where trucks enter. */
const OFFICE: Readonly<Record<string, string>> = {
  'ge-poti': 'GE000102',
  'ge-batumi': 'GE000103',
  'ge-tbilisi': 'GE000101',
  'ge-tsiteli-khidi': 'GE000201',
  'ge-lagodekhi': 'GE000202',
  'az-baku': 'AZ000101',
  'az-alat-port': 'AZ000102',
  'az-krasny-most': 'AZ000200',
  'az-balakan': 'AZ000201',
  'kz-almaty': 'KZ000101',
  'kz-shymkent': 'KZ000105',
  'kz-aktobe': 'KZ000106',
  'kz-kuryk-port': 'KZ000104',
  'kz-aktau-port': 'KZ000103',
  'kz-tazhen': 'KZ000200',
  'kz-konysbaeva': 'KZ000201',
  'kz-zhibek-zholy': 'KZ000202',
  'uz-tashkent': 'UZ000101',
  'uz-samarkand': 'UZ000103',
  'uz-nukus': 'UZ000107',
  'uz-daut-ata': 'UZ000200',
  'uz-yallama': 'UZ000201',
  'uz-gisht-kuprik': 'UZ000202',
};
const GOODS = ['machinery', 'textiles', 'vegetables', 'metals', 'chemicals', 'vehicles'];
const CARRIERS = [
  'Kolkhida Trans',
  'Caspian Line',
  'Silk Road Cargo',
  'Turan Logistics',
  'Ipek Yolu',
];

interface Sailing {
  readonly vessel: string;
  readonly line: string;
  readonly from: string;
  readonly to: string;
}

type Draft = { t: number; n: string } & Fact;

/** The same options give the same run. */
export function syntheticRun({ trucks, days, seed = 1 }: SyntheticOptions): SyntheticRun {
  const draws = new Chance(seed);
  const script = new Script();
  const begin = SYNTHETIC_BEGIN - 4 * DAY;
  const end = begin + (days + 4) * DAY;
  for (let i = 0; i < trucks; i++) {
    const stream = draws.stream(`truck/${String(i)}`);
    const [from, to] = pick(stream, WAYS);
    const readyAt = begin + Math.floor(((end - begin) * i) / trucks) + integer(stream, 0, HOUR);
    new Journey(
      script,
      stream,
      i,
      routeBetween(from, to, { countries: ['GEO', 'AZE', 'KAZ', 'UZB'] }),
      readyAt,
    ).tell();
  }
  script.add(SYNTHETIC_BEGIN, HOST, { type: 'HandedOver', warmUpMs: SYNTHETIC_BEGIN - begin });
  const header: JournalHeader = {
    journal: JOURNAL_VERSION,
    scenario: 'synthetic',
    digest: '0'.repeat(64),
    seed: String(seed),
    software: 'made up',
    participants: PARTICIPANTS,
    start: isoUtc(SYNTHETIC_BEGIN),
    realm: 'test',
    bodies: false,
    timers: {},
  };
  return { header, entries: script.entries(end), begin, end };
}

/** Facts in any order, journalled in the right one. */
class Script {
  private readonly drafts: Draft[] = [];
  private readonly sent = new Map<string, number>();
  private readonly sailings = new Map<string, string[]>();

  add(t: number, n: string, fact: Fact): void {
    this.drafts.push({ t: Math.round(t), n, ...fact });
  }

  /** A message with its way: over ICE between nodes, straight otherwise. Gives the time of its receipt; the receiver's fact names it. */
  message(
    t: number,
    n: string,
    to: string,
    msg: string,
    about: object,
    received?: Fact,
    over = true,
  ): number {
    const id = this.nextId(over ? `${n}-` : `${n}-n`);
    this.add(t, n, { type: 'MessageSent', id, msg, from: n, to, ...about });
    if (!over) return t + SECOND;
    this.add(t + 1_200, 'ICE', { by: id, type: 'MessageTaken', id, msg, from: n, to });
    this.add(t + 2_500, to, { by: id, ...(received ?? { type: 'MessageReceived', msg }) });
    return t + 2_500;
  }

  /** All trucks of one sailing share its entry. */
  sail(t: number, until: number, ship: Sailing, truck: string): void {
    const key = `${ship.vessel} ${String(t)}`;
    const trucks = this.sailings.get(key) ?? [];
    trucks.push(truck);
    if (trucks.length > 1) return;
    this.sailings.set(key, trucks);
    const { vessel, line, from, to } = ship;
    this.add(t - 3 * HOUR, 'WORLD', {
      type: 'FerryBoarding',
      vessel,
      line,
      port: from,
      capacity: 50,
    });
    this.add(t, 'WORLD', { type: 'FerrySailed', ...ship, trucks, until });
    this.add(until, 'WORLD', { type: 'FerryArrived', vessel, line, port: to, trucks: 0 });
  }

  entries(end: number): Entry[] {
    const order = new Map([HOST, ...PARTICIPANTS].map((id, index) => [id, index]));
    const kept = this.drafts.filter(({ t }) => t < end);
    const indexed = kept.map((draft, index) => ({ draft, index }));
    indexed.sort(
      (a, b) =>
        a.draft.t - b.draft.t ||
        (order.get(a.draft.n) ?? 0) - (order.get(b.draft.n) ?? 0) ||
        a.index - b.index,
    );
    const numbers = new Map<string, number>();
    return indexed.map(({ draft: { t, n, ...fact } }) => {
      const s = numbers.get(n) ?? 0;
      numbers.set(n, s + 1);
      return { t, n, s, ...fact };
    });
  }

  private nextId(prefix: string): string {
    const number = (this.sent.get(prefix) ?? 0) + 1;
    this.sent.set(prefix, number);
    return `${prefix}${String(number)}`;
  }
}

class Journey {
  private readonly script: Script;
  private readonly stream: Stream;
  private readonly route: Route;
  private readonly truck: string;
  private readonly lrn: string;
  private readonly mrn: string;
  private readonly node: string;
  private readonly plate: string;
  private t: number;

  constructor(script: Script, stream: Stream, number: number, route: Route, readyAt: number) {
    const { country } = placeOf(route.from);
    const iso2 = office(route.from).slice(0, 2);
    const serial6 = number.toString(36).toUpperCase().padStart(6, '0');
    this.script = script;
    this.stream = stream;
    this.route = route;
    this.truck = `truck-${String(number)}`;
    this.lrn = `${iso2}${String(1_000_000 + (number % 97))}-${String(number).padStart(5, '0')}`;
    this.mrn = makeMrn({
      year: 2026,
      country: iso2,
      office6: office(route.from).slice(2),
      serial6,
    });
    this.node = country;
    this.plate = `${iso2} ${String(100 + (number % 900))} ${serial6.slice(3)}`;
    this.t = readyAt;
  }

  tell(): void {
    this.declare();
    let km = 0;
    const crossings = new Map(this.route.crossings.map((crossing) => [crossing.leg, crossing]));
    this.route.legs.forEach((leg, index) => {
      const crossing = crossings.get(index);
      if (crossing === undefined) return;
      this.drive(km, leg.fromKm);
      this.queue(crossing.exitPost, 'exit', crossing.pairId);
      if (leg.mode === 'ferry') this.sail(leg.id, leg.from, leg.to);
      this.enter(crossing.entryPost, crossing.pairId);
      km = leg.toKm;
    });
    this.drive(km, this.route.km);
    this.arrive();
  }

  private get about(): { mrn: string } {
    return { mrn: this.mrn };
  }

  private declare(): void {
    const { script, stream, route, lrn, mrn, node } = this;
    const goods = pick(stream, GOODS);
    const at = office(route.from);
    const destination = office(route.to);
    const channel = pick(stream, ['green', 'green', 'green', 'yellow', 'orange', 'red']);
    const amount = 1_000 * integer(stream, 8, 60);
    const plan = {
      route: [...route.places],
      flow: 'synthetic',
      goods,
      tonnes: integer(stream, 80, 220) / 10,
    };
    script.add(this.t, 'WORLD', {
      type: 'TruckReady',
      truck: this.truck,
      plate: this.plate,
      lrn,
      carrier: pick(stream, CARRIERS),
      from: route.from,
      to: route.to,
      ...plan,
    });
    script.message(this.t, 'WORLD', at, 'T015', { lrn }, undefined, false);
    this.t += SECOND;
    const facts = {
      office: at,
      destination,
      principal: lrn.slice(0, 9),
      plate: this.plate,
      countries: [...route.countries],
      goods,
      value: 4 * amount,
    };
    script.add(this.t, node, { type: 'DeclarationSubmitted', row: 'D3', lrn, ...facts });
    this.t = this.task('acceptance', lrn, at, 'accept', channel, { lrn });
    script.add(this.t, node, {
      type: 'MovementAccepted',
      row: 'D9',
      lrn,
      mrn,
      office: at,
      destination,
    });
    this.t = this.task('riskDecision', mrn, at, 'noControl', channel, this.about);
    script.add(this.t, node, { type: 'GuaranteeAsked', row: 'D14', mrn, amount, result: 'A2' });
    const grn = `26${at.slice(0, 2)}0009000${String(1_000_000_000).slice(0, 6)}`;
    script.add(this.t, node, {
      type: 'UsageReserved',
      row: 'U1',
      grn,
      mrn,
      amount,
      exposure: amount,
      balance: 500_000 - amount,
    });
    const limitDate = this.t + 12 * DAY;
    script.add(this.t, node, {
      type: 'MovementReleased',
      row: 'D20',
      mrn,
      lrn,
      limitDate,
      destination,
      amount,
      channel,
    });
    for (const { entryPost, entryCountry } of route.crossings) {
      const expected = this.t + DAY;
      script.message(this.t, node, entryCountry, 'X050', this.about, {
        type: 'AtrCreated',
        row: 'B1',
        mrn,
        office: office(entryPost),
        expected,
      });
    }
    const aar = { type: 'AarCreated', row: 'A1', mrn, office: destination };
    script.message(this.t, node, placeOf(route.to).country, 'X001', this.about, aar);
    this.t += 5 * SECOND;
  }

  /** An officer's question, answered after a while. Gives the time of the answer. */
  private task(
    kind: string,
    key: string,
    at: string,
    proposed: string,
    channel: string,
    about: object,
  ): number {
    const node = NODE_OF[at.slice(0, 2)] ?? this.node;
    const task = `${kind}/${key}`;
    this.script.add(this.t, node, {
      type: 'TaskOpened',
      task,
      kind,
      office: at,
      proposed,
      channel,
      ...about,
    });
    const decidedAt = this.t + uniform(this.stream, 4, 40) * MINUTE;
    this.script.add(decidedAt, node, {
      type: 'TaskDecided',
      task,
      kind,
      office: at,
      officer: `bot.${at}`,
      decision: proposed,
      ...about,
    });
    return Math.round(decidedAt);
  }

  /** Nine hours at the wheel, eleven of rest. */
  private drive(fromKm: number, toKm: number): void {
    let km = fromKm;
    while (km < toKm) {
      const next = Math.min(toKm, km + 9 * KMH);
      const until = Math.round(this.t + ((next - km) / KMH) * HOUR);
      this.script.add(this.t, 'WORLD', {
        type: 'TruckDrove',
        truck: this.truck,
        km,
        toKm: next,
        until,
      });
      this.t = until;
      km = next;
      if (km >= toKm) return;
      this.script.add(this.t, 'WORLD', {
        type: 'TruckRested',
        truck: this.truck,
        km,
        until: this.t + 11 * HOUR,
      });
      this.t += 11 * HOUR;
    }
  }

  private queue(post: string, side: 'exit' | 'entry', pair: string, atLane?: () => void): void {
    const { script, stream, truck } = this;
    const joined = this.t;
    const queue = integer(stream, 0, 12);
    script.add(this.t, 'WORLD', {
      type: 'TruckQueued',
      truck,
      post,
      side,
      pair,
      queue,
      background: 2,
    });
    this.t += Math.round(uniform(stream, 0.5, 9) * HOUR);
    script.add(this.t, 'WORLD', {
      type: 'TruckServed',
      truck,
      post,
      side,
      queue: Math.max(0, queue - 1),
    });
    atLane?.();
    this.t += Math.round(uniform(stream, 10, 50) * MINUTE);
    script.add(this.t, 'WORLD', {
      type: 'TruckCleared',
      truck,
      post,
      side,
      pair,
      waited: this.t - joined,
    });
  }

  private enter(post: string, pair: string): void {
    const at = office(post);
    const node = placeOf(post).country;
    this.queue(post, 'entry', pair, () => {
      this.script.add(this.t, node, { type: 'TruckPresented', mrn: this.mrn, office: at });
      this.t = this.task('presentation', this.mrn, at, 'pass', 'green', this.about);
      this.script.add(this.t, node, {
        type: 'PassageGranted',
        row: 'B6',
        mrn: this.mrn,
        office: at,
        controlled: false,
      });
      const leg = { type: 'LegRecorded', row: 'D27', mrn: this.mrn, office: at };
      this.script.message(this.t, node, this.node, 'X118', this.about, leg);
    });
  }

  private sail(legId: string, port: string, to: string): void {
    const line = ferryLineOf(legId);
    const { script, truck } = this;
    script.add(this.t, 'WORLD', {
      type: 'TruckAtPort',
      truck,
      port,
      line: line.id,
      waiting: integer(this.stream, 3, 30),
    });
    // Sailings are at fixed times here, so that trucks share a ship.
    const period = 18 * HOUR;
    const sailing = Math.ceil((this.t + 2 * HOUR) / period);
    const vessels = line.vessels;
    const vessel = vessels[sailing % vessels.length]?.id ?? line.id;
    const until = sailing * period + line.passageHours.min * HOUR;
    const name = `${vessel}${port === line.from ? '' : '-back'}`;
    script.sail(sailing * period, until, { vessel: name, line: line.id, from: port, to }, truck);
    this.t = until;
  }

  private arrive(): void {
    const { script, route, mrn, truck } = this;
    const at = office(route.to);
    const node = placeOf(route.to).country;
    script.add(this.t, 'WORLD', { type: 'TruckArrived', truck, place: route.to, mrn });
    script.add(this.t + SECOND, node, { type: 'ArrivalNotified', row: 'A6', mrn, office: at });
    this.t += SECOND;
    script.message(this.t, node, this.node, 'X006', this.about, {
      type: 'MovementArrived',
      row: 'D31',
      mrn,
      office: at,
    });
    this.t = this.task('arrivalDecision', mrn, at, 'noControl', 'green', this.about);
    script.add(this.t, node, { type: 'GoodsReleased', row: 'A13', mrn, office: at, result: 'A2' });
    const discharged = { type: 'MovementWrittenOff', row: 'D33', mrn, result: 'A2' };
    script.message(this.t, node, this.node, 'X018', this.about, discharged);
    this.t += chance(this.stream, 0.5) ? HOUR : 2 * HOUR;
    script.add(this.t, 'WORLD', { type: 'TruckLeft', truck, place: route.to, why: 'delivered' });
  }
}

const NODE_OF: Readonly<Record<string, string>> = { GE: 'GEO', AZ: 'AZE', KZ: 'KAZ', UZ: 'UZB' };

function office(place: string): string {
  const code = OFFICE[place];
  if (code === undefined) throw new RangeError(`no office is known at ${place}`);
  return code;
}
