import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import { LIMITS } from '../../common/limits.ts';
import { EXAMPLE_NODE, EXAMPLE_SCHEME, incoming, START } from '../accounts/bench.ts';
import { ExampleOffice, useMessage } from './examples.ts';
import type { Guarantee } from './guarantee.ts';
import { onRelease } from './on-release.ts';
import { Outcome } from '../../../simulator/core/participant.ts';
import { usageKey } from './usage.ts';

let office: ExampleOffice;
let guarantee: Guarantee;

beforeEach(() => {
  office = new ExampleOffice();
  guarantee = office.grant(63_000);
});

/** The movement is released: row U4. */
function release(mrn: string): Outcome {
  const out = new Outcome();
  onRelease(office.tables, mrn, [guarantee.grn], { now: office.bench.now, out });
  for (const { table, key, row } of out.puts) table.commit(key, row);
  return out;
}

const statusOf = (mrn: string) => office.tables.usage(guarantee.grn, mrn)?.status;

const credit = (mrn: string) => {
  const body = { mrn, grn: guarantee.grn, arrivedAt: isoUtc(office.bench.now) };
  return office.bench.message(incoming('X209', 'GE000101', body, 'GE000900'));
};

/** Brings a movement's usage to a state. */
const REACH = {
  reserved: (mrn: string) => office.use(guarantee, mrn, 100),
  inUse: (mrn: string) => [REACH.reserved(mrn), release(mrn)],
  credited: (mrn: string) => [REACH.inUse(mrn), credit(mrn)],
  cancelled: (mrn: string) => [REACH.reserved(mrn), office.giveBack(guarantee.grn, mrn)],
  released: (mrn: string) => [REACH.inUse(mrn), office.giveBack(guarantee.grn, mrn, 'releaseDate')],
};

describe('worked example E3: a multi-use ledger of 63 000', () => {
  test('steps 1 to 9', () => {
    const books = (): [number, number] => office.books(guarantee);
    office.use(guarantee, 'M1', 21_420);
    expect(books()).toEqual([21_420, 41_580]);
    office.use(guarantee, 'M2', 18_000);
    expect(books()).toEqual([39_420, 23_580]);
    office.use(guarantee, 'M3', 14_080);
    expect(books()).toEqual([53_500, 9_500]);
    office.use(guarantee, 'M4', 9_500);
    expect(books()).toEqual([63_000, 0]);

    office.use(guarantee, 'M5', 0.01);
    expect(office.bench.facts).toMatchObject([{ row: 'U2', rule: 'C410', reasons: ['G09'] }]);
    expect(office.bench.sent('X205')[0]?.body.reasons).toEqual(['G09']);
    expect(books()).toEqual([63_000, 0]);

    release('M1');
    credit('M1');
    expect(books()).toEqual([41_580, 21_420]);
    office.use(guarantee, 'M5', 12_000);
    expect(books()).toEqual([53_580, 9_420]);
    office.giveBack(guarantee.grn, 'M5');
    expect(books()).toEqual([41_580, 21_420]);

    office.bench.timer('T-VAL', guarantee.id);
    office.use(guarantee, 'M6', 1);
    expect(office.bench.facts).toMatchObject([{ row: 'U2', rule: 'C404', reasons: ['G02'] }]);
    expect(['M2', 'M3', 'M4'].map(statusOf)).toEqual(['reserved', 'reserved', 'reserved']);
    expect(books()).toEqual([41_580, 21_420]);
  });
});

test('worked example E4: of two guarantees one is refused, and the other is given back', () => {
  const small = office.grant(10_000);
  expect(office.use(guarantee, 'M1', 10_000).sent('X205')[0]?.body.reasons).toEqual([]);
  expect(office.use(small, 'M1', 11_420).sent('X205')[0]?.body.reasons).toEqual(['G09']);
  office.giveBack(guarantee.grn, 'M1');
  expect(office.bench.rows()).toEqual(['U3']);
  expect(office.books(guarantee)).toEqual([0, 63_000]);
  expect(office.books(small)).toEqual([0, 10_000]);
});

