import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import { DAY, HOUR, isoUtc } from '../../simulator/core/time.ts';
import { BAD_SIGNATURE, decodeMessage, unreadable } from '../common/envelope.ts';
import { LIMITS } from '../common/limits.ts';
import { ICE } from '../common/routing.ts';
import { RULES } from '../common/rules/rules.ts';
import { advanceRecord, Bench, crossed, MRN, OTHER_MRN, SCHEME, START } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = Bench.running();
});

const publication = {
  tin: 'GE204378869',
  status: 'active',
  roles: ['principal'],
  trustLevel: 1,
  validFrom: isoUtc(START),
  validTo: isoUtc(START),
  holder: { name: 'Colchis Trade', country: 'GE' },
};
const check = {
  mrn: MRN,
  grn: '26AZ000901A000017',
  type: '1',
  accessCode: 'A1B2',
  amount: 1,
  currency: 'USD',
  countries: ['GE'],
  holderTin: 'GE204378869',
};
const checked = { mrn: MRN, grn: check.grn, reasons: [], notValidIn: [] };

describe('at the start', () => {
  test('the reference data go to all members and observers, and are repeated until receipted', () => {
    const fresh = new Bench();
    expect(fresh.facts('ReferenceDataPublished').map(({ list }) => list)).toEqual([
      'customsOffices',
      'codeLists',
    ]);
    const offices = fresh.of('S802').filter(({ body }) => body.list === 'customsOffices');
    expect(offices.map(({ recipient }) => recipient)).toEqual(['GEO', 'AZE', 'KAZ', 'UZB', 'TKM']);
    expect(offices[0]?.body.entries).toHaveLength(Object.keys(SCHEME.offices).length);
    const ids = new Set(fresh.sent.map(({ message }) => message.messageId));
    expect(ids.size).toBe(10);
    fresh.clear().pass(10_000);
    expect(fresh.idsTo('TKM').length).toBeGreaterThan(0);
  });
});

describe('a message that is in order', () => {
  test('is taken, acknowledged with S001, and passed on unchanged', () => {
    const message = bench.message('X001', 'GEO', 'KAZ', advanceRecord(), { mrn: MRN });
    bench.receive(message);
    const { messageId: id } = message;
    expect(bench.entries).toMatchObject([
      { type: 'MessageTaken', by: id, id, msg: 'X001', from: 'GEO', to: 'KAZ' },
    ]);
    expect(bench.sent.map(({ to }) => to)).toEqual(['GEO', 'KAZ']);
    expect(bench.of('S001')).toMatchObject([
      { recipient: 'GEO', body: { messageId: id, queuePosition: 0, receivedAt: isoUtc(START) } },
    ]);
    expect(bench.sent[1]?.message).toBe(message);
  });

  test('to ALL goes to every member but the sender, and to no observer', () => {
    const id = bench.tell('A803', 'GEO', 'ALL', publication);
    expect(['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'].map((to) => bench.idsTo(to))).toEqual([
      [],
      [id],
      [id],
      [id],
      [],
    ]);
    expect(bench.of('S001')).toHaveLength(1);
    expect(bench.facts('MessageTaken')).toHaveLength(1);
  });

  test('tells by its acknowledgement how many are before it', () => {
    bench.announce();
    bench.announce();
    expect(bench.of('S001').map(({ body }) => body.queuePosition)).toEqual([0, 1]);
  });
});

