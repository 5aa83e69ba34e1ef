import { describe, expect, it } from 'vitest';
import { isoUtc, SECOND } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Variant } from '../node-bench.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

const OFFICE = 'AZ000201';
const KEY = `${MRN}/${OFFICE}`;
const DRIVER = { sender: PLATE, recipient: OFFICE };
const GEORGIA = { sender: 'GEO', mrn: MRN };

const presentation: Body<'N117'> = {
  mrn: MRN,
  office: OFFICE,
  identification: PLATE,
  seals: [SEAL],
};

/** A truck at an office that nobody has told of it. */
const surprised = (variant?: Variant): NodeBench =>
  new NodeBench(exampleNode('AZE', variant)).tell('N117', presentation, DRIVER);

const answer = (bench: NodeBench, change: Omit<Body<'X115'>, 'mrn' | 'office'>): NodeBench =>
  bench.clear().tell('X115', { mrn: MRN, office: OFFICE, ...change }, GEORGIA);

const unanswered = (): NodeBench => {
  const bench = surprised();
  for (let i = 0; i < 6; i++) bench.pass(30 * SECOND);
  return bench;
};

describe('a truck without a record', () => {
  it('makes the office ask departure (B2)', () => {
    const bench = surprised();
    expect(bench.rows()).toEqual(['B2']);
    expect(bench.mail()).toEqual(['X114>GEO']);
    expect(bench.of('X114')[0]).toMatchObject({ mrn: MRN, body: { mrn: MRN, office: OFFICE } });
    expect(bench.facts('TruckPresented')).toHaveLength(1);
    bench.clear().tell('N117', presentation, DRIVER);
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('is asked of any office of departure of its country where the number names none', () => {
    const bench = new NodeBench(exampleNode('AZE'));
    bench.tell('N117', { ...presentation, mrn: '26KZ000305PX93B0Y4' }, DRIVER);
    expect(bench.mail()).toEqual(['X114>KAZ']);
  });

  it('is taken up at once when the record comes (B3), and passes', () => {
    const bench = answer(surprised(), { record: advanceRecord([OFFICE]) });
    expect(bench.rows()).toEqual(['B3']);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `presentation/${KEY}`,
      proposed: 'pass',
    });
    bench.clear().decide(`presentation/${KEY}`, 'pass');
    expect(bench.rows()).toEqual(['B6']);
    expect(bench.mail()).toEqual(['X118>GEO', `N118>${PLATE}`]);
  });

  it('has its risk looked at when the record comes', () => {
    const controlResult = { code: 'A1', date: isoUtc(START) };
    const bench = answer(surprised({ channels: { green: 0, yellow: 0, orange: 0, red: 1 } }), {
      record: advanceRecord([OFFICE], { controlResult }),
    });
    expect(bench.of('N810')[0]?.body).toMatchObject({ channel: 'green' });
  });

  it.each([
    [1, 'C202', '92'],
    [2, 'C207', '92'],
    [3, 'C201', '90'],
    [4, 'C207', '92'],
  ])('is turned away for reason %i (B4)', (reason, rule, code) => {
    const bench = answer(surprised(), { reason });
    expect(bench.rows()).toEqual(['B4']);
    expect(bench.facts('AtrRefused')).toMatchObject([{ reason, rule }]);
    expect(bench.of('T058')[0]).toMatchObject({
      recipient: PLATE,
      body: { office: OFFICE, errors: [{ code, reason: rule }] },
    });
    bench.clear().tell('N117', presentation, DRIVER);
    expect(bench.of('T058')).toHaveLength(1);
  });

  it('is put before an officer after five questions more (B5)', () => {
    const bench = unanswered();
    expect(bench.rows()).toEqual(['B2', 'B5', 'B5', 'B5', 'B5', 'B5', 'B5']);
    expect(bench.of('X114')).toHaveLength(6);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `noRecord/${KEY}`,
      decisions: ['stop', 'paper'],
      proposed: 'stop',
      identification: PLATE,
    });
    bench.clear().pass(30 * SECOND);
    expect(bench.rows()).toEqual([]);
  });

  it('then goes on on paper, or is stopped', () => {
    const onPaper = unanswered().clear().decide(`noRecord/${KEY}`, 'paper');
    expect(onPaper.facts('PassageOnPaper')).toMatchObject([{ mrn: MRN, office: OFFICE }]);
    expect(onPaper.mail()).toEqual([`N118>${PLATE}`]);
    const stopped = unanswered().clear().decide(`noRecord/${KEY}`, 'stop');
    expect(stopped.facts('PassageStopped')).toMatchObject([{ rule: 'C201' }]);
    expect(stopped.mail()).toEqual([`T058>${PLATE}`]);
  });

  it('that went on on paper is nothing to complain of when it has arrived', () => {
    const bench = unanswered().decide(`noRecord/${KEY}`, 'paper').clear();
    const forward = { mrn: MRN, actualOffice: 'KZ000300', skippedOffices: [OFFICE] };
    bench.tell('X024', forward, GEORGIA);
    expect(bench.refusals()).toEqual([]);
  });
});

describe('an answer', () => {
  it('to a question that was put again may come twice, any other not', () => {
    const record = advanceRecord([OFFICE]);
    const twice = answer(surprised().pass(30 * SECOND), { record });
    expect(answer(twice, { record }).refusals()).toEqual([]);
    const once = answer(surprised(), { record });
    expect(answer(once, { record }).refusals()).toEqual(['C202/92']);
  });

  it('that nobody has asked for is refused, and one without content', () => {
    const bench = new NodeBench(exampleNode('AZE'));
    expect(answer(bench, { reason: 1 }).refusals()).toEqual(['C201/90']);
    bench.tell('X050', advanceRecord([OFFICE]), GEORGIA);
    expect(answer(bench, { reason: 1 }).refusals()).toEqual(['C202/92']);
    expect(answer(surprised(), {}).refusals()).toEqual(['C102/13']);
  });

  it('is not awaited in vain: an advance record that comes meanwhile is refused', () => {
    const bench = surprised()
      .clear()
      .tell('X050', advanceRecord([OFFICE]), GEORGIA);
    expect(bench.refusals()).toEqual(['C202/92']);
  });
});
