/** What happens to released goods: diversions, refusals, incidents, exit, invalidation by customs, and questions of other offices. */
import { describe, expect, it } from 'vitest';
import { DAY, isoUtc, SECOND } from '../../../simulator/core/time.ts';
import type { Body, MessageCode } from '../../common/message-types.ts';
import type { NodeBench } from '../node-bench.ts';
import { PLATE, SEAL, START, TRADER } from '../node-bench.ts';
import { accepted, arrived, released, underControl } from './bench.ts';

const AZE = 'AZE';
const KAZ = 'KAZ';
const UNKNOWN = '26GE000101000009Y0';

const from = <C extends MessageCode>(
  bench: NodeBench,
  sender: string,
  code: C,
  body: Body<C> & { mrn: string },
): NodeBench => bench.tell(code, body, { sender, mrn: body.mrn });

const crossed = (mrn: string, office: string, controlled: 0 | 1 = 0) => ({
  mrn,
  office,
  passageDate: isoUtc(START),
  controlled,
});

describe('an office that was not declared', () => {
  it.each([
    ['X002', 'X003'],
    ['X114', 'X115'],
    ['X164', 'X165'],
  ] as const)('asks with %s and is given the record (D30)', (question, answer) => {
    const { bench, mrn, declaration } = released();
    from(bench.clear(), AZE, question, { mrn, office: 'AZ000201' });
    expect(bench.rows()).toEqual(['D30']);
    expect(bench.mail()).toEqual([`${answer}>AZE`]);
    const [given] = bench.of(answer);
    expect(given?.correlationId).toMatch(/^in-/);
    expect(given?.body).toMatchObject({
      office: 'AZ000201',
      record: { offices: ['AZ000201'], releaseDate: isoUtc(START), declaration },
    });
    expect(given?.body).not.toHaveProperty('reason');
  });

  it('may then let the goods pass, and the declared one is told that they came another way', () => {
    const { bench, mrn } = released();
    from(bench, AZE, 'X114', { mrn, office: 'AZ000201' });
    from(bench.clear(), AZE, 'X118', crossed(mrn, 'AZ000201'));
    from(bench, KAZ, 'X118', crossed(mrn, 'KZ000200'));
    expect(bench.rows()).toEqual(['D27', 'D27']);
    const arrivedAt = isoUtc(START);
    from(bench.clear(), KAZ, 'X006', { mrn, arrivedAt, actualOffice: 'KZ000300' });
    expect(bench.of('X024').map(({ recipient, body }) => [recipient, body.skippedOffices])).toEqual(
      [['AZE', ['AZ000200']]],
    );
  });

  it('is told itself where the goods go on without it', () => {
    const { bench, mrn } = released();
    from(bench, AZE, 'X114', { mrn, office: 'AZ000201' });
    from(bench, AZE, 'X118', crossed(mrn, 'AZ000200'));
    from(bench, KAZ, 'X118', crossed(mrn, 'KZ000200'));
    const arrivedAt = isoUtc(START);
    from(bench.clear(), KAZ, 'X006', { mrn, arrivedAt, actualOffice: 'KZ000101' });
    expect(bench.of('X024').map(({ body }) => body.skippedOffices)).toEqual([
      ['AZ000201'],
      ['KZ000300'],
    ]);
  });

  it('hears of controls that were done on the way', () => {
    const { bench, mrn } = released();
    from(bench, AZE, 'X118', crossed(mrn, 'AZ000200', 1));
    from(bench.clear(), KAZ, 'X002', { mrn, office: 'KZ000101' });
    expect(bench.of('X003')[0]?.body.record?.controls).toEqual([
      { office: 'AZ000200', result: { code: 'A1', date: isoUtc(START) } },
    ]);
  });

  it('is given the record of goods that are late, too (D30 after D32)', () => {
    const { bench, mrn } = released();
    bench.pass(8 * DAY).clear();
    from(bench, KAZ, 'X002', { mrn, office: 'KZ000101' });
    expect(bench.rows()).toEqual(['D30']);
  });

  const refused = (bench: NodeBench, mrn: string, code: 'X002' | 'X114' = 'X002') => {
    from(bench.clear(), KAZ, code, { mrn, office: 'KZ000101' });
    const [answer] = [...bench.of('X003'), ...bench.of('X115')];
    expect(answer?.body).not.toHaveProperty('record');
    expect(bench.of('S906')).toEqual([]);
    const [fact] = bench.facts('RecordRefused');
    return [answer?.body.reason, fact?.rule, fact?.row];
  };

  it('is given none of goods that have arrived (reason 1, C208)', () => {
    const { bench, mrn } = arrived();
    expect(refused(bench, mrn)).toEqual([1, 'C208', undefined]);
    expect(refused(bench, mrn, 'X114')).toEqual([1, undefined, undefined]);
    bench.pass(6 * DAY);
    expect(refused(bench, mrn)).toEqual([1, 'C208', undefined]);
    const result = { code: 'A2', date: isoUtc(START) };
    from(bench, KAZ, 'X018', { mrn, office: 'KZ000300', result });
    expect(refused(bench, mrn)).toEqual([1, 'C208', 'D39']);
  });

  it('is given none of a movement that is invalidated, unknown or not released (reasons 2, 3, 4)', () => {
    const { bench, mrn } = released();
    bench.decide(`invalidation/${mrn}`, 'invalidate');
    expect(refused(bench, mrn)).toEqual([2, 'C207', 'D39']);
    expect(refused(bench, UNKNOWN)).toEqual([3, undefined, undefined]);
    const waiting = accepted();
    expect(refused(waiting.bench, waiting.mrn)).toEqual([4, 'C207', undefined]);
    const denied = underControl();
    denied.bench.decide(`departureControl/${denied.mrn}`, 'B1', { differences: ['all of it'] });
    expect(refused(denied.bench, denied.mrn)).toEqual([4, 'C207', 'D39']);
  });
});

