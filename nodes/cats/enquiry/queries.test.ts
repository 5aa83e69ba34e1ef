import { describe, expect, it } from 'vitest';
import { advanceRecord, exampleNode, MRN, NodeBench } from '../node-bench.ts';
import { released } from './bench.ts';

/** Azerbaijan, which awaits the movement at its border. */
function awaiting(): NodeBench {
  const bench = new NodeBench(exampleNode('AZE'));
  bench.tell('X050', advanceRecord(['AZ000200']), { sender: 'GEO', mrn: MRN });
  return bench.clear();
}

const AT_BORDER = { office: 'AZ000200' };

describe('an officer of any office', () => {
  it('asks departure what has become of a movement (X027), and the answer is noted (X038)', () => {
    const bench = awaiting();
    bench.decide(`movementQuery/${MRN}`, 'ask', AT_BORDER);
    expect(bench.facts('MovementQueried')).toMatchObject([{ mrn: MRN, office: 'AZ000200' }]);
    expect(bench.of('X027')[0]).toMatchObject({ recipient: 'GEO', body: AT_BORDER });
    bench.tell('X038', { mrn: MRN, ...AT_BORDER, status: 'arrived' }, { sender: 'GEO', mrn: MRN });
    bench.tell('X038', { mrn: MRN, ...AT_BORDER, reason: 3 }, { sender: 'GEO', mrn: MRN });
    expect(bench.facts('MovementLearnt')).toMatchObject([
      { status: 'arrived' },
      { status: 'none', reason: 3 },
    ]);
  });

  it('compares the state of his record with departure (X094, X095)', () => {
    const bench = awaiting();
    bench.decide(`movementQuery/${MRN}`, 'compare', AT_BORDER);
    expect(bench.of('X094')[0]).toMatchObject({
      recipient: 'GEO',
      body: { ...AT_BORDER, ownState: 'atrCreated' },
    });
    const states = { ownState: 'released', otherState: 'atrCreated' };
    bench.tell('X095', { mrn: MRN, office: 'GE000101', ...states }, { sender: 'GEO', mrn: MRN });
    expect(bench.facts('StatesCompared')).toMatchObject([
      { ownState: 'atrCreated', otherState: 'released' },
    ]);
  });

  it('compares an own movement with the office of destination', () => {
    const { bench, mrn } = released();
    bench.decide(`movementQuery/${mrn}`, 'compare', { office: 'GE000101' });
    expect(bench.of('X094')[0]).toMatchObject({ recipient: 'KAZ', body: { ownState: 'released' } });
  });

  it('asks the office of guarantee whether the guarantee is valid here too (X200), and the answer is noted (X201)', () => {
    const bench = awaiting();
    bench.decide(`movementQuery/${MRN}`, 'checkGuarantee', AT_BORDER);
    const [question] = bench.of('X200');
    const { grn = '' } = advanceRecord([]).declaration.guarantees[0] ?? {};
    expect(question).toMatchObject({ recipient: 'GEO', body: { mrn: MRN, grn } });
    expect(question?.body.countries).toContain('AZ');
    expect(bench.facts('CoverQueried')).toMatchObject([{ mrn: MRN, grn, ...AT_BORDER }]);
    const answer = { mrn: MRN, grn, reasons: ['G08'], notValidIn: ['AZ'] };
    bench.tell('X201', answer, { sender: 'GEO', mrn: MRN });
    expect(bench.facts('CoverLearnt')).toMatchObject([answer]);
  });

  it('cannot ask about the guarantee of a movement that this country has no record of (C201)', () => {
    const bench = new NodeBench(exampleNode('AZE'));
    bench.decide(`movementQuery/${MRN}`, 'checkGuarantee', AT_BORDER);
    expect(bench.refusals()).toEqual(['C201/90']);
    expect(bench.of('X200')).toEqual([]);
  });

  it('names a number that is one, of a member, at an office of his country', () => {
    const bench = awaiting();
    bench.decide('movementQuery/nonsense', 'ask', AT_BORDER);
    bench.decide('movementQuery/26GE000101000001Y7', 'ask', AT_BORDER);
    bench.decide('movementQuery/26UZ0004107L5D2WY2', 'ask', AT_BORDER);
    bench.decide(`movementQuery/${MRN}`, 'ask', { office: 'GE000101' });
    expect(bench.refusals()).toEqual(['C301/93', 'C302/93', 'C201/90', 'C505/14']);
  });
});

describe('X094', () => {
  it('is answered with the state of the record that this country holds, or none', () => {
    const bench = awaiting();
    const ask = (mrn: string) =>
      bench.tell('X094', { mrn, office: 'GE000101', ownState: 'released' }, { sender: 'GEO', mrn });
    ask(MRN);
    ask('26GE0002004H8T1VY4');
    expect(bench.of('X095').map(({ body }) => [body.ownState, body.otherState])).toEqual([
      ['atrCreated', 'released'],
      ['none', 'released'],
    ]);
    expect(bench.of('X095')[0]?.correlationId).toMatch(/^in-/);
  });

  it('is answered by departure for its own movements', () => {
    const { bench, mrn } = released();
    const body = { mrn, office: 'KZ000300', ownState: 'aarCreated' };
    bench.tell('X094', body, { sender: 'KAZ', mrn });
    expect(bench.of('X095')[0]?.body).toMatchObject({ ownState: 'released' });
  });

  it('inside one country is answered by the office that is asked', () => {
    const { bench, mrn } = released([], {
      officeOfDestination: 'GE000300',
      officesOfTransit: [],
      countriesOfRouting: ['GE'],
    });
    bench.decide(`movementQuery/${mrn}`, 'compare', { office: 'GE000101' });
    expect(bench.facts('StateTold')).toMatchObject([
      { ownState: 'aarCreated', otherState: 'released' },
    ]);
    expect(bench.facts('StatesCompared')).toHaveLength(1);
    bench.clear().decide(`movementQuery/${mrn}`, 'ask', { office: 'GE000300' });
    expect(bench.facts('MovementLearnt')).toMatchObject([{ status: 'released' }]);
  });
});
