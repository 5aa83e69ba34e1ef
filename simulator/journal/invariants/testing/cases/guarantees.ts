/** Planted: releases without cover, guarantees that are used when they may not be, and books that do not balance; more of them in `books.test.ts`. */
import { DAY, HOUR } from '../../../../core/time.ts';
import { booksBalance, insurersBalance, releasedOnce } from '../../books.ts';
import { creditedAfterArrival, guaranteeAlive, shareByLevel } from '../../guarantees.ts';
import { announcedToAll, limitAhead, releaseCovered } from '../../release.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { ACCEPTED, MRN, sent, START } from '../told.ts';

const mrn = MRN;
const grn = '26GE0009000000010';
const voucher = `${grn}A000001`;
const at = (after: number, type: string, details: object = {}, node = 'GEO'): Line => [
  after,
  node,
  type,
  { mrn, ...details },
];

// --- Release ---------------------------------------------------------------------------------------------------------

const asked = (amount: number): Line => at(0, 'GuaranteeAsked', { amount });
const reserved = (amount: number, of = grn): Line => at(HOUR, 'UsageReserved', { grn: of, amount });
const inUse = (of = grn): Line => at(HOUR, 'UsageInUse', { grn: of });
const released = (details: object = {}): Line =>
  at(HOUR, 'MovementReleased', {
    amount: 100,
    destination: 'UZ000101',
    limitDate: START + 9 * DAY,
    ...details,
  });
const told = (id: string, msg: string, to: string, after = HOUR): Line =>
  sent(after, id, msg, ['GEO', to], { mrn });

const skewed: Line = [
  0,
  'HOST',
  'FaultInjected',
  { fault: 'clockSkew-1', kind: 'clockSkew', on: ['GEO'], until: START + DAY, said: { by: '2h' } },
];

// --- Guarantees ------------------------------------------------------------------------------------------------------

const account = (trustLevel: number): Line => at(0, 'AccountApproved', { tin: 'GE1', trustLevel });
const granted = (percentage: number, guaranteeAmount: number): Line =>
  at(0, 'GuaranteeGranted', {
    grn,
    tin: 'GE1',
    referenceAmount: 100.01,
    percentage,
    guaranteeAmount,
  });
const credited = at(2 * HOUR, 'UsageCredited', { grn });

const opened: Line = [0, 'GEO', 'GuaranteeGranted', { grn, referenceAmount: 100 }];
const usage = (type: string, amount: number, exposure: number): Line =>
  at(HOUR, type, { grn, amount, exposure, balance: 100 - exposure });
const writtenOff = at(2 * HOUR, 'MovementWrittenOff');
const freed = at(3 * HOUR, 'UsageReleased', { grn });

const booked = (...lines: readonly (readonly [account: string, amount: number])[]): Line => [
  0,
  'FI-GEO',
  'InsurerBooked',
  { entry: 'deposit', lines: lines.map(([account, amount]) => ({ account, amount })) },
];

