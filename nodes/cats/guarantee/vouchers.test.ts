import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { parseGrn } from '../../common/numbers/grn.ts';
import { EXAMPLE_NODE, incoming } from '../accounts/bench.ts';
import { applicationBody, ExampleOffice, HOLDER } from './examples.ts';
import type { Guarantee } from './guarantee.ts';
import { vouchersNeeded } from './vouchers.ts';

let office: ExampleOffice;
let series: Guarantee;

beforeEach(() => {
  office = new ExampleOffice();
  series = office.grant(21_420, { type: '4' });
});

/** The voucher of the series by its number. */
function voucher(number: number): Guarantee {
  const found = office.tables.guaranteeByGrn(series.vouchers[number - 1] ?? '');
  if (found === undefined) throw new Error(`no voucher ${String(number)}`);
  return found;
}

describe('worked example E5: vouchers', () => {
  test.each([
    [21_420, 3],
    [20_000, 2],
    [20_000.01, 3],
    [1, 1],
  ])('%f needs %i', (amount, count) => {
    expect(vouchersNeeded(Math.round(amount * 100), 1_000_000)).toBe(count);
  });

  test('21 420 takes three; the third is used up though only 1 420 is needed of it', () => {
    expect(series.vouchers).toHaveLength(3);
    for (const [number, amount] of [
      [1, 10_000],
      [2, 10_000],
      [3, 1_420],
    ] as const) {
      expect(office.use(voucher(number), 'M1', amount).facts).toMatchObject([
        { row: 'U1', amount: 10_000, exposure: 10_000, balance: 0 },
      ]);
    }
    expect(office.use(voucher(3), 'M2', 100).facts).toMatchObject([
      { row: 'U2', rule: 'C407', reasons: ['G05'] },
    ]);
  });

  test('a voucher stays used up after the discharge; one that was never released is good again', () => {
    office.use(voucher(1), 'M1', 500);
    office.release(voucher(1).grn, 'M1');
    office.giveBack(voucher(1).grn, 'M1', 'releaseDate');
    expect(office.use(voucher(1), 'M2', 500).sent('X205')[0]?.body.reasons).toEqual(['G05']);
    office.use(voucher(2), 'M1', 500);
    office.giveBack(voucher(2).grn, 'M1');
    expect(office.use(voucher(2), 'M2', 500).rows()).toEqual(['U1']);
  });
});

test('asked again for the same amount it is told so again', () => {
  office.use(voucher(1), 'M1', 500);
  expect(office.use(voucher(1), 'M1', 500).sent('X205')[0]?.body.reasons).toEqual([]);
  expect(office.books(voucher(1))).toEqual([10_000, 0]);
});

test('more than one is worth is not covered (C410)', () => {
  expect(office.use(voucher(1), 'M1', 10_000.01).facts).toMatchObject([{ rule: 'C410' }]);
});

describe('the grant', () => {
  test('hands out all vouchers, with GRNs of 24 characters, in one message', () => {
    office = new ExampleOffice();
    const { bench } = office;
    series = office.grant(5_000, { type: '4', vouchers: 5 });
    const [toHolder, toInsurer] = bench.sent('G812');
    expect(toHolder?.body).toMatchObject({
      grn: series.grn,
      referenceAmount: 50_000,
      percentage: 100,
      guaranteeAmount: 50_000,
    });
    expect(toHolder?.body.vouchers).toHaveLength(5);
    expect(toInsurer?.body.vouchers).toHaveLength(5);
    for (const grn of toHolder?.body.vouchers ?? []) {
      expect(grn).toHaveLength(24);
      expect(parseGrn(grn, '').ok).toBe(true);
      expect(grn.startsWith(series.grn)).toBe(true);
    }
    expect(bench.facts.map(({ type }) => type)).toEqual([
      'GuaranteeGranted',
      ...Array<string>(5).fill('VoucherIssued'),
    ]);
  });

  test('the guarantor is asked for all of them, at the full amount, whatever the level', () => {
    office = new ExampleOffice();
    office.bench.message(incoming('G810', HOLDER, { ...applicationBody(21_420), type: '4' }));
    expect(office.bench.sent('G810')[0]?.body).toMatchObject({
      referenceAmount: 30_000,
      requestedLevel: 1,
    });
  });

  test('no more than one message can carry (C111)', () => {
    office.bench.message(incoming('G810', HOLDER, { ...applicationBody(990_000.01), type: '4' }));
    expect(office.bench.sent('G812')[0]?.body).toMatchObject({ decision: 0, reason: 'C111' });
  });
});

