import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../simulator/core/time.ts';
import type { TimerVariantId } from './timers.ts';
import {
  isTimerId,
  REAL_TIMERS,
  timerValues,
  TIMER_IDS,
  TIMERS,
  TIMER_VARIANTS,
  TRAINING_TIMERS,
} from './timers.ts';

test('the table has the 29 timers of the specification', () => {
  expect(TIMER_IDS).toHaveLength(29);
  expect(TIMER_IDS.every(isTimerId)).toBe(true);
  expect(isTimerId('T-ENQRESP/short')).toBe(false);
});

test('lengths are whole, positive milliseconds', () => {
  for (const values of [REAL_TIMERS, TRAINING_TIMERS]) {
    expect(Object.keys(values)).toHaveLength(TIMER_IDS.length + Object.keys(TIMER_VARIANTS).length);
    for (const ms of Object.values(values)) {
      expect(Number.isSafeInteger(ms) && ms > 0).toBe(true);
    }
  }
});

test('training is never longer than the real world', () => {
  for (const id of TIMER_IDS) expect(TRAINING_TIMERS[id]).toBeLessThanOrEqual(REAL_TIMERS[id]);
});

describe('some published lengths', () => {
  test.for([
    ['T-AUTOREL', 45 * MINUTE, 5 * MINUTE],
    ['T-PRES', 30 * DAY, 270 * SECOND],
    ['T-GUAAMD', 60 * MINUTE, 10 * MINUTE],
    ['T-LIMIT', 8 * DAY, 8 * DAY],
    ['T-PASS', 24 * HOUR, 24 * HOUR],
    ['T-ENQRESP', 40 * DAY, 40 * DAY],
    ['T-ENQRESP/short', 28 * DAY, 28 * DAY],
    ['T-CTLRES-D/authorised', 6 * DAY, 6 * DAY],
    ['T-DISC', 13 * DAY, 13 * DAY],
    ['T-GUADEC', 120 * DAY, 2 * DAY],
  ] as const)('%s', ([id, real, training]) => {
    expect([REAL_TIMERS[id], TRAINING_TIMERS[id]]).toEqual([real, training]);
  });
});

test('every text stands in both languages', () => {
  const texts = Object.values(TIMERS).flatMap((row) => [row.starts, row.atExpiry]);
  for (const { en, ru } of [...texts, ...Object.values(TIMER_VARIANTS).map((row) => row.when)]) {
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    expect(ru).toMatch(/[а-яё]/);
  }
});

test('a variant begins with the name of its timer', () => {
  for (const id of Object.keys(TIMER_VARIANTS) as TimerVariantId[]) {
    expect(id.split('/')[0]).toBe(TIMER_VARIANTS[id].of);
  }
});

test('a country overrides its scheme, which overrides the base', () => {
  const values = timerValues(
    TRAINING_TIMERS,
    { 'T-LIMIT': 6 * DAY, 'T-CTRL': HOUR },
    { 'T-CTRL': 2 * HOUR },
  );
  expect(values['T-LIMIT']).toBe(6 * DAY);
  expect(values['T-CTRL']).toBe(2 * HOUR);
  expect(values['T-ACK']).toBe(TRAINING_TIMERS['T-ACK']);
  expect(TRAINING_TIMERS['T-LIMIT']).toBe(8 * DAY);
});