describe('a refused passage (D28)', () => {
  it('is told to the trader, the office waits no more, and the limit date stays', () => {
    const { bench, mrn } = released();
    const refusal = { mrn, office: 'AZ000200', date: isoUtc(START), reason: 'no visa' };
    from(bench.clear(), AZE, 'X119', refusal);
    expect(bench.rows()).toEqual(['D28']);
    expect(bench.mail()).toEqual([`T182>${TRADER}`]);
    expect(bench.of('T182')[0]?.body).toMatchObject({
      office: 'AZ000200',
      incident: { code: '5', text: 'passage refused: no visa' },
    });
    const arrivedAt = isoUtc(START);
    from(bench.clear(), KAZ, 'X006', { mrn, arrivedAt, actualOffice: 'KZ000300' });
    expect(bench.of('X024').map(({ body }) => body.skippedOffices)).toEqual([['KZ000200']]);
    const other = released();
    from(other.bench, AZE, 'X119', { ...refusal, mrn: other.mrn }).clear();
    expect(other.bench.pass(8 * DAY).rows()).toContain('D32');
  });

  it('comes only from an office that has the record (C304)', () => {
    const { bench, mrn } = released();
    const refusal = { mrn, office: 'AZ000201', date: isoUtc(START), reason: 'no visa' };
    from(bench.clear(), AZE, 'X119', refusal);
    expect(bench.refusals()).toEqual(['C304/12']);
  });
});

