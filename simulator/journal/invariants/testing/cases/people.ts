/** Planted: traders and officers who do what is not theirs to do. */
import {
  accountsAgree,
  accountsAlive,
  fourEyes,
  lrnsOnce,
  simplifiedByRight,
  tasksOnce,
} from '../../people.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { ACCEPTED, MRN, passed, sent } from '../told.ts';

const tin = 'GE204378869';
const at = (type: string, details: object = {}, node = 'GEO'): Line => [0, node, type, details];

const approved = at('AccountApproved', { tin });
const suspended = at('AccountStatusChanged', { tin, status: 'suspended' });
const declares = (lrn = 'L', principal = tin, node = 'GEO'): Line =>
  at('DeclarationSubmitted', { lrn, principal }, node);

const known = (status: string, by = 'GEO-1'): Line => [
  2_000,
  'AZE',
  'AccountKnown',
  { by, tin, status },
];
const published = passed(0, 'GEO-1', 'A803', ['GEO', 'ALL']);

const reviewed = at('AccountReviewed', { tin, officer: 'anna' });
const confirmed = (officer: string, kind = 'accountConfirmation'): Line =>
  at('TaskDecided', { kind, task: `${kind}/${tin}`, officer });

// --- Questions to officers -------------------------------------------------------------------------------------------

const office = 'GE000102';
const task = 'acceptance/L';
const opened = at('TaskOpened', { task, office });
const withdrawn = at('TaskWithdrawn', { task, office });
const decided = (
  details: object = {},
  id = 'WORLD-n1',
  from = `${office}/bot`,
): readonly Line[] => [
  sent(0, id, 'N820', [from, 'GEO']),
  at('TaskDecided', {
    by: id,
    kind: 'acceptance',
    decision: 'accept',
    officer: 'bot',
    task,
    office,
    ...details,
  }),
];

// --- Simplifications -------------------------------------------------------------------------------------------------

const granted = (authorisation: string, holder: string, node: string): Line =>
  at('AuthorisationGranted', { tin: holder, authorisation }, node);
const unloads: readonly Line[] = [
  sent(0, 'WORLD-n1', 'T007', ['UZ1', 'UZB']),
  at('ArrivalNotified', { by: 'WORLD-n1', row: 'A7', mrn: MRN }, 'UZB'),
];
const simplified = at('GuaranteeAsked', { mrn: MRN, result: 'A3', amount: 10 });

export const PEOPLE: readonly Cases[] = [
  {
    invariant: accountsAlive,
    cases: [
      right('an active account', [approved, declares()]),
      right('reinstated', [
        approved,
        suspended,
        at('AccountStatusChanged', { tin, status: 'active' }),
        declares(),
      ]),
      right('known from abroad', [
        at('AccountKnown', { tin, status: 'active' }, 'AZE'),
        declares('L', tin, 'AZE'),
      ]),
      wrong('none', `declared by ${tin}, whose account is unknown`, [declares()]),
      wrong('suspended', 'whose account is suspended', [approved, suspended, declares()]),
      wrong('known elsewhere only', 'whose account is unknown', [
        approved,
        declares('L', tin, 'AZE'),
      ]),
    ],
  },
  {
    invariant: accountsAgree,
    cases: [
      right('as told', [approved, ...published, known('active')]),
      right('as it was when told', [approved, ...published, suspended, known('active')]),
      wrong('otherwise', `${tin} is known as active, and is suspended in GEO`, [
        suspended,
        ...passed(0, 'GEO-1', 'A804', ['GEO', 'ALL']),
        known('active'),
      ]),
    ],
  },
  {
    invariant: fourEyes,
    cases: [
      right('two officers', [reviewed, confirmed('boris')]),
      right('the same officer, of something else', [reviewed, confirmed('anna', 'accountReview')]),
      right('the same officer, of a new application', [
        reviewed,
        at('AccountRefused', { tin }),
        confirmed('anna'),
      ]),
      wrong('one officer', `anna has reviewed and confirmed ${tin}`, [reviewed, confirmed('anna')]),
    ],
  },
  {
    invariant: tasksOnce,
    cases: [
      right('asked and decided', [opened, ...decided()]),
      right('withdrawn, and asked again', [opened, withdrawn, opened, ...decided()]),
      right('what an officer decides on his own account', [
        ...decided({ kind: 'accountStatus', task: `accountStatus/${tin}`, decision: 'suspend' }),
      ]),
      wrong('never asked', `TaskDecided: ${task} is not open`, [...decided()]),
      wrong('twice', `TaskDecided: ${task} is not open`, [
        opened,
        ...decided(),
        ...decided({}, 'WORLD-n2'),
      ]),
      wrong('asked while it is open', `${task} is asked while it is open`, [opened, opened]),
      wrong('withdrawn twice', `TaskWithdrawn: ${task} is not open`, [
        opened,
        withdrawn,
        withdrawn,
      ]),
      wrong('at another office', `is a question to ${office}, not to GE000101`, [
        opened,
        ...decided({ office: 'GE000101' }, 'WORLD-n1', 'GE000101/bot'),
      ]),
      wrong('by an officer of another office', `of ${office} is decided by GE000101/bot`, [
        opened,
        ...decided({}, 'WORLD-n1', 'GE000101/bot'),
      ]),
      wrong('otherwise than the procedure allows', 'cannot be decided by grant', [
        opened,
        ...decided({ decision: 'grant' }),
      ]),
    ],
  },
  {
    invariant: simplifiedByRight,
    cases: [
      right('an authorised consignee', [granted('C522', 'UZ1', 'UZB'), ...unloads]),
      right('an authorised consignor', [granted('C521', tin, 'GEO'), ...ACCEPTED, simplified]),
      right('with any other result', [
        ...ACCEPTED,
        at('GuaranteeAsked', { mrn: MRN, result: 'A1', amount: 10 }),
      ]),
      wrong('a consignee without', 'UZ1 has no authorisation C522', [...unloads]),
      wrong('a consignee of another country', 'UZ1 has no authorisation C522', [
        granted('C522', 'UZ1', 'GEO'),
        ...unloads,
      ]),
      wrong('a consignor without', `${tin} has no authorisation C521`, [...ACCEPTED, simplified]),
    ],
  },
  {
    invariant: lrnsOnce,
    cases: [
      right('one each, and the same of another trader', [
        declares('1'),
        declares('2'),
        declares('1', 'GE2'),
      ]),
      wrong('twice', `${tin} 1 was used before`, [declares('1'), declares('1')]),
    ],
  },
];
