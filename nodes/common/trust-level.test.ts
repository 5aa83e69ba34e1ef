import { describe, expect, test } from 'vitest';
import { grantedLevel, guaranteeToLodge, mayHave, percentageOf } from './trust-level.ts';

const REFERENCE = 63_000_00;

describe('worked example E2: what the guarantor puts up for 63 000', () => {
  test.each([
    [0, 100, 63_000],
    [1, 100, 63_000],
    [2, 50, 31_500],
    [3, 30, 18_900],
    [4, 0, 0],
  ])('level %i: %i %%, %i', (level, percentage, amount) => {
    expect(percentageOf(level)).toBe(percentage);
    expect(guaranteeToLodge(REFERENCE, level)).toBe(amount * 100);
  });
});

test('a hundredth is never put up short', () => {
  expect(guaranteeToLodge(1, 3)).toBe(1);
  expect(guaranteeToLodge(101, 2)).toBe(51);
});

test('there are no other levels', () => {
  expect(() => percentageOf(5)).toThrow(RangeError);
  expect(() => percentageOf(-1)).toThrow(RangeError);
});

test('the office grants no level above the account’s', () => {
  expect(grantedLevel(3, 2)).toBe(2);
  expect(grantedLevel(1, 4)).toBe(1);
});

test.each([
  [0, '1', false],
  [0, '2', true],
  [0, '9', true],
  [1, '1', true],
  [4, '0', true],
  [3, '0', false],
  [0, '4', true],
  [3, '3', false],
  [3, 'B', false],
])('level %i may have type %s: %s', (level, type, allowed) => {
  expect(mayHave(level, type)).toBe(allowed);
});
