import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOffset, lineAndColumn, tooDeepOffset } from './json-fault.ts';

describe('where a text stops being JSON', () => {
  test.each([
    ['', 0],
    ['   ', 3],
    ['abc', 0],
    ['nul', 0],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['{"a":"x', 7],
    ['{"a":"x\ny"}', 7],
    ['{"a":"\\q"}', 6],
    ['{"a":"\\u12g4"}', 6],
    ['[1,2', 4],
    ['[1 2]', 3],
    ['[,]', 1],
    ['[1}', 2],
    ['{"a":01}', 6],
    ['{"a":1.}', 6],
    ['{"a":-}', 5],
    ['{"a":1} x', 8],
    ['{"a":1}]', 7],
    ['{\n "a": tru\n}', 8],
    ["{'a':1}", 1],
    ['\u00a0{}', 0],
    ['[[[', 3],
  ])('%j at %i', (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(faultOffset(text)).toBe(offset);
  });

  test('JSON has none', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        expect(faultOffset(text)).toBe(text.length);
      }),
    );
  });

  test('what is spoiled is faulted where it was spoiled, at the latest', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, where) => {
        const at = where % json.length;
        const text = `${json.slice(0, at)}\u0001${json.slice(at)}`;
        expect(faultOffset(text)).toBeLessThanOrEqual(at);
      }),
    );
  });
});

describe('depth', () => {
  test.each([
    ['{}', 1, -1],
    ['{"a":[]}', 1, 5],
    ['[[],[],[[]]]', 2, 8],
    ['{"a[[[":"{{{\\"[[["}', 1, -1],
    ['{"a\\\\":[]}', 1, 7],
    ['1', 0, -1],
    ['"[', 0, -1],
  ])('of %j against %i', (json, most, offset) => {
    expect(tooDeepOffset(json, most)).toBe(offset);
  });

  test('agrees with walking the value', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
        : 0;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat(7), (json, most) => {
        expect(tooDeepOffset(json, most) >= 0).toBe(depthOf(JSON.parse(json)) > most);
      }),
    );
  });
});

test.each([
  ['abc', 0, 1, 1],
  ['abc', 2, 1, 3],
  ['a\nbc', 2, 2, 1],
  ['a\r\nbc\n', 6, 3, 1],
])('of %j, offset %i is line %i, column %i', (text, offset, line, column) => {
  expect(lineAndColumn(text, offset)).toEqual({ line, column });
});
