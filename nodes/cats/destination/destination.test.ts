import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Variant } from '../node-bench.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';

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

  it('is rejected with all that differs from the advance record, and may come again (A5)', () => {
    const bench = expected().clear();
    const wrong = arrival({
      office: 'KZ000101',
      simplified: 1,
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
      'C304 12 /body/office',
      'C503 14 /body/simplified',
      'C104 14 /body/arrivedAt',
      'C320 14 /body/identification',
      'C315 14 /body/seals',
    ]);
    bench.clear().tell('T007', arrival(), DRIVER);
    expect(bench.rows()).toEqual(['A6']);
  });

  it('of an unknown movement is rejected with 90, under a wrong number with 93', () => {
    const bench = expected().clear();
    bench.tell('T007', arrival({ mrn: '26AZ0001017K2M9QY2' }), DRIVER);
    bench.tell('T007', arrival({ mrn: `${MRN.slice(0, 17)}0` }), DRIVER);
    expect(bench.of('T057').map(({ body }) => body.errors[0])).toEqual([
      { pointer: '/body/mrn', code: '90', reason: 'C201' },
      { pointer: '/body/mrn', code: '93', reason: 'C302' },
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

  it('is reminded of, no more (T-CTLRES-D)', () => {
    const bench = arrived()
      .clear()
      .pass(4 * DAY);
    expect(bench.rows()).toEqual([]);
    bench.decide(`arrivalDecision/${MRN}`, 'noControl');
    expect(bench.rows()).toEqual(['A13']);
  });
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
  expect(bench.refusals()).toEqual(['C201/90']);
});