describe('X203', () => {
  test('row U1: reserved, answered, and held for 24 hours', () => {
    const message = useMessage(guarantee, 'M1', 100);
    const bench = office.bench.message(message);
    expect(bench.facts).toEqual([
      {
        type: 'UsageReserved',
        row: 'U1',
        grn: guarantee.grn,
        mrn: 'M1',
        amount: 100,
        exposure: 100,
        balance: 62_900,
      },
    ]);
    expect(bench.sent('X205')).toMatchObject([
      {
        to: 'GE000101',
        from: 'GE000900',
        correlationId: message.messageId,
        mrn: 'M1',
        body: { grn: guarantee.grn, reasons: [], notValidIn: [] },
      },
    ]);
    expect(bench.timers()).toEqual([`T-HOLD@${String(24 * HOUR)}`]);
  });

  test.each([
    ['a GRN with a wrong structure', { grn: 'GRN' }, 'C401', ['G01']],
    ['a GRN with a wrong check digit', { grn: '24GB0000010000296' }, 'C402', ['G01']],
    ['a GRN that was never allotted', { grn: '26GE000902A000010' }, 'C403', ['G01']],
    ['a wrong access code', { accessCode: '!!!!', holderTin: 'GE1' }, 'C405', ['G03']],
    ['another holder', { holderTin: 'GE999999999' }, 'C406', ['G04']],
    ['a country that is not covered', { countries: ['GE', 'AZ', 'KZ', 'UZ'] }, 'C409', ['G08']],
    ['more than is left', { amount: 63_000.01 }, 'C410', ['G09']],
    ['another type', { type: '2' }, 'C413', ['G13']],
    ['another currency', { currency: 'EUR' }, 'C416', ['G09']],
    [
      'several at once',
      { holderTin: 'GE1', countries: ['UZ'], amount: 1e6, type: '0' },
      'C406',
      ['G04', 'G08', 'G09', 'G13'],
    ],
  ])('row U2: %s', (_, change, rule, reasons) => {
    const bench = office.use(guarantee, 'M1', 100, change);
    expect(bench.facts).toMatchObject([{ type: 'UsageRefused', row: 'U2', rule, reasons }]);
    expect(bench.sent('X205')[0]?.body.reasons).toEqual(reasons);
    expect(bench.timers()).toEqual([]);
    expect(statusOf('M1')).toBeUndefined();
    expect(office.books(guarantee)).toEqual([0, 63_000]);
  });

  test('the answer names the countries that are not covered', () => {
    const bench = office.use(guarantee, 'M1', 100, { countries: ['GE', 'UZ', 'TM'] });
    expect(bench.sent('X205')[0]?.body.notValidIn).toEqual(['UZ', 'TM']);
  });

  test('an individual guarantee bears one movement (C407), unless that was cancelled', () => {
    const individual = office.grant(10_000, { type: '2' });
    office.use(individual, 'M1', 10);
    expect(office.use(individual, 'M2', 10).facts).toMatchObject([
      { rule: 'C407', reasons: ['G10'] },
    ]);
    office.giveBack(individual.grn, 'M1');
    expect(office.use(individual, 'M2', 10).rows()).toEqual(['U1']);
  });

  test('asked again for the same amount, it says so again and reserves nothing more', () => {
    office.use(guarantee, 'M1', 100);
    const bench = office.use(guarantee, 'M1', 100);
    expect(bench.facts).toEqual([]);
    expect(bench.sent('X205')[0]?.body.reasons).toEqual([]);
    expect(office.books(guarantee)).toEqual([100, 62_900]);
  });

  test('another amount for what is reserved does not fit the state', () => {
    office.use(guarantee, 'M1', 100);
    expect(office.use(guarantee, 'M1', 200).facts).toMatchObject([{ rule: 'C202', code: '92' }]);
  });

  test('what was cancelled may be reserved anew, for another amount', () => {
    REACH.cancelled('M1');
    expect(office.use(guarantee, 'M1', 200).rows()).toEqual(['U1']);
    expect(statusOf('M1')).toBe('reserved');
    expect(office.books(guarantee)).toEqual([200, 62_800]);
  });

  test.each(['inUse', 'credited', 'released'] as const)('in state %s: C202', (state) => {
    REACH[state]('M1');
    expect(office.use(guarantee, 'M1', 100).facts).toMatchObject([{ rule: 'C202' }]);
    expect(statusOf('M1')).toBe(state);
  });
});

