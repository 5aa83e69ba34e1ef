import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, isoUtc } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';
import { ICE } from '../common/routing.ts';
import { advanceRecord, Bench, crossed, MRN, OTHER_MRN, START } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = Bench.running();
});

const ABOUT = { mrn: MRN };
const refusals = (): string[] =>
  bench.facts('MessageRefused').map(({ rule, code }) => `${String(rule)}/${String(code)}`);

/** Uzbekistan is no party: it asks, and is answered. */
const RECORD_QUESTIONS = [
  ['X002', 'X003', 'UZ000300'],
  ['X114', 'X115', 'UZ000300'],
  ['X164', 'X165', 'UZ000300'],
  ['X027', 'X038', 'UZ000300'],
] as const;

describe.each(RECORD_QUESTIONS)('%s, answered by %s', (asks, answers, office) => {
  const ask = (mrn = MRN, to = 'GEO'): string =>
    bench.tell(asks, 'UZB', to, { mrn, office }, { mrn });
  const reply = (correlationId: string, change: Partial<Body<'X003'>> = {}): string => {
    const record = advanceRecord();
    return bench.tell(
      answers,
      'GEO',
      'UZB',
      { mrn: MRN, office, record, ...change },
      { ...ABOUT, correlationId },
    );
  };

  test('anybody may ask the country of departure, also of a movement that ICE does not know', () => {
    ask();
    bench.announce();
    ask();
    expect(refusals()).toEqual([]);
  });

  test('nobody else is asked, and not under an MRN that is none', () => {
    ask(MRN, 'AZE');
    ask('26GE0002004H8T1VY5');
    ask('none');
    expect(refusals()).toEqual(['C604/92', 'C302/93', 'C301/14']);
  });

  test('the record makes its asker a party', () => {
    bench.announce();
    reply(ask());
    bench.tell('X118', 'UZB', 'GEO', { ...crossed(), office }, ABOUT);
    expect(refusals()).toEqual([]);
  });

  test('the record of a movement that never left its country makes both parties', () => {
    reply(ask());
    bench.tell(
      'X006',
      'UZB',
      'GEO',
      { mrn: MRN, arrivedAt: isoUtc(START), actualOffice: office },
      ABOUT,
    );
    expect(refusals()).toEqual([]);
  });

  test('an answer without the record gives no part in the movement', () => {
    bench.announce();
    const { mrn, office: at } = { mrn: MRN, office };
    const correlationId = ask();
    bench.tell(answers, 'GEO', 'UZB', { mrn, office: at, reason: 3 }, { ...ABOUT, correlationId });
    bench.tell('X118', 'UZB', 'GEO', { ...crossed(), office }, ABOUT);
    expect(refusals()).toEqual(['C604/92']);
  });

  test('an answer about another movement is none (C107)', () => {
    bench.announce();
    const correlationId = ask();
    const other = bench.message(answers, 'GEO', 'UZB', { mrn: OTHER_MRN, office, reason: 3 });
    bench.receive({ ...other, mrn: OTHER_MRN, correlationId });
    expect(refusals()).toEqual(['C107/14']);
  });
});

test('a question may be refused: its asker hears it, without a part in the movement', () => {
  bench.announce();
  const correlationId = bench.tell('X027', 'UZB', 'GEO', { mrn: MRN, office: 'UZ000300' }, ABOUT);
  const errors = [{ pointer: '/', code: '92', reason: 'C202' }];
  bench.tell(
    'S906',
    'GEO',
    'UZB',
    { messageId: correlationId, errors },
    { ...ABOUT, correlationId },
  );
  expect(refusals()).toEqual([]);
  expect(bench.rowCount('requests')).toBe(0);
});

