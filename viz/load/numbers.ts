/** Latencies and rates as the page writes them. */
import { SECOND } from '../../simulator/core/time.ts';
import type { Format } from '../locales/format.ts';

const UNITS = { en: { ms: 'ms', s: 's' }, ru: { ms: 'мс', s: 'с' } } as const;
const SPACE = '\u00a0';

/** `0.42 ms`, `5.3 ms`, `120 ms`, `1.24 s`; a bound as it was asked for: `2 s`. */
export function latencyText(ms: number, format: Format): string {
  const units = UNITS[format.language];
  const [amount, unit] = ms >= 999.5 ? [ms / SECOND, units.s] : [ms, units.ms];
  const digits = amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
  return `${format.number(amount, Number.isInteger(amount) ? 0 : digits)}${SPACE}${unit}`;
}

/** Whole from a hundred on, else with a digit; whole numbers as they are. */
export const rateText = (rate: number, format: Format): string =>
  format.number(rate, Number.isInteger(rate) || rate >= 100 ? 0 : 1);

/** On the axis of the time: `30 s`, `5 min`, `1 h 30 min`. */
export const secondsText = (seconds: number, format: Format): string =>
  seconds % 60 === 0 && seconds > 0
    ? format.duration(seconds * SECOND)
    : `${format.number(seconds)}${SPACE}${UNITS[format.language].s}`;