describe('X204', () => {
  test('row U3: a reservation is cancelled', () => {
    REACH.reserved('M1');
    const bench = office.giveBack(guarantee.grn, 'M1');
    expect(bench.facts).toMatchObject([{ row: 'U3', amount: 100, exposure: 0, balance: 63_000 }]);
    expect(bench.timers()).toEqual(['-T-HOLD']);
    expect(statusOf('M1')).toBe('cancelled');
  });

  test('row U6: the discharge gives the amount back', () => {
    REACH.inUse('M1');
    const bench = office.giveBack(guarantee.grn, 'M1', 'releaseDate');
    expect(bench.facts).toMatchObject([{ row: 'U6', amount: 100, exposure: 0, balance: 63_000 }]);
    expect(statusOf('M1')).toBe('released');
  });

  test('row U6 after a credit gives back nothing more', () => {
    REACH.credited('M1');
    const bench = office.giveBack(guarantee.grn, 'M1', 'releaseDate');
    expect(bench.facts).toMatchObject([{ row: 'U6', amount: 0, exposure: 0, balance: 63_000 }]);
  });

  test.each([
    ['usageCancellationDate', 'inUse'],
    ['usageCancellationDate', 'credited'],
    ['usageCancellationDate', 'cancelled'],
    ['usageCancellationDate', 'released'],
    ['releaseDate', 'reserved'],
    ['releaseDate', 'cancelled'],
    ['releaseDate', 'released'],
  ] as const)('%s in state %s: C202', (date, state) => {
    REACH[state]('M1');
    expect(office.giveBack(guarantee.grn, 'M1', date).facts).toMatchObject([{ rule: 'C202' }]);
    expect(statusOf('M1')).toBe(state);
  });

  test('for a movement that is not in the books: C201', () => {
    expect(office.giveBack(guarantee.grn, 'M9').facts).toMatchObject([
      { rule: 'C201', code: '90' },
    ]);
  });

  test.each([
    ['neither date', {}, '13'],
    ['both dates', { releaseDate: isoUtc(START), usageCancellationDate: isoUtc(START) }, '15'],
  ])('%s (C0255)', (_, dates, code) => {
    REACH.reserved('M1');
    const body = { mrn: 'M1', grn: guarantee.grn, ...dates };
    const bench = office.bench.message(incoming('X204', 'GE000101', body, 'GE000900'));
    expect(bench.sent('S906')[0]?.body.errors[0]?.code).toBe(code);
    expect(statusOf('M1')).toBe('reserved');
  });
});

describe('X209', () => {
  test('row U5: the amount is back on arrival, the usage still open', () => {
    REACH.inUse('M1');
    expect(credit('M1').facts).toMatchObject([
      { row: 'U5', amount: 100, exposure: 0, balance: 63_000 },
    ]);
    expect(statusOf('M1')).toBe('credited');
  });

  test.each(['reserved', 'credited', 'cancelled', 'released'] as const)(
    'in state %s: C202',
    (state) => {
      REACH[state]('M1');
      expect(credit('M1').facts).toMatchObject([{ rule: 'C202' }]);
    },
  );

  test('for a movement that is not in the books: C201', () => {
    expect(credit('M9').facts).toMatchObject([{ rule: 'C201' }]);
  });
});

describe('release of the movement', () => {
  test('row U4: in use, and no longer on hold', () => {
    REACH.reserved('M1');
    const out = release('M1');
    expect(out.facts).toMatchObject([{ type: 'UsageInUse', row: 'U4', mrn: 'M1' }]);
    expect(out.effects).toEqual([
      { kind: 'stopTimer', name: 'T-HOLD', key: usageKey(guarantee.grn, 'M1') },
    ]);
    expect(office.books(guarantee)).toEqual([100, 62_900]);
  });

  test('what is not reserved stays as it is', () => {
    expect(release('M9').facts).toEqual([]);
    REACH.cancelled('M1');
    expect(release('M1').facts).toEqual([]);
  });
});

describe('T-HOLD', () => {
  test('row U9: a movement that was never released loses its reservation', () => {
    REACH.reserved('M1');
    const bench = office.bench.timer('T-HOLD', usageKey(guarantee.grn, 'M1'));
    expect(bench.facts).toMatchObject([{ type: 'UsageCancelled', row: 'U9', amount: 100 }]);
    expect(bench.sent('S903')).toMatchObject([
      { to: 'GE000900', mrn: 'M1', body: { code: 'T-HOLD' } },
    ]);
    expect(office.books(guarantee)).toEqual([0, 63_000]);
  });

  test.each(['inUse', 'released'] as const)('means nothing in state %s', (state) => {
    REACH[state]('M1');
    expect(office.bench.timer('T-HOLD', usageKey(guarantee.grn, 'M1')).facts).toEqual([]);
    expect(statusOf('M1')).toBe(state);
  });
});

