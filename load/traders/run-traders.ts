/** Runs a load of traders at national doors: opens accounts and guarantees, drives the traders by the machine's clock, and ends with a report. */
import { Chance } from '../../simulator/core/chance.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { secondsOf } from '../generator/beginnings.ts';
import { LoadClock } from '../generator/clock.ts';
import { cutNotes, drive } from '../generator/drive.ts';
import type { Driving } from '../generator/drive.ts';
import { isGeneratorLimited, objectionsTo } from '../generator/judge.ts';
import { thisMachine } from '../generator/machine.ts';
import { Meter } from '../generator/meter.ts';
import { checkedBy, Ledger } from '../ledger/ledger.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Interval, LoadReport } from '../report/load-report.ts';
import { Book } from './book.ts';
import type { Mixture } from './cases.ts';
import { USUAL } from './cases.ts';
import type { Corridor } from './corridors.ts';
import { PILOT_CORRIDORS } from './corridors.ts';
import { DoorClient } from './door-client.ts';
import type { TradersDoor } from './door-client.ts';
import { Opening } from './opening.ts';
import { Postbox } from './postbox.ts';
import { applicants, Purses } from './purses.ts';
import { Traders } from './traders.ts';

export interface TradersOptions {
  /** At least one. Movements live to their write-off where the doors of all their countries are here. */
  readonly doors: readonly TradersDoor[];
  readonly scheme: SchemeParameters;
  readonly profile: Profile;
  readonly seed: string;
  /** Absent: mostly right declarations, a few of every other kind. */
  readonly mixture?: Mixture;
  /** How long a door may be away, in ms; absent: 10 s. */
  readonly patienceMs?: number;
  /** Absent: those of the pilot. */
  readonly corridors?: readonly Corridor[];
  /** Called each second, with the seconds that the whole load takes. */
  readonly onInterval?:
    ((interval: Interval, seconds: number, checked: LoadReport['checked']) => void) | undefined;
  /** The load ends before its time. */
  readonly signal?: AbortSignal | undefined;
}

export interface TradersReport extends LoadReport {
  /** What a reader should know of this load, a sentence each. */
  readonly notes: readonly Bilingual[];
  readonly book: {
    readonly declared: number;
    readonly released: number;
    readonly refused: number;
    /** Of those refused: by their guarantee (T055). */
    readonly uncovered: number;
    /** Answers on guarantees: held against one amount, and against two bounds. */
    readonly balances: { readonly exact: number; readonly bounded: number };
  };
}

/** Until all traders have their guarantees. */
const OPENING_MS = 60_000;
const LOOK_MS = 100;
const PATIENCE_MS = 10_000;

/** @throws ProcessFault where a door is not there, does not know the seat, is of no test realm, or goes away; or where no corridor begins there. */
export async function runTraders(options: TradersOptions): Promise<TradersReport> {
  const run = new TradersRun(options);
  try {
    await run.connect();
    await run.open();
    return await run.load();
  } finally {
    run.end();
  }
}

class TradersRun {
  private readonly options: TradersOptions;
  private readonly countries: readonly string[];
  private readonly corridors: readonly Corridor[];
  private readonly ledger = new Ledger();
  private readonly book = new Book(this.ledger);
  private readonly clients = new Map<string, DoorClient>();
  private readonly postbox: Postbox;
  private readonly failed: Promise<never>;
  private fail: (fault: ProcessFault) => void = () => undefined;
  private onMessage: (country: string, message: Message, now: number) => void = () => undefined;
  private onRefused: (n: number, rule: string, now: number) => void = () => undefined;
  private purses = new Purses([], new Map());
  private readonly clock = new LoadClock();

