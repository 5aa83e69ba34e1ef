import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedMap } from './shared-map.ts';

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const act = fc.oneof(
  fc.record({ on: fc.nat(9), set: keys, value: fc.nat(99) }),
  fc.record({ on: fc.nat(9), remove: keys }),
  fc.record({ on: fc.nat(9), copied: fc.constant(true) }),
);

test('copies behave as maps of their own, in order of insertion too', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const pairs = [{ shared: new SharedMap<number>(), plain: new Map<string, number>() }];
      for (const one of acts) {
        const pair = pairs[one.on % pairs.length];
        if (pair === undefined) continue;
        const { shared, plain } = pair;
        if ('set' in one) {
          shared.set(one.set, one.value);
          plain.set(one.set, one.value);
        } else if ('remove' in one) {
          shared.delete(one.remove);
          plain.delete(one.remove);
        } else pairs.push({ shared: shared.copy(), plain: new Map(plain) });
        for (const { shared: map, plain: model } of pairs) {
          expect([...map.entries()]).toEqual([...model]);
          expect(map.size).toBe(model.size);
          for (const key of 'abcde') {
            expect(map.get(key)).toBe(model.get(key));
            expect(map.has(key)).toBe(model.has(key));
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});
