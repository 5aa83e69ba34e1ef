import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { Declaration } from '../../nodes/common/messages/parts.ts';
import { TIMERS } from '../../nodes/common/timers.ts';
import type { TimerValues } from '../../nodes/common/timers.ts';
import { judgeDeclaration } from '../../nodes/common/validation/declaration.ts';
import { schemeOf } from '../../nodes/countries/scheme.ts';
import { CARGO_GROUPS } from '../../scenarios/data/cargo.ts';
import {
  flowsFor,
  trucksBetween,
  trucksPerHour,
  trucksPerHourMax,
} from '../../scenarios/data/flows.ts';
import { Chance } from '../core/chance.ts';
import { DAY, HOUR } from '../core/time.ts';
import { amountAtRisk, highestRateOn } from './amount.ts';
import { nextArrival } from './arrivals.ts';
import { loadsAtOnce, needOf, referenceAmount } from './cover.ts';
import { declare } from './declare.ts';
import { drawLoad, groupWeights, onlyGroup, valueMoments } from './goods.ts';
import { latin } from './latin.ts';
import { drawTrader, tradersOf, tradersShares } from './parties.ts';
import { plateOf } from './plates.ts';
import { companiesOf } from './pools.ts';
import { tripOf } from './trip.ts';

const NOW = Date.UTC(2026, 6, 14, 6);
const TIMER_VALUES = Object.fromEntries(
  Object.entries(TIMERS).map(([name, { realMs }]) => [name, realMs]),
) as TimerValues;
const SCHEME = schemeOf(['GEO', 'AZE', 'KAZ', 'UZB'], [], TIMER_VALUES);

const TRIP = tripOf({
  way: 'ge-poti>uz-tashkent|GEO,AZE,KAZ,UZB',
  from: 'ge-poti',
  to: 'uz-tashkent',
  officeOfDeparture: 'GE000102',
  officeOfDestination: 'UZ000101',
  transits: [
    { office: 'AZ000200', afterMs: 50 * HOUR },
    { office: 'KZ000104', afterMs: 120 * HOUR },
    { office: 'UZ000200', afterMs: 150 * HOUR },
  ],
  totalMs: 10 * DAY,
  countries: ['GEO', 'AZE', 'KAZ', 'UZB'],
  origin: '',
  beyond: '',
});

const stream = (name: string) => new Chance(1).stream(name);
const covered = (country: string, iso2: string, count = 12) => {
  const { traders, roster } = tradersOf(
    country,
    iso2,
    count,
    (share) => 1_000_000 * share,
    stream(country),
  );
  const guarantees = [{ grn: '26GE000902A000010', accessCode: 'AB12' }];
  return {
    traders: traders.map((trader) => trader.with({ status: 'active', guarantees })),
    roster,
  };
};

describe('declarations', () => {
  const { traders, roster } = covered('GEO', 'GE');
  const destination = covered('UZB', 'UZ').roster;
  const chance = stream('declarations');
  const weights = groupWeights(
    Object.fromEntries(CARGO_GROUPS.map(({ id, share }) => [id, share])),
  );
  const declared = Array.from({ length: 500 }, (_, i) => {
    const trader = (traders[i % traders.length] as (typeof traders)[0]).with({ declarations: i });
    const parties = { trader, origin: roster, destination };
    const numbers = { truck: i + 1, offset: 123_456 };
    return declare(
      { trip: TRIP, flow: 'test', cargo: weights },
      parties,
      numbers,
      SCHEME,
      NOW,
      chance,
    );
  });

  test('have the form of the schema', () => {
    const schema = Compile(Declaration);
    for (const { declaration } of declared) expect([...schema.Errors(declaration)]).toEqual([]);
  });

  test('break no rule of the office of departure, and call for no warning', () => {
    for (const { load, declaration } of declared) {
      const verdict = judgeDeclaration({
        declaration,
        lrn: load.lrn,
        now: NOW + 1_000,
        iso2: 'GE',
        scheme: SCHEME,
        lrnUsed: false,
        principalActive: true,
        amountAtRisk: amountAtRisk(declaration.items, TRIP.countries, SCHEME),
      });
      expect(verdict).toEqual({ defects: [], warnings: [] });
    }
  });

  test('name what the truck carries with it, each with numbers of its own', () => {
    for (const key of ['lrn', 'plate'] as const) {
      expect(new Set(declared.map(({ load }) => load[key])).size).toBe(declared.length);
    }
    const seals = declared.flatMap(({ load }) => load.seals);
    expect(new Set(seals).size).toBe(seals.length);
    for (const { load, declaration } of declared) {
      expect(declaration.means[0]?.identification).toBe(load.plate);
      expect(declaration.seals?.identifiers).toEqual(load.seals);
      expect(declaration.grossMass).toBeCloseTo(load.tonnes * 1_000, 6);
    }
  });

  test('are under a TIR carnet and in a container as often as assumed', () => {
    const share = (has: (one: (typeof declared)[0]) => boolean): number =>
      declared.filter(has).length / declared.length;
    expect(share(({ declaration }) => declaration.tirCarnet !== undefined)).toBeCloseTo(0.15, 1);
    expect(share(({ declaration }) => declaration.containerIndicator === 1)).toBeCloseTo(0.55, 1);
  });

  test('split the amount over all guarantees of the trader', () => {
    const two = [
      { grn: '26GE000902A000010', accessCode: 'AB12' },
      { grn: '26KZ000903B000427', accessCode: 'CD34' },
    ];
    const trader = (traders[0] as (typeof traders)[0]).with({ guarantees: two });
    const parties = { trader, origin: roster, destination };
    const order = { trip: TRIP, flow: 'test', cargo: onlyGroup('machinery'), tirCarnet: false };
    const { declaration } = declare(order, parties, { truck: 1, offset: 1 }, SCHEME, NOW, chance);
    const [first, second] = declaration.guarantees;
    const total = amountAtRisk(declaration.items, TRIP.countries, SCHEME);
    expect(declaration.guarantees.map(({ grn }) => grn)).toEqual(two.map(({ grn }) => grn));
    expect((first?.amount ?? 0) + (second?.amount ?? 0)).toBe(total);
    expect(Math.abs((first?.amount ?? 0) - (second?.amount ?? 0))).toBeLessThanOrEqual(1);
  });
});

