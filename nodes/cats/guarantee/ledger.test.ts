import { describe, expect, test } from 'vitest';
import { balanceOf, covers, emptyLedger, giveBack, reserve, toCents, toMoney } from './ledger.ts';

test.each([
  [0.01, 1],
  [21_420, 2_142_000],
  [0.125, 13],
  [0.1 + 0.2, 30],
  [0, 0],
])('%f is %i hundredths', (amount, cents) => {
  expect(toCents(amount)).toBe(cents);
});

test('hundredths go back into money without a remainder', () => {
  expect(toMoney(2_142_050)).toBe(21_420.5);
  expect(toCents(toMoney(123_456_789))).toBe(123_456_789);
});

test('all that is left may be reserved, and no hundredth more', () => {
  const ledger = reserve(emptyLedger(100), 60);
  expect(balanceOf(ledger)).toBe(40);
  expect(covers(ledger, 40)).toBe(true);
  expect(covers(ledger, 41)).toBe(false);
  expect(balanceOf(reserve(ledger, 40))).toBe(0);
});

describe('books that would not balance stop the run', () => {
  const ledger = reserve(emptyLedger(100), 60);
  test.each([
    ['reserving more than is left', () => reserve(ledger, 41)],
    ['reserving a negative amount', () => reserve(ledger, -1)],
    ['reserving no number', () => reserve(ledger, NaN)],
    ['giving back more than is taken', () => giveBack(ledger, 61)],
    ['giving back a negative amount', () => giveBack(ledger, -1)],
  ])('%s', (_, change) => {
    expect(change).toThrow(RangeError);
  });
});
