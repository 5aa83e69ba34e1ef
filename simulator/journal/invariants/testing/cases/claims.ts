/** Planted: claims on the guarantee chain that are made or paid otherwise than they must be. */
import { DAY } from '../../../../core/time.ts';
import { claimsPaidAsMade, oneClaim } from '../../claims.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { MRN } from '../told.ts';

const ice = (type: string, claimId: string, mrn = MRN): Line => [0, 'ICE', type, { mrn, claimId }];

const made: Line = [0, 'GEO', 'GuarantorClaimed', { claim: 'c1', mrn: MRN, amount: 33.33 }];
const decided = (status: string, amount = 33.33): Line => [
  DAY,
  'FI-GEO',
  'ClaimDecided',
  { claim: 'c1', status, amount },
];
const withdrawn: Line = [2 * DAY, 'GEO', 'ClaimWithdrawn', { claim: 'c1' }];
const insolvent: readonly Line[] = [
  [2 * DAY, 'FI-GEO', 'PaymentsStopped', {}],
  [90 * DAY, 'FI-GEO', 'PaymentsResumed', {}],
];

export const CLAIMS: readonly Cases[] = [
  {
    invariant: oneClaim,
    cases: [
      right('one after the other, and one of another movement', [
        ice('ClaimRegistered', 'c1'),
        ice('ClaimRegistered', 'c2', 'other'),
        ice('ClaimClosed', 'c1'),
        ice('ClaimRegistered', 'c3'),
      ]),
      wrong('two at a time', 'claim c2: registered while c1 is open', [
        ice('ClaimRegistered', 'c1'),
        ice('ClaimRegistered', 'c2'),
      ]),
      wrong('closed twice', 'claim c1: closed without being open', [
        ice('ClaimRegistered', 'c1'),
        ice('ClaimClosed', 'c1'),
        ice('ClaimClosed', 'c1'),
      ]),
    ],
  },
  {
    invariant: claimsPaidAsMade,
    cases: [
      right('accepted, then paid', [made, decided('accepted'), decided('paid')], 400 * DAY),
      right('withdrawn', [made, decided('accepted'), withdrawn], 400 * DAY),
      right('disputed', [made, decided('disputed')], 400 * DAY),
      right('still in time', [made, decided('accepted')], DAY),
      right('not in time, for he could not', [made, decided('accepted'), ...insolvent], 91 * DAY),
      wrong('less', '33.32 is paid where 33.33 is claimed', [made, decided('paid', 33.32)]),
      wrong('twice', 'paid without being open', [made, decided('paid'), decided('paid')]),
      wrong('never', 'is not paid within T-CLAIM', [made, decided('accepted')], 400 * DAY),
    ],
  },
];
