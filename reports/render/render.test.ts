/** Numbers and dates in both languages, and expectations at their bounds. */
import { describe, expect, test } from 'vitest';
import { evaluate } from './expectations.ts';
import type { Figures } from './expectations.ts';
import { formatDuration, formatNumber, formatTime } from './format.ts';

test.for([
  [1234.5, 1, '1234.5', '1234,5'],
  [12345.67, 1, '12,345.7', '12\u00a0345,7'],
  [-0.04, 1, '0.0', '0,0'],
  [-3, 0, '\u22123', '\u22123'],
  [0.9, undefined, '0.9', '0,9'],
  [1e6, 0, '1,000,000', '1\u00a0000\u00a0000'],
  [null, 1, '–', '–'],
] as const)('%d with %s digits is written as the language does', ([value, digits, en, ru]) => {
  expect([formatNumber(value, digits, 'en'), formatNumber(value, digits, 'ru')]).toEqual([en, ru]);
});

test('times are UTC, whatever the machine', () => {
  const t = Date.UTC(2026, 6, 4, 6, 5);
  expect(formatTime(t, 'en')).toBe('4\u00a0Jul 2026, 06:05');
  expect(formatTime(t, 'ru')).toBe('4\u00a0июля 2026\u00a0г., 06:05');
});

test.for([
  [0, '0 s'],
  [45_000, '45 s'],
  [3 * 3_600_000 + 10 * 60_000 + 5_000, '3 h 10 min'],
  [14 * 86_400_000 - 55_000, '14 d'],
  [3_600_000 - 400, '1 h'],
  [26 * 3_600_000 + 29 * 60_000, '1 d 2 h'],
] as const)('%i ms is %s', ([ms, text]) => {
  expect(formatDuration(ms, 'en').replaceAll('\u00a0', ' ')).toBe(text);
});

describe('expectations', () => {
  const movements = {
    declared: 10,
    rejected: 0,
    invalidated: 0,
    notReleased: 0,
    discharged: 9,
    recovered: 0,
    open: 1,
    due: 10,
    dueDischarged: 9,
  };
  const figures: Figures = {
    kpis: { adherence: { value: 98.5, unit: '%' }, borderDwellP50: { value: null, unit: 'h' } },
    movements,
    violations: 0,
    happened: ({ happens }) => (happens === 'RepeatDropped' ? 3 : 0),
  };
  const that = { en: 'it holds', ru: 'выполняется' };
  const passes = (
    kpi: string,
    atLeast?: number,
    atMost?: number,
    of = figures,
  ): boolean | undefined => evaluate([{ that, kpi, atLeast, atMost }], of)[0]?.pass;

  test('hold at their bounds and fail beyond them', () => {
    expect(passes('dischargedOfDue', 0.9)).toBe(true);
    expect(passes('dischargedOfDue', 0.91)).toBe(false);
    expect(passes('violations', undefined, 0)).toBe(true);
    expect(passes('violations', undefined, 0, { ...figures, violations: 1 })).toBe(false);
    expect(passes('discharged', 1)).toBe(true);
    expect(passes('adherence', 99)).toBe(false);
  });

  test('nothing due is no failure; nothing counted and an unknown name are', () => {
    const none = { ...figures, movements: { ...movements, due: 0, dueDischarged: 0 } };
    expect(passes('dischargedOfDue', 0.9, undefined, none)).toBe(true);
    expect(passes('borderDwellP50', undefined, 10)).toBe(false);
    expect(passes('toString', 0)).toBe(false);
  });

  test('of what happens hold by how often it has', () => {
    const happens = 'RepeatDropped';
    expect(evaluate([{ that, happens, atLeast: 3 }], figures)).toMatchObject([
      { id: happens, pass: true, judged: true, detail: 'it holds: 3 (at least 3)' },
    ]);
    expect(evaluate([{ that, happens, atMost: 2 }], figures)[0]?.pass).toBe(false);
    expect(evaluate([{ that, happens: 'Sunshine', atLeast: 1 }], figures)[0]?.pass).toBe(false);
  });

  test('say what was expected and what was found in both languages', () => {
    const [result] = evaluate([{ that, kpi: 'adherence', atLeast: 99 }], figures);
    expect(result).toMatchObject({
      id: 'adherence',
      detail: 'it holds: 98.5 % (at least 99)',
      text: { ru: 'выполняется: 98,5 % (не менее 99)' },
    });
  });
});
