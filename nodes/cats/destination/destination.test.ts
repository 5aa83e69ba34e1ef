import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { makeMrn } from '../../common/numbers/mrn.ts';
import type { Variant } from '../node-bench.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

/** Allotted by a country that is no member. */
const OUTSIDE = makeMrn({ year: 2026, country: 'TM', office6: '000101', serial6: '000001' });
const OFFICE = 'KZ000300';
const RED = { green: 0, yellow: 0, orange: 0, red: 1 };
const DRIVER = { sender: PLATE, recipient: OFFICE };

function expected(variant?: Variant): NodeBench {
  const bench = new NodeBench(exampleNode('KAZ', variant));
  return bench.tell('X001', advanceRecord([OFFICE]), { sender: 'GEO', mrn: MRN });
}

const arrival = (change: Partial<Body<'T007'>> = {}): Body<'T007'> => ({
  mrn: MRN,
  office: OFFICE,
  arrivedAt: isoUtc(START),
  simplified: 0,
  identification: PLATE,
  seals: [SEAL],
  ...change,
});

const arrived = (variant?: Variant): NodeBench => expected(variant).tell('T007', arrival(), DRIVER);

describe('advance record', () => {
  it('is kept (A1)', () => {
    const bench = expected();
    expect(bench.rows()).toEqual(['A1']);
    expect(bench.facts('AarCreated')).toMatchObject([{ mrn: MRN, office: OFFICE }]);
  });

  it('is refused a second time, without MRN, and for an office that is none', () => {
    const bench = expected().clear();
    bench.tell('X001', advanceRecord([OFFICE]), { sender: 'GEO', mrn: MRN });
    bench.tell('X001', advanceRecord([OFFICE]), { sender: 'GEO' });
    const { declaration } = advanceRecord([OFFICE]);
    const elsewhere = { ...declaration, officeOfDestination: 'KZ000900' };
    const other = advanceRecord([OFFICE], { declaration: elsewhere });
    bench.tell('X001', other, { sender: 'GEO', mrn: '26AZ0001017K2M9QY2' });
    expect(bench.refusals()).toEqual(['C202/92', 'C102/13', 'C304/12']);
  });

  it('ends where the goods arrive elsewhere (A19)', () => {
    const bench = expected().clear();
    const forward = { mrn: MRN, actualOffice: 'KZ000101', skippedOffices: [OFFICE] };
    bench.tell('X024', forward, { sender: 'GEO', mrn: MRN });
    expect(bench.rows()).toEqual(['A19']);
    bench.clear().tell('T007', arrival(), DRIVER);
    expect(bench.of('T057')[0]?.body.errors).toEqual([
      { pointer: '/', code: '92', reason: 'C208' },
    ]);
  });
});

