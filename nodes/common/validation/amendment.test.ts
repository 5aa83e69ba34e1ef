import { describe, expect, it } from 'vitest';
import type { Body } from '../message-types.ts';
import type { Declaration, Defect } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import type { AmendmentCase } from './amendment.ts';
import { judgeAmendment, judgeGuaranteeAmendment } from './amendment.ts';
import { AGENT, guarantee, HELD, item, submission, VALID } from './sample.ts';

const MRN = '26GE000101000001Y8';

interface Given {
  readonly change?: Partial<Declaration>;
  readonly body?: Partial<Body<'T013'>>;
  readonly envelope?: { readonly lrn?: string; readonly mrn?: string };
}

const subjectOf = ({ change = {}, body = {}, envelope = {} }: Given, flag: 0 | 1) => {
  const declaration = { ...VALID, ...change };
  const named = body.lrn === undefined ? { mrn: MRN } : {};
  const subject: AmendmentCase = {
    amendment: { ...named, amendmentTypeFlag: flag, declaration, ...body },
    lrn: envelope.lrn,
    mrn: envelope.mrn,
    before: VALID,
    beforeLrn: 'L-1',
    beforeMrn: MRN,
  };
  return subject;
};

const texts = (defects: readonly Defect[]): string[] =>
  defects.map(({ reason, code, pointer }) => `${reason} ${code} ${pointer}`);

const ordinary = (given: Given, off?: ReadonlySet<RuleCode>): string[] => {
  const subject = subjectOf(given, 0);
  const { declaration } = subject.amendment;
  return texts(judgeAmendment(subject, submission(declaration, HELD), off));
};

const guaranteeOnly = (given: Given, off?: ReadonlySet<RuleCode>): string[] => {
  const subject = subjectOf(given, 1);
  return texts(judgeGuaranteeAmendment(subject, submission(subject.amendment.declaration), off));
};

const D = '/body/declaration';

const ORDINARY: readonly (readonly [what: string, given: Given, found: readonly string[]])[] = [
  ['what is wrong in any declaration', { change: { grossMass: 1 } }, [`C310 14 ${D}/grossMass`]],
  [
    'another representative',
    { change: { representative: AGENT } },
    [`C205 14 ${D}/representative/tin`],
  ],
  [
    'another declaration type',
    { change: { declarationType: 'T2' } },
    [`C205 14 ${D}/declarationType`],
  ],
  ['another additional type', { change: { additionalType: 'D' } }, [`C205 14 ${D}/additionalType`]],
  ['another security flag', { change: { security: 1 } }, [`C205 14 ${D}/security`]],
  [
    'another HS code',
    { change: { items: [item({ hs6: '847131' }), item({ number: 2 })] } },
    [`C205 14 ${D}/items/0/hs6`],
  ],
  ['another LRN', { envelope: { lrn: 'L-2' } }, ['C205 14 /lrn']],
  ['another MRN', { envelope: { mrn: '26GE000101000002Y6' } }, ['C205 14 /mrn']],
  ['both references', { body: { mrn: MRN, lrn: 'L-1' } }, ['C206 15 /body/lrn']],
];

const OF_GUARANTEE: readonly (readonly [what: string, given: Given, found: readonly string[]])[] = [
  [
    'anything else',
    { change: { placeOfUnloading: 'Astana', countryOfDestination: 'KZ' } },
    [`C204 14 ${D}/placeOfUnloading`, `C204 14 ${D}/countryOfDestination`],
  ],
  [
    'an ordinary amendment',
    { body: { amendmentTypeFlag: 0 } },
    ['C204 14 /body/amendmentTypeFlag'],
  ],
  [
    'a guarantee that breaks a rule',
    { change: { guarantees: [guarantee({ currency: 'EUR' })] } },
    [`C416 14 ${D}/guarantees/0/currency`],
  ],
  ['both references', { body: { mrn: MRN, lrn: 'L-1' } }, ['C206 15 /body/lrn']],
];

const rulesIn = (found: readonly string[]): ReadonlySet<RuleCode> =>
  new Set(found.map((text) => text.slice(0, 4) as RuleCode));

describe('an ordinary amendment', () => {
  it('may change whatever is not fixed, by LRN or MRN', () => {
    const change = {
      placeOfUnloading: 'Astana',
      items: [item({ packages: 9 }), item({ number: 2 })],
      guarantees: [guarantee({ amount: 30_000 })],
    };
    expect(ordinary({ change })).toEqual([]);
    expect(ordinary({ change, body: { lrn: 'L-1' } })).toEqual([]);
    expect(ordinary({ envelope: { lrn: 'L-1', mrn: MRN } })).toEqual([]);
  });

  it.each(ORDINARY)('may not bring %s', (_, given, expected) => {
    expect(ordinary(given)).toEqual(expected);
    expect(ordinary(given, rulesIn(expected))).toEqual([]);
  });

  it('names the movement (C206)', () => {
    const subject = subjectOf({}, 0);
    const { amendmentTypeFlag, declaration } = subject.amendment;
    const nameless = { ...subject, amendment: { amendmentTypeFlag, declaration } };
    expect(texts(judgeAmendment(nameless, submission()))).toEqual(['C206 13 /body/mrn']);
  });
});

describe('an amendment of the guarantee', () => {
  it('changes the guarantee, whatever the order of the keys', () => {
    const guarantees = [guarantee({ accessCode: 'BBBB' })];
    const change = Object.fromEntries(Object.entries({ ...VALID, guarantees }).reverse());
    expect(guaranteeOnly({ change })).toEqual([]);
  });

  it.each(OF_GUARANTEE)('may not bring %s', (_, given, expected) => {
    expect(guaranteeOnly(given)).toEqual(expected);
    expect(guaranteeOnly(given, rulesIn(expected))).toEqual([]);
  });
});
