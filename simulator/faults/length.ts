/** How much: the length that a fault is told of in `by`, in ms. */
import { parseDuration } from '../core/time.ts';
import type { FaultSpec } from './parameters.ts';

/** @param otherwise where the scenario does not say. */
export const byMs = ({ by }: FaultSpec, otherwise: number): number =>
  by === undefined ? otherwise : (parseDuration(by) ?? otherwise);

/** Drawn from half of it to all of it. */
export function aboutBy(
  spec: FaultSpec,
  otherwise: number,
): { readonly leastMs: number; readonly mostMs: number } {
  const mostMs = byMs(spec, otherwise);
  return { leastMs: Math.floor(mostMs / 2), mostMs };
}