describe('an incident (D29)', () => {
  const incident = {
    code: '3',
    text: 'transhipped after an accident',
    occurredAt: isoUtc(START),
    place: { qualifier: 'Z', value: 'km 40' },
    seals: { count: 1, identifiers: ['AZ-NEW-1'] },
    means: [{ type: 30, identification: '99-XX-999', nationality: 'AZ' }],
  };

  it('goes to the offices ahead, once to each country, and to the trader', () => {
    const { bench, mrn } = released();
    from(bench, AZE, 'X118', crossed(mrn, 'AZ000200'));
    from(bench.clear(), AZE, 'X180', { mrn, office: 'AZ000101', incident });
    expect(bench.rows()).toEqual(['D29']);
    expect(bench.mail()).toEqual(['X181>KAZ', `T182>${TRADER}`]);
    expect(bench.of('X181')[0]?.body).toEqual({ mrn, office: 'AZ000101', incident });
    expect(bench.facts('IncidentRecorded')).toMatchObject([{ mrn, code: '3' }]);
  });

  it('comes back to the office that registered it, unless the goods stood there', () => {
    const { bench, mrn } = released();
    const told = () => bench.of('X181').map(({ recipient }) => recipient);
    from(bench.clear(), AZE, 'X180', { mrn, office: 'AZ000200', incident });
    expect(told()).toEqual([AZE, KAZ]);
    const there = { ...incident, place: { qualifier: 'V', value: 'AZ000200' } };
    from(bench.clear(), AZE, 'X180', { mrn, office: 'AZ000200', incident: there });
    expect(told()).toEqual([KAZ]);
    from(bench, KAZ, 'X118', crossed(mrn, 'KZ000200'));
    const atEnd = { ...incident, place: { qualifier: 'V', value: 'KZ000300' } };
    from(bench.clear(), KAZ, 'X180', { mrn, office: 'KZ000300', incident: atEnd });
    expect(told()).toEqual([AZE, KAZ]);
  });

  it('changes the seals and the means that the goods travel with', () => {
    const { bench, mrn } = released();
    from(bench, AZE, 'X180', { mrn, office: 'AZ000101', incident });
    from(bench.clear(), KAZ, 'X002', { mrn, office: 'KZ000101' });
    const record = bench.of('X003')[0]?.body.record;
    expect(record?.seals).toEqual(incident.seals);
    expect(record?.declaration.means).toEqual(incident.means);
    expect(record?.declaration.seals?.identifiers).toEqual([SEAL]);
  });
});

describe('an office of exit', () => {
  const change = { officesOfExit: ['AZ000201'] };

  it('is sent a record of its own at release (X160), and tells of the passage', () => {
    const { bench, mrn } = released(change);
    expect(bench.of('X160')).toMatchObject([{ recipient: AZE, body: { offices: ['AZ000201'] } }]);
    from(bench.clear(), AZE, 'X118', crossed(mrn, 'AZ000201'));
    expect(bench.rows()).toEqual(['D27']);
  });

  it('is told as the others where the goods went another way', () => {
    const { bench, mrn } = released(change);
    const arrivedAt = isoUtc(START);
    from(bench.clear(), KAZ, 'X006', { mrn, arrivedAt, actualOffice: 'KZ000300' });
    expect(bench.of('X024').map(({ body }) => body.skippedOffices)).toEqual([
      ['AZ000200', 'AZ000201'],
      ['KZ000200'],
    ]);
  });
});

