import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { makeMrn } from '../../common/numbers/mrn.ts';
import type { Variant } from '../node-bench.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

/** Allotted by a country that is no member. */
const OUTSIDE = makeMrn({ year: 2026, country: 'TM', office6: '000101', serial6: '000001' });
const OFFICE = 'AZ000200';
const KEY = `${MRN}/${OFFICE}`;
const RED = { green: 0, yellow: 0, orange: 0, red: 1 };

const azerbaijan = (variant?: Variant): NodeBench => new NodeBench(exampleNode('AZE', variant));

function announced(variant?: Variant, change: Partial<Body<'X050'>> = {}): NodeBench {
  const bench = azerbaijan(variant);
  bench.tell('X050', advanceRecord([OFFICE], change), { sender: 'GEO', mrn: MRN });
  return bench;
}

const presentation = (change: Partial<Body<'N117'>> = {}): Body<'N117'> => ({
  mrn: MRN,
  office: OFFICE,
  identification: PLATE,
  seals: [SEAL],
  ...change,
});

const DRIVER = { sender: PLATE, recipient: OFFICE };

const presented = (variant?: Variant, change: Partial<Body<'X050'>> = {}): NodeBench =>
  announced(variant, change).tell('N117', presentation(), DRIVER);

describe('advance record', () => {
  it('is kept for each office that it names, and its estimated arrival watched (B1)', () => {
    const bench = azerbaijan();
    const record = advanceRecord([OFFICE, 'AZ000201']);
    bench.tell('X050', record, { sender: 'GEO', mrn: MRN });
    expect(bench.rows()).toEqual(['B1', 'B1']);
    expect(bench.facts('AtrCreated')).toMatchObject([
      { office: OFFICE, expected: START + 12 * HOUR },
      { office: 'AZ000201', expected: START + 8 * DAY },
    ]);
    expect(bench.tableSizes()).toMatchObject({ transits: 2 });
  });

  it('is refused for an office that is not ours or lets nobody in, and a second time', () => {
    const bench = announced();
    bench.clear().tell('X050', advanceRecord([OFFICE]), { sender: 'GEO', mrn: MRN });
    bench.tell('X050', advanceRecord(['AZ000900']), { sender: 'GEO', mrn: MRN });
    bench.tell('X050', advanceRecord(['KZ000200']), { sender: 'GEO', mrn: MRN });
    bench.tell('X050', advanceRecord([OFFICE]), { sender: 'GEO' });
    expect(bench.refusals()).toEqual(['C202/92', 'C304/12', 'C304/12', 'C102/13']);
    expect(bench.mail()).toEqual(['S906>GEO', 'S906>GEO', 'S906>GEO', 'S906>GEO']);
  });

  it('is overdue after T-PASS, and the truck still comes in (B13, B6)', () => {
    const bench = announced().clear();
    bench.pass(36 * HOUR);
    expect(bench.rows()).toEqual(['B13']);
    expect(bench.mail()).toEqual([`S903>${OFFICE}`]);
    bench.clear().tell('N117', presentation(), DRIVER).decide(`presentation/${KEY}`, 'pass');
    expect(bench.rows()).toEqual(['B6']);
  });
});

