/** Planted: an exchange that changes, misdirects, overtakes or leaks. */
import { inOrder, partiesServed, reachesAddressee, takenAsSent } from '../../exchange.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { ACCEPTED, MRN, passed, sent, taken } from '../told.ts';

const WAY = ['GEO', 'AZE'] as const;
const mrn = MRN;
const letter = sent(0, 'GEO-1', 'X050', WAY, { mrn });
const at = (after: number, node: string, by: string): Line => [after, node, 'Noted', { by }];

const both = [letter, sent(0, 'GEO-2', 'X180', WAY, { mrn })];
const first = taken(1_000, 'GEO-1', 'X050', WAY);
const second = taken(1_000, 'GEO-2', 'X180', WAY);
const cut: Line = [
  500,
  'HOST',
  'FaultInjected',
  { fault: 'loss-1', kind: 'loss', on: ['GEO'], until: Infinity },
];

export const EXCHANGE: readonly Cases[] = [
  {
    invariant: takenAsSent,
    cases: [
      right('as it was sent', passed(0, 'GEO-1', 'X050', WAY)),
      wrong('under another name', 'GEO-2: taken for GEO-1', [
        letter,
        [
          1_000,
          'ICE',
          'MessageTaken',
          { by: 'GEO-1', id: 'GEO-2', msg: 'X050', from: 'GEO', to: 'AZE' },
        ],
      ]),
      wrong('as another type', 'msg is X001, and was sent as X050', [
        letter,
        taken(1_000, 'GEO-1', 'X001', WAY),
      ]),
      wrong('from another', 'from is KAZ, and was sent as GEO', [
        letter,
        taken(1_000, 'GEO-1', 'X050', ['KAZ', 'AZE']),
      ]),
      wrong('for another', 'to is KAZ, and was sent as AZE', [
        letter,
        taken(1_000, 'GEO-1', 'X050', ['GEO', 'KAZ']),
      ]),
      wrong('a national one', 'T028 does not go over ICE', passed(0, 'GEO-1', 'T028', WAY)),
    ],
  },
  {
    invariant: reachesAddressee,
    cases: [
      right('over ICE', [letter, first, at(2_000, 'AZE', 'GEO-1')]),
      right('for all', [
        ...passed(0, 'GEO-1', 'A803', ['GEO', 'ALL']),
        at(2_000, 'AZE', 'GEO-1'),
        at(2_000, 'KAZ', 'GEO-1'),
      ]),
      right('to a driver, who lives in the world', [
        sent(0, 'GEO-n1', 'N118', ['GEO', 'driver']),
        at(1_000, 'WORLD', 'GEO-n1'),
      ]),
      right('to an office, which is part of its node', [
        sent(0, 'GEO-n1', 'X203', ['GE000102', 'GE000900']),
        at(1_000, 'GEO', 'GEO-n1'),
      ]),
      wrong('past ICE', 'GEO-1 has reached AZE without ICE', [letter, at(2_000, 'AZE', 'GEO-1')]),
      wrong('at another', 'GEO-1 is for AZE and took effect at KAZ', [
        letter,
        first,
        at(2_000, 'KAZ', 'GEO-1'),
      ]),
    ],
  },
  {
    invariant: inOrder,
    cases: [
      right('in turn', [
        ...both,
        first,
        second,
        at(2_000, 'AZE', 'GEO-1'),
        at(2_000, 'AZE', 'GEO-2'),
      ]),
      right('overtaken where the line fails', [...both, cut, second, first]),
      right('of two movements', [
        letter,
        sent(0, 'GEO-2', 'X180', WAY, { mrn: 'B' }),
        second,
        first,
      ]),
      wrong('taken out of turn', 'GEO-2 (X180) was taken before GEO-1', [...both, second, first]),
      wrong('delivered out of turn', 'GEO-2 (X180) took effect at AZE before GEO-1', [
        ...both,
        first,
        second,
        at(2_000, 'AZE', 'GEO-2'),
      ]),
    ],
  },
  {
    invariant: partiesServed,
    cases: [
      right('to a party', [...ACCEPTED, ...passed(0, 'GEO-1', 'X050', WAY, { mrn })]),
      right('to one that has asked for it', [
        ...ACCEPTED,
        [0, 'KAZ', 'TruckPresented', { mrn }],
        ...passed(0, 'KAZ-1', 'X118', ['KAZ', 'GEO'], { mrn }),
      ]),
      right('a question, whoever asks', [
        ...ACCEPTED,
        ...passed(0, 'KAZ-1', 'X114', ['KAZ', 'GEO'], { mrn }),
      ]),
      wrong('to a stranger', 'GEO-1 (X050) was taken though KAZ is no party to the movement', [
        ...ACCEPTED,
        ...passed(0, 'GEO-1', 'X050', ['GEO', 'KAZ'], { mrn }),
      ]),
    ],
  },
];
