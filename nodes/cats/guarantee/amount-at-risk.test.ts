import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXAMPLE_SCHEME } from '../accounts/bench.ts';
import { amountAtRisk } from './amount-at-risk.ts';

const machinery = { hs6: '843149', value: 60_000 };

describe('worked example E1', () => {
  test.each([
    [['GE'], 19_296],
    [['AZ'], 21_420],
    [['KZ'], 16_560],
    [['UZ'], 20_640],
    [['GE', 'AZ', 'KZ', 'UZ'], 21_420],
    [['GE', 'KZ'], 19_296],
  ])('route %j: %i', (route, amount) => {
    expect(amountAtRisk([machinery], route, EXAMPLE_SCHEME)).toBe(amount);
  });
});

test('the amount is rounded up to 1.00, and a whole one stays', () => {
  const at = (value: number) => amountAtRisk([{ hs6: '843149', value }], ['GE'], EXAMPLE_SCHEME);
  expect(at(0)).toBe(0);
  expect(at(0.01)).toBe(1);
  expect(at(1_000)).toBe(322); // 32.16 % is 321.60
  expect(at(10_000)).toBe(3_216);
  expect(at(10_000.01)).toBe(3_217);
});

test('a chapter with a rate of its own takes that rate', () => {
  const tariff = { default: { duty: 0.12, vat: 0.18 }, chapters: { '84': { duty: 0, vat: 0.18 } } };
  const scheme = { ...EXAMPLE_SCHEME, tariffs: { GEO: tariff } };
  expect(amountAtRisk([machinery], ['GE'], scheme)).toBe(10_800);
  expect(amountAtRisk([{ ...machinery, hs6: '620342' }], ['GE'], scheme)).toBe(19_296);
});

describe('unknown tariff data: 1.25 times the value at the highest rate known', () => {
  // Highest: AZ 0.15 + 1.15 × 0.18 = 0.357.
  test('a country without a tariff', () => {
    expect(amountAtRisk([machinery], ['TM'], EXAMPLE_SCHEME)).toBe(26_775);
  });

  test('an item without HS code, as TIR allows', () => {
    const items = [{ value: 60_000 }, { hs6: '843149', value: 10_000 }];
    expect(amountAtRisk(items, ['UZ'], EXAMPLE_SCHEME)).toBe(26_775 + 3_440);
  });
});

test('it depends on no order, and never falls when a country or an item is added', () => {
  const item = fc.record({
    hs6: fc.constantFrom('843149', '620342', '070200'),
    value: fc.integer({ min: 0, max: 50_000_000 }).map((cents) => cents / 100),
  });
  const route = fc.shuffledSubarray(['GE', 'AZ', 'KZ', 'UZ', 'TM'], { minLength: 1 });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), route, (items, countries) => {
      const amount = amountAtRisk(items, countries, EXAMPLE_SCHEME);
      const reversed = amountAtRisk(items.toReversed(), countries.toReversed(), EXAMPLE_SCHEME);
      expect(reversed).toBe(amount);
      expect(amountAtRisk(items.slice(1), countries, EXAMPLE_SCHEME)).toBeLessThanOrEqual(amount);
      expect(amountAtRisk(items, countries.slice(1), EXAMPLE_SCHEME)).toBeLessThanOrEqual(amount);
    }),
  );
});
