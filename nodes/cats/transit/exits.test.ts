import { describe, expect, it } from 'vitest';
import { DAY, isoUtc, SECOND } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

const OFFICE = 'AZ000202';
const KEY = `${MRN}/${OFFICE}`;
const DRIVER = { sender: PLATE, recipient: OFFICE };
const GEORGIA = { sender: 'GEO', mrn: MRN };

const presentation = (change: Partial<Body<'N117'>> = {}): Body<'N117'> => ({
  mrn: MRN,
  office: OFFICE,
  identification: PLATE,
  seals: [SEAL],
  ...change,
});

const expected = (): NodeBench =>
  new NodeBench(exampleNode('AZE')).tell('X160', advanceRecord([OFFICE]), GEORGIA);

describe('exit with a record (X160)', () => {
  it('is granted by the officer; departure hears nothing', () => {
    const bench = expected();
    expect(bench.facts('ExitRecordKept')).toHaveLength(1);
    bench.tell('N117', presentation(), DRIVER);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'pass' });
    bench.clear().decide(`presentation/${KEY}`, 'pass');
    expect(bench.rows()).toEqual([]);
    expect(bench.facts('ExitGranted')).toHaveLength(1);
    expect(bench.mail()).toEqual([`N118>${PLATE}`]);
    bench.clear().tell('N117', presentation(), DRIVER);
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('is looked at where the seals are others, sealed anew or refused', () => {
    const bench = expected().tell('N117', presentation({ seals: ['X'] }), DRIVER);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'check', channel: 'orange' });
    bench.decide(`presentation/${KEY}`, 'check').clear();
    bench.decide(`entryCheck/${KEY}`, 'resealed');
    expect(bench.mail()).toEqual(['X180>GEO', `N118>${PLATE}`]);
    const other = expected().tell('N117', presentation(), DRIVER);
    other.decide(`presentation/${KEY}`, 'check').clear();
    other.decide(`entryCheck/${KEY}`, 'refusePassage');
    expect(other.mail()).toEqual([`T058>${PLATE}`]);
    expect(other.facts('ExitRefused')).toHaveLength(1);
  });

  it('ends with the movement, and follows its incidents', () => {
    const bench = expected().tell('N117', presentation(), DRIVER).clear();
    bench.tell('X010', { mrn: MRN, date: isoUtc(START) }, GEORGIA);
    expect(bench.mail()).toEqual([`N811>${OFFICE}`, `T058>${PLATE}`]);
    const changed = expected().tell(
      'X181',
      {
        mrn: MRN,
        office: 'GE000101',
        incident: {
          code: '2',
          text: 'torn',
          occurredAt: isoUtc(START),
          place: { qualifier: 'Z', value: 'road' },
          seals: { count: 1, identifiers: ['NEW-1'] },
        },
      },
      GEORGIA,
    );
    changed.tell('N117', presentation({ seals: ['NEW-1'] }), DRIVER);
    expect(changed.of('N810')[0]?.body).toMatchObject({ proposed: 'pass' });
  });

  it('is closed when the goods have arrived without leaving here, and left alone when they have left (X024)', () => {
    const arrived = { mrn: MRN, actualOffice: 'KZ000101', skippedOffices: [OFFICE] };
    const waiting = expected().tell('N117', presentation(), DRIVER).clear();
    waiting.tell('X024', arrived, GEORGIA);
    expect(waiting.facts('ExitClosed')).toHaveLength(1);
    expect(waiting.mail()).toEqual([`N811>${OFFICE}`]);
    waiting.tell('N117', presentation(), DRIVER);
    expect(waiting.of('T058')[0]?.body.errors[0]?.reason).toBe('C202');
    const left = expected().tell('N117', presentation(), DRIVER);
    left.decide(`presentation/${KEY}`, 'pass').clear().tell('X024', arrived, GEORGIA);
    expect(left.mail()).toEqual([]);
    expect(left.facts('ExitClosed')).toEqual([]);
  });

  it('is refused a second time, without MRN, and for an office that is not ours', () => {
    const bench = expected().clear();
    bench.tell('X160', advanceRecord([OFFICE]), GEORGIA);
    bench.tell('X160', advanceRecord([OFFICE]), { sender: 'GEO' });
    bench.tell('X160', advanceRecord(['KZ000202']), GEORGIA);
    expect(bench.refusals()).toEqual(['C202/92', 'C102/13', 'C304/12']);
  });

  it('is forgotten when nobody came', () => {
    const bench = expected().pass(20 * DAY);
    expect(bench.tableSizes()).toMatchObject({ exits: 0 });
  });
});

describe('exit without a record', () => {
  /** It has entered by another office of the country. */
  const entered = (): NodeBench => {
    const bench = new NodeBench(exampleNode('AZE'));
    bench.tell('X050', advanceRecord(['AZ000200']), GEORGIA);
    const entry = presentation({ office: 'AZ000200' });
    bench.tell('N117', entry, { sender: PLATE, recipient: 'AZ000200' });
    return bench.decide(`presentation/${MRN}/AZ000200`, 'pass').clear();
  };
  const answer = (bench: NodeBench, change: Omit<Body<'X165'>, 'mrn' | 'office'>): NodeBench =>
    bench.clear().tell('X165', { mrn: MRN, office: OFFICE, ...change }, GEORGIA);

  it('makes the office ask departure (X164), and the truck leaves on the answer', () => {
    const bench = entered().tell('N117', presentation(), DRIVER);
    expect(bench.mail()).toEqual(['X164>GEO']);
    answer(bench, { record: advanceRecord([OFFICE]) });
    bench.decide(`presentation/${KEY}`, 'pass');
    expect(bench.facts('ExitGranted')).toHaveLength(1);
  });

  it('is refused where departure has none, or does not answer', () => {
    const bench = entered().tell('N117', presentation(), DRIVER);
    expect(answer(bench, { reason: 3 }).of('T058')[0]?.body.errors[0]?.reason).toBe('C201');
    const silent = entered().tell('N117', presentation(), DRIVER);
    for (let i = 0; i < 6; i++) silent.pass(30 * SECOND);
    expect(silent.of('X164')).toHaveLength(6);
    expect(silent.of('T058')).toHaveLength(1);
    expect(answer(silent, { reason: 3 }).refusals()).toEqual([]);
    expect(answer(entered(), { reason: 3 }).refusals()).toEqual(['C201/90']);
  });

  it('at an office that also lets in is an entry, unless the goods are here already', () => {
    const bench = new NodeBench(exampleNode('AZE')).tell('N117', presentation(), DRIVER);
    expect(bench.mail()).toEqual(['X114>GEO']);
  });
});
