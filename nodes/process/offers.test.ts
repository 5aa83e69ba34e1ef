import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Offers } from './offers.ts';

function filled(counts: readonly number[]): Offers<string> {
  const offers = new Offers<string>();
  counts.forEach((count, source) => {
    for (let i = 0; i < count; i++) offers.put(source, `${source}/${i}`);
  });
  return offers;
}

/** Of each source, the numbers taken. */
const bySource = (taken: readonly string[], source: number): number[] =>
  taken.filter((one) => one.startsWith(`${source}/`)).map((one) => Number(one.split('/')[1]));

test('takes everything once, what comes from one source in its order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 50 }),
      (counts, most) => {
        const offers = filled(counts);
        const taken: string[] = [];
        while (offers.size > 0) {
          const part = offers.take(most);
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(most);
          taken.push(...part);
        }
        expect(offers.take(most)).toEqual([]);
        counts.forEach((count, source) =>
          expect(bySource(taken, source)).toEqual(Array.from({ length: count }, (_, i) => i)),
        );
      },
    ),
  );
});

test('whoever sends much leaves the others their share, and takes what they do not need', () => {
  const taken = filled([1_000, 3, 10]).take(30);
  expect(bySource(taken, 1)).toHaveLength(3);
  expect(bySource(taken, 2)).toHaveLength(10);
  expect(bySource(taken, 0)).toHaveLength(17);
});

test('with less room than sources, all have their turn', () => {
  const offers = filled([5, 5, 5, 5]);
  expect([...offers.take(2), ...offers.take(2)].map((one) => one.split('/')[0]).sort()).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
});
