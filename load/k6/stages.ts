/** A profile as stages of k6's arrival-rate executors, and when the n-th iteration of it is to begin. */
import type { RampingArrivalRateScenario } from 'k6/options';
import { amountOf, whenOf } from '../generator/beginnings.ts';
import type { Profile } from '../profiles/profile.ts';

type Stages = Pick<Profile, 'stages'>;

/** Rates of k6 are whole numbers: of a minute they are near enough to any of a second. */
const UNIT_S = 60;

export function arrivalsOf({
  stages,
}: Stages): Pick<RampingArrivalRateScenario, 'startRate' | 'timeUnit' | 'stages'> {
  const perUnit = (rate: number): number => Math.round(rate * UNIT_S);
  const startRate = perUnit(stages[0]?.rate ?? 0);
  let before = startRate;
  const ramps: { target: number; duration: string }[] = [];
  for (const { seconds, rate, to = rate } of stages) {
    // A step from one stage to the next takes no time.
    if (perUnit(rate) !== before) ramps.push({ target: perUnit(rate), duration: '0s' });
    ramps.push({ target: perUnit(to), duration: `${String(Math.round(seconds * 1_000))}ms` });
    before = perUnit(to);
  }
  return { startRate, timeUnit: `${String(UNIT_S)}s`, stages: ramps };
}

/**
 * When k6's ramping-arrival-rate is to begin an iteration, in ms since the scenario began: the n-th one when n is the area under the rate.
 * Holds as long as no iteration was dropped: dropped ones have no number.
 * @param iteration from 0.
 */
export function intendedAt({ stages }: Stages, iteration: number): number {
  let from = 0;
  let left = iteration + 1;
  for (const stage of stages) {
    const amount = amountOf(stage, stage.seconds);
    if (left <= amount) return (from + whenOf(stage, left)) * 1_000;
    left -= amount;
    from += stage.seconds;
  }
  return from * 1_000;
}

/** The highest rate of all stages, a second. */
export const highestRate = ({ stages }: Stages): number =>
  stages.reduce((highest, { rate, to = rate }) => Math.max(highest, rate, to), 0);
