/** Numbers, times and durations as the language writes them; units are always shown. Zones are offsets: no country of the corridors keeps summer time. */
import { DAY, HOUR, MINUTE, SECOND } from '../../simulator/core/time.ts';

export type Language = 'en' | 'ru';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
const UNITS = {
  en: { d: 'd', h: 'h', min: 'min', s: 's' },
  ru: { d: 'д', h: 'ч', min: 'мин', s: 'с' },
} as const;
const SPACE = '\u00a0';

type Style = 'clock' | 'day' | 'dayClock' | 'weekday' | 'full';
const STYLES: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  clock: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  dayClock: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  full: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
};

export class Format {
  readonly language: Language;
  /** Minutes east of UTC. */
  readonly offsetMin: number;
  private readonly numbers = new Map<string, Intl.NumberFormat>();
  private readonly dates = new Map<Style, Intl.DateTimeFormat>();

  constructor(language: Language, offsetMin: number) {
    this.language = language;
    this.offsetMin = offsetMin;
  }

  /** A number with so many digits after the point. */
  number(value: number, digits = 0): string {
    return this.numberFormat(digits, digits).format(value);
  }

  /** A number with as many digits as tell something: 0.4, 12, 1,234. */
  short(value: number): string {
    const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
    return this.numberFormat(0, digits).format(value);
  }

  /** `09:42`. */
  clock(t: number): string {
    return this.date('clock', t);
  }

  /** `14 Jul`. */
  day(t: number): string {
    return this.date('day', t);
  }

  /** On an axis whose marks are so far apart, ms: the hour; the day at midnight, and where hours say nothing. */
  tick(t: number, step: number): string {
    const isMidnight = (t + this.offsetMin * MINUTE) % DAY === 0;
    return isMidnight || step >= DAY ? this.day(t) : this.clock(t);
  }

  /** `Tue, 14 Jul`. */
  weekday(t: number): string {
    return this.date('weekday', t);
  }

  /** `14 Jul, 09:42`. */
  dayClock(t: number): string {
    return this.date('dayClock', t);
  }

  /** With year and seconds. */
  full(t: number): string {
    return this.date('full', t);
  }

  /** A duration in its two largest units: `2 d 3 h`, `3 h 10 min`, `45 s`. */
  duration(ms: number): string {
    const unit = UNITS[this.language];
    const part = (value: number, name: string): string => `${this.number(value)}${SPACE}${name}`;
    const two = (large: number, largeName: string, small: number, smallName: string): string =>
      small === 0 ? part(large, largeName) : `${part(large, largeName)} ${part(small, smallName)}`;
    const rounded = Math.max(0, ms);
    if (rounded >= DAY) {
      const hours = Math.round(rounded / HOUR);
      return two(Math.floor(hours / 24), unit.d, hours % 24, unit.h);
    }
    if (rounded >= HOUR) {
      const minutes = Math.round(rounded / MINUTE);
      return two(Math.floor(minutes / 60), unit.h, minutes % 60, unit.min);
    }
    if (rounded >= MINUTE) return part(Math.round(rounded / MINUTE), unit.min);
    return part(Math.round(rounded / SECOND), unit.s);
  }

  /** Hours for a queue: `3 h`, `0.5 h`. */
  hours(ms: number): string {
    const hours = ms / HOUR;
    return `${this.number(hours, hours < 9.95 ? 1 : 0)}${SPACE}${UNITS[this.language].h}`;
  }

  private date(style: Style, t: number): string {
    let format = this.dates.get(style);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(LOCALES[this.language], {
        ...STYLES[style],
        timeZone: 'UTC',
        hourCycle: 'h23',
      });
      this.dates.set(style, format);
    }
    return format.format(t + this.offsetMin * MINUTE).replace(' г.,', ',');
  }

  private numberFormat(least: number, most: number): Intl.NumberFormat {
    const key = `${String(least)} ${String(most)}`;
    let format = this.numbers.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(LOCALES[this.language], {
        minimumFractionDigits: least,
        maximumFractionDigits: most,
      });
      this.numbers.set(key, format);
    }
    return format;
  }
}
