import { describe, expect, test } from 'vitest';
import { Chance } from '../core/chance.ts';
import { DAY, HOUR } from '../core/time.ts';
import type { Backlog } from './background.ts';
import { advance, BACKGROUND, backlogMs, UNSEEN } from './background.ts';

const START = Date.UTC(2026, 6, 14);
const site = (hours: number) => ({ backgroundMeanMs: hours * HOUR, utcOffsetMin: 240 });

/** The backlog, looked at every `everyMs`. */
function seen(hours: number, everyMs: number, days: number, seed = 1): number[] {
  const stream = new Chance(seed).stream('background');
  const found: number[] = [];
  let backlog: Backlog = UNSEEN;
  for (let t = START; t < START + days * DAY; t += everyMs) {
    backlog = advance(BACKGROUND, site(hours), backlog, t, stream);
    found.push(backlogMs(backlog, t));
  }
  return found;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the other traffic', () => {
  test.for([0.5, 1, 2])('a short backlog of %d h has its mean over years', (hours) => {
    expect(mean(seen(hours, HOUR, 10 * 365)) / HOUR).toBeGreaterThan(hours * 0.95);
    expect(mean(seen(hours, HOUR, 10 * 365)) / HOUR).toBeLessThan(hours * 1.1);
  });

  test('who looks, and how often, changes nothing', () => {
    const often = seen(20, HOUR / 4, 60);
    const seldom = seen(20, 6 * HOUR, 60);
    seldom.forEach((value, i) => expect(value).toBe(often[i * 24]));
  });

  test('nobody overtakes: it shrinks by less than the time that passes', () => {
    const step = 5 * 60_000;
    const found = seen(24, step, 365);
    for (let i = 1; i < found.length; i++) {
      const change = (found[i] as number) - (found[i - 1] as number);
      expect(change).toBeGreaterThan(-step * (BACKGROUND.drain + 0.001));
    }
  });

  test('the hours of the day have mean 1', () => {
    expect(BACKGROUND.byHour).toHaveLength(24);
    expect(mean(BACKGROUND.byHour)).toBeCloseTo(1, 12);
  });

  test('it is never negative, and busy posts differ from hour to hour', () => {
    const found = seen(5, HOUR, 100);
    expect(Math.min(...found)).toBeGreaterThan(0);
    expect(new Set(found).size).toBeGreaterThan(2_000);
  });
});
