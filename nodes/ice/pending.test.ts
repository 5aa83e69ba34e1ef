import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pending } from './pending.ts';

/** Twice as many as are few. */
const KEYS = Array.from({ length: 16 }, (_, i) => `key ${String(i)}`);

const acts = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.option(fc.nat(9))), {
  maxLength: 60,
});

test('holds what a map would hold, in its order, as often as it is filled', () => {
  fc.assert(
    fc.property(fc.array(acts, { minLength: 1, maxLength: 3 }), (fillings) => {
      const pending = new Pending<number | undefined>();
      for (const filling of fillings) {
        const model = new Map<string, number | undefined>();
        for (const [key, value] of filling) {
          pending.set(key, value ?? undefined);
          model.set(key, value ?? undefined);
          expect(pending.get(key)).toBe(value ?? undefined);
        }
        for (const key of [...KEYS, 'another']) {
          expect([pending.has(key), pending.get(key)]).toEqual([model.has(key), model.get(key)]);
        }
        expect(pending.size).toBe(model.size);
        const taken: [string, number | undefined][] = [];
        pending.take((key, value) => void taken.push([key, value]));
        expect(taken).toEqual([...model]);
        expect(pending.size).toBe(0);
      }
    }),
  );
});
