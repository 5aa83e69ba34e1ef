import { beforeEach, describe, expect, test } from 'vitest';
import { isoUtc } from '../../../simulator/core/time.ts';
import { acceptsSequence } from '../../common/states/tables.ts';
import { incoming, START } from '../accounts/bench.ts';
import { ExampleOffice, HOLDER } from './examples.ts';
import type { Guarantee } from './guarantee.ts';

let office: ExampleOffice;
let guarantee: Guarantee;

beforeEach(() => {
  office = new ExampleOffice();
  guarantee = office.grant(63_000);
});

const statusOf = (mrn: string) => office.tables.usage(guarantee.grn, mrn)?.status;

/** Brings a movement's usage to a state. */
const REACH = {
  reserved: (mrn: string) => office.use(guarantee, mrn, 21_420),
  inUse: (mrn: string) => [REACH.reserved(mrn), office.release(guarantee.grn, mrn)],
  credited: (mrn: string) => {
    REACH.inUse(mrn);
    const body = { mrn, grn: guarantee.grn, arrivedAt: isoUtc(START) };
    office.bench.message(incoming('X209', 'GE000101', body, 'GE000900'));
  },
  called: (mrn: string) => [REACH.inUse(mrn), office.claim(guarantee.grn, mrn)],
  cancelled: (mrn: string) => [REACH.reserved(mrn), office.giveBack(guarantee.grn, mrn)],
  released: (mrn: string) => [REACH.inUse(mrn), office.giveBack(guarantee.grn, mrn, 'releaseDate')],
  settled: (mrn: string) => [REACH.called(mrn), office.clear(guarantee.grn, mrn)],
};

