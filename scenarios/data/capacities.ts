/** How many trucks a day a pair of posts can take in each direction, from what was counted, built or aimed for. Estimates: no post publishes its capacity by direction. */
import { CORRIDOR_DATA, pairOf } from './corridors.ts';
import type { Confidence, Observation } from './corridors.ts';

export interface Capacity {
  readonly trucksPerDay: number;
  readonly confidence: Confidence;
  readonly basis: string;
  /** Source of the figure that decided, or of this project's estimate. */
  readonly source: string;
}

/** A post seldom works at its limit for long: what it can take is above the most that was counted (estimate). */
const HEADROOM = 1.15;
/** Where only vehicles of all kinds are counted (estimate). */
const TRUCK_SHARE = 0.5;
/** Where nothing is known. */
const DEFAULT: Capacity = {
  trucksPerDay: 120,
  confidence: 'estimate',
  basis: 'nothing is published; a middling post',
  source: 'unk-est',
};

/** Capacity of a pair of posts from `a` to `b` or back. @throws RangeError for an unknown pair. */
export function capacityOf(pairId: string, direction: 'a2b' | 'b2a'): Capacity {
  const { observations } = pairOf(pairId);
  const found = most(
    observations.filter((o) => o.direction === direction || o.direction === 'both'),
  );
  if (found !== null) return found;
  const other = most(observations);
  if (other === null) return DEFAULT;
  return { ...other, confidence: 'estimate', basis: `as the other direction: ${other.basis}` };
}

/** All pairs by road that have a capacity of their own, for tables. */
export const ROAD_PAIRS: readonly string[] = CORRIDOR_DATA.bcpPairs
  .filter((pair) => pair.modes.includes('road'))
  .map((pair) => pair.id);

/** The largest capacity that any observation speaks for: posts grow, and a busy day shows what is possible. */
function most(observations: readonly Observation[]): Capacity | null {
  let best: Capacity | null = null;
  for (const observation of observations) {
    const { value, unit, type, direction, period, source } = observation;
    const perDay = trucksPerDay(value, unit);
    if (perDay === null || observation.pandemic === true) continue;
    const oneWay = direction === 'both' ? perDay / 2 : perDay;
    const capacity = Math.round(type === 'observed' ? oneWay * HEADROOM : oneWay);
    if (best !== null && best.trucksPerDay >= capacity) continue;
    const basis = `${type} ${String(value)} ${unit}${direction === 'both' ? ' both ways' : ''} in ${period}`;
    best = { trucksPerDay: capacity, confidence: 'estimate', basis, source };
  }
  return best;
}

/** Null for units that count no trucks. */
function trucksPerDay(value: number, unit: string): number | null {
  const [what, period] = unit.split('/');
  const days = period === 'day' ? 1 : period === 'year' ? 365 : null;
  if (days === null) return null;
  if (what === 'vehicles') return (value * TRUCK_SHARE) / days;
  return what?.startsWith('trucks') ? value / days : null;
}
