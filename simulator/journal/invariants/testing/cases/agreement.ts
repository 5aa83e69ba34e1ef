/** Planted: countries that do not agree on what has happened. */
import { DAY, HOUR } from '../../../../core/time.ts';
import { limitsAgree, notesAreTrue, resultsAgree } from '../../agreement.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { ACCEPTED, MRN, passed, sent, START, taken } from '../told.ts';

const noted = (id: string, type: string, office: string): readonly Line[] => [
  ...passed(HOUR, id, 'X118', ['AZE', 'GEO'], { mrn: MRN }),
  [2 * HOUR, 'GEO', type, { by: id, mrn: MRN, office }],
];
const granted: Line = [HOUR, 'AZE', 'PassageGranted', { mrn: MRN, office: 'AZ000200' }];
const refused: Line = [HOUR, 'AZE', 'PassageStopped', { mrn: MRN, office: 'AZ000200' }];

const found = (type: string, result: string): Line => [HOUR, 'UZB', type, { mrn: MRN, result }];
const writtenOff = (result: string, row = 'D33'): readonly Line[] => [
  ...passed(HOUR, 'UZB-1', 'X018', ['UZB', 'GEO'], { mrn: MRN }),
  [2 * HOUR, 'GEO', 'MovementWrittenOff', { by: 'UZB-1', row, mrn: MRN, result }],
];

const opened: Line = [HOUR, 'GEO', 'EnquiryOpened', { mrn: MRN, until: START + DAY }];
const asked = (until: number): readonly Line[] => [
  ...passed(HOUR, 'GEO-1', 'X142', ['GEO', 'UZB'], { mrn: MRN }),
  [2 * HOUR, 'UZB', 'EnquiryReceived', { by: 'GEO-1', mrn: MRN, until: START + until }],
];
const skewed: Line = [
  0,
  'HOST',
  'FaultInjected',
  { fault: 'clockSkew-1', kind: 'clockSkew', on: ['GEO'], until: START + DAY, said: { by: '1h' } },
];

export const AGREEMENT: readonly Cases[] = [
  {
    invariant: notesAreTrue,
    cases: [
      right('a passage', [...ACCEPTED, granted, ...noted('AZE-1', 'LegRecorded', 'AZ000200')]),
      right('a refusal', [
        ...ACCEPTED,
        refused,
        ...noted('AZE-1', 'PassageRefusalRecorded', 'AZ000200'),
      ]),
      right('what a script tells in the name of an office', [
        ...ACCEPTED,
        ...noted('SCRIPT-1', 'LegRecorded', 'AZ000200'),
      ]),
      wrong('a passage at another office', 'LegRecorded of AZ000201, which has had none', [
        ...ACCEPTED,
        granted,
        ...noted('AZE-1', 'LegRecorded', 'AZ000201'),
      ]),
      wrong('a passage that was refused', 'PassageGranted or PassageOnPaper', [
        ...ACCEPTED,
        refused,
        ...noted('AZE-1', 'LegRecorded', 'AZ000200'),
      ]),
      wrong('an arrival of which nobody knows', 'ArrivalNotified or ArrivalOnPaper', [
        ...ACCEPTED,
        ...noted('AZE-1', 'MovementArrived', 'AZ000101'),
      ]),
    ],
  },
  {
    invariant: resultsAgree,
    cases: [
      right('as found', [...ACCEPTED, found('GoodsReleased', 'A1'), ...writtenOff('A1')]),
      right('upon major findings that an officer has resolved', [
        ...ACCEPTED,
        found('MajorFindings', 'B1'),
        ...writtenOff('A2', 'D36'),
      ]),
      wrong('otherwise than found', 'written off with A1, and destination has found A2', [
        ...ACCEPTED,
        found('GoodsReleased', 'A2'),
        ...writtenOff('A1'),
      ]),
      wrong('by itself upon major findings', 'major findings that nobody has resolved', [
        ...ACCEPTED,
        found('MajorFindings', 'B1'),
        ...writtenOff('B1'),
      ]),
    ],
  },
  {
    invariant: limitsAgree,
    cases: [
      right('the same day', [...ACCEPTED, opened, ...asked(DAY)]),
      right('another day by a wrong clock', [...ACCEPTED, skewed, opened, ...asked(DAY + HOUR)]),
      right('another day that a script asks for', [
        ...ACCEPTED,
        opened,
        sent(0, 'SCRIPT-1', 'X142', ['GEO', 'UZB']),
        taken(1_000, 'SCRIPT-1', 'X142', ['GEO', 'UZB']),
        [HOUR, 'UZB', 'EnquiryReceived', { by: 'SCRIPT-1', mrn: MRN, until: START }],
      ]),
      wrong('another day', 'and departure waits until 2026-07-15T06:00:00.000Z', [
        ...ACCEPTED,
        opened,
        ...asked(DAY + HOUR),
      ]),
    ],
  },
];
