/** Movements that do not go straight through: what they wait for, what needs a person, how they end. */
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { DAY } from '../../simulator/core/time.ts';
import { alarmText } from './alarm-text.ts';
import { alarmsOf } from './alarms.ts';
import { Trial } from './trial.ts';
import { nextText, waitingText } from './waiting-text.ts';
import { whyWaiting } from './waiting.ts';

const LRN = 'L1';
const MRN = '26GE000104H8T1VYY4';
const DEPARTURE = 'GE000104';
const BORDER = 'AZ000201';
const TASHKENT = 'UZ000101';

type Fact = { readonly type: string; readonly row?: string; readonly n?: string } & Readonly<
  Record<string, unknown>
>;

/** Facts a day apart. */
function trialOf(...facts: readonly Fact[]): Trial {
  const trial = new Trial(['WORLD', 'ICE', 'GEO', 'AZE', 'UZB']);
  const acceptedAt = facts.findIndex(({ type }) => type === 'MovementAccepted');
  facts.forEach(({ n = 'GEO', ...fact }, i) => {
    const names = acceptedAt >= 0 && i >= acceptedAt ? { mrn: MRN, lrn: LRN } : { lrn: LRN };
    const entry: Entry = { t: i * DAY, n, s: i, ...names, ...fact };
    trial.step(entry);
  });
  return trial;
}

const declared: Fact[] = [
  {
    type: 'DeclarationSubmitted',
    row: 'D3',
    office: DEPARTURE,
    destination: TASHKENT,
    principal: 'Colchis Trade LLC',
    plate: 'AA-123-BB',
    countries: ['GE', 'AZ', 'UZ'],
    goods: '8458',
  },
];
const accepted: Fact[] = [
  ...declared,
  { type: 'MovementAccepted', row: 'D9', office: DEPARTURE, destination: TASHKENT },
];
const released: Fact[] = [
  ...accepted,
  { type: 'GuaranteeAsked', row: 'D14', amount: 1, result: 'A2' },
  { type: 'MovementReleased', row: 'D20', limitDate: 8 * DAY, channel: 'green', amount: 1 },
];
const atBorder: Fact[] = [
  ...released,
  { type: 'AtrCreated', row: 'B1', n: 'AZE', office: BORDER, expected: 0 },
  { type: 'TruckPresented', n: 'AZE', office: BORDER },
  { type: 'EntryCheckBegun', row: 'B7', n: 'AZE', office: BORDER, channel: 'red' },
];
const arrived: Fact[] = [
  ...released,
  { type: 'AarCreated', row: 'A1', n: 'UZB', office: TASHKENT },
  { type: 'ArrivalNotified', row: 'A6', n: 'UZB', office: TASHKENT },
  { type: 'MovementArrived', row: 'D31', office: TASHKENT },
];
const discrepancy: Fact[] = [
  ...arrived,
  { type: 'MajorFindings', row: 'A15', n: 'UZB', office: TASHKENT, result: 'B1' },
  { type: 'DiscrepancyOpened', row: 'D34', office: TASHKENT },
];
const late: Fact[] = [...released, { type: 'EnquiryRecommended', row: 'D32' }];
const enquiry: Fact[] = [
  ...late,
  { type: 'EnquiryOpened', row: 'E3', asked: 'UZ000900', until: 45 * DAY },
];
const recovery: Fact[] = [
  ...enquiry,
  { type: 'RecoveryRecommended', row: 'E12', reason: 'no answer' },
];
const debt: Fact[] = [...recovery, { type: 'RecoveryBegun', row: 'E13', debt: 10, interest: 0 }];
const claim: Fact[] = [
  ...debt,
  { type: 'GuarantorClaimed', row: 'E17', claim: 'C', amount: 10, rest: 0 },
];

