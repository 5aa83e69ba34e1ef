/** How long a driver drives and rests: the European rules, which the carriers of these corridors keep on international journeys. Pure. */
import { roundHalfUp } from '../core/maths.ts';
import { HOUR, MINUTE } from '../core/time.ts';

/** Regulation (EC) 561/2006 and AETR, without the exceptions (two ten-hour days, split breaks, reduced rests). */
export const DRIVE_MAX_MS = 4.5 * HOUR;
export const BREAK_MS = 45 * MINUTE;
export const DAILY_DRIVE_MAX_MS = 9 * HOUR;
export const DAILY_REST_MS = 11 * HOUR;

/** Less than this is not worth starting the engine for: the driver rests at once. */
const DRIVE_MIN_MS = MINUTE;

/** Driven since the last break of 45 minutes and since the last rest of 11 hours, in ms. */
export interface Duty {
  readonly sinceBreak: number;
  readonly sinceRest: number;
}

/** What the driver does next. */
export type Spell =
  | { readonly kind: 'drive'; readonly ms: number; readonly km: number }
  | { readonly kind: 'rest'; readonly ms: number };

/**
 * The next spell of a driver who has `km` still to go at `kmh`.
 * A drive ends at the goal or where a rule asks for a break; its kilometres are exact at the goal, else to the metre.
 */
export function nextSpell(duty: Duty, km: number, kmh: number): Spell {
  const allowed = Math.min(DRIVE_MAX_MS - duty.sinceBreak, DAILY_DRIVE_MAX_MS - duty.sinceRest);
  const needed = Math.ceil((km / kmh) * HOUR);
  if (needed <= allowed) return { kind: 'drive', ms: needed, km };
  if (allowed < DRIVE_MIN_MS) {
    const day = DAILY_DRIVE_MAX_MS - duty.sinceRest < DRIVE_MIN_MS;
    return { kind: 'rest', ms: day ? DAILY_REST_MS : BREAK_MS };
  }
  return { kind: 'drive', ms: allowed, km: roundHalfUp(((allowed * kmh) / HOUR) * 1_000) / 1_000 };
}

/** Duty after a drive. */
export const afterDriving = (duty: Duty, ms: number): Duty => ({
  sinceBreak: duty.sinceBreak + ms,
  sinceRest: duty.sinceRest + ms,
});

/** Duty after standing still, whatever for: a queue is a break too. */
export const afterStanding = (duty: Duty, ms: number): Duty => ({
  sinceBreak: ms >= BREAK_MS ? 0 : duty.sinceBreak,
  sinceRest: ms >= DAILY_REST_MS ? 0 : duty.sinceRest,
});

/** Time from setting out to arriving, breaks and rests included, in ms, for a driver of this duty. */
export function journeyMs(
  duty: Duty,
  km: number,
  kmh: number,
): { readonly ms: number; readonly duty: Duty } {
  let left = km;
  let ms = 0;
  let now = duty;
  while (left > 0) {
    const spell = nextSpell(now, left, kmh);
    ms += spell.ms;
    if (spell.kind === 'rest') now = afterStanding(now, spell.ms);
    else {
      now = afterDriving(now, spell.ms);
      left = spell.km >= left ? 0 : left - spell.km;
    }
  }
  return { ms, duty: now };
}