describe('a repeat (C108)', () => {
  test('is acknowledged again and goes nowhere', () => {
    const message = bench.message('A803', 'GEO', 'AZE', publication);
    bench.receive(message).clear().receive(message);
    expect(bench.entries).toMatchObject([
      { type: 'RepeatDropped', id: message.messageId, from: 'GEO' },
    ]);
    expect(bench.sent.map(({ message: { messageType } }) => messageType)).toEqual(['S001']);
  });

  test('is known by its sender as well: two may use one id', () => {
    const id = { messageId: 'X-1' };
    bench.tell('A803', 'GEO', 'KAZ', publication, id);
    bench.tell('A803', 'AZE', 'KAZ', { ...publication, tin: 'AZ1' }, id);
    expect(bench.facts('MessageTaken')).toHaveLength(2);
    expect(bench.rowCount('flights/KAZ')).toBe(2);
    bench.receipt('KAZ', 'X-1').receipt('KAZ', 'X-1');
    expect(bench.rowCount('flights/KAZ')).toBe(0);
  });

  test('is remembered for a week', () => {
    const message = bench.message('A803', 'GEO', 'AZE', publication);
    bench.receive(message).receipt('AZE', message.messageId);
    bench
      .pass(LIMITS.repeatMemoryMs - DAY)
      .clear()
      .receive(message);
    expect(bench.facts('RepeatDropped')).toHaveLength(1);
    bench
      .pass(2 * DAY)
      .clear()
      .receive(message);
    expect(bench.facts('MessageTaken')).toHaveLength(1);
  });

  test('is no message with another body, though it was sent at the same time', () => {
    const message = bench.message('A803', 'GEO', 'AZE', publication);
    bench.receive(message).clear();
    bench.receive({ ...message, body: { ...publication, tin: 'GE999999999' } });
    expect(bench.facts('RepeatDropped')).toEqual([]);
    expect(bench.facts('MessageRefused')).toMatchObject([{ rule: 'C108', code: '26' }]);
  });

  test('of what was refused is dropped: the answer is on its way', () => {
    const message = bench.message('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
    bench.receive(message).clear().receive(message);
    expect(bench.entries.map(({ type }) => type)).toEqual(['RepeatDropped']);
    expect(bench.sent).toEqual([]);
  });
});

/** A message that is refused: rule, code, and where its S906 points. */
function expectRefusal(rule: string, code: string, pointer: string): void {
  expect(bench.facts('MessageRefused')).toMatchObject([{ rule, code }]);
  expect(bench.facts('MessageTaken')).toEqual([]);
  expect(bench.of('S001')).toEqual([]);
  expect(bench.of('S906')).toMatchObject([{ body: { errors: [{ pointer, code, reason: rule }] } }]);
}

describe('content that is refused (S906)', () => {
  test('C109: a type that nodes do not send over ICE', () => {
    bench.tell('T928', 'GEO', 'AZE', { receivedAt: isoUtc(START) });
    expectRefusal('C109', '92', '/');
  });

  test('C109: a type that only ICE sends', () => {
    const body = { list: 'x', version: 1, validFrom: isoUtc(START), entries: [] };
    bench.tell('S802', 'GEO', 'AZE', body);
    expectRefusal('C109', '92', '/');
  });

  test('C109: an observer sends no more than receipts', () => {
    bench.tell('A803', 'TKM', 'ALL', publication);
    expectRefusal('C109', '92', '/');
    expect(bench.idsTo('TKM')).toHaveLength(1);
  });

  test.each(['XXX', 'TKM', 'GEO', 'WORLD', ICE])('C601: no route to %s', (recipient) => {
    bench.tell('X001', 'GEO', recipient, advanceRecord(), { mrn: MRN });
    expectRefusal('C601', '14', '/recipient');
  });

  test('C601: what is not for everybody does not go to ALL', () => {
    bench.tell('X001', 'GEO', 'ALL', advanceRecord(), { mrn: MRN });
    expectRefusal('C601', '14', '/recipient');
  });

  test('C102: a movement announced without MRN', () => {
    bench.tell('X001', 'GEO', 'KAZ', advanceRecord());
    expectRefusal('C102', '13', '/mrn');
  });

  test.each([
    ['C301', 'not-an-mrn', '14'],
    ['C302', '26GE0002004H8T1VY5', '93'],
    ['C303', OTHER_MRN, '14'],
  ])('%s: a movement announced under %s', (rule, mrn, code) => {
    bench.announce(mrn);
    expectRefusal(rule, code, '/mrn');
  });

  test.each([
    [
      'departure',
      advanceRecord({ officeOfDeparture: 'GE999999' }),
      '/body/declaration/officeOfDeparture',
    ],
    [
      'destination',
      advanceRecord({ officeOfDestination: 'KZ999999' }),
      '/body/declaration/officeOfDestination',
    ],
    [
      'transit',
      advanceRecord({
        officesOfTransit: [{ office: 'AZ999999', estimatedArrival: isoUtc(START) }],
      }),
      '/body/declaration/officesOfTransit/0/office',
    ],
    ['the recipient', advanceRecord({}, ['KZ000300', 'KZ999999']), '/body/offices/1'],
  ])('C304: an office of %s that the reference data do not know', (_, body, pointer) => {
    bench.tell('X001', 'GEO', 'KAZ', body, { mrn: MRN });
    expectRefusal('C304', '12', pointer);
  });

  describe('C604', () => {
    test('code 90: a movement that ICE has never heard of', () => {
      bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
      expectRefusal('C604', '90', '/mrn');
    });

    test.each([
      ['the sender', 'UZB', 'GEO'],
      ['the recipient', 'AZE', 'UZB'],
    ])('code 92: %s is no party', (_, sender, recipient) => {
      bench.announce();
      bench.clear().tell('X118', sender, recipient, crossed(), { mrn: MRN });
      expectRefusal('C604', '92', '/');
      expect(bench.idsTo('UZB')).toHaveLength(sender === 'UZB' ? 1 : 0);
    });

    test('code 92: announced to a country that the declaration does not name', () => {
      bench.tell('X001', 'GEO', 'UZB', advanceRecord(), { mrn: MRN });
      expectRefusal('C604', '92', '/');
    });

    test('the countries of the offices in the advance record are parties, and the sender', () => {
      bench.announce();
      bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
      bench.tell('X050', 'GEO', 'AZE', advanceRecord(), { mrn: MRN });
      expect(bench.facts('MessageTaken')).toHaveLength(3);
    });

    test('a later announcement adds no party', () => {
      bench.announce();
      const body = advanceRecord({ officeOfDestination: 'UZ000300' });
      bench.clear().tell('X001', 'GEO', 'UZB', body, { mrn: MRN });
      expectRefusal('C604', '92', '/');
    });

    test('an ended movement is still known for a while: late messages find their way', () => {
      bench.announce();
      const result = { mrn: MRN, office: 'KZ000300', result: { code: 'A2', date: isoUtc(START) } };
      bench.tell('X018', 'KAZ', 'GEO', result, { mrn: MRN });
      const forward = { mrn: MRN, actualOffice: 'KZ000300', skippedOffices: ['AZ000200'] };
      bench.pass(HOUR).tell('X024', 'GEO', 'AZE', forward, { mrn: MRN });
      expect(bench.facts('MessageTaken')).toHaveLength(3);
      bench
        .settle()
        .pass(LIMITS.finalRetentionMs + DAY)
        .clear();
      expect(bench.rowCount('parties')).toBe(0);
      bench.tell('X024', 'GEO', 'AZE', forward, { mrn: MRN });
      expectRefusal('C604', '90', '/mrn');
    });

    test('a refusal about a movement reaches a party, and no other', () => {
      bench.announce();
      const body = { messageId: 'GEO-1', errors: [{ pointer: '/', code: '92', reason: 'C202' }] };
      bench.clear().tell('S906', 'KAZ', 'GEO', body, { mrn: MRN });
      expect(bench.facts('MessageTaken')).toHaveLength(1);
      bench.clear().tell('S906', 'UZB', 'GEO', body, { mrn: MRN });
      expectRefusal('C604', '92', '/');
    });

    test('about a guarantee nobody asks who has no part in the movement', () => {
      bench.tell('X200', 'KAZ', 'AZE', check, { mrn: MRN });
      expectRefusal('C604', '92', '/');
      bench.announce();
      bench.clear().tell('X200', 'KAZ', 'GEO', check, { mrn: MRN });
      expect(bench.facts('MessageTaken')).toHaveLength(1);
      bench.clear().tell('X200', 'UZB', 'GEO', check, { mrn: MRN });
      expectRefusal('C604', '92', '/');
    });
  });

  describe('C107', () => {
    test('an answer to nothing', () => {
      bench.tell('X201', 'AZE', 'GEO', checked, { mrn: MRN, correlationId: 'GEO-0' });
      expectRefusal('C107', '14', '/correlationId');
    });

    test('an answer without a correlation id', () => {
      bench.tell('X201', 'AZE', 'GEO', checked, { mrn: MRN });
      expectRefusal('C107', '14', '/correlationId');
    });

    test.each([
      ['by another than was asked', 'KAZ', 'GEO'],
      ['to another than asked', 'AZE', 'KAZ'],
    ])('an answer %s', (_, sender, recipient) => {
      const correlationId = bench.tell('X200', 'GEO', 'AZE', check, { mrn: MRN });
      bench.clear().tell('X201', sender, recipient, checked, { mrn: MRN, correlationId });
      expectRefusal('C107', '14', '/correlationId');
    });

    test('one answer fits, a second does not', () => {
      const correlationId = bench.tell('X200', 'GEO', 'AZE', check, { mrn: MRN });
      bench.tell('X201', 'AZE', 'GEO', checked, { mrn: MRN, correlationId });
      expect(bench.facts('MessageTaken')).toHaveLength(2);
      bench.clear().tell('X201', 'AZE', 'GEO', checked, { mrn: MRN, correlationId });
      expectRefusal('C107', '14', '/correlationId');
    });

    test('a request that stays without answer is forgotten', () => {
      bench.tell('X200', 'GEO', 'AZE', check, { mrn: MRN });
      bench.pass(LIMITS.openRequestMs + DAY);
      expect(bench.rowCount('requests')).toBe(0);
    });
  });
});

describe('form that is refused (S917)', () => {
  test('names every defect with line, column, pointer, code and rule', () => {
    const message = bench.message('X118', 'AZE', 'GEO', crossed());
    bench.receive({ ...message, body: { mrn: '', office: 'x' } });
    const [nack] = bench.of('S917');
    expect(nack?.correlationId).toBe(message.messageId);
    expect(nack?.body.errors.map(({ pointer }) => pointer)).toContain('/body/passageDate');
    expect(bench.facts('MessageRefused')).toHaveLength(1);
  });

  test('C101: what the adapter could not parse, each time', () => {
    const decoded = decodeMessage('{"messageId": ');
    if (decoded.ok) throw new Error('parsed');
    bench.receive(unreadable('GEO', decoded.defect)).receive(unreadable('GEO', decoded.defect));
    expect(bench.facts('MessageRefused')).toMatchObject([{ rule: 'C101' }, { rule: 'C101' }]);
    const [nack] = bench.of('S917');
    expect(nack?.recipient).toBe('GEO');
    expect(nack?.body.errors).toMatchObject([{ rule: 'C101', code: '52', line: 1 }]);
    expect(nack?.body).not.toHaveProperty('messageId');
  });

  test('what cannot be parsed is told so often, and again when the answers are receipted: it may be receipts', () => {
    const spoilt = unreadable('GEO', BAD_SIGNATURE);
    for (let i = 0; i < 3 * LIMITS.unreadableTold; i++) bench.receive(spoilt);
    expect(bench.facts('MessageRefused')).toHaveLength(3 * LIMITS.unreadableTold);
    const told = bench.of('S917');
    expect(told).toHaveLength(LIMITS.unreadableTold);
    bench.clear().receive(unreadable('AZE', BAD_SIGNATURE));
    expect(bench.of('S917').map(({ recipient }) => recipient)).toEqual(['AZE']);
    const [first, second] = told.map(({ messageId }) => messageId);
    bench.receipt('GEO', first ?? '', second ?? '').clear();
    for (let i = 0; i < 3; i++) bench.receive(spoilt);
    expect(bench.of('S917')).toHaveLength(2);
  });

  test('C110: a signature that does not hold is answered like what cannot be parsed', () => {
    bench.receive(unreadable('GEO', BAD_SIGNATURE));
    expect(bench.facts('MessageRefused')).toMatchObject([{ rule: 'C110', from: 'GEO' }]);
    expect(bench.of('S917')[0]?.body.errors).toMatchObject([
      { rule: 'C110', pointer: '/signature', code: '14' },
    ]);
  });

  test('a stranger is not answered', () => {
    bench.tell('A803', 'FRA', 'ALL', publication);
    expect(bench.facts('MessageRefused')).toMatchObject([{ rule: 'C109', from: 'FRA' }]);
    expect(bench.sent).toEqual([]);
  });

  test('nothing that is JSON brings ICE down, and all of it is refused', () => {
    fc.assert(
      fc.property(anything, (value) => {
        bench.clear().receive(value as Message);
        expect(bench.facts('MessageTaken')).toEqual([]);
        expect(bench.entries.length).toBeGreaterThan(0);
      }),
    );
  });

  test('nor an ICE that minds no form at all', () => {
    const iceRulesOff = RULES.map(({ code }) => code).filter((code) => code.startsWith('C1'));
    const lenient = Bench.running({ ...SCHEME, iceRulesOff });
    fc.assert(
      fc.property(anything, (value) => {
        lenient.clear().receive(value as Message);
        expect(lenient.of('S917')).toEqual([]);
      }),
    );
  });
});

/** Parts of messages, and of what is none. */
const part = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('GEO', 'AZE', 'ALL', 'X118', 'A803', 'S002', 'X001', 'unreadable', MRN),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.record(
    {
      messageId: part,
      messageType: part,
      sender: part,
      recipient: part,
      sentAt: part,
      schemaVersion: part,
      referenceData: part,
      mrn: part,
      body: fc.oneof(part, fc.record({ defect: part, original: part, messageIds: part })),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.string(), part),
);

describe('receipts and heartbeats', () => {
  test('leave no trace in the journal and are not acknowledged', () => {
    bench.receipt('GEO', 'ICE-1', 'never-sent');
    bench.tell('S803', 'GEO', ICE, { nodeId: 'GEO', sequence: 1, clock: isoUtc(START) });
    bench.tell('S803', 'TKM', ICE, { nodeId: 'TKM', sequence: 1, clock: isoUtc(START) });
    expect(bench.entries).toEqual([]);
    expect(bench.sent).toEqual([]);
  });

  test('that are refused are not answered: the answer would have to be receipted', () => {
    const message = bench.message('S002', 'GEO', ICE, { messageIds: ['ICE-1'] });
    bench.receive({ ...message, body: { messageIds: [] } });
    expect(bench.facts('MessageRefused')).toHaveLength(1);
    expect(bench.sent).toEqual([]);
  });

  test('settle only what waits for their sender', () => {
    const id = bench.tell('A803', 'GEO', 'AZE', publication);
    bench.receipt('KAZ', id);
    expect(bench.rowCount('flights/AZE')).toBe(1);
    bench.receipt('AZE', id);
    expect(bench.rowCount('flights/AZE')).toBe(0);
  });
});

test('with everything receipted, nothing of a message is left but the memory of its id', () => {
  const id = bench.announce();
  bench.receipt('KAZ', id).pass(HOUR);
  const left = ['flights', 'queue', 'lanes', 'waiting', 'requests'].map((name) =>
    bench.rowCount(name),
  );
  expect(left).toEqual([0, 0, 0, 0, 0]);
  bench.pass(LIMITS.repeatMemoryMs + DAY);
  expect(bench.rowCount('seen')).toBe(0);
});
