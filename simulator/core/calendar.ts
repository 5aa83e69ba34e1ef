/** Local dates and opening hours under a fixed UTC offset (no country of the corridors keeps summer time). */
import { modulo } from './maths.ts';
import type { SimTime } from './time.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

/** A date and time on the wall. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 1 Monday to 7 Sunday, as ISO 8601 has it. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 1439. */
  readonly minuteOfDay: number;
}

/** The local date and time of an instant; the offset is minutes east of UTC (Tashkent 300). */
export function localTime(t: SimTime, offsetMin: number): LocalTime {
  const local = new Date(t + offsetMin * MINUTE);
  const minuteOfDay = minuteOfLocalDay(t, offsetMin);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: localWeekday(t, offsetMin),
    hour: Math.floor(minuteOfDay / 60),
    minuteOfDay,
  };
}

/** 1 Monday to 7 Sunday. */
export function localWeekday(t: SimTime, offsetMin: number): number {
  const day = Math.floor((t + offsetMin * MINUTE) / DAY);
  return modulo(day + 3, 7) + 1; // 1 January 1970 was a Thursday
}

/** 0 to 23. */
export function localHour(t: SimTime, offsetMin: number): number {
  return Math.floor(modulo(t + offsetMin * MINUTE, DAY) / HOUR);
}

/** 0 to 1439. */
export function minuteOfLocalDay(t: SimTime, offsetMin: number): number {
  return Math.floor(modulo(t + offsetMin * MINUTE, DAY) / MINUTE);
}

/** The last local midnight at or before an instant. */
export function startOfLocalDay(t: SimTime, offsetMin: number): SimTime {
  return t - modulo(t + offsetMin * MINUTE, DAY);
}

/**
 * When a place is open, in its local time: always, or from `open` up to but not including `close` on the weekdays given.
 * A `close` at or before `open` is on the next day, so `20:00` to `08:00` is a night and `06:00` to `06:00` a whole day;
 * `24:00` is the end of the day. `days` are those on which it opens.
 */
export type OpeningHours =
  'always' | { readonly open: string; readonly close: string; readonly days: readonly number[] };

/** Whether it is open at this instant. */
export function isOpen(t: SimTime, hours: OpeningHours, offsetMin: number): boolean {
  return nextOpening(t, hours, offsetMin) === t;
}

/** The first instant from `t` on (`t` itself counts) at which it is open; Infinity if it never is. */
export function nextOpening(t: SimTime, hours: OpeningHours, offsetMin: number): SimTime {
  if (hours === 'always') return t;
  const open = parseClock(hours.open) * MINUTE;
  const close = parseClock(hours.close) * MINUTE;
  const length = close > open ? close - open : close - open + DAY;
  const today = startOfLocalDay(t, offsetMin);
  // From yesterday, whose night may still be going on, to the same weekday next week.
  for (let ahead = -1; ahead <= 7; ahead++) {
    const opensAt = today + ahead * DAY + open;
    if (t >= opensAt + length || !hours.days.includes(localWeekday(opensAt, offsetMin))) continue;
    return Math.max(t, opensAt);
  }
  return Infinity;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes after midnight of `HH:MM`, `24:00` included. Throws on anything else: the scenario schema lets nothing else in. */
export function parseClock(text: string): number {
  if (text === '24:00') return 1440;
  const match = CLOCK.exec(text);
  if (match === null) throw new RangeError(`not a time of day (HH:MM): ${text}`);
  return Number(match[1]) * 60 + Number(match[2]);
}
