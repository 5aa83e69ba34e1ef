import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { isSameValue } from './same-value.ts';

test('says the same of any two values of JSON as the runtime does', () => {
  const value = fc
    .jsonValue({ maxDepth: 3 })
    .map((one) => JSON.parse(JSON.stringify(one)) as unknown);
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(isSameValue(one, other)).toBe(isDeepStrictEqual(one, other));
      expect(isSameValue(one, JSON.parse(JSON.stringify(one)))).toBe(true);
    }),
  );
});

test.for([
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, c: 2 }, { a: 1, b: 2 }, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [null, {}, false],
] as const)('%j and %j: %s', ([one, other, same]) => {
  expect(isSameValue(one, other)).toBe(same);
});
