/** What benches share: medians and percentiles, this runtime's own command line, and the error for a peer that is not installed. */

/** The middle of an odd number of values, the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The least of the values that at most this share of them exceeds: 0.95 of twenty is the second largest. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a percentile of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] as number;
}

/** What goes between `process.execPath` and a TypeScript file: Deno needs a verb and its permissions, Node nothing. */
export function runtimeArgs(): readonly string[] {
  return 'deno' in process.versions ? ['run', '--allow-all', '--node-modules-dir=manual'] : [];
}

/** Something to compare with is not on this machine: the surroundings fail, not the product. */
export class PeerMissing extends Error {
  override readonly name = 'PeerMissing';

  constructor(peer: string, remedy: string) {
    super(
      `${peer} is not installed on this machine, so there is nothing to compare with. To mend it: ${remedy}`,
    );
  }
}
