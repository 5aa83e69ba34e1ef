/** When movements begin: fixed before the load starts, whatever the target does (an open loop). */
import type { Profile, Stage } from '../profiles/profile.ts';

/** Length of all stages, in s. */
export const secondsOf = ({ stages }: Pick<Profile, 'stages'>): number =>
  stages.reduce((sum, { seconds }) => sum + seconds, 0);

/** Movements that begin within all stages. */
export const movementsOf = ({ stages }: Pick<Profile, 'stages'>): number =>
  stages.reduce((sum, stage) => sum + amountOf(stage, stage.seconds), 0);

/** Movements within the first `seconds` of a stage. */
export function amountOf({ rate, to = rate, seconds: length }: Stage, seconds: number): number {
  return rate * seconds + ((to - rate) * seconds * seconds) / (2 * length);
}

/** Seconds of a stage after which so many movements have begun; Infinity where it has fewer. */
export function whenOf(stage: Stage, amount: number): number {
  const { rate, to = rate, seconds } = stage;
  if (amount > amountOf(stage, seconds)) return Infinity;
  const slope = (to - rate) / seconds;
  if (slope === 0) return amount / rate;
  // rate·t + slope/2·t² = amount
  return (2 * amount) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * amount)));
}

/**
 * Seconds after the start at which movements begin, in order.
 * @param draw uniform in [0, 1).
 */
export function* beginnings(
  { stages, arrivals }: Pick<Profile, 'stages' | 'arrivals'>,
  draw: () => number,
): Generator<number, void> {
  const step = arrivals === 'even' ? () => 1 : () => -Math.log(1 - draw());
  let next = arrivals === 'even' ? 0.5 : step();
  let from = 0;
  let before = 0;
  for (const stage of stages) {
    const amount = amountOf(stage, stage.seconds);
    for (; next - before <= amount; next += step()) yield from + whenOf(stage, next - before);
    before += amount;
    from += stage.seconds;
  }
}