describe('the amount at risk', () => {
  const rates = {
    GEO: [0.12, 0.18],
    AZE: [0.15, 0.18],
    KAZ: [0.1, 0.16],
    UZB: [0.2, 0.12],
  } as const;
  const tariffs = Object.fromEntries(
    Object.entries(rates).map(([country, [duty, vat]]) => [
      country,
      { default: { duty, vat }, chapters: {} },
    ]),
  );
  const items = [{ hs6: '999999', value: 60_000 }];

  test('is that of the dearest country on the way (example E1)', () => {
    expect(amountAtRisk(items, ['GEO', 'AZE', 'KAZ', 'UZB'], { tariffs })).toBe(21_420);
    expect(amountAtRisk(items, ['GEO', 'KAZ'], { tariffs })).toBe(19_296);
  });

  test('is rounded up to one, and flat where the tariff or the code is not known', () => {
    expect(amountAtRisk([{ hs6: '999999', value: 1 }], ['GEO'], { tariffs })).toBe(1);
    expect(amountAtRisk([{ value: 1_000 }], ['GEO'], { tariffs })).toBe(
      Math.ceil(1.25 * 1_000 * 0.357),
    );
    expect(amountAtRisk(items, ['TUR'], { tariffs })).toBe(26_775);
  });

  test('follows the chapter', () => {
    const one = {
      tariffs: {
        GEO: { default: { duty: 0.12, vat: 0.18 }, chapters: { '84': { duty: 0, vat: 0.18 } } },
      },
    };
    expect(highestRateOn('84', ['GEO'], one)).toBeCloseTo(0.18, 12);
    expect(
      amountAtRisk(
        [
          { hs6: '841810', value: 100 },
          { hs6: '070200', value: 100 },
        ],
        ['GEO'],
        one,
      ),
    ).toBe(51);
  });
});

describe('guarantees', () => {
  test('cover what a trader has on the road, with some slack, and one large load more', () => {
    const cargo = onlyGroup('machinery');
    const commitment = { loads: loadsAtOnce(10, TRIP), cargo, trip: TRIP };
    const need = needOf([commitment], SCHEME);
    expect(commitment.loads).toBeCloseTo(115, 0);
    expect(referenceAmount(need, 1)).toBeGreaterThan(need.mean);
    expect(referenceAmount(need, 1)).toBeLessThan(1.4 * need.mean);
    expect(referenceAmount(need, 0.1)).toBeGreaterThan(0.1 * referenceAmount(need, 1));
    expect(referenceAmount(needOf([], SCHEME), 0.5)).toBe(0);
  });

  test('expect the values that loads have', () => {
    const group = CARGO_GROUPS.find(({ id }) => id === 'machinery') as (typeof CARGO_GROUPS)[0];
    const chance = stream('values');
    const loads = Array.from({ length: 4_000 }, () => drawLoad(onlyGroup('machinery'), chance));
    const mean =
      loads.reduce(
        (sum, { items }) => sum + items.reduce((part, { value }) => part + value, 0),
        0,
      ) / loads.length;
    expect(mean / valueMoments(group).mean).toBeGreaterThan(0.9);
    expect(mean / valueMoments(group).mean).toBeLessThan(1.1);
  });
});

