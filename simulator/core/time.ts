/** Simulated time: a number of milliseconds, its ISO text, and durations as people write them. Not a clock: time is handed in. */
import { roundHalfUp } from './maths.ts';

/** Integer milliseconds since 1970-01-01T00:00:00Z. */
export type SimTime = number;

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
const WEEK = 7 * DAY;

const FIRST_OF_2101 = 4_133_980_800_000;

const TWO_DIGITS = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
/** `05:42:` of every minute of a day: a text of few parts takes less room as long as nobody reads it. */
const MINUTES_OF_DAY = Array.from(
  { length: 1_440 },
  (_, i) => `${TWO_DIGITS[Math.floor(i / 60)] ?? ''}:${TWO_DIGITS[i % 60] ?? ''}:`,
);

// The text of the days used last, by day number modulo the size: a journal stays on one day, its due dates on a few more.
const CACHE_SIZE = 64;
const cachedDay = new Int32Array(CACHE_SIZE).fill(-1);
const cachedText: string[] = new Array<string>(CACHE_SIZE).fill('');

/** `2026-07-14T05:42:00.000Z`: what `Date.prototype.toISOString` gives, without a Date for each call. */
export function isoUtc(t: SimTime): string {
  if (!(t >= 0 && t < FIRST_OF_2101)) return new Date(t).toISOString();
  const day = Math.floor(t / DAY);
  const slot = day % CACHE_SIZE;
  if (cachedDay[slot] !== day) {
    cachedText[slot] = new Date(day * DAY).toISOString().slice(0, 11);
    cachedDay[slot] = day;
  }
  const ms = Math.floor(t - day * DAY);
  const seconds = Math.floor(ms / SECOND);
  const minutes = Math.floor(seconds / 60);
  const rest = ms - seconds * SECOND;
  const fraction = rest < 10 ? `00${String(rest)}` : rest < 100 ? `0${String(rest)}` : String(rest);
  const ending = `${TWO_DIGITS[seconds % 60] ?? ''}.${fraction}Z`;
  return `${cachedText[slot]}${MINUTES_OF_DAY[minutes] ?? ''}${ending}`;
}

const ISO_UTC = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z$/;

/**
 * The instant that an ISO 8601 text names: a full date and time to the second, up to three decimals, and a `Z`.
 * Undefined for anything else, so also for other offsets, 30 February, 24:00 and leap seconds.
 */
export function parseIsoUtc(text: string): SimTime | undefined {
  const match = ISO_UTC.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = Number((match[7] ?? '').padEnd(3, '0'));
  return (
    daysSinceEpoch(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND + ms
  );
}

/** Days from 1970-01-01 to a date of the Gregorian calendar; month 1 to 12. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  // Years are counted from 1 March, so that the leap day is the last one and months need no table.
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const UNITS = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: WEEK } as const;
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/;

/**
 * Milliseconds of a duration: `500ms`, `45s`, `90m`, `36h`, `1.5h`, `2d`, `1w`, or a number, which is milliseconds already.
 * Undefined for anything else: a text without a unit, a negative, a fraction of a millisecond as a number.
 */
export function parseDuration(duration: string | number): number | undefined {
  if (typeof duration === 'number')
    return Number.isSafeInteger(duration) && duration >= 0 ? duration : undefined;
  const match = DURATION.exec(duration);
  if (match === null) return undefined;
  const ms = roundHalfUp(Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

// Each unit with the one below it, which is the finest that is still shown beside it.
const STEPS = [
  { size: DAY, name: 'd', below: HOUR, belowName: 'h' },
  { size: HOUR, name: 'h', below: MINUTE, belowName: 'min' },
  { size: MINUTE, name: 'min', below: SECOND, belowName: 's' },
  { size: SECOND, name: 's', below: 1, belowName: 'ms' },
] as const;

/** A duration for people, rounded to its two largest units: `2 d 3 h`, `3 h 10 min`, `45 s`, `0 s`. */
export function durationText(ms: number): string {
  if (ms < 0) return `-${durationText(-ms)}`;
  for (const { size, name, below, belowName } of STEPS) {
    // Rounded first: 59 min 59.6 s is one hour, not 60 min.
    const rounded = roundHalfUp(ms / below) * below;
    if (rounded < size) continue;
    const rest = Math.floor((rounded % size) / below);
    const text = `${String(Math.floor(rounded / size))} ${name}`;
    return rest === 0 ? text : `${text} ${String(rest)} ${belowName}`;
  }
  const rest = roundHalfUp(ms);
  return rest === 0 ? '0 s' : `${String(rest)} ms`;
}
