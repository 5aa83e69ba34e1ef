import { describe, expect, test } from 'vitest';
import type { Body } from '../../common/message-types.ts';
import { EXAMPLE_NODE, incoming } from '../accounts/bench.ts';
import { applicationBody, ExampleOffice, HOLDER, undertakingFor } from './examples.ts';
import { isNoNarrower, narrowed, NO_RESTRICTIONS } from './restrictions.ts';

type Limits = Partial<Body<'G810'>>;
type Asked = Partial<Body<'X203'>>;

/** Reasons for which a guarantee that is limited refuses a use. */
const reasons = (limits: Limits, asked: Asked, off: readonly 'C408'[] = []): string[] => {
  const office = new ExampleOffice({ ...EXAMPLE_NODE, rulesOff: off });
  const guarantee = office.grant(63_000, limits);
  const type = limits.type ?? '1';
  return office.use(guarantee, 'M1', 100, { type, ...asked }).sent('X205')[0]?.body.reasons ?? [];
};

const TO_ALMATY: Limits = {
  type: '2',
  officeOfDeparture: 'GE000101',
  officeOfDestination: 'KZ000300',
};

test.each<[string, Limits, Asked, string[]]>([
  ['sensitive goods, excluded (C408)', { excludesSensitive: 1 }, { sensitive: 1 }, ['G06']],
  ['other goods', { excludesSensitive: 1 }, { sensitive: 0 }, []],
  ['sensitive goods, not excluded', {}, { sensitive: 1 }, []],
  [
    'goods of another chapter (C412)',
    { commodities: ['84'] },
    { commodities: ['620342'] },
    ['G12'],
  ],
  ['one of two', { commodities: ['84'] }, { commodities: ['843149', '620342'] }, ['G12']],
  ['goods of the chapter', { commodities: ['84'] }, { commodities: ['843149'] }, []],
  ['goods that nobody names', { commodities: ['84'] }, {}, []],
  [
    'another destination (C411)',
    TO_ALMATY,
    { officeOfDeparture: 'GE000101', officeOfDestination: 'KZ000200' },
    ['G11'],
  ],
  ['another departure', TO_ALMATY, { officeOfDeparture: 'GE000200' }, ['G11']],
  [
    'the way agreed',
    TO_ALMATY,
    { officeOfDeparture: 'GE000101', officeOfDestination: 'KZ000300' },
    [],
  ],
  [
    'a way that binds an individual guarantee only',
    { ...TO_ALMATY, type: '9' },
    { officeOfDeparture: 'GE000200' },
    [],
  ],
])('%s: %#', (_, limits, asked, expected) => {
  expect(reasons(limits, asked)).toEqual(expected);
});

test('each under its rule, all at once', () => {
  const office = new ExampleOffice();
  const limits = { ...TO_ALMATY, excludesSensitive: 1, commodities: ['84'] } as const;
  const guarantee = office.grant(63_000, { ...limits, commodities: [...limits.commodities] });
  const asked = { type: '2', sensitive: 1, commodities: ['62'], officeOfDeparture: 'GE1' } as const;
  office.use(guarantee, 'M1', 100, { ...asked, commodities: [...asked.commodities] });
  expect(office.bench.facts).toMatchObject([
    { row: 'U2', rules: ['C408', 'C411', 'C412'], reasons: ['G06', 'G11', 'G12'] },
  ]);
});

test('a rule that is off is not checked', () => {
  expect(reasons({ excludesSensitive: 1 }, { sensitive: 1 }, ['C408'])).toEqual([]);
});

describe('an undertaking may limit what was asked for', () => {
  const proposed = (asked: Limits, given: Partial<Body<'G811'>>) => {
    const { bench } = new ExampleOffice();
    const body = { ...applicationBody(63_000), ...asked };
    bench.message(incoming('G810', HOLDER, body));
    bench.message(incoming('G811', 'FI-GEO', { ...undertakingFor(body), ...given }));
    return bench.sent('N810')[0]?.body.proposed;
  };

  test.each<[string, Limits, Partial<Body<'G811'>>, string]>([
    ['as asked', { commodities: ['84'] }, { commodities: ['84'] }, 'grant'],
    ['said once', { excludesSensitive: 1 }, {}, 'grant'],
    ['wider than asked', { commodities: ['84'] }, { commodities: ['84', '85'] }, 'grant'],
    ['narrower goods', { commodities: ['84'] }, { commodities: ['8431'] }, 'refuse'],
    ['goods limited by the guarantor alone', {}, { commodities: ['84'] }, 'refuse'],
    ['without sensitive goods', {}, { excludesSensitive: 1 }, 'refuse'],
    ['one way only', {}, { officeOfDeparture: 'GE000101' }, 'refuse'],
  ])('%s: the officer is advised to %s', (_, asked, given, decision) => {
    expect(proposed(asked, given)).toBe(decision);
  });
});

test('limits add up', () => {
  const first = narrowed(NO_RESTRICTIONS, { commodities: ['84', '62'] });
  const second = narrowed(first, { commodities: ['8431', '6203', '07'], excludesSensitive: 1 });
  expect(second).toEqual({
    excludesSensitive: true,
    commodities: ['8431', '6203'],
    officeOfDeparture: '',
    officeOfDestination: '',
  });
  expect(narrowed(first, {})).toBe(first);
  expect(narrowed(first, { commodities: ['07'] }).commodities).toEqual(['07']);
  expect(isNoNarrower(first, second)).toBe(false);
  expect(isNoNarrower(first, first)).toBe(true);
});