describe('truck at the border', () => {
  it('is put before an officer, who sees what the node proposes', () => {
    const bench = presented();
    expect(bench.facts('TruckPresented')[0]).toMatchObject({ mrn: MRN, office: OFFICE });
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `presentation/${KEY}`,
      office: OFFICE,
      proposed: 'pass',
      channel: 'green',
      identification: PLATE,
    });
  });

  it.each([
    ['its channel calls for it', { channels: RED }, {}, 'red'],
    ['it is another truck', {}, { identification: 'ZZ-999-ZZ' }, 'orange'],
    ['it has other seals', {}, { seals: ['OTHER'] }, 'orange'],
    ['a seal is gone', {}, { seals: [] }, 'orange'],
  ])('is to be checked where %s', (_, variant, change, channel) => {
    const bench = announced(variant).tell('N117', presentation(change), DRIVER);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'check', channel });
  });

  it('that was controlled at departure is recognised', () => {
    const bench = presented(
      { channels: RED },
      { controlResult: { code: 'A1', date: isoUtc(START) } },
    );
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'pass', channel: 'green' });
  });

  it('passes: departure and driver hear of it (B6)', () => {
    const bench = presented();
    const [question] = bench.of('N810');
    bench.clear().decide(question?.body.task ?? '', 'pass');
    expect(bench.rows()).toEqual(['B6']);
    expect(bench.mail()).toEqual(['X118>GEO', `N118>${PLATE}`]);
    expect(bench.of('X118')[0]?.body).toEqual({
      mrn: MRN,
      office: OFFICE,
      passageDate: isoUtc(START),
      controlled: 0,
    });
    expect(bench.of('N118')[0]).toMatchObject({
      sender: OFFICE,
      correlationId: expect.stringMatching(/^in-/) as string,
    });
    bench.clear().pass(3 * DAY);
    expect(bench.rows()).toEqual([]);
  });

  it('is checked and passes then (B7, B8)', () => {
    const bench = presented({ channels: RED });
    bench.clear().decide(`presentation/${KEY}`, 'check');
    expect(bench.rows()).toEqual(['B7']);
    expect(bench.of('T060')[0]).toMatchObject({
      recipient: PLATE,
      body: { controls: ['40', '42', '43', '44', '45'] },
    });
    bench.clear().decide(`entryCheck/${KEY}`, 'sealsOk');
    expect(bench.rows()).toEqual(['B8']);
    expect(bench.of('X118')[0]?.body.controlled).toBe(1);
  });

  it('twice is refused, while it waits and after it has passed (B14)', () => {
    const bench = presented();
    bench.clear().tell('N117', presentation(), DRIVER);
    expect(bench.rows()).toEqual([]);
    expect(bench.refusals()).toEqual(['C202/92']);
    bench.decide(`presentation/${KEY}`, 'pass').clear().tell('N117', presentation(), DRIVER);
    expect(bench.rows()).toEqual(['B14']);
    expect(bench.mail()).toEqual([`S906>${PLATE}`]);
  });

  it('is refused after a check, and departure hears why (B9)', () => {
    const bench = presented({ channels: RED }).decide(`presentation/${KEY}`, 'check').clear();
    bench.decide(`entryCheck/${KEY}`, 'refusePassage', { reason: 'a seal is broken' });
    expect(bench.rows()).toEqual(['B9']);
    expect(bench.mail()).toEqual(['X119>GEO', `T058>${PLATE}`]);
    expect(bench.of('X119')[0]?.body).toMatchObject({ office: OFFICE, reason: 'a seal is broken' });
    bench.clear().tell('N117', presentation(), DRIVER);
    expect(bench.of('T058')[0]?.body.errors).toEqual([
      { pointer: '/', code: '92', reason: 'C202' },
    ]);
  });

  it('may be sealed anew, which is an incident (B8, X180 code 2)', () => {
    const bench = presented({ channels: RED }).decide(`presentation/${KEY}`, 'check').clear();
    const seals = { count: 2, identifiers: ['AZ-1', 'AZ-2'] };
    bench.decide(`entryCheck/${KEY}`, 'resealed', { seals });
    expect(bench.rows()).toEqual(['B8']);
    expect(bench.mail()).toEqual(['X180>GEO', 'X118>GEO', `N118>${PLATE}`]);
    expect(bench.of('X180')[0]?.body).toMatchObject({
      office: OFFICE,
      incident: { code: '2', place: { qualifier: 'V', value: OFFICE }, seals },
    });
    expect(bench.of('N118')[0]?.body.seals).toEqual(seals);
    expect(bench.facts('IncidentRegistered')).toMatchObject([{ code: '2' }]);
  });

  it('gets the seal of the office where the officer names none', () => {
    const bench = presented({ channels: RED }).decide(`presentation/${KEY}`, 'check').clear();
    bench.decide(`entryCheck/${KEY}`, 'resealed');
    expect(bench.of('X180')[0]?.body.incident.seals).toEqual({
      count: 1,
      identifiers: ['AZ000200-000001'],
    });
  });

  it('that is checked for long is recalled to the officer (T-CTRL)', () => {
    const bench = presented({ channels: RED }).decide(`presentation/${KEY}`, 'check').clear();
    bench.pass(HOUR);
    expect(bench.mail()).toEqual([`S903>${OFFICE}`]);
    expect(bench.of('S903')[0]?.body.code).toBe('T-CTRL');
  });

  it.each([
    ['a number that is none', { mrn: 'NONE' }, 'C301/93'],
    ['a wrong check digit', { mrn: `${MRN.slice(0, 17)}0` }, 'C302/93'],
    ['a number of no member', { mrn: OUTSIDE }, 'C201/90'],
    ['an office that lets nobody in', { office: 'AZ000900' }, 'C304/12'],
    ['an office of another country', { office: 'KZ000200' }, 'C304/12'],
  ])('with %s is turned away at once (T058)', (_, change, refusal) => {
    const bench = announced().clear().tell('N117', presentation(change), DRIVER);
    expect(bench.refusals()).toEqual([refusal]);
    expect(bench.mail()).toEqual([`T058>${PLATE}`]);
  });

  it('is not held up by rules that are off', () => {
    const bench = announced({ rulesOff: ['C304', 'C302'] }).clear();
    const change = { office: 'AZ000900', mrn: `${MRN.slice(0, 17)}0` };
    bench.tell('N117', presentation(change), DRIVER);
    expect(bench.rows()).toEqual(['B2']);
  });
});

