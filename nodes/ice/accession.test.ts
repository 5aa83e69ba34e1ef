import { beforeEach, describe, expect, test } from 'vitest';
import { isoUtc } from '../../simulator/core/time.ts';
import type { Command } from '../../simulator/core/participant.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ICE } from '../common/routing.ts';
import { advanceRecord, Bench, crossed, MRN, OTHER_MRN, SCHEME, START } from './bench.ts';

const TURKMEN_OFFICES = ['TM000200', 'TM000300'];

/** Turkmenistan has its parameters in the scheme, and is not approved yet. */
const CANDIDATE: SchemeParameters = {
  ...SCHEME,
  members: { ...SCHEME.members, TKM: 'TM' },
  observers: [],
  approved: ['GEO', 'AZE', 'KAZ', 'UZB'],
  offices: {
    ...SCHEME.offices,
    ...Object.fromEntries(
      TURKMEN_OFFICES.map((code) => [code, { code, country: 'TM', roles: ['TRA', 'DES'] }]),
    ),
  },
};

const toTurkmenistan = advanceRecord(
  {
    officeOfDestination: 'TM000300',
    officesOfTransit: [{ office: 'TM000200', estimatedArrival: isoUtc(START) }],
  },
  ['TM000300'],
);

let bench: Bench;

beforeEach(() => {
  bench = Bench.fresh(CANDIDATE);
});

const say = (type: string, node = 'TKM'): Command => ({ type, actor: 'institution', node });
const announce = (mrn: string): string => {
  const sender = mrn === MRN ? 'GEO' : 'AZE';
  return bench.tell('X001', sender, 'TKM', toTurkmenistan, { mrn });
};
const rules = (): unknown[] => bench.facts('MessageRefused').map(({ rule }) => rule);

describe('a country that is not approved yet', () => {
  test('is left out of the list of members, which all get, it too', () => {
    const lists = bench.of('S802').filter(({ body }) => body.list === 'members');
    expect(lists.map(({ recipient }) => recipient)).toEqual(['GEO', 'AZE', 'KAZ', 'UZB', 'TKM']);
    expect(lists[0]?.body).toMatchObject({
      version: 1,
      entries: [{ node: 'GEO', country: 'GE' }, { node: 'AZE' }, { node: 'KAZ' }, { node: 'UZB' }],
    });
  });

  test('is no recipient (C601), gets nothing that is for all, and sends no more than an observer (C109)', () => {
    bench.clear();
    announce(MRN);
    bench.tell('A804', 'TKM', 'ALL', {
      tin: 'TM1',
      newStatus: 'active',
      effectiveAt: isoUtc(START),
      reason: 'new',
    });
    expect(rules()).toEqual(['C601', 'C109']);
    bench.tell('S070', 'GEO', 'ALL', { type: 'U', from: isoUtc(START), functions: [] });
    expect(bench.idsTo('TKM')).toHaveLength(1);
    expect(bench.of('S906').map(({ recipient }) => recipient)).toEqual(['GEO', 'TKM']);
  });
});

describe('a country that is approved while the scheme runs', () => {
  test('is published to all, and takes part from then on', () => {
    bench.clear().command(say('approve'));
    expect(bench.facts('MemberApproved')).toMatchObject([{ node: 'TKM', version: 2 }]);
    expect(bench.facts('ReferenceDataPublished')).toMatchObject([{ list: 'members', version: 2 }]);
    const [list] = bench.of('S802');
    expect(list?.body.entries).toContainEqual({ node: 'TKM', country: 'TM' });
    bench.settle();
    const id = announce(MRN);
    expect(bench.idsTo('TKM').at(-1)).toBe(id);
    bench.tell('X118', 'TKM', 'GEO', { ...crossed(), office: 'TM000200' }, { mrn: MRN });
    expect(rules()).toEqual([]);
  });

  test('is approved once, and only if it has its parameters in the scheme', () => {
    bench.command(say('approve')).clear().command(say('approve')).command(say('approve', 'FRA'));
    bench.command({ type: 'applaud', actor: 'institution', node: 'TKM' });
    expect(bench.entries.map(({ type }) => type)).toEqual(Array(3).fill('CommandGiven'));
  });
});

describe('a country that leaves', () => {
  beforeEach(() => {
    bench.command(say('approve')).settle();
    announce(MRN);
    bench.settle().command(say('withdraw')).settle().clear();
  });

  test('is no recipient of new movements (C601)', () => {
    announce(OTHER_MRN);
    expect(rules()).toEqual(['C601']);
  });

  test('ends the movements that it has a part in: they pass in both directions', () => {
    bench.tell('X118', 'TKM', 'GEO', { ...crossed(), office: 'TM000200' }, { mrn: MRN });
    const result = { code: 'A2', date: isoUtc(START) };
    bench.tell('X018', 'TKM', 'GEO', { mrn: MRN, office: 'TM000300', result }, { mrn: MRN });
    const forward = { mrn: MRN, actualOffice: 'TM000300', skippedOffices: ['TM000200'] };
    const id = bench.tell('X024', 'GEO', 'TKM', forward, { mrn: MRN });
    expect(rules()).toEqual([]);
    expect(bench.idsTo('TKM')).toEqual([id]);
  });

  test('says nothing else: no publications, no new movements', () => {
    const mrn = '26TM0005020A1B2CY0';
    bench.tell('X001', 'TKM', 'GEO', advanceRecord(), { mrn });
    expect(rules()).toEqual(['C109']);
  });

  test('has left for good, also when ICE begins anew from what it had saved', () => {
    const restarted = new Bench(bench.cell.save(), CANDIDATE);
    restarted.tell('X001', 'AZE', 'TKM', toTurkmenistan, { mrn: OTHER_MRN });
    restarted.tell('X118', 'TKM', 'GEO', { ...crossed(), office: 'TM000200' }, { mrn: MRN });
    expect(restarted.facts('MessageRefused').map(({ rule }) => rule)).toEqual(['C601']);
  });

  test('may come back', () => {
    bench.command(say('approve')).settle().clear();
    expect(bench.facts('MessageRefused')).toEqual([]);
    announce(OTHER_MRN);
    expect(rules()).toEqual([]);
  });
});

describe('the version of the reference data (C605)', () => {
  const old = Bench.running({ ...SCHEME, oldestReferenceData: 3 });

  test.each([
    ['no version', {}, ['C605']],
    ['an old one', { referenceData: 2 }, ['C605']],
    ['the oldest allowed', { referenceData: 3 }, []],
  ])('a message that says %s', (_, change, expected) => {
    old.clear().tell('X001', 'GEO', 'KAZ', advanceRecord(), { mrn: MRN, ...change });
    expect(old.facts('MessageRefused').map(({ rule }) => rule)).toEqual(expected);
    expect(old.of('S906')[0]?.body.errors ?? []).toEqual(
      expected.map((reason) => ({ pointer: '/referenceData', code: '14', reason })),
    );
  });

  test('whoever is behind may still receive, announce and ask', () => {
    old.clear().tell('S974', 'GEO', ICE, { nodeId: ICE });
    old.tell('S070', 'GEO', 'ALL', { type: 'U', from: isoUtc(START), functions: [] });
    expect(old.facts('MessageRefused')).toEqual([]);
  });
});
