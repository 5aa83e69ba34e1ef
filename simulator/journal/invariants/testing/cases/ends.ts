/** Planted: movements that come to no end, and offices that wait for what comes no more. */
import { DAY, HOUR } from '../../../../core/time.ts';
import { movementsEnd, recordsClosed } from '../../ends.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { ACCEPTED, MRN, START } from '../told.ts';

const at = (after: number, type: string, details: object = {}, node = 'GEO'): Line => [
  after,
  node,
  type,
  { mrn: MRN, ...details },
];
const released = at(0, 'MovementReleased', { limitDate: START + 9 * DAY });
const arrived = at(2 * DAY, 'MovementArrived');
const down: Line = [DAY, 'HOST', 'NodeDown', { node: 'GEO' }];

const office = 'AZ000200';
const awaited = at(HOUR, 'AtrCreated', { office }, 'AZE');

export const ENDS: readonly Cases[] = [
  {
    invariant: movementsEnd,
    cases: [
      right('written off', [released, arrived, at(3 * DAY, 'MovementWrittenOff')], 300 * DAY),
      right('looked for', [released, at(9 * DAY, 'EnquiryRecommended')], 300 * DAY),
      right('on the road still', [released], 9 * DAY),
      right('departure is down', [released, down], 300 * DAY),
      wrong('never arrived, and nobody looks for it', 'its arrival was due', [released], 10 * DAY),
      wrong('arrived, and no more', 'its control result was due', [released, arrived], 300 * DAY),
      wrong(
        'discrepancies without an answer',
        'the answer to its discrepancies was due',
        [released, arrived, at(3 * DAY, 'DiscrepancyOpened')],
        300 * DAY,
      ),
    ],
  },
  {
    invariant: recordsClosed,
    cases: [
      right('passed', [
        ...ACCEPTED,
        awaited,
        at(DAY, 'PassageGranted', { office }, 'AZE'),
        arrived,
      ]),
      right('told that it has arrived elsewhere', [
        ...ACCEPTED,
        awaited,
        arrived,
        at(2 * DAY, 'AtrClosed', { office }, 'AZE'),
      ]),
      right('on its way', [...ACCEPTED, awaited]),
      right('arrived a moment ago', [...ACCEPTED, awaited, arrived], 3 * DAY - 1),
      right('written off after an enquiry', [...ACCEPTED, awaited, at(2 * DAY, 'DebtRecovered')]),
      wrong('arrived elsewhere', 'AZ000200 still waits for it', [...ACCEPTED, awaited, arrived]),
      wrong('invalidated', 'AZ000200 still waits for it', [
        ...ACCEPTED,
        awaited,
        at(2 * DAY, 'MovementInvalidated'),
      ]),
    ],
  },
];