describe('X820', () => {
  test('row U7: the amount stays locked, and the guarantor is told', () => {
    REACH.inUse('M1');
    const { bench } = office;
    office.claim(guarantee.grn, 'M1');
    const figures = { amount: 21_420, exposure: 21_420, balance: 41_580 };
    expect(bench.facts[0]).toEqual({
      type: 'UsageCalled',
      row: 'U7',
      claim: 'KZ-CLAIM-1',
      grn: guarantee.grn,
      mrn: 'M1',
      ...figures,
    });
    expect(bench.sent('G023')).toMatchObject([
      {
        to: 'FI-GEO',
        from: 'GE000900',
        mrn: 'M1',
        body: { grn: guarantee.grn, noticeDate: isoUtc(START), acceptanceDate: isoUtc(START) },
      },
    ]);
    expect(statusOf('M1')).toBe('called');
  });

  test('row U7 after a credit: the amount is locked again', () => {
    REACH.credited('M1');
    expect(office.books(guarantee)).toEqual([0, 63_000]);
    office.claim(guarantee.grn, 'M1');
    expect(office.books(guarantee)).toEqual([21_420, 41_580]);
  });

  test('also above the balance: nothing can be reserved until it is settled', () => {
    REACH.credited('M1');
    office.use(guarantee, 'M2', 63_000);
    office.claim(guarantee.grn, 'M1');
    expect(office.bench.facts[0]).toMatchObject({ exposure: 84_420, balance: -21_420 });
    expect(office.use(guarantee, 'M3', 0).facts).toMatchObject([{ rule: 'C410' }]);
    const { grn, accessCode } = guarantee;
    const query = incoming('G034', 'FI-GEO', { grn, accessCode, queryId: 3 }, 'GE000900');
    expect(office.bench.message(query).sent('G037')[0]?.body).toMatchObject({
      exposure: 84_420,
      balance: 0,
    });
    office.clear(guarantee.grn, 'M1');
    expect(office.books(guarantee)).toEqual([63_000, 0]);
  });

  test('the principal who left his debt unpaid comes to the lowest level', () => {
    REACH.called('M1');
    expect(office.accounts.get(HOLDER)?.trustLevel).toBe(0);
    expect(office.tables.guarantees.get(guarantee.id)).toMatchObject({
      level: 0,
      percentage: 100,
      ledger: { exposure: 2_142_000 },
    });
    expect(office.bench.sent('G225').map(({ to, body }) => [to, body.percentage])).toEqual([
      [HOLDER, 100],
      ['FI-GEO', 100],
    ]);
    expect(office.bench.sent('A803')[0]?.body.trustLevel).toBe(0);
  });

  test('inside the country, at the office: the same', () => {
    REACH.inUse('M1');
    office.claim(guarantee.grn, 'M1', { countryOfDebt: 'GE' }, 'GE000900');
    expect(office.bench.rows()[0]).toBe('U7');
  });

  test('a second time under the same id changes nothing', () => {
    REACH.called('M1');
    expect(office.claim(guarantee.grn, 'M1').facts).toEqual([]);
    expect(office.books(guarantee)).toEqual([21_420, 41_580]);
  });

  test('calls all guarantees that the movement uses', () => {
    const other = office.grant(10_000);
    REACH.inUse('M1');
    office.use(other, 'M1', 1_000);
    office.release(other.grn, 'M1');
    REACH.inUse('M2');
    office.claim(guarantee.grn, 'M1');
    expect(office.bench.rows().filter((row) => row === 'U7')).toHaveLength(2);
    expect(office.tables.usage(other.grn, 'M1')?.status).toBe('called');
    expect(statusOf('M2')).toBe('inUse');
    office.clear(guarantee.grn, 'M1');
    expect(office.bench.rows().filter((row) => row === 'U8')).toHaveLength(2);
    expect(office.books(other)).toEqual([0, 10_000]);
  });

  test.each(['reserved', 'cancelled', 'released', 'settled'] as const)(
    'on a usage that is %s: C202',
    (state) => {
      REACH[state]('M1');
      office.claim(guarantee.grn, 'M1');
      expect(office.bench.facts).toMatchObject([{ rule: 'C202', code: '92' }]);
      expect(statusOf('M1')).toBe(state);
    },
  );

  test('another claim on a movement that is called: C202; on one that is not in the books: C201', () => {
    REACH.called('M1');
    office.claim(guarantee.grn, 'M1', { claimId: 'GE-CLAIM-1' });
    expect(office.bench.facts).toMatchObject([{ rule: 'C202' }]);
    office.claim(guarantee.grn, 'M9');
    expect(office.bench.facts).toMatchObject([{ rule: 'C201', code: '90' }]);
  });
});

describe('the end of a claim', () => {
  test('row U8: paid; the amount is back, and the insurer here gets the clearing', () => {
    REACH.called('M1');
    office.clear(guarantee.grn, 'M1');
    expect(office.bench.facts).toMatchObject([
      {
        type: 'UsageSettled',
        row: 'U8',
        claim: 'KZ-CLAIM-1',
        outcome: 'paid',
        amount: 21_420,
        exposure: 0,
        balance: 63_000,
      },
      { type: 'ClearingForwarded', from: 'KAZ', to: ['FI-GEO'] },
    ]);
    expect(office.bench.sent('X822')).toMatchObject([{ to: 'FI-GEO', mrn: 'M1' }]);
    expect(statusOf('M1')).toBe('settled');
    expect(office.tables.claims.size).toBe(0);
  });

  test('row U8: withdrawn, and a new claim may come', () => {
    REACH.called('M1');
    office.claim(guarantee.grn, 'M1', { withdrawn: 1 });
    expect(office.bench.facts).toMatchObject([{ row: 'U8', outcome: 'withdrawn' }]);
    expect(office.bench.sent('X822')).toEqual([]);
    expect(office.books(guarantee)).toEqual([0, 63_000]);
  });

  test('a withdrawal of what was never claimed: C202; of what is settled: nothing more', () => {
    REACH.inUse('M1');
    const withdraw = () => office.claim(guarantee.grn, 'M1', { withdrawn: 1 });
    expect(withdraw().facts).toMatchObject([{ rule: 'C202' }]);
    office.claim(guarantee.grn, 'M1');
    office.clear(guarantee.grn, 'M1');
    expect(withdraw().facts).toEqual([]);
  });

  test('the write-off that follows has nothing to give back any more', () => {
    REACH.called('M1');
    expect(office.giveBack(guarantee.grn, 'M1', 'releaseDate').facts).toMatchObject([
      { rule: 'C202' },
    ]);
    office.clear(guarantee.grn, 'M1');
    expect(office.giveBack(guarantee.grn, 'M1', 'releaseDate').facts).toEqual([]);
  });

  test('a clearing without a claim: C201; of another one: C202', () => {
    REACH.inUse('M1');
    expect(office.clear(guarantee.grn, 'M1').facts).toMatchObject([{ rule: 'C201' }]);
    office.claim(guarantee.grn, 'M1');
    office.clear(guarantee.grn, 'M1', { claimId: 'KZ-CLAIM-2' });
    expect(office.bench.facts).toMatchObject([{ rule: 'C202' }]);
    expect(statusOf('M1')).toBe('called');
  });
});