describe('arrivals', () => {
  test('are as many as the flow has, month for month', () => {
    const flow = flowsFor('pilot', ['GEO', 'AZE', 'KAZ', 'UZB']).find(
      ({ id }) => id === 'sarpi-baku',
    );
    if (flow === undefined) throw new Error('the pilot has no flow from Sarpi to Baku');
    const rate = { at: (t: number) => trucksPerHour(flow, t), max: trucksPerHourMax(flow) };
    const chance = stream('flow');
    for (const month of [0, 6]) {
      const from = Date.UTC(2026, month, 1);
      const until = Date.UTC(2026, month + 1, 1);
      let count = 0;
      for (
        let t = nextArrival(rate, from, until, chance);
        t !== undefined;
        t = nextArrival(rate, t, until, chance)
      )
        count++;
      const expected = trucksBetween(flow, from, until);
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  test('there are none of a flow without trucks', () => {
    expect(nextArrival({ at: () => 0, max: 0 }, 0, DAY, stream('none'))).toBeUndefined();
  });
});

describe('traders and companies', () => {
  test('are the same on every runtime, in every locale', () => {
    const names = (country: string) =>
      companiesOf(country, 3, stream(`pool/${country}`)).map(({ name }) => name);
    expect(['GEO', 'AZE', 'KAZ', 'UZB', 'TUR', 'CHN'].map(names)).toMatchInlineSnapshot(`
      [
        [
          "Zubiashvili Import LLC",
          "Petriashvili Agro JSC",
          "Velijanashvili Tekstil LLC",
        ],
        [
          "Alakbarov Terminal MMC",
          "Nazarov Line MMC",
          "Soltanov Logistics ASC",
        ],
        [
          "Tulegenov Service TOO",
          "Zhumagulov Line AO",
          "Seitkali Group TOO",
        ],
        [
          "Mardonov Tekstil AJ",
          "Sardorov Impex AJ",
          "Arslonov Trans MChJ",
        ],
        [
          "Kumcuoglu Terminal Ltd. Sti.",
          "Bademci Terminal A.S.",
          "Baltaci Trans A.S.",
        ],
        [
          "Jacobs Cargo Ltd",
          "Greenfelder-Bogisich Tekstil Ltd",
          "Armstrong Line Ltd",
        ],
      ]
    `);
  });

  test('have names of their own in plain letters', () => {
    for (const country of ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM', 'TUR', 'RUS', 'CHN', 'IRN']) {
      const companies = companiesOf(country, 300, stream(country));
      expect(new Set(companies.map(({ name }) => name)).size).toBe(300);
      for (const { name, address, contact } of companies)
        expect(name + address + contact).toMatch(/^[ -~]+$/);
    }
  });

  test('the largest trader sends most, and an idle one is passed over', () => {
    const shares = tradersShares(12);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    const { roster } = covered('GEO', 'GE');
    const first = roster.traders[0]?.tin;
    const chance = stream('draw');
    const draw = (isActive: (tin: string) => boolean) =>
      Array.from({ length: 3_000 }, () => drawTrader(roster, isActive, chance));
    expect(draw(() => true).filter((tin) => tin === first).length / 3_000).toBeCloseTo(
      shares[0] as number,
      1,
    );
    expect(draw((tin) => tin !== first)).not.toContain(first);
    expect(draw(() => false)[0]).toBeUndefined();
  });

  test.for([
    ['თბილისი', 'Tbilisi'],
    ['Щукина Юлия', 'Shchukina Iuliia'],
    ['Əliyev Şahin', 'Aliyev Sahin'],
    ['Çağlar Öztürk', 'Caglar Ozturk'],
    ['o‘rik', "O'rik"],
  ])('%s is written %s', ([text, plain]) => {
    expect(latin(text as string)).toBe(plain);
  });
});

describe('plates', () => {
  test('follow the national pattern and do not repeat', () => {
    const patterns: Record<string, RegExp> = {
      GEO: /^[A-Z]{2}-\d{3}-[A-Z]{2}$/,
      AZE: /^10-[A-Z]{2}-\d{3}$/,
      KAZ: /^\d{3}[A-Z]{3}02$/,
      UZB: /^01\d{3}[A-Z]{3}$/,
      TUR: /^34[A-Z]{3}\d{3}$/,
    };
    for (const [country, pattern] of Object.entries(patterns)) {
      const plates = Array.from({ length: 20_000 }, (_, n) =>
        plateOf(country, 'tractor', n, 77_777),
      );
      expect(new Set(plates).size).toBe(plates.length);
      expect(plates.every((plate) => pattern.test(plate))).toBe(true);
    }
  });

  test('are no office code of a member, so that answers find the driver', () => {
    for (const country of [
      'GEO',
      'AZE',
      'KAZ',
      'UZB',
      'TKM',
      'TUR',
      'RUS',
      'CHN',
      'IRN',
      'ARM',
      'AFG',
    ]) {
      for (let n = 0; n < 2_000; n++)
        expect(plateOf(country, 'tractor', n * 7, n)).not.toMatch(/^(GE|AZ|KZ|UZ|TM)[A-Z0-9]{6}$/);
    }
  });
});
