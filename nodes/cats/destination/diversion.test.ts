import { describe, expect, it } from 'vitest';
import { isoUtc, SECOND } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

/** Not the declared one. */
const OFFICE = 'KZ000101';
const KEY = `${MRN}/${OFFICE}`;
const DRIVER = { sender: PLATE, recipient: OFFICE };
const GEORGIA = { sender: 'GEO', mrn: MRN };

const arrival = (change: Partial<Body<'T007'>> = {}): Body<'T007'> => ({
  mrn: MRN,
  office: OFFICE,
  arrivedAt: isoUtc(START),
  simplified: 0,
  identification: PLATE,
  seals: [SEAL],
  ...change,
});

/** The declared office of the same country expects the goods. */
const surprised = (change: Partial<Body<'T007'>> = {}): NodeBench => {
  const bench = new NodeBench(exampleNode('KAZ'));
  bench.tell('X001', advanceRecord(['KZ000300']), GEORGIA).clear();
  return bench.tell('T007', arrival(change), DRIVER);
};

const answer = (bench: NodeBench, change: Omit<Body<'X003'>, 'mrn' | 'office'>): NodeBench =>
  bench.clear().tell('X003', { mrn: MRN, office: OFFICE, ...change }, GEORGIA);

const record = advanceRecord([OFFICE]);

describe('goods that come to another office', () => {
  it('make it ask departure (A2)', () => {
    const bench = surprised();
    expect(bench.rows()).toEqual(['A2']);
    expect(bench.mail()).toEqual(['X002>GEO']);
    bench.clear().tell('T007', arrival(), DRIVER);
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('have arrived as soon as the record is there (A3, A6), and are released there', () => {
    const bench = answer(surprised(), { record });
    expect(bench.rows()).toEqual(['A3', 'A6']);
    expect(bench.of('X006')[0]?.body.actualOffice).toBe(OFFICE);
    const forward = { mrn: MRN, actualOffice: OFFICE, skippedOffices: ['KZ000300'] };
    bench.clear().tell('X024', forward, GEORGIA);
    expect(bench.rows()).toEqual(['A19']);
    bench.clear().decide(`arrivalDecision/${KEY}`, 'noControl');
    expect(bench.rows()).toEqual(['A13']);
    expect(bench.of('X018')[0]?.body.office).toBe(OFFICE);
  });

  it('are looked at with the record (A3, A5), and may be notified again', () => {
    const bench = answer(surprised({ arrivedAt: isoUtc(START + SECOND) }), { record });
    expect(bench.rows()).toEqual(['A3', 'A5']);
    expect(bench.mail()).toEqual([`T057>${PLATE}`]);
    bench.clear().tell('T007', arrival(), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
  });

  it.each([
    [1, 'C208', '92'],
    [2, 'C207', '92'],
    [3, 'C201', '90'],
    [4, 'C207', '92'],
  ])('are turned down for reason %i (A4)', (reason, rule, code) => {
    const bench = answer(surprised(), { reason });
    expect(bench.rows()).toEqual(['A4']);
    expect(bench.facts('AarRefused')).toMatchObject([{ rule, reason }]);
    expect(bench.of('T057')[0]?.body).toMatchObject({
      rejectionType: '007',
      errors: [{ code, reason: rule }],
    });
    bench.clear().tell('T007', arrival(), DRIVER);
    expect(bench.refusals()).toEqual(['C207/92']);
  });

  it('are asked for five times more; then the officer is told, and the answer may still come', () => {
    const bench = surprised();
    for (let i = 0; i < 8; i++) bench.pass(30 * SECOND);
    expect(bench.of('X002')).toHaveLength(6);
    expect(bench.facts('AarAskedAgain')).toHaveLength(5);
    expect(bench.of('S903')).toHaveLength(1);
    expect(answer(bench, { record }).rows()).toEqual(['A3', 'A6']);
    expect(answer(bench, { record }).refusals()).toEqual([]);
  });

  it('that departure says nothing of are turned away by the officer, or stay on paper until it does', () => {
    const unanswered = (): NodeBench => {
      const bench = surprised();
      for (let i = 0; i < 6; i++) bench.pass(30 * SECOND);
      return bench;
    };
    const asked = unanswered();
    const task = `noRecord/arrival/${KEY}`;
    expect(asked.of('N810')[0]?.body).toMatchObject({
      task,
      proposed: 'stop',
      identification: PLATE,
    });
    asked.clear().decide(task, 'stop');
    expect(asked.facts('AarRefused')).toMatchObject([{ row: 'A4', rule: 'C201' }]);
    expect(asked.mail()).toEqual([`T057>${PLATE}`]);
    expect(answer(asked, { record }).mail()).toEqual([]);
    expect(asked.clear().tell('T007', arrival(), DRIVER).refusals()).toEqual(['C207/92']);
    const onPaper = unanswered().clear().decide(task, 'paper');
    expect(onPaper.facts('ArrivalOnPaper')).toMatchObject([{ mrn: MRN, office: OFFICE }]);
    expect(onPaper.mail()).toEqual([]);
    expect(answer(onPaper, { record }).rows()).toEqual(['A3', 'A6']);
    expect(answer(unanswered(), { record }).mail()).toContain(`N811>${OFFICE}`);
  });

  it('are known by one answer only', () => {
    const bench = answer(surprised(), { record });
    expect(answer(bench, { record }).refusals()).toEqual(['C202/92']);
    expect(answer(surprised(), {}).refusals()).toEqual(['C102/13']);
    const nobody = new NodeBench(exampleNode('KAZ'));
    expect(answer(nobody, { record }).refusals()).toEqual(['C201/90']);
  });

  it('meet no second record at the declared office: X001 is refused while the record is asked for', () => {
    const bench = new NodeBench(exampleNode('KAZ'));
    const declared = { sender: PLATE, recipient: 'KZ000300' };
    bench.tell('T007', arrival({ office: 'KZ000300' }), declared).clear();
    bench.tell('X001', advanceRecord(['KZ000300']), GEORGIA);
    expect(bench.refusals()).toEqual(['C202/92']);
    bench.clear().tell('X003', { mrn: MRN, office: 'KZ000300', record }, GEORGIA);
    expect(bench.rows()).toEqual(['A3', 'A6']);
    bench.clear().decide(`arrivalDecision/${MRN}`, 'noControl');
    expect(bench.rows()).toEqual(['A13']);
  });
});
