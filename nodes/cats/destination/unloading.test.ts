import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { Account } from '../accounts/account.ts';
import type { Variant } from '../node-bench.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

const OFFICE = 'KZ000300';
const CONSIGNEE = 'KZ990140004321';
const AUTHORISATION = 'KZ-C522-000001';
const PLACE = 'KZ-ALTYN-1';
const TRADER = { sender: CONSIGNEE, recipient: OFFICE };
const RED = { green: 0, yellow: 0, orange: 0, red: 1 };

const arrival = (change: Partial<Body<'T007'>> = {}): Body<'T007'> => ({
  mrn: MRN,
  office: OFFICE,
  arrivedAt: isoUtc(START),
  simplified: 1,
  authorisation: AUTHORISATION,
  consignee: CONSIGNEE,
  location: PLACE,
  identification: PLATE,
  seals: [SEAL],
  ...change,
});

const expected = (variant?: Variant): NodeBench => {
  const bench = new NodeBench(exampleNode('KAZ', variant));
  bench.table('accounts')?.commit(CONSIGNEE, consignee);
  return bench.tell('X001', advanceRecord([OFFICE]), { sender: 'GEO', mrn: MRN }).clear();
};

const consignee = new Account({
  tin: CONSIGNEE,
  name: 'Altyn Import',
  status: 'active',
  roles: ['consignee'],
  trustLevel: 2,
  validFrom: START - DAY,
  validTo: START + 300 * DAY,
  home: 'KAZ',
  applicant: CONSIGNEE,
  applicationId: 'n-1',
  authorisations: [
    {
      number: AUTHORISATION,
      type: 'C522',
      places: [PLACE],
      sealsRequired: false,
      validTo: START + 300 * DAY,
    },
  ],
});

const permitted = (variant?: Variant): NodeBench =>
  expected(variant).tell('T007', arrival(), TRADER);

const remarks = (change: Partial<Body<'T044'>> = {}): Body<'T044'> => ({
  mrn: MRN,
  office: OFFICE,
  conform: 1,
  unloadingCompletion: 1,
  stateOfSeals: 1,
  unloadedAt: isoUtc(START),
  ...change,
});

const told = (bench: NodeBench, change: Partial<Body<'T044'>> = {}): NodeBench =>
  bench.clear().tell('T044', remarks(change), TRADER);

const defectsOf = (bench: NodeBench): string[] =>
  bench
    .of('T057')
    .flatMap(({ body }) => body.errors)
    .map(({ reason, code, pointer }) => `${reason} ${code} ${pointer}`);

describe('arrival at an authorised consignee', () => {
  it('lets him unload at once (A7)', () => {
    const bench = permitted();
    expect(bench.rows()).toEqual(['A7']);
    expect(bench.mail()).toEqual(['X006>GEO', `T043>${CONSIGNEE}`]);
    expect(bench.of('X006')[0]?.body.simplified).toBe(1);
    expect(bench.of('T043')[0]?.body).toMatchObject({
      continueUnloading: 0,
      seals: { count: 1, identifiers: [SEAL] },
    });
  });

  it.each([
    ['without his authorisation', { authorisation: 'KZ-C522-000009' }, '14 /body/authorisation'],
    ['of a trader who has none', { consignee: 'KZ990140009999' }, '14 /body/authorisation'],
    ['at another place', { location: 'KZ-ELSEWHERE' }, '14 /body/location'],
  ])('%s is rejected (C503)', (_, change, where) => {
    const bench = expected().tell('T007', arrival(change), TRADER);
    expect(bench.rows()).toEqual(['A5']);
    expect(defectsOf(bench)).toEqual([`C503 ${where}`]);
    const off = expected({ rulesOff: ['C503'] }).tell('T007', arrival(change), TRADER);
    expect(off.rows()).toEqual(['A7']);
  });

  it('with other seals lets him unload; then an officer looks, whatever the remarks', () => {
    const bench = expected().tell('T007', arrival({ seals: ['OTHER'] }), TRADER);
    expect(bench.rows()).toEqual(['A7']);
    expect(told(bench).rows()).toEqual(['A11']);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'control', channel: 'orange' });
  });

  it('is rejected while his account is suspended', () => {
    const bench = expected();
    bench.table('accounts')?.commit(CONSIGNEE, consignee.with({ status: 'suspended' }));
    expect(defectsOf(bench.tell('T007', arrival(), TRADER))).toHaveLength(1);
  });
});

