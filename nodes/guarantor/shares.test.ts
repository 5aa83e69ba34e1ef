import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INSURANCE } from '../common/insurance.ts';
import { divideLoss, poolOf, shareOut, spread } from './shares.ts';

const MEMBERS = ['GEO', 'AZE', 'KAZ', 'UZB'];

/** Parts of a loss in units of the currency, as `role party`. */
const parts = (amount: number, change = {}, members = MEMBERS) =>
  divideLoss(amount * 100, 'FI-GEO', { ...INSURANCE, ...change }, members).map(
    ({ role, party, amount: part }) => [`${role} ${party}`, part / 100],
  );

test('worked example E6: 16 800 in Kazakhstan', () => {
  expect(parts(16_800)).toEqual([
    ['issuer FI-GEO', 3_360],
    ['pool FI-GEO', 4_032],
    ['pool FI-AZE', 4_032],
    ['pool FI-KAZ', 3_360],
    ['pool FI-UZB', 2_016],
  ]);
});

test('worked example E7: 140 000, of which 90 000 are above the layer', () => {
  expect(parts(140_000)).toEqual([
    ['issuer FI-GEO', 10_000],
    ['pool FI-GEO', 12_000],
    ['pool FI-AZE', 12_000],
    ['pool FI-KAZ', 10_000],
    ['pool FI-UZB', 6_000],
    ['reinsurer REINSURER', 90_000],
  ]);
});

describe('the pool', () => {
  test('is of the members that have a weight, whoever else there is', () => {
    expect(poolOf(INSURANCE, ['TJK', 'KAZ', 'GEO'])).toEqual([
      ['KAZ', 25],
      ['GEO', 30],
    ]);
    expect(parts(110, {}, ['KAZ', 'GEO'])).toEqual([
      ['issuer FI-GEO', 22],
      ['pool FI-KAZ', 40],
      ['pool FI-GEO', 48],
    ]);
  });

  test('without any the issuer bears the whole layer', () => {
    expect(parts(60_000, {}, ['TJK'])).toEqual([
      ['issuer FI-GEO', 50_000],
      ['reinsurer REINSURER', 10_000],
    ]);
  });
});

test('hundredths that are left over go where most was cut off, the first among equals', () => {
  expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(spread(101, [1, 1, 2])).toEqual([25, 25, 51]);
  expect(spread(5, [0, 0])).toEqual([0, 0]);
  expect(spread(0, [1, 2])).toEqual([0, 0]);
  expect(spread(100, [0.3, 0.7])).toEqual([30, 70]);
});

const cents = fc.integer({ min: 1, max: 1_000_000_000_00 });
const insurance = fc.record({
  retention: fc.double({ min: 0, max: 1, noNaN: true }),
  excessOfLoss: fc.integer({ min: 0, max: 1_000_000 }),
  pool: fc.record({
    GEO: fc.integer({ min: 0, max: 100 }),
    AZE: fc.integer({ min: 0, max: 100 }),
    KAZ: fc.integer({ min: 0, max: 100 }),
  }),
});

test('a loss is divided without a hundredth more or less, and so is what comes back of it', () => {
  fc.assert(
    fc.property(cents, cents, insurance, (amount, back, change) => {
      const divided = divideLoss(amount, 'FI-GEO', { ...INSURANCE, ...change }, MEMBERS);
      const sum = (of: readonly { readonly amount: number }[]) =>
        of.reduce((total, part) => total + part.amount, 0);
      expect(sum(divided)).toBe(amount);
      const returned = Math.min(back, amount);
      const out = shareOut(returned, divided);
      expect(sum(out)).toBe(returned);
      for (const { role, party, amount: share } of out) {
        const borne = divided.find((part) => part.role === role && part.party === party);
        expect(share).toBeLessThanOrEqual(borne?.amount ?? 0);
      }
    }),
  );
});
