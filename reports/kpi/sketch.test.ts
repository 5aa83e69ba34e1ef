/** Quantiles against a sorted list. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sketch } from './sketch.ts';

const shares = fc.constantFrom(0, 0.1, 0.5, 0.9, 0.95, 1);
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const nearestRank = (values: readonly number[], p: number): number =>
  sorted(values)[Math.max(1, Math.ceil(p * values.length)) - 1] ?? NaN;

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

test('nothing has no quantile', () => {
  expect(new Sketch().quantile(0.5)).toBeNull();
});

test('up to 1,024 values it is exact', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(4_000_000_000), { minLength: 1, maxLength: 1_024 }),
      shares,
      (values, p) => {
        expect(sketchOf(values).quantile(p)).toBe(nearestRank(values, p));
      },
    ),
    { numRuns: 50 },
  );
});

test('above that it is within 1 %, and the order of the values does not matter', () => {
  const many = fc.array(fc.nat(4_000_000_000), { minLength: 1_025, maxLength: 3_000 });
  fc.assert(
    fc.property(many, shares, (values, p) => {
      const found = sketchOf(values).quantile(p) ?? NaN;
      const exact = nearestRank(values, p);
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 100);
      expect(sketchOf([...values].reverse()).quantile(p)).toBe(found);
    }),
    { numRuns: 20 },
  );
});

test('small values stay exact in buckets, and values beyond the range are moved to its ends', () => {
  const values = Array.from({ length: 2_000 }, (_, i) => i % 128);
  expect(sketchOf(values).quantile(0.5)).toBe(nearestRank(values, 0.5));
  expect(sketchOf([-5, 1e12]).quantile(0)).toBe(0);
  expect(sketchOf([1e12]).quantile(1)).toBe(4_294_967_295);
});

test('a cleared sketch begins anew', () => {
  const sketch = sketchOf(Array.from({ length: 2_000 }, (_, i) => i));
  sketch.clear();
  sketch.add(7);
  expect([sketch.count, sketch.quantile(0.9)]).toEqual([1, 7]);
});
