/** Planted: answers that do not fit, and questions without one. */
import { answersFit, nothingSwallowed, questionsAnswered } from '../../answers.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { MRN, passed, sent } from '../told.ts';

const asked: readonly Line[] = [
  ...passed(0, 'AZE-1', 'X114', ['AZE', 'GEO'], { mrn: MRN }),
  [2_000, 'GEO', 'AtrAsked', { by: 'AZE-1', mrn: MRN }],
];
const answered = (re: string | undefined, msg = 'X115', to = 'AZE', id = 'GEO-1'): Line =>
  sent(2_000, id, msg, [id.slice(0, 3), to], { mrn: MRN, ...(re === undefined ? {} : { re }) });

const claimed: readonly Line[] = [
  sent(0, 'GEO-n1', 'X820', ['GEO', 'FI-GEO']),
  [1_000, 'FI-GEO', 'ClaimMade', { by: 'GEO-n1', claim: 'c1', amount: 10 }],
];
const replied = (after: number, id: string): Line =>
  sent(after, id, 'X821', ['FI-GEO', 'GEO'], { re: 'GEO-n1' });

const registered: readonly Line[] = [
  sent(0, 'GEO-n1', 'X203', ['GE000102', 'GE000900']),
  [1_000, 'GEO', 'UsageRefused', { by: 'GEO-n1' }],
];

export const ANSWERS: readonly Cases[] = [
  {
    invariant: answersFit,
    cases: [
      right('an answer', [...asked, answered('AZE-1')]),
      right('an insurer that accepts, and says once more that it has paid', [
        ...claimed,
        replied(1_000, 'FI-GEO-n1'),
        replied(9_000, 'FI-GEO-n2'),
      ]),
      right('what people answer is for nodes to judge', [
        sent(0, 'WORLD-n1', 'T141', ['GE1', 'GEO'], { re: 'GEO-n99' }),
      ]),
      wrong('to nothing', 'does not say what it answers', [...asked, answered(undefined)]),
      wrong('to what nobody has sent', 'answers AZE-9, which nobody has sent', [
        ...asked,
        answered('AZE-9'),
      ]),
      wrong('to what has not come yet', 'answers AZE-1, which has not come yet', [
        ...asked.slice(0, 2),
        answered('AZE-1'),
      ]),
      wrong('of another type', 'is no answer to AZE-1 (X114)', [
        ...asked,
        answered('AZE-1', 'X003'),
      ]),
      wrong('to another', 'which AZE has sent', [...asked, answered('AZE-1', 'X115', 'KAZ')]),
      wrong('by another', 'which GEO has received', [
        ...asked,
        answered('AZE-1', 'X115', 'AZE', 'KAZ-1'),
      ]),
      wrong('a second time', 'answers AZE-1 a second time', [
        ...asked,
        answered('AZE-1'),
        answered('AZE-1', 'X115', 'AZE', 'GEO-2'),
      ]),
    ],
  },
  {
    invariant: questionsAnswered,
    cases: [
      right('answered at once', [...asked, answered('AZE-1')]),
      right('refused at once', [...asked, answered('AZE-1', 'S906')]),
      right('an office of guarantee may be away', [
        ...registered,
        [9_000, 'GEO', 'UsageRefused', {}],
      ]),
      wrong('never answered', 'AZE-1 was taken by GEO and not answered', asked),
      wrong('answered when another comes', 'AZE-1 was taken by GEO and not answered', [
        ...asked,
        ...passed(3_000, 'KAZ-1', 'X114', ['KAZ', 'GEO']),
        [5_000, 'GEO', 'AtrAsked', { by: 'KAZ-1' }],
        sent(5_000, 'GEO-1', 'X115', ['GEO', 'KAZ'], { re: 'KAZ-1' }),
        sent(5_000, 'GEO-2', 'X115', ['GEO', 'AZE'], { re: 'AZE-1' }),
      ]),
    ],
  },
  {
    invariant: nothingSwallowed,
    cases: [
      right('followed', [
        ...passed(0, 'GEO-1', 'X050', ['GEO', 'AZE'], { mrn: MRN }),
        [2_000, 'AZE', 'AtrCreated', { by: 'GEO-1', mrn: MRN }],
      ]),
      right('what asks for nothing', [
        ...passed(0, 'GEO-1', 'X115', ['GEO', 'AZE']),
        [2_000, 'AZE', 'MessageReceived', { by: 'GEO-1', msg: 'X115' }],
      ]),
      wrong('swallowed', 'GEO-1 (X050) was taken by AZE, and nothing came of it', [
        ...passed(0, 'GEO-1', 'X050', ['GEO', 'AZE'], { mrn: MRN }),
        [2_000, 'AZE', 'MessageReceived', { by: 'GEO-1', msg: 'X050' }],
      ]),
    ],
  },
];
