/** Planted: what is said by the wrong ones, in the wrong form, or under rules that are none. */
import { EXAMPLES } from '../../../../../nodes/common/messages/examples.ts';
import { rolesSpeak, rulesNamed, wellFormed } from '../../form.ts';
import { hubRefuses, sendsWhatIsRight } from '../../hub.ts';
import { versionsRise } from '../../versions.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { MRN, passed, sent } from '../told.ts';

const record = (id: string, body: object): Line =>
  sent(0, id, 'X114', ['AZE', 'GEO'], { mrn: MRN }, body);
/** Its office is none. */
const SPOILT = { ...EXAMPLES.X114, office: 'nowhere' };
const READ_EVERY = 256;

const refusal = (rule: string | undefined, type = 'MessageRefused', details: object = {}): Line => [
  0,
  'ICE',
  type,
  rule === undefined ? details : { rule, ...details },
];

const refused = (id: string, rule: string, way: readonly [string, string] = ['AZE', 'GEO']) =>
  [
    ...passed(0, id, 'X118', way, { mrn: MRN }),
    [2_000, 'GEO', 'MessageRejected', { by: id, rule, code: '12' }],
  ] satisfies Line[];

const WRONG_DIGIT = '26GE000102000001Y4';

const published = (version: number): Line => [
  0,
  'ICE',
  'ReferenceDataPublished',
  { list: 'members', version },
];
const known = (version: number): Line => [0, 'GEO', 'MembersKnown', { version }];

export const FORM: readonly Cases[] = [
  {
    invariant: rolesSpeak,
    cases: [
      right('a node to another', [sent(0, 'GEO-1', 'X050', ['GEO', 'AZE'])]),
      right('a node in the name of its office', [
        sent(0, 'GEO-n1', 'T028', ['GE000102', 'GE204378869']),
      ]),
      right('people', [sent(0, 'WORLD-n1', 'T015', ['GE204378869', 'GEO'])]),
      right('a script, whatever it says', [sent(0, 'SCRIPT-1', 'G811', ['AZE', 'KAZ'])]),
      wrong('in the name of another', 'GEO-1 (X118): GEO speaks in the name of AZE', [
        sent(0, 'GEO-1', 'X118', ['AZE', 'GEO']),
      ]),
      wrong('what is not its to say', 'GEO-1 (G811): GEO may not send it', [
        sent(0, 'GEO-1', 'G811', ['GEO', 'GEO']),
      ]),
      wrong('to whom it is not for', 'GEO-1 (X050): it is not for FI-AZE', [
        sent(0, 'GEO-1', 'X050', ['GEO', 'FI-AZE']),
      ]),
    ],
  },
  {
    invariant: wellFormed,
    cases: [
      right('as its type asks', [record('AZE-1', EXAMPLES.X114)]),
      right('what people write', [sent(0, 'WORLD-n1', 'T015', ['GE1', 'GEO'], {}, {})]),
      right('one that nobody reads', [record('AZE-1', EXAMPLES.X114), record('AZE-2', SPOILT)]),
      wrong('without an office', 'AZE-1 (X114) at /body/office', [record('AZE-1', SPOILT)]),
      wrong('read again after so many', 'AZE-257 (X114) at /body/office', [
        ...Array.from({ length: READ_EVERY }, (_, i) =>
          record(`AZE-${String(i + 1)}`, EXAMPLES.X114),
        ),
        record('AZE-257', SPOILT),
      ]),
    ],
  },
  {
    invariant: rulesNamed,
    cases: [
      right('a rule', [refusal('C604')]),
      right('several', [refusal(undefined, 'DeclarationRejected', { rules: ['C301', 'C302'] })]),
      right('a rule and a code', [refusal('C304', 'MessageRejected', { code: '12' })]),
      wrong('no rule', 'MessageRefused: names no rule', [refusal(undefined)]),
      wrong('a rule that is none', 'there is no rule C999', [refusal('C999')]),
      wrong('a code that is none', 'there is no error code 11', [
        refusal('C304', 'MessageRejected', { code: '11' }),
      ]),
    ],
  },
  {
    invariant: sendsWhatIsRight,
    cases: [
      right('refused for what has happened meanwhile', refused('AZE-1', 'C202')),
      right('what a script has spoilt', refused('SCRIPT-1', 'C304')),
      wrong('an office that is none', 'AZE-1 (X118) was refused by GEO under rule C304', [
        ...refused('AZE-1', 'C304'),
      ]),
      wrong('a wrong form, at ICE', 'AZE-1 (X118) was refused by ICE under rule C103', [
        sent(0, 'AZE-1', 'X118', ['AZE', 'GEO']),
        [1_000, 'ICE', 'MessageRefused', { by: 'AZE-1', id: 'AZE-1', rule: 'C103' }],
      ]),
    ],
  },
  {
    invariant: hubRefuses,
    cases: [
      right('a right number', passed(0, 'GEO-1', 'X050', ['GEO', 'AZE'], { mrn: MRN })),
      right('a wrong number refused', [
        sent(0, 'GEO-1', 'X050', ['GEO', 'AZE'], { mrn: WRONG_DIGIT }),
        [1_000, 'ICE', 'MessageRefused', { by: 'GEO-1', id: 'GEO-1', rule: 'C302' }],
      ]),
      right('an answer to a question', [
        ...passed(0, 'AZE-1', 'X114', ['AZE', 'GEO'], { mrn: MRN }),
        [2_000, 'GEO', 'AtrAsked', { by: 'AZE-1' }],
        ...passed(2_000, 'GEO-1', 'X115', ['GEO', 'AZE'], { mrn: MRN, re: 'AZE-1' }),
      ]),
      wrong(
        'a wrong number',
        `was taken: check digit of MRN ${WRONG_DIGIT} is wrong`,
        passed(0, 'GEO-1', 'X050', ['GEO', 'AZE'], { mrn: WRONG_DIGIT }),
      ),
      wrong(
        'an answer to nothing',
        'GEO-1 (X115) was taken: nobody has asked AZE-7',
        passed(0, 'GEO-1', 'X115', ['GEO', 'AZE'], { mrn: MRN, re: 'AZE-7' }),
      ),
    ],
  },
  {
    invariant: versionsRise,
    cases: [
      right('one by one, and known with a gap', [
        published(1),
        published(2),
        known(1),
        known(3),
        known(3),
      ]),
      wrong('one left out', 'version 3 of members comes after 1', [published(1), published(3)]),
      wrong('one twice', 'version 1 of members comes after 1', [published(1), published(1)]),
      wrong('back to an older one', 'version 1 of GEO members comes after 2', [known(2), known(1)]),
    ],
  },
];