export const GUARANTEES: readonly Cases[] = [
  {
    invariant: releaseCovered,
    cases: [
      right('by two guarantees', [
        ...ACCEPTED,
        asked(100),
        reserved(60),
        reserved(40, 'other'),
        released(),
        inUse(),
        inUse('other'),
      ]),
      right('with nothing at risk', [...ACCEPTED, asked(0), released({ amount: 0 })]),
      right('refused, and given back', [
        reserved(60),
        at(HOUR, 'GuaranteeRejected'),
        at(HOUR, 'UsageCancelled', { grn }),
      ]),
      wrong('too little', 'released for 100 with 60 reserved', [
        ...ACCEPTED,
        asked(100),
        reserved(60),
        released(),
        inUse(),
      ]),
      wrong('for less than is at risk', 'released for 60, and 100 is at risk', [
        ...ACCEPTED,
        asked(100),
        reserved(60),
        released({ amount: 60 }),
        inUse(),
      ]),
      wrong('not in use', `MovementReleased, and ${grn} is not in use`, [
        ...ACCEPTED,
        asked(100),
        reserved(100),
        released(),
      ]),
      wrong('refused, and kept', `GuaranteeRejected, and ${grn} is not given back`, [
        reserved(60),
        at(HOUR, 'GuaranteeRejected'),
      ]),
    ],
  },
  {
    invariant: announcedToAll,
    cases: [
      right('to all ahead', [
        ...ACCEPTED,
        released(),
        told('GEO-1', 'X001', 'UZB'),
        told('GEO-2', 'X050', 'AZE'),
        told('GEO-3', 'X050', 'UZB'),
      ]),
      wrong('one is left out', 'released without X050 AZE', [
        ...ACCEPTED,
        released(),
        told('GEO-1', 'X001', 'UZB'),
        told('GEO-2', 'X050', 'UZB'),
      ]),
      wrong('a step later', 'released without X001 UZB', [
        ...ACCEPTED,
        released(),
        told('GEO-1', 'X050', 'UZB'),
        told('GEO-2', 'X050', 'AZE'),
        told('GEO-3', 'X001', 'UZB', 2 * HOUR),
      ]),
    ],
  },
  {
    invariant: limitAhead,
    cases: [
      right('ahead', [released()]),
      right('by a clock that is wrong', [skewed, released({ limitDate: START })]),
      wrong('past', 'released with the limit date 2026-07-14T06:00:00.000Z', [
        released({ limitDate: START }),
      ]),
      wrong('too far', 'released with the limit date', [released({ limitDate: START + 91 * DAY })]),
      wrong('none', 'the limit date left open', [released({ limitDate: undefined })]),
    ],
  },
  {
    invariant: guaranteeAlive,
    cases: [
      right('suspended and reinstated', [
        at(0, 'GuaranteeSuspended', { grn }),
        at(0, 'GuaranteeReinstated', { grn }),
        reserved(10),
      ]),
      right('another one', [at(0, 'GuaranteeRevoked', { grn }), reserved(10, 'other')]),
      wrong('suspended', `${grn} is suspended, and something is reserved under it`, [
        at(0, 'GuaranteeSuspended', { grn }),
        reserved(10),
      ]),
      wrong('revoked', `${grn} is running off`, [at(0, 'GuaranteeRevoked', { grn }), reserved(10)]),
      wrong('its voucher', `${voucher} is running off`, [
        at(0, 'GuaranteeRanOff', { grn }),
        reserved(10, voucher),
      ]),
    ],
  },
  {
    invariant: creditedAfterArrival,
    cases: [
      right('arrived', [...ACCEPTED, at(HOUR, 'MovementArrived'), credited]),
      right('over without an arrival', [...ACCEPTED, at(HOUR, 'MovementInvalidated'), credited]),
      wrong('on the road', `${grn} was credited before the arrival`, [...ACCEPTED, credited]),
    ],
  },
  {
    invariant: shareByLevel,
    cases: [
      right('the share of the level, rounded up', [account(2), granted(50, 50.01)]),
      right('more than the level asks for', [account(2), granted(100, 100.01)]),
      right('a level that was reached meanwhile', [
        account(1),
        at(0, 'TrustLevelChanged', { tin: 'GE1', trustLevel: 3 }),
        granted(30, 30.01),
      ]),
      wrong('another amount', '50.03 is not 50 % of 100.01', [account(2), granted(50, 50.03)]),
      wrong('of no level', '40 % is the share of no level', [account(3), granted(40, 40.01)]),
      wrong('of a higher level', '30 % for a holder of level 2', [account(2), granted(30, 30.01)]),
    ],
  },
  {
    invariant: booksBalance,
    cases: [
      right('reserved and given back', [
        opened,
        usage('UsageReserved', 33.33, 33.33),
        usage('UsageReleased', 33.33, 0),
      ]),
      wrong('more than was granted', 'exposure is above the reference amount', [
        opened,
        usage('UsageReserved', 101, 101),
      ]),
      wrong('given back twice', 'given back without being open', [
        opened,
        usage('UsageReserved', 33.33, 33.33),
        usage('UsageReleased', 33.33, 0),
        usage('UsageReleased', 33.33, 0),
      ]),
    ],
  },
  {
    invariant: releasedOnce,
    cases: [
      right('after the write-off', [reserved(10), writtenOff, freed]),
      wrong('never', `written off, but ${grn} was not released within a day`, [
        reserved(10),
        writtenOff,
      ]),
      wrong('before', 'released before the movement had come to its end', [reserved(10), freed]),
      wrong('twice', 'released a second time', [reserved(10), writtenOff, freed, freed]),
    ],
  },
  {
    invariant: insurersBalance,
    cases: [
      right('two sides', [booked(['cash', 0.1], ['depositsHeld', -0.1])]),
      wrong('one side', '0.1 is left over', [booked(['cash', 0.1])]),
      wrong('owed to whom one owes', 'depositsHeld has turned into its opposite', [
        booked(['depositsHeld', 1], ['cash', -1]),
      ]),
    ],
  },
];