describe('X822 from the own insurer', () => {
  const cession = [
    { role: 'issuer', party: 'FI-GEO', amount: 3_360 },
    { role: 'pool', party: 'FI-GEO', amount: 4_032 },
    { role: 'pool', party: 'FI-AZE', amount: 4_032 },
    { role: 'pool', party: 'FI-KAZ', amount: 3_360 },
    { role: 'pool', party: 'FI-UZB', amount: 2_016 },
    { role: 'reinsurer', party: 'REINSURER', amount: 1 },
  ];

  test('goes to the nodes of all other insurers that it names', () => {
    office.clear(guarantee.grn, 'M1', { shares: cession }, 'FI-GEO');
    expect(office.bench.sent('X822').map(({ to }) => to)).toEqual(['AZE', 'KAZ', 'UZB']);
  });

  test('a share of a loss that another country has issued goes to the insurer here', () => {
    office.clear('26AZ000901A000017', 'M1', { shares: cession }, 'AZE');
    expect(office.bench.sent('X822').map(({ to }) => to)).toEqual(['FI-GEO']);
  });

  test('on its way to the issuer abroad', () => {
    const shares = [{ role: 'issuer', party: 'FI-AZE', amount: 16_800 }];
    office.clear('26AZ000901A000017', 'M1', { shares }, 'FI-GEO');
    expect(office.bench.sent('X822').map(({ to }) => to)).toEqual(['AZE']);
    expect(office.bench.facts).toEqual([
      {
        type: 'ClearingForwarded',
        claim: 'KZ-CLAIM-1',
        mrn: 'M1',
        from: 'FI-GEO',
        to: ['AZE'],
      },
    ]);
  });

  test('that has paid and issued itself comes back to it, with row U8', () => {
    REACH.called('M1');
    office.clear(guarantee.grn, 'M1', {}, 'FI-GEO');
    expect(office.bench.rows()[0]).toBe('U8');
    expect(office.bench.sent('X822').map(({ to }) => to)).toEqual(['FI-GEO']);
  });

  test('money that customs has paid back finds the issuer, here too', () => {
    const shares = [{ role: 'refund', party: 'FI-GEO', amount: 16_800 }];
    office.clear(guarantee.grn, 'M1', { shares }, 'FI-GEO');
    expect(office.bench.sent('X822').map(({ to }) => to)).toEqual(['FI-GEO']);
    office.clear(guarantee.grn, 'M1', { shares });
    expect(office.bench.sent('X822').map(({ to }) => to)).toEqual(['FI-GEO']);
  });
});

test.each([
  ['paid', ['U1', 'U4', 'U7', 'U8']],
  ['credited, then paid', ['U1', 'U4', 'U5', 'U7', 'U8']],
])('%s: a walk through the state table', (_, rows) => {
  expect(acceptsSequence('usage', rows)).toMatchObject({ accepted: true });
});
