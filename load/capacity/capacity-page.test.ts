import { describe, expect, test } from 'vitest';
import { outlineOf, shapeOf } from '../report/testing/outline.ts';
import { capacityPage } from './capacity-page.ts';
import { compare } from './comparison.ts';
import type { CapacityReport } from './report.ts';
import { searched } from './testing/searched.ts';

const OUTLINE = [
  '# N movements a day, pN N ms',
  '! Found',
  '[chart]',
  '## What gave out first',
  'What | held | not held',
  '## Beside mosquitto in the same run',
  'What | exchange | mosquitto alone | ratio',
  '## Compared with an earlier report',
  '## By type of message',
  'Message | n | p50 | p90 | p99 | p99.9 | most',
  '## Every probe',
  'No. | movements a second | Purpose | s | messages a second | p50 | p99 | piled up | Outcome',
  '## How it was measured',
];

const found = await searched({ service: 'exponential' });
const whole: CapacityReport = {
  ...found,
  beside: { ...(await searched({ perSecond: 700 })), through: 'relay' },
  compared: compare(found, await searched({ perSecond: 360 })),
};

test('the figure comes first, then what gave out, then the tables; in both languages', () => {
  const english = capacityPage(whole, 'en');
  expect(outlineOf(english)).toEqual(OUTLINE);
  expect(shapeOf(capacityPage(whole, 'ru'))).toEqual(shapeOf(english));
});

describe.for(['en', 'ru'] as const)('in %s', (language) => {
  const page = capacityPage(whole, language);

  test('needs nothing from elsewhere, and no script', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|href=|@import|url\(/);
  });

  test('the picture has a text in its place, and every table a head', () => {
    expect(page.match(/<svg[^>]* role="img" aria-label="[^"]{40,}"/g)).toHaveLength(1);
    expect(page).toMatch(/<title>[^<]+<\/title><desc>[^<]{40,}<\/desc>/);
    expect(page.match(/<table>/g)?.length).toBe(page.match(/<thead>/g)?.length);
  });

  test('no figure is missing in its words', () => {
    expect(page).not.toMatch(/undefined|NaN|null|Infinity|\{\w+\}/);
  });
});

test('the points of the curve lie where their figures are: rates rise to the right, latency upwards', () => {
  const circles = [
    ...capacityPage(whole, 'en').matchAll(/<circle class="dot" cx="([\d.]+)" cy="([\d.]+)"/g),
  ];
  const xs = circles.map(([, x]) => Number(x));
  expect(xs.length).toBeGreaterThan(5);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  const shown = whole.curve.filter(({ held }) => held);
  const [low, high] = [shown[0], shown.at(-1)];
  const isHigher = (high?.p99 ?? 0) > (low?.p99 ?? 0);
  expect(Number(circles.at(-1)?.[2]) < Number(circles[0]?.[2])).toBe(isHigher);
});

test('what the target says of itself is text, and no markup', () => {
  const lost = { rate: 9, cause: '<b>gone</b> & "away"' };
  const page = capacityPage({ ...found, ended: 'lost', lost }, 'en');
  expect(page).toContain('&lt;b&gt;gone&lt;/b&gt; &amp; &quot;away&quot;');
  expect(page).toContain('class="verdict failed"');
});

test.for([
  ['nothing was held', { slowness: 3_000 }, {}, 'No rate was held'],
  ['the generator was the limit', { generatorMost: 60 }, {}, 'this is a lower bound'],
  ['the bound is held', {}, { most: 50 }, 'The highest rate that was allowed is held.'],
  ['an answer was wrong', { wrongOneIn: 1_000 }, {}, 'delivered with other content'],
  ['the target died', { diesAbove: 200 }, {}, 'The target was lost at 80.0 movements a second'],
] as const)('%s: the page says so', async ([, server, options, text]) => {
  expect(capacityPage(await searched(server, options), 'en')).toContain(text);
});