describe('what it waits for, and what needs a person', () => {
  test.for([
    ['pre-lodged', [{ ...declared[0]!, row: 'D2' }], 'goodsPresentation', DEPARTURE, null, null],
    [
      'stopped at a border',
      [...atBorder, { type: 'EntryRefused', row: 'B9', n: 'AZE', office: BORDER, reason: '' }],
      'passageRefused',
      BORDER,
      null,
      'passageRefused',
    ],
    [
      'come without a record',
      [...released, { type: 'AarAsked', row: 'A2', n: 'UZB', office: 'UZ000102' }],
      'recordAnswer',
      'UZ000102',
      null,
      null,
    ],
    [
      'unloading',
      [...arrived.slice(0, -2), { type: 'ArrivalNotified', row: 'A7', n: 'UZB', office: TASHKENT }],
      'unloading',
      TASHKENT,
      null,
      null,
    ],
    ['under discrepancies', discrepancy, 'discrepancy', DEPARTURE, null, 'discrepancy'],
    ['late', late, 'enquiry', DEPARTURE, null, 'enquiry'],
    [
      'asked about',
      [...late, { type: 'PrincipalAsked', row: 'E2', until: 38 * DAY }],
      'principalAnswer',
      'Colchis Trade LLC',
      38 * DAY,
      'enquiry',
    ],
    ['under enquiry', enquiry, 'enquiryAnswer', 'UZ000900', 45 * DAY, 'enquiry'],
    ['to be recovered', recovery, 'recovery', DEPARTURE, null, 'recovery'],
    [
      'offered to another country',
      [...recovery, { type: 'RecoveryAsked', row: 'E14', office: 'AZ000900' }],
      'recoveryAnswer',
      'AZ000900',
      null,
      'recovery',
    ],
    [
      'recovered elsewhere',
      [...recovery, { type: 'RecoveryTransferred', row: 'E15', office: 'AZ000900' }],
      'recoveryElsewhere',
      'AZ000900',
      null,
      'recovery',
    ],
    ['owed by the principal', debt, 'payment', 'Colchis Trade LLC', null, 'recovery'],
    ['claimed', claim, 'claim', 'FI-GEO', null, 'claim'],
    [
      'disputed',
      [...claim, { type: 'ClaimDisputed', row: 'E19', claim: 'C', ground: '' }],
      'dispute',
      DEPARTURE,
      null,
      'dispute',
    ],
  ] as const)('%s', ([, facts, code, who, nextAt, alarm]) => {
    const trial = trialOf(...facts);
    const waiting = whyWaiting(trial, trial.movement(LRN)!)!;
    expect(waiting).toMatchObject({ code, who, nextAt });
    for (const { en, ru } of [waitingText(waiting), nextText(waiting)]) {
      expect(en).not.toMatch(/[а-я{]/i);
      expect(ru).toMatch(/[а-я]/);
    }
    const alarms = alarmsOf(trial);
    expect(alarms.map((each) => each.code)).toEqual(alarm === null ? [] : [alarm]);
    for (const each of alarms) {
      expect(each.since).toBeGreaterThan(0);
      expect(alarmText(each).ru).toMatch(/[а-я]/);
    }
  });

  test('a debt is not the officer’s to pay, though he is asked whether it was', () => {
    const task = { task: `payment/${MRN}`, kind: 'payment', office: 'GE000900' };
    const trial = trialOf(...debt, { type: 'TaskOpened', ...task, proposed: 'paid', channel: '' });
    expect(whyWaiting(trial, trial.movement(LRN)!)?.code).toBe('payment');
  });
});

describe('what is closed on the way', () => {
  const truck = 'T1';
  const [post, side] = ['az-krasny-most', 'entry'] as const;
  const onTheRoad: Fact[] = [
    ...released,
    {
      ...{
        type: 'TruckReady',
        n: 'WORLD',
        truck,
        plate: 'AA-123-BB',
        carrier: 'C',
        from: 'ge-poti',
      },
      ...{
        to: 'uz-tashkent',
        route: ['ge-poti', 'uz-tashkent'],
        flow: 'f',
        goods: '8458',
        tonnes: 9,
      },
    },
    { type: 'TruckDrove', n: 'WORLD', truck, km: 0, toKm: 300, until: 5 * DAY },
  ];
  const queued: Fact[] = [
    ...onTheRoad,
    { type: 'TruckQueued', n: 'WORLD', truck, post, side, pair: 'p', queue: 0, background: 1 },
  ];
  const closed: Fact = { type: 'PostClosed', n: 'WORLD', post, side, until: 30 * DAY };
  const opened: Fact = { type: 'PostOpened', n: 'WORLD', post, side };
  const stopped: Fact = {
    ...{ type: 'TruckStopped', n: 'WORLD', truck, km: 120, until: 20 * DAY, why: 'roadClosed' },
  };

  test.for([
    ['a post', [...queued, closed], 'postClosed', post, 30 * DAY],
    ['a post that is open again', [...queued, closed, opened], 'queue', post, null],
    ['the other side of it', [...queued, { ...closed, side: 'exit' }], 'queue', post, null],
    ['a road', [...onTheRoad, stopped], 'stopped', 'AA-123-BB', 20 * DAY],
  ] as const)('%s', ([, facts, code, who, nextAt]) => {
    const trial = trialOf(...facts);
    const waiting = whyWaiting(trial, trial.movement(LRN)!)!;
    expect(waiting).toMatchObject({ code, who, nextAt });
    for (const { en, ru } of [waitingText(waiting), nextText(waiting)]) {
      expect(en).not.toMatch(/[а-я{]/i);
      expect(ru).toMatch(/[а-я]/);
    }
    expect(trial.posts.get(post)?.entry.closedUntil ?? null).toBe(
      code === 'postClosed' ? nextAt : null,
    );
  });

  test('a truck that cannot go on stands where it is', () => {
    const row = trialOf(...onTheRoad, stopped).trucks.get(truck);
    expect(row).toMatchObject({ doing: 'stopped', shape: 'waiting', km: 120, toKm: 120 });
  });
});

test('what stopped a truck stops it no more once it is let in, on paper too', () => {
  const unanswered = { type: 'AtrUnanswered', row: 'B5', n: 'AZE', office: BORDER };
  const asked = { type: 'AtrAsked', row: 'B2', n: 'AZE', office: BORDER };
  const before = trialOf(...released, asked, unanswered).movement(LRN)!;
  expect([before.stoppedAt, before.attention]).toEqual([BORDER, 2]);
  const onPaper = { type: 'PassageOnPaper', n: 'AZE', office: BORDER };
  const after = trialOf(...released, asked, unanswered, onPaper).movement(LRN)!;
  expect([after.stoppedAt, after.attention]).toEqual(['', 0]);
});

describe('goods that come to another office than declared', () => {
  const diverted: Fact[] = [
    ...released,
    { type: 'AarCreated', row: 'A1', n: 'UZB', office: TASHKENT },
    { type: 'AarAsked', row: 'A2', n: 'UZB', office: 'UZ000102' },
    { type: 'RecordGiven', row: 'D30', office: 'UZ000102' },
    { type: 'AarCreated', row: 'A3', n: 'UZB', office: 'UZ000102' },
    { type: 'ArrivalNotified', row: 'A6', n: 'UZB', office: 'UZ000102' },
    { type: 'MovementArrived', row: 'D31', office: 'UZ000102' },
    { type: 'ArrivedElsewhere', row: 'A19', n: 'UZB', office: TASHKENT },
  ];

  test('are where they are, not where they were expected', () => {
    const { destination } = trialOf(...diverted).movement(LRN)!;
    expect(destination).toMatchObject({ office: 'UZ000102', state: 'arrived' });
  });
});

describe('it ends', () => {
  test.for([
    ['invalidated', [...released, { type: 'MovementInvalidated', row: 'D26' }]],
    [
      'rejected',
      [
        { ...declared[0]!, row: 'D2' },
        { type: 'PresentationOverdue', row: 'D8' },
      ],
    ],
    ['writtenOff', [...discrepancy, { type: 'MovementWrittenOff', row: 'D36', result: 'B1' }]],
    ['writtenOff', [...enquiry, { type: 'ProofAccepted', row: 'E8' }]],
    ['recovered', [...debt, { type: 'DebtRecovered', row: 'E16', amount: 10 }]],
    ['recovered', [...claim, { type: 'DebtRecovered', row: 'E18', amount: 10 }]],
  ] as const)('%s', ([state, facts]) => {
    const trial = trialOf(...facts);
    const movement = trial.movement(LRN)!;
    expect(movement.departure).toBe(state);
    expect(movement.endedAt).toBe((facts.length - 1) * DAY);
    expect([movement.attention, movement.asked, movement.askedUntil]).toEqual([0, '', null]);
    expect(alarmsOf(trial)).toEqual([]);
    expect(whyWaiting(trial, movement)).toBeNull();
  });
});
