/** Makes the declarations of the load: draws what kind comes next, on which corridor, under whose guarantee, and writes it. */
import type { Stream } from '../../simulator/core/chance.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { makeGrn } from '../../nodes/common/numbers/grn.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import type { Letter } from '../town/letters.ts';
import { declarationLetter } from '../town/letters.ts';
import { declarationOf } from '../town/routes.ts';
import type { Cover } from '../town/routes.ts';
import type { Entry } from './book.ts';
import type { Expected, Kind, Mixture } from './cases.ts';
import { AS_COVERED, DENIAL, FLAWS, kindAt, otherCode, UNKNOWN_GRN, WRONG_CODE } from './cases.ts';
import type { Corridor } from './corridors.ts';
import { Corridors } from './corridors.ts';
import type { Purse, Purses, Use } from './purses.ts';
import { VALUES } from './purses.ts';
import type { Trip } from './trip.ts';

interface Setting {
  readonly scheme: SchemeParameters;
  readonly corridors: readonly Corridor[];
  readonly countries: readonly string[];
  readonly mixture: Mixture;
  readonly purses: Purses;
  readonly stream: Stream;
}

export interface Declared {
  readonly trip: Trip;
  readonly letter: Letter;
  readonly entry: Omit<Entry, 'messageId'>;
}

interface Plan {
  readonly kind: Kind;
  readonly route: Corridor;
  readonly purse: Purse;
  readonly value: number;
  readonly goes: Trip['goes'];
}

const USE: Readonly<Record<Kind, Use>> = {
  ...{ right: 'wide', close: 'close', beyond: 'spent', wrongCode: 'wide', unknownGrn: 'wide' },
  ...{ faulty: 'wide', withheld: 'wide', revised: 'wide' },
};

/** Serials from the end of the series, which no office has come to. */
const SERIALS = 36 ** 6;

export class Declarer {
  private readonly setting: Setting;
  private readonly run: string;
  private readonly corridors: Corridors;
  private count = 0;

  constructor(setting: Setting, run: string) {
    this.setting = setting;
    this.run = run;
    this.corridors = new Corridors(setting.corridors);
  }

  next(intended: number): Declared {
    const { stream, mixture, purses, countries } = this.setting;
    const kind = kindAt(stream.next(), mixture);
    const route = this.corridors.at(stream.next());
    const [home = ''] = route.countries;
    const purse = purses.of(home, USE[kind], stream.next());
    const value = VALUES[Math.floor(stream.next() * VALUES.length)]!;
    const goes = route.countries.every((country) => countries.includes(country))
      ? 'home'
      : 'release';
    return this.make({ kind, route, purse, value, goes }, intended);
  }

  /** The dearest movement of a country, which stays open under a guarantee. */
  parked(purse: Purse, now: number): Declared {
    const own = this.corridors.all.filter(({ countries: [home] }) => home === purse.trader.country);
    const value = Math.max(...VALUES);
    const dearest = own
      .map((route) => this.make({ kind: 'right', route, purse, value, goes: 'parked' }, now))
      .reduce((most, one) => (one.entry.amount > most.entry.amount ? one : most));
    return dearest;
  }

  private make({ kind, route, purse, value, goes }: Plan, intended: number): Declared {
    const number = ++this.count;
    const { trader } = purse;
    const { iso2 } = countryOf(trader.country);
    const mark = `${this.run}${number.toString(36)}`;
    const trip: Trip = {
      lrn: `${iso2}-${mark}`,
      ...{ trader, route, number, kind, intended, goes },
      plate: `${iso2}${mark}`.toUpperCase(),
      seal: `${iso2}S${number.toString(36)}`.toUpperCase(),
      ...{ mrn: '', stop: 0 },
    };
    const { scheme } = this.setting;
    const cover = this.coverFor(kind, purse, number);
    const at = Date.now();
    const right = declarationOf(route, { tin: trader.tin, ...trip }, cover, scheme, at, value);
    const flaw = FLAWS[number % FLAWS.length]!;
    const body = kind === 'faulty' ? flaw.spoil(right, at) : right;
    const amount = Math.round((right.guarantees[0]?.amount ?? 0) * 100);
    const expected = expectedOf(kind, flaw.rule);
    const guarantee = HOLDS.has(kind) ? purse.book : undefined;
    return {
      trip,
      letter: declarationLetter(trip, body),
      entry: { lrn: trip.lrn, expected, guarantee, amount },
    };
  }

  private coverFor(kind: Kind, { cover, trader }: Purse, number: number): Cover {
    const { grn, accessCode } = cover;
    if (kind === 'wrongCode') return { grn, accessCode: otherCode(accessCode) };
    if (kind !== 'unknownGrn') return cover;
    const office = guaranteeOfficeOf(trader.country).code;
    const serial6 = (SERIALS - 1 - number).toString(36).toUpperCase();
    const year = new Date().getUTCFullYear();
    const unknown = makeGrn({
      year,
      country: office.slice(0, 2),
      office6: office.slice(2),
      serial6,
    });
    return { grn: unknown, accessCode };
  }
}

/** Kinds that use their guarantee, if only for a while. */
const HOLDS: ReadonlySet<Kind> = new Set<Kind>(['right', 'close', 'beyond', 'revised']);

function expectedOf(kind: Kind, rule: string): Expected {
  switch (kind) {
    case 'right':
    case 'close':
    case 'beyond':
    case 'revised':
      return AS_COVERED;
    case 'wrongCode':
      return WRONG_CODE;
    case 'unknownGrn':
      return UNKNOWN_GRN;
    case 'faulty':
      return { comes: 'rejection', rule };
    case 'withheld':
      return DENIAL;
  }
}
