/** The books of guarantees and insurers: cases that a whole run seldom has. */
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../core/time.ts';
import { booksBalance, insurersBalance, releasedOnce } from './books.ts';
import type { Line } from './testing/told.ts';
import { MRN, told } from './testing/told.ts';

describe('the books', () => {
  const granted: Line = [0, 'GEO', 'GuaranteeGranted', { grn: 'G', referenceAmount: 100 }];
  const usage = (type: string, mrn: string, amount: number, exposure: number): Line => [
    0,
    'GEO',
    type,
    { grn: 'G', mrn, amount, exposure, balance: 100 - exposure },
  ];

  test('of two movements, one credited on arrival, one cancelled, balance to the cent', () => {
    const lines = [
      granted,
      usage('UsageReserved', 'A', 33.33, 33.33),
      usage('UsageReserved', 'B', 66.67, 100),
      usage('UsageCredited', 'A', 33.33, 66.67),
      usage('UsageCancelled', 'B', 66.67, 0),
      usage('UsageReserved', 'B', 10.1, 10.1),
      usage('UsageReleased', 'A', 0, 10.1),
      usage('UsageReleased', 'B', 10.1, 0),
    ];
    expect(told(booksBalance, lines)).toEqual([]);
  });

  test.each([
    ['reserved twice for one movement', usage('UsageReserved', 'A', 10, 10)],
    ['what is given back is not what was held', usage('UsageReleased', 'A', 9, 0)],
    ['given back without being open', usage('UsageReleased', 'B', 0, 10)],
    ['exposure is above the reference amount', usage('UsageReserved', 'B', 91, 101)],
    ['exposure is not the sum of the open usages', usage('UsageReserved', 'B', 5, 5)],
    [
      'balance is not reference amount less exposure',
      [
        0,
        'GEO',
        'UsageReserved',
        { grn: 'G', mrn: 'B', amount: 5, exposure: 15, balance: 86 },
      ] as Line,
    ],
    [
      'this guarantee was never granted',
      [0, 'GEO', 'UsageReserved', { grn: 'H', mrn: 'B', amount: 5 }] as Line,
    ],
  ])('%s', (text, line) => {
    const before = [granted, usage('UsageReserved', 'A', 10, 10)];
    expect(told(booksBalance, [...before, line]).join()).toContain(text);
  });

  test('each of two guarantees of a movement is released once, and within a day of the write-off', () => {
    const use = (after: number, type: string, grn: string): Line => [
      after,
      'GEO',
      type,
      { grn, mrn: MRN },
    ];
    const begun = [use(0, 'UsageReserved', 'G'), use(0, 'UsageReserved', 'H')];
    const over: Line = [HOUR, 'GEO', 'MovementWrittenOff', { mrn: MRN }];
    const both = [use(HOUR, 'UsageReleased', 'G'), use(HOUR, 'UsageReleased', 'H')];
    expect(told(releasedOnce, [...begun, over, ...both])).toEqual([]);
    expect(told(releasedOnce, [...begun, over], 2 * HOUR)).toEqual([]);
    expect(told(releasedOnce, [...begun, over, both[0]!])).toEqual([
      'written off, but H was not released within a day',
    ]);
    expect(told(releasedOnce, [...begun, over, ...both, both[1]!])).toEqual([
      'H: released a second time',
    ]);
    expect(told(releasedOnce, [...begun, ...both]).join()).toContain(
      'before the movement had come to its end',
    );
    const cancelled = begun.map(([, , , details]): Line => [1, 'GEO', 'UsageCancelled', details]);
    expect(told(releasedOnce, [...begun, ...cancelled, ...begun, over, ...both])).toEqual([]);
  });
});

describe('claims in the books', () => {
  const granted: Line = [0, 'GEO', 'GuaranteeGranted', { grn: 'G', referenceAmount: 100 }];
  const usage = (type: string, mrn: string, amount: number, exposure: number): Line => [
    0,
    'GEO',
    type,
    { grn: 'G', mrn, amount, exposure, balance: 100 - exposure },
  ];
  const credited = [
    granted,
    usage('UsageReserved', 'A', 60, 60),
    usage('UsageCredited', 'A', 60, 0),
    usage('UsageReserved', 'B', 100, 100),
  ];

  test('what was credited is locked again, above the reference amount too, and settled', () => {
    const lines = [
      ...credited,
      usage('UsageCalled', 'A', 60, 160),
      usage('UsageCalled', 'B', 100, 160),
      usage('UsageSettled', 'A', 60, 100),
      usage('UsageSettled', 'B', 100, 0),
    ];
    expect(told(booksBalance, lines)).toEqual([]);
  });

  test.each([
    ['called without being open', usage('UsageCalled', 'C', 1, 101)],
    ['what is called is not what was held', usage('UsageCalled', 'B', 90, 90)],
    ['given back without being open', usage('UsageSettled', 'C', 0, 100)],
  ])('%s', (text, line) => {
    expect(told(booksBalance, [...credited, line]).join()).toContain(text);
  });

  test('vouchers are books of their own, and closed with their series', () => {
    const voucher = (type: string, details: object): Line => [0, 'GEO', type, details];
    const use = { grn: 'GA000001', mrn: 'A', amount: 10, exposure: 10, balance: 0 };
    const issued = voucher('VoucherIssued', { grn: 'GA000001', series: 'G', amount: 10 });
    const reserved = voucher('UsageReserved', use);
    expect(told(booksBalance, [granted, issued, reserved])).toEqual([]);
    const closed = voucher('GuaranteeClosed', { grn: 'G' });
    expect(told(booksBalance, [granted, issued, closed, reserved])).toEqual([
      'GA000001: this guarantee was never granted',
    ]);
  });

  test('a use that is called ends with the claim, however long after the movement', () => {
    const use = (type: string): Line => [0, 'GEO', type, { grn: 'G', mrn: MRN }];
    const over: Line = [0, 'GEO', 'DebtRecovered', { mrn: MRN }];
    const begun = [use('UsageReserved'), use('UsageCalled'), over];
    expect(told(releasedOnce, begun)).toEqual([]);
    expect(told(releasedOnce, [...begun, use('UsageSettled')])).toEqual([]);
    expect(told(releasedOnce, [...begun, use('UsageSettled'), use('UsageSettled')])).toEqual([
      'G: settled without being called',
    ]);
    expect(told(releasedOnce, [use('UsageCalled')])).toEqual(['G: called without being open']);
  });

  test('of the insurers: every posting balances, and no account turns into its opposite', () => {
    const booked = (...lines: [string, number][]): Line => [
      0,
      'FI-GEO',
      'InsurerBooked',
      { entry: 'claimPaid', lines: lines.map(([account, amount]) => ({ account, amount })) },
    ];
    const deposit = booked(['cash', 33.33], ['depositsHeld', -33.33]);
    const owed = booked(['receivableFromIssuer', 0.1], ['claimsPaid', -0.1]);
    expect(told(insurersBalance, [deposit, owed])).toEqual([]);
    expect(told(insurersBalance, [booked(['cash', 1], ['claimsPaid', -0.99])])).toEqual([
      'claimPaid: 0.01 is left over',
    ]);
    const back = booked(['depositsHeld', 34], ['cash', -34]);
    expect(told(insurersBalance, [deposit, back])).toEqual([
      'claimPaid: depositsHeld has turned into its opposite',
    ]);
    const less = booked(['cash', 1], ['receivableFromIssuer', -1]);
    expect(told(insurersBalance, [owed, less])).toEqual([
      'claimPaid: receivableFromIssuer has turned into its opposite',
    ]);
  });
});