describe('enquiry and recovery', () => {
  const enquiry: Body<'X142'> = {
    mrn: MRN,
    office: 'UZ000300',
    enquirer: 'GE000101',
    requestDate: isoUtc(START),
    limitForResponse: isoUtc(START + 40 * DAY),
    resultsOnly: 0,
    contact: 'enquiries',
  };
  const recovery: Body<'X150'> = {
    mrn: MRN,
    office: 'UZ000300',
    countryOfDebt: 'UZ',
    amount: 1,
    currency: 'USD',
    guarantees: [],
    acceptanceDate: isoUtc(START),
  };
  const answer = { mrn: MRN, office: 'UZ000300', responseCode: 1 };

  test('the country that is asked (X142) has a part in the movement, and answers within 40 days', () => {
    bench.announce();
    const correlationId = bench.tell('X142', 'GEO', 'UZB', enquiry, ABOUT);
    bench.settle().pass(40 * DAY);
    bench.tell('X143', 'UZB', 'GEO', answer, { ...ABOUT, correlationId });
    expect(refusals()).toEqual([]);
  });

  test('so has the country that a recovery is handed to (X150), of a movement that has ended before', () => {
    bench.announce();
    const result = { code: 'A2', date: isoUtc(START) };
    bench.tell('X018', 'KAZ', 'GEO', { mrn: MRN, office: 'KZ000300', result }, ABOUT);
    bench.tell('X150', 'GEO', 'UZB', recovery, ABOUT);
    bench.settle().pass(30 * DAY);
    bench.tell('X151', 'UZB', 'GEO', { mrn: MRN, office: 'UZ000300', accept: 1 }, ABOUT);
    expect(refusals()).toEqual([]);
  });

  test('only who has a part in the movement asks', () => {
    bench.announce();
    bench.tell('X142', 'UZB', 'KAZ', enquiry, ABOUT);
    bench.tell('X150', 'UZB', 'GEO', recovery, ABOUT);
    expect(refusals()).toEqual(['C604/92', 'C604/92']);
  });
});

test('states are compared (X094) with the country of departure, whoever asks, and between parties', () => {
  bench.announce();
  const body = { mrn: MRN, office: 'UZ000300', ownState: 'none' };
  bench.tell('X094', 'UZB', 'GEO', body, ABOUT);
  bench.tell('X094', 'GEO', 'UZB', body, ABOUT);
  bench.tell('X094', 'KAZ', 'AZE', body, ABOUT);
  expect(refusals()).toEqual([]);
  bench.tell('X094', 'UZB', 'AZE', body, ABOUT);
  expect(refusals()).toEqual(['C604/92']);
});

test('an office of exit has a part in the movement (X160)', () => {
  const body = advanceRecord({ officesOfExit: ['UZ000300'] }, ['UZ000300']);
  bench.tell('X160', 'GEO', 'UZB', body, ABOUT);
  expect(refusals()).toEqual([]);
});

test('nobody speaks of one movement under the name of another', () => {
  bench.announce();
  bench.tell('X118', 'AZE', 'GEO', crossed(OTHER_MRN), ABOUT);
  expect(refusals()).toEqual(['C604/92']);
});

test('major discrepancies end nothing: the movement is known until they are resolved', () => {
  bench.announce();
  const result = { code: 'B1', date: isoUtc(START) };
  bench.tell('X018', 'KAZ', 'GEO', { mrn: MRN, office: 'KZ000300', result }, ABOUT);
  bench.settle().pass(13 * DAY);
  const solved = {
    mrn: MRN,
    office: 'KZ000300',
    resolved: 1 as const,
    writeOffDate: isoUtc(START),
  };
  bench.tell('X049', 'GEO', 'KAZ', solved, ABOUT);
  expect(refusals()).toEqual([]);
  bench.settle().pass(12 * DAY);
  expect(bench.rowCount('parties')).toBe(0);
});

describe('an MRN is of the country and the year of its release (C303)', () => {
  const released = (mrn: string, releaseDate: string): string[] => {
    const body = { ...advanceRecord(), releaseDate };
    bench.clear().tell('X001', 'GEO', 'KAZ', body, { mrn });
    return refusals();
  };

  test('or, in January, of the year before', () => {
    expect(released(MRN, '2026-12-31T23:59:00Z')).toEqual([]);
    expect(released('26GE000101000001Y8', '2027-01-01T00:01:00Z')).toEqual([]);
    expect(released('26GE000101000001Y8', '2027-02-01T00:00:00Z')).toEqual(['C303/14']);
    expect(released('26GE000101000001Y8', '2025-12-31T00:00:00Z')).toEqual(['C303/14']);
  });
});

