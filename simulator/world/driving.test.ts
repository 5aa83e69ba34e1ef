import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../core/time.ts';
import type { Duty } from './driving.ts';
import {
  afterDriving,
  afterStanding,
  BREAK_MS,
  DAILY_DRIVE_MAX_MS,
  DAILY_REST_MS,
  DRIVE_MAX_MS,
  journeyMs,
  nextSpell,
} from './driving.ts';

const RESTED: Duty = { sinceBreak: 0, sinceRest: 0 };

/** What a driver does on legs with waits between them: at the wheel or not, and for how long. */
function diary(legs: readonly { km: number; kmh: number; waitMs: number }[]) {
  const spells: { driving: boolean; ms: number }[] = [];
  let duty = RESTED;
  let driven = 0;
  for (const { km, kmh, waitMs } of legs) {
    let left = km;
    while (left > 0) {
      const spell = nextSpell(duty, left, kmh);
      spells.push({ driving: spell.kind === 'drive', ms: spell.ms });
      if (spell.kind === 'rest') duty = afterStanding(duty, spell.ms);
      else {
        duty = afterDriving(duty, spell.ms);
        driven += spell.km;
        left = spell.km >= left ? 0 : left - spell.km;
      }
    }
    spells.push({ driving: false, ms: waitMs });
    duty = afterStanding(duty, waitMs);
  }
  return { spells, driven };
}

const legs = fc.array(
  fc.record({
    km: fc.double({ min: 0.5, max: 3_000, noNaN: true }),
    kmh: fc.double({ min: 25, max: 95, noNaN: true }),
    waitMs: fc.integer({ min: 0, max: 30 * HOUR }),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('driving and resting', () => {
  test('nobody drives more than 4.5 hours without 45 minutes off, or 9 hours without 11 hours off', () => {
    fc.assert(
      fc.property(legs, (given) => {
        let sinceBreak = 0;
        let sinceRest = 0;
        let off = 0;
        for (const { driving, ms } of diary(given).spells) {
          if (!driving) {
            off += ms;
            continue;
          }
          // Time off counts where it is taken in one piece: a wait and a rest after each other are two.
          if (off >= BREAK_MS) sinceBreak = 0;
          if (off >= DAILY_REST_MS) sinceRest = 0;
          off = 0;
          sinceBreak += ms;
          sinceRest += ms;
          expect(sinceBreak).toBeLessThanOrEqual(DRIVE_MAX_MS);
          expect(sinceRest).toBeLessThanOrEqual(DAILY_DRIVE_MAX_MS);
        }
      }),
    );
  });

  test('all kilometres are driven, to the metre', () => {
    fc.assert(
      fc.property(legs, (given) => {
        const km = given.reduce((sum, leg) => sum + leg.km, 0);
        expect(diary(given).driven).toBeCloseTo(km, 2);
      }),
    );
  });

  test.for([
    { km: 100, kmh: 50, ms: 2 * HOUR },
    { km: 225, kmh: 50, ms: 4.5 * HOUR },
    { km: 250, kmh: 50, ms: 5 * HOUR + BREAK_MS },
    { km: 450, kmh: 50, ms: 9 * HOUR + BREAK_MS },
    { km: 500, kmh: 50, ms: 10 * HOUR + BREAK_MS + DAILY_REST_MS },
    { km: 900, kmh: 50, ms: 18 * HOUR + 2 * BREAK_MS + DAILY_REST_MS },
  ])('$km km at $kmh km/h take $ms ms with breaks and rests', ({ km, kmh, ms }) => {
    expect(journeyMs(RESTED, km, kmh).ms).toBe(ms);
  });

  test('a tired driver rests before the last metres', () => {
    const tired = { sinceBreak: DRIVE_MAX_MS, sinceRest: DRIVE_MAX_MS };
    expect(nextSpell(tired, 1.5, 40)).toEqual({ kind: 'rest', ms: BREAK_MS });
    const spent = { sinceBreak: 2 * HOUR, sinceRest: DAILY_DRIVE_MAX_MS };
    expect(nextSpell(spent, 1.5, 40)).toEqual({ kind: 'rest', ms: DAILY_REST_MS });
  });

  test('less than a minute of driving left is not used', () => {
    const duty = { sinceBreak: DRIVE_MAX_MS - MINUTE / 2, sinceRest: 0 };
    expect(nextSpell(duty, 100, 50)).toEqual({ kind: 'rest', ms: BREAK_MS });
  });
});
