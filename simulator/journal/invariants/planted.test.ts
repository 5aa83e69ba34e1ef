/** Each invariant catches what is planted against it in a short journal, says so once, and lets the nearest rightful journal pass. */
import { describe, expect, test } from 'vitest';
import { INVARIANTS } from './invariants.ts';
import { PLANTED } from './testing/planted.ts';
import { violationsOf } from './testing/told.ts';

describe.each(PLANTED)('$invariant.id', ({ invariant, cases }) => {
  const rightful = cases.filter(({ says }) => says === undefined);
  const planted = cases.filter(({ says }) => says !== undefined);

  test.each(rightful)('lets pass: $what', ({ lines, end }) => {
    expect(violationsOf([invariant], lines, end)).toEqual([]);
  });

  test.each(planted)('catches: $what', ({ lines, says, end }) => {
    const found = violationsOf([invariant], lines, end);
    expect(found.map(({ invariant: id }) => id)).toEqual([invariant.id]);
    expect(found[0]?.detail).toContain(says);
  });

  test('is shown both', () => {
    expect([rightful, planted]).not.toContainEqual([]);
  });
});

test('something is planted against every invariant, once', () => {
  const planted = PLANTED.map(({ invariant }) => invariant.id);
  expect(planted.sort()).toEqual(INVARIANTS.map(({ id }) => id).sort());
});
