/** Numbers as English and Russian write them, on every machine alike: rates, latencies, shares. */
import { formatLocale } from 'd3';
import { isoUtc } from '../../simulator/core/time.ts';

export type Language = 'en' | 'ru';

const NO_BREAK = '\u00a0';
/** What stands where there is no value. */
export const NONE = '–';

const common = { grouping: [3], currency: ['', ''] as [string, string], minus: '\u2212' };
const LOCALES = {
  en: formatLocale({ ...common, decimal: '.', thousands: ',' }),
  ru: formatLocale({ ...common, decimal: ',', thousands: NO_BREAK }),
};
const UNITS = {
  en: { ms: 'ms', s: 's' },
  ru: { ms: 'мс', s: 'с' },
} as const;

/** Four figures stand together, more in groups of three. */
export function numberText(
  value: number | null | undefined,
  digits: number,
  language: Language,
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const group = Math.abs(value) < 10_000 ? '' : ',';
  return LOCALES[language].format(`${group}.${String(digits)}f`)(value);
}

/** A rate a second: three figures at least, no more behind the point than needed. */
export function rateText(value: number | null | undefined, language: Language): string {
  const size = Math.abs(value ?? 0);
  return numberText(value, size >= 100 ? 0 : size >= 10 ? 1 : 2, language);
}

/** Three figures: a search knows no more of a day. */
export const dayText = (movements: number, language: Language): string =>
  numberText(Number(movements.toPrecision(3)), 0, language);

/** A latency of `value` ms: `0.42 ms`, `5.3 ms`, `120 ms`, `1.24 s`. */
export function latencyText(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const units = UNITS[language];
  const [amount, unit] = value >= 999.5 ? [value / 1_000, units.s] : [value, units.ms];
  const digits = unit === units.s ? 2 : amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
  return `${numberText(amount, digitsOf(amount, digits), language)}${NO_BREAK}${unit}`;
}

/** A round number, such as a bound or a tick of an axis, has no zeros behind its point: 2 s, and not 2.00 s. */
const digitsOf = (value: number, most: number): number =>
  [0, 1].find((digits) => digits < most && Number(value.toFixed(digits)) === value) ?? most;

/** For the ticks of an axis. */
export const tickText = (value: number, language: Language): string =>
  numberText(value, digitsOf(value, 2), language);

/** `3.1 %`; with a sign where it is a change. */
export function shareText(
  value: number | null | undefined,
  language: Language,
  digits = 1,
  isChange = false,
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const sign = isChange && value > 0 ? '+' : '';
  return `${sign}${numberText(100 * value, digits, language)}${NO_BREAK}%`;
}

/** `2026-11-30 09:14 UTC`: sorts, and reads the same in both languages. */
export const timeText = (iso: string): string => {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${isoUtc(time).slice(0, 16).replace('T', ' ')}${NO_BREAK}UTC`;
};
