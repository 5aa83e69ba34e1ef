/** Planted: messages that are lost, or take effect twice or from nowhere; more of them in `delivery.test.ts`. */
import { DAY, HOUR } from '../../../../core/time.ts';
import {
  allHear,
  nothingInvented,
  nothingLost,
  nothingTwice,
  nothingUnsent,
} from '../../delivery.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { passed, sent } from '../told.ts';

const toAzerbaijan = passed(0, 'GEO-1', 'X118', ['GEO', 'AZE']);
const recorded = (after: number): Line => [after, 'AZE', 'LegRecorded', { by: 'GEO-1' }];

/** Both have spoken before: they are members. */
const members = [
  ...passed(0, 'AZE-1', 'A803', ['AZE', 'ALL']),
  ...passed(0, 'KAZ-1', 'A803', ['KAZ', 'ALL']),
  [2_000, 'KAZ', 'AccountKnown', { by: 'AZE-1' }],
  [2_000, 'AZE', 'AccountKnown', { by: 'KAZ-1' }],
] satisfies Line[];
const forAll = passed(9_000, 'AZE-2', 'A804', ['AZE', 'ALL']);

export const DELIVERY: readonly Cases[] = [
  {
    invariant: nothingLost,
    cases: [
      right('reached', [...toAzerbaijan, recorded(2_000)]),
      right('under way when the run ends', toAzerbaijan, HOUR),
      wrong('never reached', 'GEO-1 (X118) was acknowledged and never reached AZE', toAzerbaijan),
    ],
  },
  {
    invariant: allHear,
    cases: [
      right('heard by all', [
        ...members,
        ...forAll,
        [11_000, 'KAZ', 'AccountKnown', { by: 'AZE-2' }],
      ]),
      right('under way when the run ends', [...members, ...forAll], HOUR),
      right('one that has left hears no more', [
        ...members,
        [5_000, 'ICE', 'MemberWithdrawn', { node: 'KAZ' }],
        ...forAll,
      ]),
      right('given up at the end of its time to live', [
        ...members,
        ...forAll,
        [DAY, 'ICE', 'MessageRefused', { id: 'AZE-2' }],
      ]),
      wrong('one is left out', 'AZE-2 (A804) is for all and never reached KAZ', [
        ...members,
        ...forAll,
      ]),
    ],
  },
  {
    invariant: nothingUnsent,
    cases: [
      right('taken', toAzerbaijan),
      right('refused', [toAzerbaijan[0]!, [9, 'ICE', 'MessageRefused', { by: 'GEO-1' }]]),
      right('national', [sent(0, 'GEO-n1', 'T028', ['GEO', 'GE1'])]),
      right('under way when the run ends', [toAzerbaijan[0]!], HOUR - 1),
      wrong('never taken', 'GEO-1 (X118) was sent and never taken or refused', [toAzerbaijan[0]!]),
    ],
  },
  {
    invariant: nothingTwice,
    cases: [
      right('a repeat is dropped', [
        ...toAzerbaijan,
        recorded(2_000),
        [3_000, 'AZE', 'RepeatDropped', { by: 'GEO-1' }],
      ]),
      wrong('a repeat is followed', 'GEO-1 took effect a second time: LegRecorded', [
        ...toAzerbaijan,
        recorded(2_000),
        recorded(3_000),
      ]),
    ],
  },
  {
    invariant: nothingInvented,
    cases: [
      right('sent before', [...toAzerbaijan, recorded(2_000)]),
      right('a receipt, which nobody journals', [[0, 'ICE', 'NodeHeard', { by: 'GEO-n7' }]]),
      wrong('never sent', 'LegRecorded comes of GEO-1, which nobody has sent', [recorded(2_000)]),
    ],
  },
];