describe('arrival', () => {
  it('tells departure and asks an officer (A6)', () => {
    const bench = expected().clear().tell('T007', arrival(), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
    expect(bench.mail()).toEqual(['X006>GEO', `N810>${OFFICE}`]);
    expect(bench.of('X006')[0]?.body).toEqual({
      mrn: MRN,
      arrivedAt: isoUtc(START),
      actualOffice: OFFICE,
    });
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `arrivalDecision/${MRN}`,
      proposed: 'noControl',
    });
  });

  it('is rejected with all that cannot be, and may come again (A5)', () => {
    const bench = expected().clear();
    const wrong = arrival({
      simplified: 1,
      incidents: [
        {
          code: '2',
          text: 'a seal was torn',
          occurredAt: isoUtc(START),
          place: { qualifier: 'V', value: 'nowhere' },
        },
      ],
      identification: 'ZZ-1',
      seals: [],
      arrivedAt: isoUtc(START + DAY),
    });
    bench.tell('T007', wrong, DRIVER);
    expect(bench.rows()).toEqual(['A5']);
    expect(bench.of('T057')[0]).toMatchObject({
      recipient: PLATE,
      mrn: MRN,
      correlationId: expect.stringMatching(/^in-/) as string,
      body: { rejectionType: '007' },
    });
    expect(
      bench
        .of('T057')[0]
        ?.body.errors.map(({ pointer, code, reason }) => `${reason} ${code} ${pointer}`),
    ).toEqual([
      'C503 13 /body/authorisation',
      'C104 14 /body/arrivedAt',
      'C328 13 /body/incidents/0/seals',
      'C328 13 /body/incidents/0/place/value',
    ]);
    bench.clear().tell('T007', arrival(), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
  });

  it('is not judged by rules that are off', () => {
    const bench = expected({ rulesOff: ['C104'] }).clear();
    bench.tell('T007', arrival({ arrivedAt: isoUtc(START + DAY) }), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
  });

  it.each([
    ['other seals', { seals: ['OTHER'] }],
    ['no seals', { seals: [] }],
    ['another truck', { identification: 'ZZ-1' }],
  ])('with %s is taken, and then controlled (G0017)', (_, change) => {
    const bench = expected().clear().tell('T007', arrival(change), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
    const question = { proposed: 'control', channel: 'orange' };
    expect(bench.of('N810')[0]?.body).toMatchObject(question);
    const red = expected({ channels: RED }).clear().tell('T007', arrival(change), DRIVER);
    expect(red.of('N810')[0]?.body).toMatchObject({ ...question, channel: 'red' });
  });

  it('tells incidents before itself, and the new seals are those that count', () => {
    const incident = {
      code: '2',
      text: 'a seal was torn',
      occurredAt: isoUtc(START),
      place: { qualifier: 'Z', value: 'on the road' },
      seals: { count: 1, identifiers: ['NEW-1'] },
    };
    const bench = expected().clear();
    bench.tell('T007', arrival({ incidents: [incident], seals: ['NEW-1'] }), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
    expect(bench.mail()).toEqual(['X180>GEO', 'X006>GEO', `N810>${OFFICE}`]);
    expect(bench.of('X180')[0]?.body).toEqual({ mrn: MRN, office: OFFICE, incident });
    expect(bench.facts('IncidentRegistered')).toHaveLength(1);
    const forward = { mrn: MRN, office: OFFICE, incident };
    bench.clear().tell('X181', forward, { sender: 'GEO', mrn: MRN });
    expect(bench.refusals()).toEqual([]);
  });

  it('must come with the seals and the truck of the last incident (X181)', () => {
    const incident = {
      code: '3',
      text: 'breakdown',
      occurredAt: isoUtc(START),
      place: { qualifier: 'Z', value: 'on the road' },
      seals: { count: 1, identifiers: ['NEW-1'] },
      means: [{ type: 30, identification: 'ZZ-1', nationality: 'KZ' }],
    };
    const forward = { mrn: MRN, office: 'GE000101', incident };
    const bench = expected().clear().tell('X181', forward, { sender: 'GEO', mrn: MRN });
    expect(bench.facts('IncidentNoted')).toMatchObject([{ mrn: MRN, code: '3' }]);
    bench.tell('T007', arrival({ identification: 'ZZ-1', seals: ['NEW-1'] }), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
  });

  it('under a wrong number, of no member, or at an office that is none, is turned down at once', () => {
    const bench = expected().clear();
    bench.tell('T007', arrival({ mrn: `${MRN.slice(0, 17)}0` }), DRIVER);
    bench.tell('T007', arrival({ mrn: OUTSIDE }), DRIVER);
    bench.tell('T007', arrival({ office: 'KZ000900' }), DRIVER);
    expect(bench.of('T057').map(({ body }) => body.errors[0])).toEqual([
      { pointer: '/body/mrn', code: '93', reason: 'C302' },
      { pointer: '/body/mrn', code: '90', reason: 'C201' },
      { pointer: '/body/office', code: '12', reason: 'C304', value: 'KZ000900' },
    ]);
  });

  it('a second time is rejected (C208)', () => {
    const bench = arrived().clear().tell('T007', arrival(), DRIVER);
    expect(bench.rows()).toEqual([]);
    expect(bench.refusals()).toEqual(['C208/92']);
    expect(bench.mail()).toEqual([`T057>${PLATE}`]);
  });
});

describe('decision at destination', () => {
  it('without control releases the goods and tells departure (A13)', () => {
    const bench = arrived().clear().decide(`arrivalDecision/${MRN}`, 'noControl');
    expect(bench.rows()).toEqual(['A13']);
    expect(bench.mail()).toEqual(['X018>GEO', `T025>${PLATE}`]);
    expect(bench.of('X018')[0]?.body).toEqual({
      mrn: MRN,
      office: OFFICE,
      result: { code: 'A2', date: isoUtc(START), stateOfSeals: 1 },
      seals: [SEAL],
    });
    expect(bench.of('T025')[0]?.body).toMatchObject({ releaseIndicator: 1 });
  });

  it.each(['A1', 'A2', 'A5'])('after a control reports %s (A14)', (code) => {
    const bench = arrived({ channels: RED });
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'control', channel: 'red' });
    bench.clear().decide(`arrivalDecision/${MRN}`, 'control');
    expect(bench.rows()).toEqual([]);
    expect(bench.facts('DestinationControlDecided')).toMatchObject([{ channel: 'red' }]);
    const differences = code === 'A5' ? { differences: ['one box less'] } : {};
    bench.clear().decide(`destinationControl/${MRN}`, code, differences);
    expect(bench.rows()).toEqual(['A14']);
    expect(bench.of('X018')[0]?.body.result).toMatchObject({ code, ...differences });
  });

  it('must say what was found (C329), and stays on the work list until it does', () => {
    const bench = arrived().decide(`arrivalDecision/${MRN}`, 'control').clear();
    bench.decide(`destinationControl/${MRN}`, 'A5');
    expect(bench.refusals()).toEqual(['C329/13']);
    bench.clear().decide(`destinationControl/${MRN}`, 'A5', { differences: ['one box less'] });
    expect(bench.rows()).toEqual(['A14']);
    const off = arrived({ rulesOff: ['C329'] }).decide(`arrivalDecision/${MRN}`, 'control');
    off.clear().decide(`destinationControl/${MRN}`, 'A5');
    expect(off.rows()).toEqual(['A14']);
  });

  it('tells the seals that came, and that they are not those of the record', () => {
    const bench = expected().tell('T007', arrival({ seals: ['OTHER'] }), DRIVER);
    bench.decide(`arrivalDecision/${MRN}`, 'control').clear();
    bench.decide(`destinationControl/${MRN}`, 'A5', { differences: ['other seals'] });
    expect(bench.of('X018')[0]?.body).toMatchObject({
      seals: ['OTHER'],
      result: { code: 'A5', stateOfSeals: 0 },
    });
  });

  it('is satisfactory only where the officer does not find the seals in bad state (C329)', () => {
    const bench = arrived().decide(`arrivalDecision/${MRN}`, 'control').clear();
    for (const code of ['A1', 'A2']) {
      bench.decide(`destinationControl/${MRN}`, code, { stateOfSeals: 0 });
    }
    expect(bench.refusals()).toEqual(['C329/14', 'C329/14']);
    const differences = ['a seal is torn'];
    bench.clear().decide(`destinationControl/${MRN}`, 'A5', { stateOfSeals: 0, differences });
    expect(bench.of('X018')[0]?.body.result).toMatchObject({ code: 'A5', stateOfSeals: 0 });
  });

  it('is not satisfactory with other seals, unless the officer says that they are in order', () => {
    const bench = expected()
      .tell('T007', arrival({ seals: ['OTHER'] }), DRIVER)
      .clear();
    bench.decide(`arrivalDecision/${MRN}`, 'noControl');
    bench.decide(`arrivalDecision/${MRN}`, 'control');
    bench.decide(`destinationControl/${MRN}`, 'A1');
    expect(bench.refusals()).toEqual(['C329/14', 'C329/14']);
    expect(bench.of('N810')[0]?.body.proposed).toBe('A5');
  });

  it('may find that other seals are in order', () => {
    const bench = expected().tell('T007', arrival({ seals: ['OTHER'] }), DRIVER);
    bench.decide(`arrivalDecision/${MRN}`, 'control').clear();
    bench.decide(`destinationControl/${MRN}`, 'A1', { stateOfSeals: 1 });
    expect(bench.of('X018')[0]?.body.result).toMatchObject({ code: 'A1', stateOfSeals: 1 });
  });

  it('is that of an officer of the office (C505)', () => {
    const bench = arrived().clear();
    bench.decide(`arrivalDecision/${MRN}`, 'noControl', { office: 'KZ000101' });
    expect(bench.refusals()).toEqual(['C505/14']);
  });

  it('is reminded of, no more (T-CTLRES-D)', () => {
    const bench = arrived()
      .clear()
      .pass(4 * DAY);
    expect(bench.rows()).toEqual([]);
    expect(bench.mail()).toEqual([`S903>${OFFICE}`]);
    bench.decide(`arrivalDecision/${MRN}`, 'noControl');
    expect(bench.rows()).toEqual(['A13']);
  });
});

describe('major discrepancies', () => {
  const held = (): NodeBench => {
    const bench = arrived({ channels: RED }).decide(`arrivalDecision/${MRN}`, 'control').clear();
    return bench.decide(`destinationControl/${MRN}`, 'B1', { differences: ['other goods'] });
  };
  const answer = (bench: NodeBench, resolved: 0 | 1): NodeBench =>
    bench
      .clear()
      .tell('X049', { mrn: MRN, office: 'GE000101', resolved }, { sender: 'GEO', mrn: MRN });

  it('hold the goods until departure has decided (A15)', () => {
    const bench = held();
    expect(bench.rows()).toEqual(['A15']);
    expect(bench.mail()).toEqual(['X018>GEO', `T025>${PLATE}`]);
    expect(bench.of('X018')[0]?.body).toMatchObject({
      result: { code: 'B1', differences: ['other goods'], stateOfSeals: 1 },
      officer: 'officer-1',
    });
    expect(bench.of('T025')[0]?.body.releaseIndicator).toBe(0);
  });

  it('are resolved, and the goods released (A16)', () => {
    const bench = answer(held(), 1);
    expect(bench.rows()).toEqual(['A16']);
    expect(bench.of('T025')[0]?.body.releaseIndicator).toBe(1);
    expect(answer(bench, 1).refusals()).toEqual(['C202/92']);
  });

  it('are not resolved, and the goods stay (A17)', () => {
    const bench = answer(held(), 0);
    expect(bench.rows()).toEqual(['A17']);
    expect(bench.mail()).toEqual([]);
  });

  it('that departure says nothing of are recalled to the office (T-DISC)', () => {
    const bench = held()
      .clear()
      .pass(14 * DAY);
    expect(bench.rows()).toEqual([]);
    expect(bench.of('S903').map(({ body }) => body.code)).toEqual(['T-DISC']);
  });

  it('of goods that are not held are nothing to answer', () => {
    expect(answer(arrived(), 1).refusals()).toEqual(['C202/92']);
    expect(answer(new NodeBench(exampleNode('KAZ')), 1).refusals()).toEqual(['C201/90']);
  });
});

it('an invalidation ends the record (A18)', () => {
  const cancellation = { mrn: MRN, date: isoUtc(START) };
  const bench = expected().clear().tell('X010', cancellation, { sender: 'GEO', mrn: MRN });
  expect(bench.rows()).toEqual(['A18']);
  bench.clear().tell('T007', arrival(), DRIVER);
  expect(bench.refusals()).toEqual(['C207/92']);
  const late = arrived().clear().tell('X010', cancellation, { sender: 'GEO', mrn: MRN });
  expect(late.refusals()).toEqual(['C202/92']);
});

it('forgets what ended long ago', () => {
  const bench = arrived()
    .decide(`arrivalDecision/${MRN}`, 'noControl')
    .pass(12 * DAY)
    .clear();
  expect(bench.tableSizes()).toMatchObject({
    arrivals: 0,
    arrivalsClosed: 0,
    inbox: 0,
    outbox: 0,
    tasks: 0,
  });
  bench.tell('T007', arrival(), DRIVER);
  expect(bench.rows()).toEqual(['A2']);
});
