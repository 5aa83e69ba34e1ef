import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DECISIONS } from '../../nodes/common/tasks.ts';
import type { TaskKind } from '../../nodes/common/tasks.ts';
import { MESSAGE_CODES } from '../../nodes/common/message-types.ts';
import { rowOf } from '../../nodes/common/states/tables.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../simulator/core/time.ts';
import { DECISION_ROWS, decisionsEn, decisionsRu, needsReason } from './decisions.ts';
import { en } from './en.ts';
import { Format } from './format.ts';
import { messagePurpose } from './messages.ts';
import { plural, ru } from './ru.ts';

/** Every text of a language by its path; what takes arguments is asked with some. */
function texts(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const answer: unknown = (value as (...given: unknown[]) => unknown)('5', 7, '3');
    return [[path, String(answer)]];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

describe('both languages', () => {
  test('say the same things', () => {
    expect(texts(ru).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
  });

  test('leave nothing unsaid', () => {
    const mayBeEmpty = new Set(['.attention.0', '.movement.for']);
    for (const [path, text] of [...texts(en), ...texts(ru)])
      if (!mayBeEmpty.has(path)) expect(text, path).not.toBe('');
  });

  test('Russian is in Russian, English in English', () => {
    const signs = /^[^\p{L}]*$|^(MRN|LRN|GRN|ICE|RU|EN|Esc|N)$|PgUp|^In English$/u;
    for (const [path, text] of texts(ru))
      if (!signs.test(text)) expect(text, path).toMatch(/[а-яё]/i);
    for (const [path, text] of texts(en))
      if (text !== 'По-русски') expect(text, path).not.toMatch(/[а-яё]/i);
  });

  test('know every message of the catalogue', () => {
    for (const code of MESSAGE_CODES) {
      expect(messagePurpose(code, 'ru'), code).toMatch(/[а-яё]/i);
      expect(messagePurpose(code, 'en')).not.toBe(code);
    }
    expect(messagePurpose('X999', 'ru')).toBe('X999');
  });

  test('have words and a row for every decision that the procedure allows', () => {
    for (const [kind, decisions] of Object.entries(DECISIONS) as [TaskKind, readonly string[]][]) {
      for (const words of [decisionsEn, decisionsRu])
        expect(Object.keys(words[kind])).toEqual(decisions);
      for (const row of Object.values(DECISION_ROWS[kind]))
        if (row !== '') expect(rowOf(row), row).toBeDefined();
    }
    expect(['A1', 'A2', 'A5', 'B1'].map(needsReason)).toEqual([false, false, true, true]);
  });
});

test('Russian counts in three forms', () => {
  const trucks = (count: number): string => plural(count, 'машина', 'машины', 'машин');
  expect([1, 21, 2, 4, 24, 5, 11, 14, 112, 0].map(trucks)).toEqual([
    'машина',
    'машина',
    'машины',
    'машины',
    'машины',
    'машин',
    'машин',
    'машин',
    'машин',
    'машин',
  ]);
});

describe('formats', () => {
  const t = Date.UTC(2026, 6, 14, 5, 42, 7);
  const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

  test('are those of the language, in the zone chosen', () => {
    const english = new Format('en', 240);
    const russian = new Format('ru', 300);
    expect(english.clock(t)).toBe('09:42');
    expect(russian.clock(t)).toBe('10:42');
    expect(english.weekday(t)).toBe('Tue 14 Jul');
    expect(plain(russian.dayClock(t))).toBe('14 июл., 10:42');
    expect(plain(russian.full(t))).toBe('14 июл. 2026, 10:42:07');
    expect(english.tick(Date.UTC(2026, 6, 13, 20), 6 * HOUR)).toBe('14 Jul');
    expect(english.tick(Date.UTC(2026, 6, 14, 2), 6 * HOUR)).toBe('06:00');
    expect(english.number(1_234_567.891, 1)).toBe('1,234,567.9');
    expect(plain(russian.number(1_234_567.891, 1))).toBe('1 234 567,9');
    expect([0.4, 12.4, 1_234].map((value) => english.short(value))).toEqual(['0.4', '12', '1,234']);
  });

  test.for([
    [0, '0 s', '0 с'],
    [45 * SECOND, '45 s', '45 с'],
    [59 * MINUTE, '59 min', '59 мин'],
    [3 * HOUR + 10 * MINUTE, '3 h 10 min', '3 ч 10 мин'],
    [3 * HOUR, '3 h', '3 ч'],
    [2 * DAY + 3 * HOUR, '2 d 3 h', '2 д 3 ч'],
    [-5, '0 s', '0 с'],
  ] as const)('%i ms lasts %s', ([ms, english, russian]) => {
    expect(plain(new Format('en', 0).duration(ms))).toBe(english);
    expect(plain(new Format('ru', 0).duration(ms))).toBe(russian);
  });

  test('hours of a queue have a digit while they are few', () => {
    const english = new Format('en', 0);
    expect([0.5, 9.9, 12.4].map((hours) => plain(english.hours(hours * HOUR)))).toEqual([
      '0.5 h',
      '9.9 h',
      '12 h',
    ]);
  });
});

describe('colours', () => {
  const css = readFileSync(new URL('../app.css', import.meta.url), 'utf8');
  const colours = (selector: string): ReadonlyMap<string, string> => {
    const block = css.slice(css.indexOf(selector)).split('}')[0] ?? '';
    return new Map(
      [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  };
  const light = colours(':root {');
  const dark = new Map([...light, ...colours(":root[data-theme='dark']")]);

  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  /** Text and what it stands on, 4.5 to 1; marks and lines that mean something, 3 to 1 (WCAG 2.2 AA). */
  const TEXTS = [
    ...['--panel', '--panel-2', '--hover', '--land', '--land-other', '--select-soft'].flatMap(
      (ground) => [
        ['--ink', ground],
        ['--ink-2', ground],
      ],
    ),
    ...['--panel', '--panel-2', '--land'].map((ground) => ['--ink-3', ground]),
    ['--late-text', '--late-soft'],
    ['--needs-text', '--needs-soft'],
    ['--broken-text', '--broken-soft'],
    ['--late-text', '--panel'],
    ['--needs-text', '--panel'],
    ['--broken-text', '--panel'],
    ['--select', '--panel'],
    ['--panel', '--select'],
  ] as const;
  const MARKS = [
    ['--truck', '--land'],
    ['--truck-waiting', '--land'],
    ['--needs', '--land'],
    ['--broken', '--land'],
    ['--select', '--land'],
    ['--select', '--sea'],
  ] as const;

  test.for([
    ['light', light],
    ['dark', dark],
  ] as const)('%s: text and marks can be told from their ground', ([, theme]) => {
    const of = (name = ''): string => theme.get(name) ?? '';
    for (const [text, ground] of TEXTS)
      expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const [mark, ground] of MARKS)
      expect(contrast(of(mark), of(ground)), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
  });
});
