import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exp, log, modulo, roundHalfUp } from './maths.ts';

// SHA-256 over 100,000 results each, little-endian. Pinned: every runtime must give these bits; journals depend on them.
const LOG_BITS = '741ff1def97621ebb3b731b5a3f108049acec205f487db998a1a429516e1a2b0';
const EXP_BITS = '3dc688d3d26def98b61b7b074475d069245db00a4c18e618e9f86d663a1ca598';

const bits = new BigInt64Array(1);
const value = new Float64Array(bits.buffer);

/** How many doubles lie between two numbers of equal sign. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  value[0] = a;
  const first = bits[0] as bigint;
  value[0] = b;
  const distance = Number(first - (bits[0] as bigint));
  return Math.abs(distance);
}

/** 100,000 numbers that any runtime makes alike: an integer generator's bits, handed to `shape`. */
function inputs(shape: (word: number, other: number) => number): Float64Array {
  let x = 0x2545f491;
  const word = (): number => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
  return Float64Array.from({ length: 100_000 }, () => shape(word(), word()));
}

const digest = (numbers: Float64Array): string =>
  createHash('sha256').update(new Uint8Array(numbers.buffer)).digest('hex');

/** Positive doubles of every size, subnormals among them; half of them between 0 and 2, where chance draws. */
const positives = inputs((word, other) => {
  if ((word & 1) === 0) return (other + 1) / 2147483648;
  bits[0] = (BigInt(word & 0x7fefffff) << 32n) | BigInt(other);
  return value[0] as number;
});
/** From -745 to 710, half of them between -1 and 1. */
const exponents = inputs((word, other) => {
  const unit = (other * 4294967296 + word) / 2 ** 64;
  return (word & 1) === 0 ? 2 * unit - 1 : 1455 * unit - 745.1;
});

describe('log', () => {
  test('gives the same bits on every runtime', () => {
    expect(digest(positives.map(log))).toBe(LOG_BITS);
  });

  test('is within one unit in the last place of the runtime’s own', () => {
    for (const x of positives)
      if (ulps(log(x), Math.log(x)) > 1) expect.fail(`log(${String(x)}) = ${String(log(x))}`);
  });

  test.for([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
    [-1, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [Number.MIN_VALUE, -744.4400719213812],
    [2, Math.LN2],
    [10, Math.LN10],
    [Math.E, 1],
  ] as const)('of %d is %d', ([x, y]) => {
    expect(log(x)).toBe(y);
  });
});

describe('exp', () => {
  test('gives the same bits on every runtime', () => {
    expect(digest(exponents.map(exp))).toBe(EXP_BITS);
  });

  test('is within one unit in the last place of the runtime’s own', () => {
    for (const x of exponents)
      if (ulps(exp(x), Math.exp(x)) > 1) expect.fail(`exp(${String(x)}) = ${String(exp(x))}`);
  });

  test.for([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [709.79, Infinity],
    [-Infinity, 0],
    [-745.14, 0],
    [-745.13, Number.MIN_VALUE],
    [NaN, NaN],
  ] as const)('of %d is %d', ([x, y]) => {
    expect(exp(x)).toBe(y);
  });

  test('undoes log', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        // An error of half a unit in a logarithm of some hundreds is some hundreds of units in x.
        expect(Math.abs(exp(log(x)) / x - 1)).toBeLessThan(2e-13);
      }),
    );
  });
});

test.for([
  [0.49999999999999994, 0],
  [0.5, 1],
  [1.5, 2],
  [2.5, 3],
  [-0.5, 0],
  [-0.51, -1],
  [-2.5, -2],
  [9007199254740991, 9007199254740991],
  [1e300, 1e300],
] as const)('roundHalfUp(%d) is %d', ([x, rounded]) => {
  expect(roundHalfUp(x)).toBe(rounded);
});

test('modulo has the sign of the divisor', () => {
  expect([-8, -7, -1, 0, 6, 7].map((x) => modulo(x, 7))).toEqual([6, 0, 6, 0, 6, 0]);
});
