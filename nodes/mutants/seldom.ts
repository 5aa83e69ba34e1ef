/** Nodes that are wrong once in so many times: what a load must find among thousands of right answers. No scenario of the library is long enough for them. */
import type { Change } from './mutant.ts';
import { saysInBody } from './ways.ts';

/**
 * Each so many-th refusal of a guarantee (X205) becomes a consent, and a movement is released (D20) that must not be. Nothing is reserved for it.
 * @param every 10,000: one of ten thousand refusals.
 */
export function coversNowAndThen(every: number): Change {
  let refusals = 0;
  return saysInBody('X205', ({ reasons }) =>
    reasons.length > 0 && ++refusals % every === 0 ? { reasons: [], notValidIn: [] } : {},
  );
}