describe('claims on the chain (X820)', () => {
  const claim = (change: Partial<Body<'X820'>> = {}): Body<'X820'> => ({
    claimId: 'C-1',
    mrn: MRN,
    grn: '26GE000902A000010',
    withdrawn: 0,
    countryOfDebt: 'KZ',
    principalSum: 16_560,
    interest: 240,
    currency: 'USD',
    undeclaredGoods: 0,
    evidence: 'never presented',
    dueDate: isoUtc(START + 90 * DAY),
    ...change,
  });
  const clearing: Body<'X822'> = {
    claimId: 'C-1',
    mrn: MRN,
    grn: '26GE000902A000010',
    currency: 'USD',
    amount: 16_800,
    fx: 1,
    shares: [{ role: 'issuer', party: 'FI-GEO', amount: 3_360 }],
    netDate: isoUtc(START),
  };
  const send = (from: string, to: string, change: Partial<Body<'X820'>> = {}): string =>
    bench.tell('X820', from, to, claim(change), ABOUT);

  beforeEach(() => {
    bench.announce();
    bench.clear();
  });

  test('are registered, whether for the office of guarantee or for ICE itself', () => {
    const id = send('KAZ', 'GEO');
    expect(bench.facts('ClaimRegistered')).toMatchObject([
      { claimId: 'C-1', mrn: MRN, from: 'KAZ' },
    ]);
    expect(bench.idsTo('GEO')).toEqual([id]);
    const other = { claimId: 'C-2', mrn: OTHER_MRN };
    bench.tell('X820', 'AZE', ICE, claim(other), { mrn: OTHER_MRN });
    expect(bench.facts('ClaimRegistered')).toHaveLength(2);
    expect(refusals()).toEqual([]);
  });

  test('come one at a time: the second is refused with 92 (C604)', () => {
    send('KAZ', 'GEO');
    send('AZE', 'GEO', { claimId: 'C-2', countryOfDebt: 'AZ' });
    send('KAZ', 'GEO', { claimId: 'C-3' });
    send('AZE', 'GEO', { claimId: 'C-2', withdrawn: 1 });
    expect(refusals()).toEqual(['C604/92', 'C604/92', 'C604/92']);
    expect(bench.of('S906')[0]).toMatchObject({
      recipient: 'AZE',
      body: { errors: [{ pointer: '/', code: '92', reason: 'C604' }] },
    });
  });

  test('give way to another when they are withdrawn', () => {
    send('KAZ', 'GEO');
    send('KAZ', 'GEO', { withdrawn: 1 });
    expect(bench.facts('ClaimClosed')).toMatchObject([{ claimId: 'C-1', mrn: MRN }]);
    send('AZE', 'GEO', { claimId: 'C-2', countryOfDebt: 'AZ' });
    expect(refusals()).toEqual([]);
  });

  test('are closed by the clearing (X822), or when the debt was collected (X152)', () => {
    const collected = {
      mrn: MRN,
      office: 'KZ000300',
      amount: 1,
      currency: 'USD',
      collectionDate: isoUtc(START),
    };
    send('KAZ', 'GEO');
    bench.tell('X822', 'KAZ', 'GEO', clearing, ABOUT);
    send('KAZ', 'GEO', { claimId: 'C-2' });
    bench.tell('X152', 'KAZ', 'GEO', collected, ABOUT);
    expect(bench.facts('ClaimClosed').map(({ claimId }) => claimId)).toEqual(['C-1', 'C-2']);
    expect(refusals()).toEqual([]);
  });

  test('are cleared with insurers of countries that the movement never saw (X822)', () => {
    bench.tell('X822', 'GEO', 'UZB', clearing, ABOUT);
    expect(refusals()).toEqual([]);
    bench.tell('X822', 'UZB', 'GEO', clearing, ABOUT);
    expect(refusals()).toEqual(['C604/92']);
  });

  test('come from a country that has a part in the movement', () => {
    send('UZB', 'GEO', { countryOfDebt: 'UZ' });
    send('KAZ', 'UZB');
    expect(refusals()).toEqual(['C604/92', 'C604/92']);
  });

  test.each([
    ['C401', '26GE'],
    ['C402', '26GE000902A000011'],
  ])('name a guarantee whose number is one: %s', (rule, grn) => {
    send('KAZ', 'GEO', { grn });
    expect(refusals()).toEqual([`${rule}/14`]);
    expect(bench.of('S906')[0]?.body.errors[0]?.pointer).toBe('/body/grn');
  });
});
