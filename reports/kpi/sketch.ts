/** Quantiles of a stream of whole numbers: exact up to a bound, then from buckets less than 1 % wide to either side. The same in every order. */

/** Values up to this many are kept as they are. */
const EXACT = 1_024;
/** Below this, a bucket holds one value; above, each power of two has 64 buckets. */
const FINE = 128;
const PER_DOUBLING = 64;
const BUCKETS = FINE + 25 * PER_DOUBLING;
const LARGEST = 4_294_967_295;

export class Sketch {
  count = 0;
  private exact: number[] = [];
  private sorted = true;
  private buckets: Int32Array | undefined;

  /** @param value a whole number from 0 to 2^32 - 1; others are moved to the nearest such. */
  add(value: number): void {
    const whole = Math.min(LARGEST, Math.max(0, Math.floor(value)));
    this.count++;
    if (this.buckets !== undefined) {
      count(this.buckets, whole);
      return;
    }
    this.exact.push(whole);
    this.sorted = false;
    if (this.exact.length > EXACT) this.spill();
  }

  /** The least value that at least a share `p` of all values does not exceed; null of nothing. */
  quantile(p: number): number | null {
    if (this.count === 0) return null;
    const rank = Math.min(this.count, Math.max(1, Math.ceil(p * this.count)));
    if (this.buckets !== undefined) return inBuckets(this.buckets, rank);
    if (!this.sorted) {
      this.exact.sort((a, b) => a - b);
      this.sorted = true;
    }
    return this.exact[rank - 1] ?? null;
  }

  clear(): void {
    this.count = 0;
    this.exact = [];
    this.sorted = true;
    this.buckets = undefined;
  }

  private spill(): void {
    this.buckets = new Int32Array(BUCKETS);
    for (const value of this.exact) count(this.buckets, value);
    this.exact = [];
  }
}

function count(buckets: Int32Array, value: number): void {
  const i = bucketOf(value);
  buckets[i] = (buckets[i] ?? 0) + 1;
}

/** The position of the highest bit says which doubling, the six bits below it which bucket there. */
function bucketOf(value: number): number {
  if (value < FINE) return value;
  const highest = 31 - Math.clz32(value);
  const within = (value >>> (highest - 6)) & (PER_DOUBLING - 1);
  return FINE + (highest - 7) * PER_DOUBLING + within;
}

/** Middle of a bucket. */
function middleOf(bucket: number): number {
  if (bucket < FINE) return bucket;
  const doubling = Math.floor((bucket - FINE) / PER_DOUBLING);
  const within = (bucket - FINE) % PER_DOUBLING;
  let width = 2;
  for (let i = 0; i < doubling; i++) width *= 2;
  return (PER_DOUBLING + within) * width + width / 2;
}

function inBuckets(buckets: Int32Array, rank: number): number | null {
  let seen = 0;
  for (let i = 0; i < buckets.length; i++) {
    seen += buckets[i] ?? 0;
    if (seen >= rank) return middleOf(i);
  }
  return null;
}