test('the series itself cannot be used', () => {
  expect(office.use(series, 'M1', 100).facts).toMatchObject([{ rule: 'C403', reasons: ['G01'] }]);
});

describe('vouchers stand and fall with their series', () => {
  test('suspended, reinstated', () => {
    office.bench.decide('guaranteeStatus', series.grn, 'suspend');
    expect(office.use(voucher(1), 'M1', 1).facts).toMatchObject([{ rule: 'C404' }]);
    office.bench.decide('guaranteeStatus', voucher(2).grn, 'reinstate');
    expect(office.use(voucher(1), 'M1', 1).rows()).toEqual(['U1']);
  });

  test('row G8 when the last voucher that is in use comes back', () => {
    for (const number of [1, 2]) {
      office.use(voucher(number), 'M1', 100);
      office.release(voucher(number).grn, 'M1');
    }
    office.bench.timer('T-VAL', series.id);
    expect(office.bench.rows()).toEqual(['G9']);
    office.bench.now += 16 * DAY;
    office.bench.timer('T-LIB', series.id);
    expect(office.bench.rows()).toEqual([]);
    office.giveBack(voucher(1).grn, 'M1', 'releaseDate');
    expect(office.bench.rows()).toEqual(['U6']);
    office.giveBack(voucher(2).grn, 'M1', 'releaseDate');
    expect(office.bench.rows()).toEqual(['U6', 'G8']);
    expect(office.bench.sent('G228')[0]?.body).toMatchObject({ grn: series.grn, amount: 30_000 });
    expect(office.books(voucher(2))).toEqual([0, 10_000]);
  });

  test('one access code for all (G026)', () => {
    const { accessCode } = series;
    const body = { grn: voucher(2).grn, accessCode, newAccessCode: 'NEW1' };
    office.bench.message(incoming('G026', HOLDER, body, 'GE000900'));
    expect([1, 2, 3].map((number) => voucher(number).accessCode)).toEqual(['NEW1', 'NEW1', 'NEW1']);
  });
});

test('G034: what is not used up, of all; and of one', () => {
  office.use(voucher(1), 'M1', 1);
  office.use(voucher(2), 'M2', 1);
  office.release(voucher(2).grn, 'M2');
  office.giveBack(voucher(2).grn, 'M2', 'releaseDate');
  const ask = (grn: string) =>
    office.bench
      .message(
        incoming('G034', HOLDER, { grn, accessCode: series.accessCode, queryId: 3 }, 'GE000900'),
      )
      .sent('G037')[0]?.body;
  expect(ask(series.grn)).toMatchObject({
    referenceAmount: 20_000,
    exposure: 10_000,
    balance: 10_000,
    usages: [{ mrn: 'M1', amount: 10_000 }],
  });
  expect(ask(voucher(3).grn)).toMatchObject({ referenceAmount: 10_000, balance: 10_000 });
});

test('with rule C407 off a voucher is used twice', () => {
  office = new ExampleOffice({ ...EXAMPLE_NODE, rulesOff: ['C407', 'C410'] });
  series = office.grant(10_000, { type: '4' });
  office.use(voucher(1), 'M1', 1);
  expect(office.use(voucher(1), 'M2', 1).rows()).toEqual(['U1']);
});

test('vouchers survive JSON', () => {
  office.use(voucher(1), 'M1', 1);
  const restored = new ExampleOffice();
  restored.tables.all().forEach((table, i) => {
    const saved = office.tables.all()[i]?.save() ?? [];
    table.restore(JSON.parse(JSON.stringify(saved)) as [string, unknown][]);
  });
  expect(restored.tables.guarantees.get(voucher(1).id)).toEqual(voucher(1));
  const body = { mrn: 'M1', grn: voucher(1).grn, usageCancellationDate: isoUtc(0) };
  expect(restored.bench.message(incoming('X204', 'GE000101', body, 'GE000900')).rows()).toEqual([
    'U3',
  ]);
});