describe('invalidation by customs (D26)', () => {
  it('is told to the trader and every office that waits, and gives the guarantee back', () => {
    const { bench, mrn } = released();
    from(bench, AZE, 'X114', { mrn, office: 'AZ000201' });
    from(bench, AZE, 'X118', crossed(mrn, 'AZ000200'));
    bench.clear().decide(`invalidation/${mrn}`, 'invalidate', { reason: 'wrong goods' });
    expect(bench.rows()).toEqual(['D26', 'U6']);
    expect(bench.mail()).toEqual([`T009>${TRADER}`, 'X010>KAZ', 'X010>AZE']);
    expect(bench.of('T009')[0]?.body).toMatchObject({
      decision: 1,
      initiatedByCustoms: 1,
      reason: 'wrong goods',
    });
    expect(bench.facts('UsageReleased')[0]).toMatchObject({ exposure: 0 });
    bench.clear().pass(8 * DAY);
    expect(bench.rows()).toEqual([]);
  });

  it('needs a movement (C201), its office (C505) and its release (C202)', () => {
    const { bench, mrn } = released();
    bench.clear().decide(`invalidation/${UNKNOWN}`, 'invalidate');
    bench.decide(`invalidation/${mrn}`, 'invalidate', { office: 'GE000200' });
    expect(bench.facts('TaskDecided')).toEqual([]);
    bench.decide(`invalidation/${mrn}`, 'invalidate');
    bench.decide(`invalidation/${mrn}`, 'invalidate');
    expect(bench.refusals()).toEqual(['C201/90', 'C505/14', 'C202/92']);
    expect(bench.rows()).toEqual(['D26', 'U6', 'D39']);
  });

  it('works inside one country as well', () => {
    const { bench, mrn } = released({
      officeOfDestination: 'GE000300',
      officesOfTransit: [],
      countriesOfRouting: ['GE'],
    });
    bench.clear().decide(`invalidation/${mrn}`, 'invalidate');
    expect(bench.rows()).toEqual(['D26', 'A18', 'U6']);
    bench.pass(SECOND);
    expect(bench.tableSizes()).toMatchObject({ movements: 0, arrivals: 0 });
  });
});

describe('a question about a movement', () => {
  it('is answered with its state, and its record once it is released (X027)', () => {
    const { bench, mrn } = accepted();
    from(bench.clear(), KAZ, 'X027', { mrn, office: 'KZ000101' });
    expect(bench.of('X038')[0]).toMatchObject({
      recipient: KAZ,
      mrn,
      body: { mrn, office: 'KZ000101', status: 'accepted' },
    });
    expect(bench.of('X038')[0]?.body).not.toHaveProperty('record');
    bench.decide(`riskDecision/${mrn}`, 'noControl').clear();
    from(bench, KAZ, 'X027', { mrn, office: 'KZ000101' });
    expect(bench.of('X038')[0]?.body).toMatchObject({
      status: 'released',
      record: { declaration: { means: [{ identification: PLATE }] } },
    });
    expect(bench.rows()).toEqual([]);
  });

  it('is answered with reason 3 where there is none', () => {
    const { bench } = accepted();
    from(bench.clear(), KAZ, 'X027', { mrn: UNKNOWN, office: 'KZ000101' });
    expect(bench.of('X038')[0]?.body).toEqual({ mrn: UNKNOWN, office: 'KZ000101', reason: 3 });
    expect(bench.of('S906')).toEqual([]);
  });

  it('about states is answered with both (X094)', () => {
    const { bench, mrn } = arrived();
    from(bench, KAZ, 'X094', { mrn, office: 'KZ000300', ownState: 'aarCreated' });
    from(bench, KAZ, 'X094', { mrn: UNKNOWN, office: 'KZ000300', ownState: 'aarCreated' });
    expect(bench.of('X095').map(({ body }) => [body.ownState, body.otherState])).toEqual([
      ['arrived', 'aarCreated'],
      ['none', 'aarCreated'],
    ]);
  });
});

it('an office that is in no list has no say (C304)', () => {
  const { bench, mrn } = released();
  const arrivedAt = isoUtc(START);
  from(bench.clear(), KAZ, 'X006', { mrn, arrivedAt, actualOffice: 'KZ000999' });
  from(bench, KAZ, 'X002', { mrn, office: 'KZ000999' });
  const result = { code: 'A1', date: isoUtc(START) };
  from(bench, KAZ, 'X006', { mrn, arrivedAt, actualOffice: 'KZ000300' });
  from(bench, KAZ, 'X018', { mrn, office: 'KZ000999', result });
  expect(bench.refusals()).toEqual(['C304/12', 'C304/12', 'C304/12']);
});

it('goods under control still stand at the office', () => {
  const { bench, mrn } = underControl();
  from(bench, AZE, 'X118', crossed(mrn, 'AZ000200'));
  expect(bench.refusals()).toEqual(['C202/92']);
  expect(bench.table('tasks')?.has(`departureControl/${mrn}`)).toBe(true);
});
