/** The cases of each invariant that a whole run seldom has: outages, refusals, repeats, late and early ends. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimerValues } from '../../../nodes/common/timers.ts';
import { DAY, HOUR, isoUtc, MINUTE } from '../../core/time.ts';
import { booksBalance, insurersBalance, releasedOnce } from './books.ts';
import { noPassageWithoutRelease } from './borders.ts';
import { nothingLost, nothingTwice } from './delivery.ts';
import { followsTables } from './follows-tables.ts';
import type { Invariant } from './invariant.ts';
import { InvariantWatch } from './invariants.ts';
import { partiesOnly } from './movements.ts';
import { nothingWaits } from './nothing-waits.ts';
import { Recent } from './recent.ts';

const START = Date.UTC(2026, 6, 14, 6);
const MRN = '26GE000102000001Y3';

/** Time after the start in ms, node, type, details. */
type Line = readonly [after: number, node: string, type: string, details?: object | undefined];

/** What one invariant says of these entries; the run ends so long after its start. */
function told(
  invariant: Invariant,
  lines: readonly Line[],
  endsAfter = 30 * DAY,
  timers?: Partial<TimerValues>,
): string[] {
  const watch = new InvariantWatch([invariant], timers);
  lines.forEach(([after, n, type, details], s) =>
    watch.step({ t: START + after, n, s, type, ...details }),
  );
  watch.end(START + endsAfter);
  return watch.violations.map(({ detail }) => detail);
}

describe('nothing lost', () => {
  const taken: Line = [
    0,
    'ICE',
    'MessageTaken',
    { id: 'GEO-1', from: 'GEO', to: 'AZE', by: 'GEO-1' },
  ];
  const down: Line = [0, 'HOST', 'NodeDown', { node: 'AZE' }];
  const outage = (to?: number): Line => [
    0,
    'ICE',
    'OutageAnnounced',
    { node: 'AZE', from: isoUtc(START), ...(to === undefined ? {} : { to: isoUtc(START + to) }) },
  ];

  test.each<[string, Line[], number, number]>([
    ['what arrives', [taken, [5, 'AZE', 'LegRecorded', { by: 'GEO-1' }]], DAY, 0],
    ['what arrives as a repeat', [taken, [5, 'AZE', 'RepeatDropped', { by: 'GEO-1' }]], DAY, 0],
    ['what never arrives', [taken], DAY, 1],
    ['what reaches somebody else', [taken, [5, 'KAZ', 'LegRecorded', { by: 'GEO-1' }]], DAY, 1],
    ['what is under way when the run ends', [taken], HOUR - 1, 0],
    ['what waits for a node that is down', [taken, down], DAY, 0],
    [
      'what a node that is up again never got',
      [taken, down, [5, 'HOST', 'NodeUp', { node: 'AZE' }]],
      DAY,
      1,
    ],
    [
      'a node that came up a moment ago',
      [taken, down, [DAY - 5, 'HOST', 'NodeUp', { node: 'AZE' }]],
      DAY,
      0,
    ],
    ['what waits for the end of an announced outage', [taken, outage(DAY - 5)], DAY, 0],
    ['what an announced outage has long set free', [taken, outage(HOUR)], DAY, 1],
    ['an outage without end', [taken, outage()], DAY, 0],
    [
      'what ICE gave up and told the sender (C603)',
      [taken, [9, 'ICE', 'MessageRefused', { id: 'GEO-1' }]],
      DAY,
      0,
    ],
    [
      'what is for everybody',
      [[0, 'ICE', 'MessageTaken', { id: 'GEO-2', to: 'ALL', by: 'GEO-2' }]],
      DAY,
      0,
    ],
    [
      'what is for ICE itself',
      [[0, 'ICE', 'MessageTaken', { id: 'GEO-3', to: 'ICE', by: 'GEO-3' }]],
      DAY,
      0,
    ],
  ])('%s', (_, lines, end, violations) => {
    expect(told(nothingLost, lines, end)).toHaveLength(violations);
  });
});