describe('arrival without passing here', () => {
  const forward = (skippedOffices: string[]): Body<'X024'> => ({
    mrn: MRN,
    actualOffice: 'KZ000300',
    skippedOffices,
  });

  it('closes the record and withdraws the question (B11)', () => {
    const bench = presented().clear();
    bench.tell('X024', forward([OFFICE]), { sender: 'GEO', mrn: MRN });
    expect(bench.rows()).toEqual(['B11']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `presentation/${KEY}` }]);
    bench.clear().tell('N117', presentation(), DRIVER);
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('is refused where the truck has passed, or was never known', () => {
    const bench = presented().decide(`presentation/${KEY}`, 'pass').clear();
    bench.tell('X024', forward([OFFICE]), { sender: 'GEO', mrn: MRN });
    bench.tell('X024', forward(['AZ000201']), { sender: 'GEO', mrn: MRN });
    expect(bench.refusals()).toEqual(['C202/92', 'C201/90']);
  });

  it('concerns the offices that it can close, whatever the others are', () => {
    const bench = azerbaijan();
    bench.tell('X050', advanceRecord([OFFICE, 'AZ000201']), { sender: 'GEO', mrn: MRN });
    bench.tell('N117', presentation(), DRIVER).decide(`presentation/${KEY}`, 'pass').clear();
    bench.tell('X024', forward([OFFICE, 'AZ000201']), { sender: 'GEO', mrn: MRN });
    expect(bench.rows()).toEqual(['B11']);
    expect(bench.refusals()).toEqual([]);
  });
});

describe('word from departure', () => {
  const incident = (change: Partial<Body<'X181'>['incident']> = {}): Body<'X181'> => ({
    mrn: MRN,
    office: 'GE000101',
    incident: {
      code: '2',
      text: 'a seal was torn',
      occurredAt: isoUtc(START),
      place: { qualifier: 'Z', value: 'on the road' },
      seals: { count: 1, identifiers: ['NEW-1'] },
      ...change,
    },
  });
  const GEORGIA = { sender: 'GEO', mrn: MRN };

  it('of an invalidation ends the record (B10), and a truck that waits is turned back', () => {
    const bench = presented().clear();
    bench.tell('X010', { mrn: MRN, date: isoUtc(START) }, GEORGIA);
    expect(bench.rows()).toEqual(['B10']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `presentation/${KEY}` }]);
    expect(bench.of('T058')[0]?.body.errors[0]).toMatchObject({ code: '92', reason: 'C207' });
    bench.clear().tell('N117', presentation(), DRIVER);
    expect(bench.refusals()).toEqual(['C207/92']);
    bench.clear().tell('X010', { mrn: MRN, date: isoUtc(START) }, GEORGIA);
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('of an invalidation is refused where nothing is known', () => {
    const bench = azerbaijan().tell('X010', { mrn: MRN, date: isoUtc(START) }, GEORGIA);
    expect(bench.refusals()).toEqual(['C201/90']);
  });

  it('of an incident changes what the truck should come with (B12)', () => {
    const bench = announced().clear().tell('X181', incident(), GEORGIA);
    expect(bench.rows()).toEqual(['B12']);
    bench.clear().tell('N117', presentation({ seals: ['NEW-1'] }), DRIVER);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'pass', channel: 'green' });
  });

  it('of a transhipment too, for every office that expects it', () => {
    const bench = azerbaijan();
    bench.tell('X050', advanceRecord([OFFICE, 'AZ000201']), GEORGIA).clear();
    const means = [{ type: 30, identification: 'ZZ-9', nationality: 'AZ' }];
    bench.tell('X181', incident({ code: '3', means }), GEORGIA);
    expect(bench.rows()).toEqual(['B12', 'B12']);
    bench.clear();
    bench.tell('N117', presentation({ seals: ['NEW-1'], identification: 'ZZ-9' }), DRIVER);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'pass' });
  });

  it('of an incident is refused where the truck has passed', () => {
    const bench = presented().decide(`presentation/${KEY}`, 'pass').clear();
    bench.tell('X181', incident(), GEORGIA);
    expect(bench.refusals()).toEqual(['C202/92']);
  });
});

it('forgets what passed long ago', () => {
  const bench = presented().decide(`presentation/${KEY}`, 'pass');
  expect(bench.tableSizes()).toMatchObject({ transits: 0, transitsClosed: 1 });
  bench
    .pass(12 * DAY)
    .clear()
    .tell('N117', presentation(), DRIVER);
  expect(bench.tableSizes()).toMatchObject({ transitsClosed: 0 });
  expect(bench.rows()).toEqual(['B2']);
});
