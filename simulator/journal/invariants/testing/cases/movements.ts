/** Planted: movements that leave their tables, or whose ends do not agree; more of them in `follows-tables.test.ts` and `movements.test.ts`. */
import { DAY, HOUR, MINUTE } from '../../../../core/time.ts';
import { followsTables, nothingRingsEarly, nothingWaits } from '../../follows-tables.ts';
import { endsAgree, finalStays, partiesOnly } from '../../movements.ts';
import { rowsSpeak } from '../../rows-speak.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { ACCEPTED, MRN, sent, START } from '../told.ts';

const mrn = MRN;
const at = (after: number, type: string, details: object = {}, node = 'GEO'): Line => [
  after,
  node,
  type,
  { mrn, ...details },
];
const row = (after: number, id: string, details: object = {}, type = 'Noted'): Line =>
  at(after, type, { row: id, ...details });

const declared = [row(0, 'D3', { lrn: 'L', mrn: undefined }), row(0, 'D9', { lrn: 'L' })];

const writtenOff = at(DAY, 'MovementWrittenOff', { row: 'D33' });
const goods = at(DAY - HOUR, 'GoodsReleased', {}, 'UZB');
const cut: Line = [
  DAY,
  'HOST',
  'FaultInjected',
  { fault: 'partition-1', kind: 'partition', on: ['UZB'], until: START + 90 * DAY },
];

/** Row D9 asks for T028. */
const told = (after: number, id: string, details: object = { mrn }): Line =>
  sent(after, id, 'T028', ['GE000102', 'GE1'], details);

export const MOVEMENTS: readonly Cases[] = [
  {
    invariant: followsTables,
    cases: [
      right('row by row', [...declared, row(0, 'D14'), row(0, 'D20')]),
      wrong('accepted twice', 'unknown or over', [...declared, row(0, 'D9', { lrn: 'L' })]),
      wrong('released out of a control', `where ${mrn} is underControl`, [
        ...declared,
        row(0, 'D13'),
        row(0, 'D20'),
      ]),
    ],
  },
  {
    invariant: nothingWaits,
    cases: [
      right('in time', [row(0, 'D14'), row(MINUTE / 2, 'D20', { limitDate: START + 40 * DAY })]),
      wrong('too long', `T-GUARES of ${mrn} should have rung`, [
        row(0, 'D14'),
        row(MINUTE, 'D20', { limitDate: START + 40 * DAY }),
      ]),
    ],
  },
  {
    invariant: nothingRingsEarly,
    cases: [
      right('at its time', [
        row(0, 'D20', { limitDate: START + 9 * DAY }),
        row(9 * DAY, 'D32', {}, 'EnquiryRecommended'),
      ]),
      wrong('early', `T-LIMIT of ${mrn} may not ring before 2026-07-23T06:00:00.000Z`, [
        row(0, 'D20', { limitDate: START + 9 * DAY }),
        row(9 * DAY - 1, 'D32', {}, 'EnquiryRecommended'),
      ]),
    ],
  },
  {
    invariant: rowsSpeak,
    cases: [
      right('in the same step', [row(0, 'D9', { lrn: 'L' }), told(0, 'GEO-n1')]),
      right('under the LRN', [
        row(0, 'D9', { lrn: 'L', mrn: undefined }),
        told(0, 'GEO-n1', { lrn: 'L' }),
      ]),
      right('an account', [
        [0, 'GEO', 'AccountApproved', { tin: 'GE1' }],
        sent(0, 'GEO-n1', 'A802', ['GEO', 'GE1']),
        sent(0, 'GEO-1', 'A803', ['GEO', 'ALL']),
      ]),
      right('nothing to give back without a guarantee', [
        ...ACCEPTED,
        row(DAY, 'D33'),
        sent(DAY, 'GEO-n1', 'T045', ['GEO', 'GE1'], { mrn }),
      ]),
      wrong('not at all', 'Noted by row D9 without T028', [row(0, 'D9', { lrn: 'L' })]),
      wrong('a step later', 'Noted by row D9 without T028', [
        row(0, 'D9', { lrn: 'L' }),
        told(1, 'GEO-n1'),
      ]),
      wrong('of another movement', 'Noted by row D9 without T028', [
        row(0, 'D9', { lrn: 'L' }),
        told(0, 'GEO-n1', { mrn: 'B' }),
      ]),
      wrong('an account that nobody hears of', 'AccountApproved without A803', [
        [0, 'GEO', 'AccountApproved', { tin: 'GE1' }],
        sent(0, 'GEO-n1', 'A802', ['GEO', 'GE1']),
      ]),
      wrong('an incident', 'IncidentRegistered without X180', [
        at(0, 'IncidentRegistered', {}, 'AZE'),
      ]),
      wrong('new seals', 'PassageGranted by row B8 without X180', [
        at(0, 'PassageGranted', { row: 'B8', office: 'AZ000200', resealed: true }, 'AZE'),
        sent(0, 'AZE-1', 'X118', ['AZE', 'GEO'], { mrn }),
        sent(0, 'AZE-n1', 'N118', ['AZE', 'driver'], { mrn }),
      ]),
    ],
  },
  {
    invariant: finalStays,
    cases: [
      right('refused as over', [...ACCEPTED, writtenOff, row(2 * DAY, 'D39')]),
      wrong('written off twice', "MovementWrittenOff after the movement's end", [
        ...ACCEPTED,
        writtenOff,
        writtenOff,
      ]),
    ],
  },
  {
    invariant: endsAgree,
    cases: [
      right('released, then written off', [...ACCEPTED, goods, writtenOff]),
      right('released a moment ago', [...ACCEPTED, goods], DAY),
      right('nobody can tell departure', [...ACCEPTED, goods, cut]),
      right('turned up after the debt was paid', [
        ...ACCEPTED,
        at(0, 'DebtRecovered', { row: 'R9' }),
        goods,
      ]),
      right('turned up when the movement is long forgotten', [goods]),
      wrong('never written off', 'not written off within a day', [...ACCEPTED, goods]),
      wrong('never released', 'the goods were not released at destination', [
        ...ACCEPTED,
        writtenOff,
      ]),
    ],
  },
  {
    invariant: partiesOnly,
    cases: [
      right('a party', [...ACCEPTED, at(0, 'AtrCreated', {}, 'AZE')]),
      right('one that has asked', [
        ...ACCEPTED,
        at(0, 'AtrAsked', {}, 'KAZ'),
        at(0, 'PassageGranted', {}, 'KAZ'),
      ]),
      right('the clearing of a claim', [...ACCEPTED, at(0, 'ClearingForwarded', {}, 'KAZ')]),
      wrong('a stranger', 'KAZ is no party to this movement: AtrCreated', [
        ...ACCEPTED,
        at(0, 'AtrCreated', {}, 'KAZ'),
      ]),
    ],
  },
];