describe('nothing twice', () => {
  test('repeats may be dropped and bad messages refused as often as they come', () => {
    const lines: Line[] = [
      [0, 'AZE', 'LegRecorded', { by: 'GEO-1' }],
      [1, 'AZE', 'RepeatDropped', { by: 'GEO-1' }],
      [2, 'AZE', 'RepeatDropped', { by: 'GEO-1' }],
      [2, 'KAZ', 'LegRecorded', { by: 'GEO-1' }],
      [3, 'ICE', 'MessageRefused', { by: 'unreadable' }],
      [4, 'ICE', 'MessageRefused', { by: 'unreadable' }],
    ];
    expect(told(nothingTwice, lines)).toEqual([]);
    expect(told(nothingTwice, [...lines, [5, 'AZE', 'AtrCreated', { by: 'GEO-1' }]])).toEqual([
      'GEO-1 took effect a second time: AtrCreated',
    ]);
  });

  test('what happened lately is remembered for certain, and never more than twice as much', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.string({ maxLength: 2 })),
        (most, keys) => {
          const recent = new Recent(most);
          keys.forEach((key, i) => {
            recent.add(key);
            for (const lately of keys.slice(Math.max(0, i + 1 - most), i + 1))
              expect(recent.has(lately)).toBe(true);
            expect(recent.size).toBeLessThanOrEqual(2 * most);
          });
        },
      ),
    );
  });
});

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

describe('the state tables', () => {
  const row = (id: string, details: object, type = 'Noted', node = 'GEO'): Line => [
    0,
    node,
    type,
    { row: id, ...details },
  ];
  const declared = (lrn: string, mrn: string) => [row('D3', { lrn }), row('D9', { lrn, mrn })];
  const mrn = MRN;

  test.each<[string, Line[]]>([
    [
      'two traders who use one number at the same time',
      [
        row('D3', { lrn: '1' }),
        row('D3', { lrn: '1' }),
        row('D9', { lrn: '1', mrn: 'A' }),
        row('D10', { lrn: '1' }),
      ],
    ],
    [
      'a declaration rejected under a number that is in use',
      [row('D3', { lrn: '1' }), row('D1', { lrn: '1' }), row('D9', { lrn: '1', mrn })],
    ],
    [
      'the last try for a guarantee, then nothing',
      [
        ...declared('1', mrn),
        row('D14', { mrn }),
        row('D22', { mrn }),
        row('D22', { mrn }, 'ReleaseDenied'),
        row('D39', { mrn }),
      ],
    ],
    [
      'a message about a movement that is over',
      [
        ...declared('1', mrn),
        row('D13', { mrn }),
        row('D19', { mrn }),
        row('D39', { mrn }),
        row('D39', { mrn }),
      ],
    ],
    [
      'a use that is asked for again after its cancellation',
      [
        row('U1', { grn: 'G', mrn }),
        row('U9', { grn: 'G', mrn }),
        row('U1', { grn: 'G', mrn }),
        row('U4', { grn: 'G', mrn }),
      ],
    ],
    [
      'a use that is refused, then granted',
      [row('U2', { grn: 'G', mrn }), row('U1', { grn: 'G', mrn })],
    ],
    [
      'a guarantee that runs off under its GRN',
      [
        row('G1', { guarantee: 'g' }),
        row('G2', { guarantee: 'g' }),
        row('G3', { guarantee: 'g' }),
        row('G5', { guarantee: 'g', grn: 'G' }),
        row('G9', { grn: 'G' }),
      ],
    ],
    [
      'a late arrival',
      [
        ...declared('1', mrn),
        row('D14', { mrn }),
        row('D20', { mrn }),
        row('D32', { mrn }),
        row('E1', { mrn }),
        row('D33', { mrn }),
      ],
    ],
    [
      'one movement at two borders',
      [
        row('B1', { mrn, office: 'X' }),
        row('B1', { mrn, office: 'Y' }),
        row('B13', { mrn, office: 'Y' }),
        row('B6', { mrn, office: 'Y' }),
        row('B11', { mrn, office: 'X' }),
        row('B14', { mrn }),
      ],
    ],
    [
      'one movement announced to two countries',
      [
        row('A1', { mrn }, 'Noted', 'UZB'),
        row('A1', { mrn }, 'Noted', 'KAZ'),
        row('A19', { mrn }, 'Noted', 'KAZ'),
        row('A6', { mrn }, 'Noted', 'UZB'),
      ],
    ],
    ['a row of no table', [row('Z9', { mrn })]],
  ])('allow %s', (_, lines) => {
    expect(told(followsTables, lines)).toEqual([]);
  });

  test.each<[string, Line[], string]>([
    [
      'an acceptance of nothing',
      [row('D9', { lrn: '1', mrn })],
      'row D9 (Declaration accepted, MRN allotted) cannot follow where GEO 1 is unknown or over',
    ],
    [
      'a second acceptance',
      [...declared('1', mrn), row('D9', { lrn: '1', mrn: 'B' })],
      'unknown or over',
    ],
    [
      'a release out of a control',
      [...declared('1', mrn), row('D13', { mrn }), row('D20', { mrn })],
      `where ${MRN} is underControl`,
    ],
    [
      'a refusal as over of what is not',
      [...declared('1', mrn), row('D39', { mrn })],
      `where ${MRN} is accepted`,
    ],
    [
      'a release after the last try',
      [
        ...declared('1', mrn),
        row('D14', { mrn }),
        row('D22', { mrn }, 'ReleaseDenied'),
        row('D20', { mrn }),
      ],
      'unknown or over',
    ],
    [
      'a use reserved twice',
      [row('U1', { grn: 'G', mrn }), row('U1', { grn: 'G', mrn })],
      'is reserved',
    ],
    [
      'a passage after a passage',
      [
        row('B1', { mrn, office: 'X' }),
        row('B6', { mrn, office: 'X' }),
        row('B6', { mrn, office: 'X' }),
      ],
      'unknown or over',
    ],
  ])('forbid %s, and say it once', (_, lines, text) => {
    const found = told(followsTables, lines);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(text);
  });

  test('are followed on from where a wrong row leads', () => {
    const lines = [row('D20', { mrn }), row('D31', { mrn }), row('D33', { mrn })];
    expect(told(followsTables, lines)).toHaveLength(1);
  });
});

