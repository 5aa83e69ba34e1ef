import { expect, test } from 'vitest';
import { TRAINING_TIMERS } from '../common/timers.ts';
import { countryOf, PARTICIPANTS } from './countries.ts';
import { nodeParametersOf, SCHEME_CURRENCY, schemeOf } from './scheme.ts';

const scheme = schemeOf(PARTICIPANTS, ['TKM'], TRAINING_TIMERS);

test('the scheme counts in one currency and knows its members by both codes', () => {
  expect(scheme.currency).toBe(SCHEME_CURRENCY);
  expect(scheme).toMatchObject({ currency: 'USD', letter: 'Y', creditOn: 'discharge' });
  expect(scheme.members).toEqual({ GEO: 'GE', AZE: 'AZ', KAZ: 'KZ', UZB: 'UZ' });
  expect(scheme.observers).toEqual(['TKM']);
  expect(scheme.timers).toBe(TRAINING_TIMERS);
});

test('it lists the offices and tariffs of its members, and nothing of those who watch', () => {
  expect(scheme.offices['GE000102']).toEqual({
    code: 'GE000102',
    country: 'GEO',
    roles: ['DEP', 'TRA', 'DES', 'INC'],
  });
  expect(Object.keys(scheme.tariffs)).toEqual(['GEO', 'AZE', 'KAZ', 'UZB']);
  expect(Object.keys(scheme.offices).some((code) => code.startsWith('TM'))).toBe(false);
});

test('a node is told its own country and office of guarantee', () => {
  expect(nodeParametersOf('KAZ', scheme)).toMatchObject({
    country: 'KAZ',
    iso2: 'KZ',
    officeOfGuarantee: 'KZ000900',
    channels: { green: 0.7, yellow: 0.15, orange: 0.1, red: 0.05 },
    riskProfiles: countryOf('KAZ').riskProfiles,
    scheme,
  });
});
