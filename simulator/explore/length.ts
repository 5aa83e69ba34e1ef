/** Lengths of time as a scenario says them: exact, in the largest unit that needs no fraction. */
import { DAY, HOUR, MINUTE, SECOND } from '../core/time.ts';

const UNITS = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'm'],
  [SECOND, 's'],
] as const;

export function lengthText(ms: number): string {
  const unit = UNITS.find(([size]) => ms > 0 && ms % size === 0);
  return unit === undefined ? `${String(ms)}ms` : `${String(ms / unit[0])}${unit[1]}`;
}
