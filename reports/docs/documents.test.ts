/** The pages in docs/ are those that the code gives. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documents, LIMITS_SOURCE } from './documents.ts';
import { lengthText, timerText } from './markdown.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const pages = documents(read(LIMITS_SOURCE));

test.for(pages.map(({ name, text }) => [name, text] as const))(
  'docs/%s is up to date (npm run docs writes it)',
  ([name, text]) => {
    expect(read(`docs/${name}`)).toBe(text);
  },
);

describe('each table', () => {
  test.for(pages.map(({ name, text }) => [name, text] as const))(
    'of %s has as many cells in every line',
    ([, text]) => {
      let columns = 0;
      for (const line of text.split('\n')) {
        const cells = line.startsWith('|') ? line.replace(/\\\|/g, '').split('|').length : 0;
        if (columns > 0 && cells > 0) expect(cells).toBe(columns);
        columns = cells;
      }
    },
  );
});

test('every limit is explained', () => {
  const limits = pages.find(({ name }) => name === 'limits.md')?.text ?? '';
  expect(limits).not.toMatch(/\| {2}\|$/m);
});

test.for([
  [45 * 60_000, '45 minutes'],
  [120 * 86_400_000, '120 days'],
  [86_400_000, '1 day'],
  [50, '50 milliseconds'],
] as const)('%i ms is %s', ([ms, text]) => {
  expect(lengthText(ms)).toBe(text);
});

test('timers keep the unit that people read them in', () => {
  expect(timerText(210 * 86_400_000, 'month')).toBe('7 months');
  expect(timerText(270_000, 'min')).toBe('4.5 minutes');
  expect(timerText(300_000, 'day')).toBe('5 minutes');
  expect(timerText(30 * 86_400_000, 'min')).toBe('30 days');
});