describe('waiting', () => {
  const at = (after: number, id: string, details: object = {}, type = 'Noted'): Line => [
    after,
    'GEO',
    type,
    { row: id, mrn: MRN, ...details },
  ];
  const asked = [at(0, 'D14')];
  const seconds = 1_000;

  test.each<[string, Line[], number, number]>([
    [
      'that ends at the last moment',
      [...asked, at(30 * seconds, 'D20', { limitDate: START + DAY })],
      HOUR,
      0,
    ],
    [
      'that ends a moment later',
      [...asked, at(30 * seconds + 1, 'D20', { limitDate: START + DAY })],
      HOUR,
      1,
    ],
    ['that the end of the run cuts short', asked, 30 * seconds, 0],
    ['that should have ended before the run does', asked, 30 * seconds + 1, 1],
    [
      'that begins anew with each try',
      [...asked, at(30 * seconds, 'D22'), at(60 * seconds, 'D22')],
      90 * seconds,
      0,
    ],
    [
      'after the last try there is none',
      [...asked, at(30 * seconds, 'D22', {}, 'ReleaseDenied')],
      DAY,
      0,
    ],
    ['for a limit date', [at(0, 'D20', { limitDate: START + 9 * DAY })], 9 * DAY, 0],
    ['beyond a limit date', [at(0, 'D20', { limitDate: START + 9 * DAY })], 9 * DAY + 1, 1],
    [
      'for an enquiry that somebody has to begin',
      [at(0, 'D20', { limitDate: START + DAY }), at(DAY, 'D32')],
      300 * DAY,
      0,
    ],
    ['for control results, extended', [at(0, 'D31')], 12 * DAY, 0],
    ['for control results that never come', [at(0, 'D31')], 12 * DAY + 1, 1],
    [
      'at the border, from the time expected',
      [at(0, 'B1', { office: 'X', expected: START + 3 * DAY })],
      4 * DAY,
      0,
    ],
    [
      'at the border beyond that',
      [at(0, 'B1', { office: 'X', expected: START + 3 * DAY })],
      4 * DAY + 1,
      1,
    ],
    ['for an undertaking', [at(0, 'G2', { guarantee: 'g' })], 2 * DAY, 0],
    ['for an officer, whom a timer only reminds', [at(0, 'D13')], 300 * DAY, 0],
    ['of a reservation', [at(0, 'U1', { grn: 'G' })], DAY + 1, 1],
    [
      'of a reservation that came into use',
      [at(0, 'U1', { grn: 'G' }), at(MINUTE, 'U4', { grn: 'G' })],
      300 * DAY,
      0,
    ],
  ])('%s', (_, lines, end, violations) => {
    expect(told(nothingWaits, lines, end)).toHaveLength(violations);
  });

  test('a node that is down rings when it is up again', () => {
    const down: Line = [0, 'HOST', 'NodeDown', { node: 'GEO' }];
    const up: Line = [HOUR, 'HOST', 'NodeUp', { node: 'GEO' }];
    expect(told(nothingWaits, [...asked, down], DAY)).toEqual([]);
    expect(told(nothingWaits, [...asked, down, up, at(HOUR, 'D22')], HOUR)).toEqual([]);
    expect(told(nothingWaits, [...asked, down, up], 2 * HOUR)).toHaveLength(1);
  });

  test('a timer that the scheme has lengthened may take as long as that', () => {
    expect(told(nothingWaits, asked, HOUR, { 'T-GUARES': HOUR })).toEqual([]);
    expect(told(nothingWaits, asked, 2 * HOUR, { 'T-GUARES': HOUR })).toHaveLength(1);
  });

  test('too long names timer, object and how long ago', () => {
    expect(told(nothingWaits, asked, MINUTE)).toEqual([
      `T-GUARES of ${MRN} should have rung at 2026-07-14T06:00:30.000Z at the latest, 30 s ago`,
    ]);
  });
});

