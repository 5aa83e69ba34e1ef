/** Planted: officers and insurers that are not there. */
import { absentDecideNothing, insolventPayNothing } from '../../absent.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { sent } from '../told.ts';

const seats = ['GE000101'];
const left: Line = [10, 'WORLD', 'OfficersLeft', { seats }];
const returned: Line = [20, 'WORLD', 'OfficersReturned', { seats }];
const decided = (after: number, officer = 'bot'): readonly Line[] => [
  sent(after, 'WORLD-n1', 'N820', [`GE000101/${officer}`, 'GEO']),
  [
    after + 1_000,
    'GEO',
    'TaskDecided',
    { by: 'WORLD-n1', task: 'acceptance/L', office: 'GE000101', officer },
  ],
];

const stopped: Line = [10, 'FI-GEO', 'PaymentsStopped', {}];
const resumed: Line = [20, 'FI-GEO', 'PaymentsResumed', {}];
const claim = (after: number, status: string): Line => [
  after,
  'FI-GEO',
  'ClaimDecided',
  { claim: 'c1', status },
];
const signed = (after: number): readonly Line[] => [
  sent(after, 'FI-GEO-n1', 'G811', ['FI-GEO', 'GEO']),
  [after + 1_000, 'GEO', 'UndertakingGiven', { by: 'FI-GEO-n1' }],
];

export const ABSENT: readonly Cases[] = [
  {
    invariant: absentDecideNothing,
    cases: [
      right('decided a moment before they left', [...decided(9), left]),
      right('decided by a person who holds the seat', [left, ...decided(11, 'anna')]),
      right('decided after they have returned', [left, returned, ...decided(21)]),
      wrong('decided by who has left', 'and nobody is there', [left, ...decided(11)]),
    ],
  },
  {
    invariant: insolventPayNothing,
    cases: [
      right('accepts a claim, and owes it', [stopped, claim(11, 'accepted')]),
      right('pays once he can again', [stopped, resumed, claim(21, 'paid')]),
      right('has signed before', [...signed(9), stopped]),
      wrong('pays', 'FI-GEO pays claim c1 and cannot', [stopped, claim(11, 'paid')]),
      wrong('signs', 'FI-GEO signs an undertaking and cannot', [stopped, ...signed(11)]),
    ],
  },
];
