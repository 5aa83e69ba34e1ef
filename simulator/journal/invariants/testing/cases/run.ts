/** Planted: what concerns the run itself: order, breakdowns, faults. */
import { crashed } from '../../crashed.ts';
import { order } from '../../delivery.ts';
import { downIsSilent, faultsHeal } from '../../faults.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { passed, START } from '../told.ts';

const noted = (after: number, node: string, details?: object): Line => [
  after,
  node,
  'Noted',
  details,
];

const host = (after: number, type: string, details: object): Line => [after, 'HOST', type, details];
const begun = host(0, 'FaultInjected', {
  fault: 'nodeCrash-1',
  kind: 'nodeCrash',
  on: ['GEO'],
  until: START + 9_000,
});
const healed = (after: number): Line => host(after, 'FaultHealed', { fault: 'nodeCrash-1' });
const down = host(1_000, 'NodeDown', { node: 'GEO' });
const up = host(9_000, 'NodeUp', { node: 'GEO' });

/** It dies with its next message of the exchange. */
const dying = host(0, 'FaultInjected', {
  fault: 'nodeCrash-1',
  kind: 'nodeCrash',
  on: ['GEO'],
  until: START + 9_000,
  said: { dies: 'afterCommit' },
});
const letter = passed(2_000, 'AZE-1', 'X118', ['AZE', 'GEO']);

export const RUN: readonly Cases[] = [
  {
    invariant: order,
    cases: [
      right('numbered each for itself, several at one instant', [
        noted(0, 'GEO'),
        noted(0, 'AZE'),
        noted(0, 'GEO'),
        noted(5, 'AZE'),
      ]),
      wrong('a number left out', 'GEO numbers an entry 2 where 1 is due', [
        noted(0, 'GEO'),
        noted(0, 'GEO', { s: 2 }),
      ]),
      wrong('a number twice', 'GEO numbers an entry 0 where 1 is due', [
        noted(0, 'GEO'),
        noted(0, 'GEO', { s: 0 }),
      ]),
      wrong('too early', 'entry 0 of AZE is earlier than the one before', [
        noted(5, 'GEO'),
        noted(4, 'AZE'),
      ]),
    ],
  },
  {
    invariant: crashed,
    cases: [
      right('what cannot be read is refused', [[0, 'ICE', 'MessageRefused', { rule: 'C102' }]]),
      wrong('broken', 'GEO broke at a step on X118: no such office', [
        host(0, 'StepBroken', { node: 'GEO', on: 'X118', id: 'AZE-1', why: 'no such office' }),
      ]),
    ],
  },
  {
    invariant: faultsHeal,
    cases: [
      right('in time', [begun, down, healed(9_000), up]),
      right('at work when the run ends', [begun, down], 9_000),
      wrong('never', 'nodeCrash-1 should have healed, and has not', [begun]),
      wrong('too late', 'nodeCrash-1 does not heal at its time', [begun, healed(9_001)]),
      wrong('begun twice', 'nodeCrash-1 begins twice', [begun, begun, healed(9_000)]),
      wrong('down twice', 'GEO goes down and is down already', [down, down]),
      wrong('up without having been down', 'GEO comes up and was not down', [up]),
    ],
  },
  {
    invariant: downIsSilent,
    cases: [
      right('speaks before and after', [noted(0, 'GEO'), down, up, noted(9_000, 'GEO')]),
      right('others speak', [down, noted(2_000, 'AZE'), noted(2_000, 'ICE')]),
      right('what it is told from outside', [
        down,
        [2_000, 'GEO', 'CommandGiven', { command: 'renewKey' }],
      ]),
      right('dies with what its last message says', [
        dying,
        down,
        ...letter,
        [4_000, 'GEO', 'LegRecorded', { by: 'AZE-1' }],
        noted(4_000, 'GEO'),
      ]),
      wrong('speaks while it is down', 'GEO is down, and yet: Noted', [down, noted(2_000, 'GEO')]),
      wrong('speaks after it has died', 'GEO is down, and yet: Noted', [
        dying,
        down,
        ...letter,
        [4_000, 'GEO', 'LegRecorded', { by: 'AZE-1' }],
        noted(5_000, 'GEO'),
      ]),
    ],
  },
];
