/** Numbers, durations and dates as English and Russian write them. Its own rules, so that every machine prints the same report. */

export type Language = 'en' | 'ru';
export const LANGUAGES: readonly Language[] = ['en', 'ru'];

/** A space at which no line breaks. */
const NO_BREAK = '\u00a0';
/** Typographic minus. */
const MINUS = '\u2212';
/** What stands where there is no value. */
export const NONE = '–';

/**
 * A number with separated thousands: `12,345.6`, in Russian `12 345,6`.
 * @param digits after the point; undefined: as many as it has.
 */
export function formatNumber(
  value: number | null,
  digits: number | undefined,
  language: Language,
): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const text = digits === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(digits);
  const [whole = '', fraction] = text.split('.');
  const separator = language === 'en' ? ',' : NO_BREAK;
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, separator);
  const point = language === 'en' ? '.' : ',';
  const isZero = Number(text) === 0;
  const sign = value < 0 && !isZero ? MINUS : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `${point}${fraction}`}`;
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: [
    ...['января', 'февраля', 'марта', 'апреля', 'мая', 'июня'],
    ...['июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  ],
};

const two = (n: number): string => String(n).padStart(2, '0');

/** `14 Jul 2026`, in Russian `14 июля 2026 г.`; UTC. */
export function formatDate(t: number, language: Language): string {
  const date = new Date(t);
  const month = MONTHS[language][date.getUTCMonth()] ?? '';
  const year = `${String(date.getUTCFullYear())}${language === 'ru' ? `${NO_BREAK}г.` : ''}`;
  return `${String(date.getUTCDate())}${NO_BREAK}${month} ${year}`;
}

/** `14 Jul 2026, 06:00`, UTC. */
export function formatTime(t: number, language: Language): string {
  const date = new Date(t);
  return `${formatDate(t, language)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** For axes: `14 Jul`, in Russian `14.07`; within a day `06:00`. */
export function formatTick(t: number, language: Language): string {
  const date = new Date(t);
  if (t % 86_400_000 !== 0) return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  const day = date.getUTCDate();
  const month = date.getUTCMonth();
  return language === 'en'
    ? `${String(day)} ${MONTHS.en[month] ?? ''}`
    : `${two(day)}.${two(month + 1)}`;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const UNITS = {
  en: { d: 'd', h: 'h', min: 'min', s: 's' },
  ru: { d: 'сут', h: 'ч', min: 'мин', s: 'с' },
} as const;

/** Rounded to its two largest units: `14 d`, `3 h 10 min`, `45 s`. */
export function formatDuration(exact: number, language: Language): string {
  const units = UNITS[language];
  // Rounded first, so that 59 min 59.6 s is one hour.
  const finest = exact >= DAY - HOUR / 2 ? HOUR : exact >= HOUR - MINUTE / 2 ? MINUTE : 1_000;
  const ms = Math.round(exact / finest) * finest;
  const parts: [number, string][] = [
    [Math.floor(ms / DAY), units.d],
    [Math.floor((ms % DAY) / HOUR), units.h],
    [Math.floor((ms % HOUR) / MINUTE), units.min],
    [Math.floor((ms % MINUTE) / 1_000), units.s],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `0${NO_BREAK}${units.s}`;
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${String(count)}${NO_BREAK}${unit}`)
    .join(' ');
}