describe('unloading remarks', () => {
  it('without remarks release the goods (A10)', () => {
    const bench = told(permitted());
    expect(bench.rows()).toEqual(['A10']);
    expect(bench.mail()).toEqual(['X018>GEO', `T025>${CONSIGNEE}`]);
    expect(bench.of('X018')[0]?.body.result).toMatchObject({ code: 'A2', stateOfSeals: 1 });
    expect(
      bench
        .clear()
        .pass(9 * DAY)
        .rows(),
    ).toEqual([]);
    expect(defectsOf(told(bench))).toEqual(['C202 92 /']);
  });

  it('on a part of the load let him go on (A9), nine times', () => {
    const bench = permitted();
    for (let n = 1; n <= 9; n++) {
      told(bench, { unloadingCompletion: 0 });
      expect(bench.rows()).toEqual(['A9']);
      expect(bench.of('T043')[0]?.body.continueUnloading).toBe(n);
    }
    expect(defectsOf(told(bench, { unloadingCompletion: 0 }))).toEqual([
      'C111 14 /body/unloadingCompletion',
    ]);
    expect(told(bench).rows()).toEqual(['A10']);
  });

  it('that lack what must be said are rejected (A8, C329)', () => {
    const { stateOfSeals: _, ...silent } = remarks({ conform: 0 });
    const bench = permitted().clear();
    bench.tell('T044', { ...silent, unloadedAt: isoUtc(START + DAY) }, TRADER);
    expect(bench.rows()).toEqual(['A8']);
    expect(bench.of('T057')[0]?.body.rejectionType).toBe('044');
    expect(defectsOf(bench)).toEqual([
      'C104 14 /body/unloadedAt',
      'C329 13 /body/differences',
      'C329 13 /body/stateOfSeals',
    ]);
    const off = permitted({ rulesOff: ['C329'] })
      .clear()
      .tell('T044', silent, TRADER);
    expect(off.rows()).toEqual(['A11']);
  });

  it.each([
    ['differences', { conform: 0, differences: ['two boxes less'] }, {}],
    ['broken seals', { stateOfSeals: 0 }, {}],
    ['a risk that calls for a look', {}, { channels: RED }],
  ] as const)('with %s go to an officer (A11)', (_, change, variant) => {
    const bench = told(permitted(variant), change as Partial<Body<'T044'>>);
    expect(bench.rows()).toEqual(['A11']);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `arrivalDecision/${MRN}`,
      proposed: 'control',
    });
    expect(
      bench
        .clear()
        .pass(5 * DAY)
        .mail(),
    ).toEqual([]);
    expect(bench.pass(2 * DAY).mail()).toEqual([`S903>${OFFICE}`]);
  });

  it('say what differs also for the officer, who need not repeat it', () => {
    const bench = told(permitted(), { conform: 0, differences: ['two boxes less'] });
    bench.decide(`arrivalDecision/${MRN}`, 'control').clear();
    bench.decide(`destinationControl/${MRN}`, 'A5');
    expect(bench.of('X018')[0]?.body.result).toMatchObject({
      code: 'A5',
      differences: ['two boxes less'],
    });
  });

  it('on parts add up', () => {
    const bench = permitted();
    told(bench, { unloadingCompletion: 0, conform: 0, differences: ['one box less'] });
    expect(told(bench).rows()).toEqual(['A11']);
  });

  it('that do not come bring an officer (A12)', () => {
    const bench = permitted()
      .clear()
      .pass(4 * DAY);
    expect(bench.rows()).toEqual(['A12']);
    expect(bench.mail()).toEqual([`T060>${CONSIGNEE}`, `N810>${OFFICE}`]);
    expect(
      bench
        .clear()
        .pass(6 * DAY)
        .of('S903')
        .map(({ body }) => body.code),
    ).toEqual(['T-CTLRES-D']);
    bench.clear().decide(`destinationControl/${MRN}`, 'A2');
    expect(bench.rows()).toEqual(['A14']);
  });

  it('of an unknown movement are rejected', () => {
    const bench = new NodeBench(exampleNode('KAZ'));
    expect(defectsOf(told(bench))).toEqual(['C201 90 /body/mrn']);
    expect(defectsOf(told(bench, { mrn: 'NONE' }))).toEqual(['C301 93 /body/mrn']);
  });
});