  constructor(options: TradersOptions) {
    const { doors, scheme, corridors = PILOT_CORRIDORS } = options;
    this.options = options;
    this.countries = doors.map(({ country }) => country);
    const isMember = (country: string): boolean => Object.hasOwn(scheme.members, country);
    this.corridors = corridors.filter(
      ({ countries }) => this.countries.includes(countries[0] ?? '') && countries.every(isMember),
    );
    this.postbox = new Postbox(this.ledger, Date.now(), (country, n, text) =>
      this.clients.get(country)?.post(n, text),
    );
    this.failed = new Promise<never>((_resolve, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
    if (this.corridors.length === 0)
      throw this.fault('no corridor begins there', 'name a door of another country');
  }

  async connect(): Promise<void> {
    for (const door of this.options.doors) {
      const { country } = door;
      const { patienceMs = PATIENCE_MS } = this.options;
      const client = await DoorClient.open(door, patienceMs, {
        onTaken: (n) => this.timed((now) => this.postbox.onTaken(n, now)),
        onRefused: (n, rule) => this.timed((now) => this.onRefused(n, rule, now)),
        onMessage: (message) => this.timed((now) => this.onMessage(country, message, now)),
        onFailure: (fault) => this.fail(fault),
      });
      this.clients.set(country, client);
    }
  }

  /** Accounts and guarantees. */
  async open(): Promise<void> {
    const { scheme } = this.options;
    const wanted = applicants(this.countries, this.corridors, scheme, this.postbox.run);
    const opening = new Opening(wanted, scheme, (letter) => {
      this.postbox.post(letter, this.clock.now(), this.clock.now());
    });
    this.onMessage = (country, message) => opening.onMessage(country, message);
    this.onRefused = (_n, rule) => opening.onRefused(rule);
    const late = new Promise<string>((resolve) => {
      setTimeout(resolve, OPENING_MS, 'no answer within a minute').unref();
    });
    const refusal = await Promise.race([opening.begin(), late, this.failed]);
    if (refusal !== undefined) {
      const cause = `${opening.missing.join(', ')} get no guarantee: ${refusal}`;
      throw this.fault(cause, 'see the log of their national application');
    }
    this.purses = new Purses(
      opening.insured,
      new Map(wanted.map(({ trader, use }) => [trader.tin, use])),
    );
  }

  async load(): Promise<TradersReport> {
    const { profile, scheme, seed, mixture = USUAL } = this.options;
    const [from, until] = [profile.warmUp * 1_000, secondsOf(profile) * 1_000];
    const meters = { meter: new Meter(from, until), answers: new Meter(from, until) };
    const { corridors, countries, purses } = this;
    const stream = new Chance(seed).stream('traders');
    const setting = { profile, scheme, mixture, corridors, countries, purses, stream };
    const traders = new Traders(setting, this.book, this.postbox, meters);
    this.onMessage = (...arrival) => traders.onMessage(...arrival);
    this.onRefused = (...refusal) => traders.onRefused(...refusal);
    traders.park(this.clock.now());
    await Promise.race([this.until(() => traders.isQuiet, OPENING_MS), this.failed]);
    const startedAt = Date.now();
    const cpuBefore = process.cpuUsage();
    this.clock.start();
    this.postbox.measure(meters.meter, startedAt);
    await Promise.race([drive(traders, this.clock, this.driving()), this.failed]);
    // What somebody has ended while it was under way is no fault of the offices.
    if (this.options.signal?.aborted !== true) {
      this.ledger.close();
      this.book.close();
    }
    return this.report(meters, startedAt, process.cpuUsage(cpuBefore));
  }

  private driving(): Driving {
    const { profile, signal, onInterval } = this.options;
    const told = (interval: Interval, seconds: number): void =>
      onInterval?.(interval, seconds, checkedBy(this.ledger));
    return { profile, signal, onInterval: told };
  }

  end(): void {
    this.fail(this.fault('the load is over', ''));
    for (const client of this.clients.values()) client.end();
  }

  private report(
    { meter, answers }: { meter: Meter; answers: Meter },
    startedAt: number,
    cpu: NodeJS.CpuUsage,
  ): TradersReport {
    const { ledger, book, options } = this;
    const { profile, doors, seed } = options;
    const endedAt = this.clock.now();
    const measured = meter.result(endedAt);
    const { declared, released, refused, uncovered, exact, bounded } = book;
    const report = {
      ...{ format: 1 as const, profile: profile.name, through: 'door' as const, seed },
      target: doors.map(({ url }) => url).join(', '),
      startedAt: new Date(startedAt).toISOString(),
      warmUp: profile.warmUp,
      machine: thisMachine(),
      ...measured,
      byType: { ...measured.byType, ...answers.result().byType },
      generatorCpu: (cpu.user + cpu.system) / 1_000 / endedAt,
      checked: checkedBy(ledger),
      notes: [...this.notes(), ...cutNotes(profile, endedAt)],
      book: { declared, released, refused, uncovered, balances: { exact, bounded } },
    };
    const generatorLimited = isGeneratorLimited(report, this.clock.busy);
    return {
      ...report,
      generatorLimited,
      objections: objectionsTo(report, profile, generatorLimited),
    };
  }

  private notes(): Bilingual[] {
    const cut = this.corridors.filter(({ countries }) =>
      countries.some((one) => !this.clients.has(one)),
    );
    if (cut.length === 0) return [];
    const missing = [...new Set(cut.flatMap(({ countries }) => countries))].filter(
      (one) => !this.clients.has(one),
    );
    const doors = missing.sort().join(', ');
    return [
      both(
        `the doors of ${doors} are not part of this load: movements to or through them are followed to their release (T029) and then invalidated by their office (T009)`,
        `национальные приложения ${doors} в нагрузке не участвуют: перевозки туда и транзитом через них прослеживаются до выпуска (T029), затем аннулируются своим ведомством (T009)`,
      ),
    ];
  }

  private until(isSo: () => boolean, mostMs: number): Promise<void> {
    const last = performance.now() + mostMs;
    return new Promise((resolve) => {
      const look = (): void => {
        if (isSo() || performance.now() > last) resolve();
        else setTimeout(look, LOOK_MS);
      };
      look();
    });
  }

  private timed(work: (now: number) => void): void {
    work(this.clock.enter());
    this.clock.leave();
  }

  private fault(cause: string, advice: string): ProcessFault {
    const place = this.options.doors.map(({ url }) => url).join(', ');
    return new ProcessFault('usage', place, cause, advice);
  }
}