describe('X200', () => {
  const check = (change: object) => {
    const { body } = useMessage(guarantee, 'M1', 100, change);
    return office.bench.message(incoming('X200', 'AZE', body));
  };

  test('says whether the guarantee holds, and reserves nothing', () => {
    const bench = check({});
    expect(bench.sent('X201')).toMatchObject([{ to: 'AZE', mrn: 'M1', body: { reasons: [] } }]);
    expect(bench.facts).toMatchObject([{ type: 'GuaranteeQueried', reasons: [] }]);
    expect(office.books(guarantee)).toEqual([0, 63_000]);
  });

  test('gives the reasons why not', () => {
    const bench = check({ amount: 70_000, countries: ['UZ'] });
    expect(bench.sent('X201')[0]?.body).toMatchObject({
      reasons: ['G08', 'G09'],
      notValidIn: ['UZ'],
    });
  });

  test('about a movement that has reserved the amount, does not count it against itself', () => {
    const reasonsFor = (amount: number, change: object = {}) =>
      check({ amount, ...change }).sent('X201')[0]?.body.reasons;
    office.use(guarantee, 'M1', 63_000);
    expect(reasonsFor(63_000)).toEqual([]);
    expect(reasonsFor(63_001)).toEqual(['G09']);
    expect(reasonsFor(63_000, { countries: ['UZ'] })).toEqual(['G08']);
    expect(reasonsFor(1, { mrn: 'M2' })).toEqual(['G09']);
  });
});

describe('G034', () => {
  const ask = (queryId: number, change: object = {}) => {
    const { grn, accessCode } = guarantee;
    const body = { grn, accessCode, queryId, ...change };
    return office.bench.message(incoming('G034', 'FI-GEO', body, 'GE000900')).sent('G037')[0]?.body;
  };
  const figures = { referenceAmount: 63_000, percentage: 30, guaranteeAmount: 18_900 };
  const lockedAt = isoUtc(START);

  test('1 usages, 2 exposure, 3 both, 4 the holder', () => {
    office.use(guarantee, 'M1', 21_420);
    office.use(office.grant(5_000), 'M1', 1);
    const usages = [{ mrn: 'M1', amount: 21_420, lockedAt, status: 'reserved' }];
    const exposure = { exposure: 21_420, balance: 41_580 };
    const { grn, holderTin } = guarantee;
    expect(ask(1)).toEqual({ grn, ...figures, usages });
    expect(ask(2)).toEqual({ grn, ...figures, ...exposure });
    expect(ask(3)).toEqual({ grn, ...figures, ...exposure, usages });
    expect(ask(4)).toEqual({ grn, ...figures, holderTin });
  });

  test.each([
    ['an unknown GRN', { grn: '26GE000902A000010' }, 'G01'],
    ['a wrong access code', { accessCode: '0000' }, 'G03'],
  ])('%s opens nothing', (_, change, reason) => {
    expect(ask(3, change)).toMatchObject({ referenceAmount: 0, reasons: [reason] });
    expect(ask(3, change)).not.toHaveProperty('exposure');
  });
});

test('closed usages are forgotten after their retention, open ones never', () => {
  REACH.released('M1');
  REACH.inUse('M2');
  office.bench.now += LIMITS.finalRetentionMs - 1;
  office.bench.prune();
  expect(statusOf('M1')).toBe('released');
  office.bench.now += 1;
  office.bench.prune();
  expect(statusOf('M1')).toBeUndefined();
  office.bench.now += 365 * DAY;
  office.bench.prune();
  expect(statusOf('M2')).toBe('inUse');
});

test('a scheme that counts in another currency takes that', () => {
  const scheme = { ...EXAMPLE_SCHEME, currency: 'EUR' };
  const other = new ExampleOffice({ ...EXAMPLE_NODE, scheme });
  const granted = other.grant(1_000, { currency: 'EUR' });
  expect(other.use(granted, 'M1', 10, { currency: 'EUR' }).rows()).toEqual(['U1']);
});