describe('borders and parties', () => {
  const ready: Line = [0, 'WORLD', 'TruckReady', { truck: 'T1', lrn: 'L' }];
  const released: Line = [0, 'GEO', 'MovementReleased', { lrn: 'L', mrn: MRN }];
  const granted: Line = [0, 'AZE', 'PassageGranted', { mrn: MRN, office: 'AZ000200' }];
  const cleared = (side: string): Line => [
    0,
    'WORLD',
    'TruckCleared',
    { truck: 'T1', side, post: 'p' },
  ];
  const left: Line = [0, 'WORLD', 'TruckLeft', { truck: 'T1' }];

  test.each<[string, Line[], number]>([
    [
      'out and in with release and passage',
      [ready, released, cleared('exit'), granted, cleared('entry'), left],
      0,
    ],
    ['out without release', [ready, cleared('exit')], 1],
    ['in without passage', [ready, released, cleared('exit'), cleared('entry')], 1],
    [
      'in twice with one passage',
      [ready, released, granted, cleared('entry'), cleared('entry')],
      1,
    ],
    ['released before the truck is ready', [released, ready, granted, cleared('entry')], 0],
    ['another truck, of which nothing is known', [cleared('entry')], 0],
    ['past on paper without release', [granted], 1],
    ['released twice', [ready, released, released], 1],
  ])('%s', (_, lines, violations) => {
    expect(told(noPassageWithoutRelease, lines)).toHaveLength(violations);
  });

  test('the same number of two traders in two countries concerns each its own parties', () => {
    const lines: Line[] = [
      [0, 'GEO', 'DeclarationSubmitted', { lrn: '1', countries: ['GE', 'AZ'] }],
      [0, 'UZB', 'DeclarationSubmitted', { lrn: '1', countries: ['UZ', 'KZ'] }],
      [1, 'GEO', 'MovementAccepted', { lrn: '1', mrn: 'A' }],
      [1, 'UZB', 'MovementAccepted', { lrn: '1', mrn: 'B' }],
      [2, 'AZE', 'AtrCreated', { mrn: 'A' }],
      [2, 'KAZ', 'AarCreated', { mrn: 'B' }],
      [2, 'WORLD', 'TruckArrived', { mrn: 'B' }],
      [2, 'ICE', 'MessageTaken', { mrn: 'B' }],
      [2, 'AZE', 'AccountKnown', { mrn: 'unheard of' }],
    ];
    expect(told(partiesOnly, lines)).toEqual([]);
    expect(told(partiesOnly, [...lines, [3, 'AZE', 'AtrCreated', { mrn: 'B' }]])).toEqual([
      'AZE is no party to this movement: AtrCreated',
    ]);
  });

  test.each(['AtrAsked', 'AarAsked', 'MovementQueried', 'EnquiryReceived', 'RecoveryRequested'])(
    'a country that asks for the movement, or is asked, has a part in it from then on: %s',
    (type) => {
      const lines: Line[] = [
        [0, 'GEO', 'DeclarationSubmitted', { lrn: '1', countries: ['GE', 'AZ'] }],
        [1, 'GEO', 'MovementAccepted', { lrn: '1', mrn: 'A' }],
        [2, 'KAZ', type, { mrn: 'A' }],
        [3, 'KAZ', 'PassageGranted', { mrn: 'A' }],
      ];
      expect(told(partiesOnly, lines)).toEqual([]);
      expect(told(partiesOnly, [...lines, [4, 'UZB', 'AtrCreated', { mrn: 'A' }]])).toHaveLength(1);
    },
  );
});
