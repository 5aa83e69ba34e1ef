import { both } from '../../nodes/common/bilingual.ts';
import { describe, expect, test } from 'vitest';
import type { SimulatedServer } from '../capacity/testing/simulated-server.ts';
import { simulatedProbe } from '../capacity/testing/simulated-server.ts';
import { loadPage } from './load-page.ts';
import type { Finding, LoadReport } from './load-report.ts';
import { latencyText, numberText, rateText, shareText, tickText, timeText } from './numbers.ts';
import { outlineOf, shapeOf } from './testing/outline.ts';

const server: SimulatedServer = {
  ...{ perSecond: 400, service: 'even', messagesPerMovement: 4, seed: '1', hold: 60 },
  stalls: { every: 30, seconds: 2 },
};
const step = { purpose: 'narrow', number: 1, share: 1 } as const;
const { report: borne } = await simulatedProbe(server)(80, step);
const finding: Finding = {
  ...{ kind: 'altered', rule: 'design 6', messageId: 'GEO-12', messageType: 'X001' },
  ...{ mrn: '26GE0002004H8T1VY4', detail: '<other> content' },
};
const failed: LoadReport = {
  ...borne,
  objections: [both('3 answers are not what the specification says', 'неверных ответов: 3')],
  checked: { answers: 9_000, wrong: 3, findings: [finding] },
};

const OUTLINE = [
  '# Load: constant',
  '! Borne',
  ' | asked | achieved | share',
  '## Latency of the acknowledgement over time',
  '[chart]',
  '## Rate over time',
  '[chart]',
  '## What waits, over time',
  '[chart]',
  '## Percentiles',
  'Message | n | p50 | p90 | p99 | p99.9 | most',
  '## Acknowledgement by type of message',
  'Message | n | p50 | p90 | p99 | p99.9 | most',
  '## How it was measured',
];

test('whether it was borne comes first, then its course, then the tables; in both languages', () => {
  expect(outlineOf(loadPage(borne, 'en'))).toEqual(OUTLINE);
  expect(shapeOf(loadPage(borne, 'ru'))).toEqual(shapeOf(loadPage(borne, 'en')));
});

test('findings stand before how it was measured', () => {
  expect(outlineOf(loadPage(failed, 'en'))).toEqual(
    OUTLINE.map((part) => part.replace('! Borne', '! Not borne')).toSpliced(
      -1,
      0,
      '## Wrong answers',
      'Kind | Rule | Message | MRN | What was seen',
    ),
  );
  expect(shapeOf(loadPage(failed, 'ru'))).toEqual(shapeOf(loadPage(failed, 'en')));
});

test('what a reader should know of the load stands with the verdict', () => {
  const noted = {
    ...borne,
    notes: [both('ended after 5 s of 60 s', 'прервано через 5 с из 60 с')],
  };
  expect(loadPage(noted, 'en')).toContain('ended after 5 s of 60 s.');
  expect(loadPage(noted, 'ru')).toContain('прервано через 5 с из 60 с.');
});

describe.for(['en', 'ru'] as const)('in %s', (language) => {
  test('needs nothing from elsewhere, no script, and misses no figure', () => {
    const page = loadPage(failed, language);
    expect(page).toContain('&lt;other&gt; content');
    expect(page).not.toMatch(/<script|<link|<img|src=|href=|@import|url\(|undefined|NaN|Infinity/);
  });

  test('each picture has a text in its place', () => {
    const page = loadPage(borne, language);
    expect(page.match(/<svg[^>]* role="img" aria-label="[^"]{40,}"/g)).toHaveLength(3);
  });
});

test('a soak of a day is drawn by its peaks', () => {
  const second = borne.intervals[0]!;
  const intervals = Array.from({ length: 86_400 }, (_, i) => ({
    ...second,
    at: i + 1,
    backlog: i === 50_000 ? 7_000 : 0,
  }));
  const page = loadPage({ ...borne, intervals }, 'en');
  const paths = [...page.matchAll(/<path class="main" d="([^"]*)"/g)].map(([, path = '']) => path);
  const [, , backlog = ''] = paths;
  const heights = new Set([...backlog.matchAll(/,([\d.]+)/g)].map(([, y]) => y));
  expect({ pictures: paths.length, heights: heights.size }).toEqual({ pictures: 3, heights: 2 });
  expect(backlog.split('L').length).toBeLessThanOrEqual(600);
});

test('a load that ended before its first second still has a page', () => {
  expect(outlineOf(loadPage({ ...borne, intervals: [], byType: {} }, 'en'))).not.toContain(
    '[chart]',
  );
});

describe('numbers', () => {
  test.for([
    [latencyText(0.123, 'en'), '0.12\u00a0ms'],
    [latencyText(2_000, 'en'), '2\u00a0s'],
    [latencyText(1_234, 'ru'), '1,23\u00a0с'],
    [latencyText(999.6, 'en'), '1.00\u00a0s'],
    [latencyText(45.26, 'ru'), '45,3\u00a0мс'],
    [latencyText(0, 'en'), '0\u00a0ms'],
    [latencyText(undefined, 'en'), '–'],
    [rateText(0.123, 'en'), '0.12'],
    [rateText(41_234.5, 'ru'), '41\u00a0235'],
    [numberText(1_234, 0, 'en'), '1234'],
    [numberText(-12_345.6, 1, 'en'), '\u221212,345.6'],
    [numberText(null, 1, 'en'), '–'],
    [shareText(0.031, 'en'), '3.1\u00a0%'],
    [shareText(0.031, 'ru', 1, true), '+3,1\u00a0%'],
    [shareText(-0.031, 'ru', 1, true), '\u22123,1\u00a0%'],
    [tickText(50, 'en'), '50'],
    [tickText(2.5, 'ru'), '2,5'],
    [timeText('2026-11-30T09:14:59.000Z'), '2026-11-30 09:14\u00a0UTC'],
    [timeText('yesterday'), 'yesterday'],
  ] as const)('%s', ([text, expected]) => {
    expect(text).toBe(expected);
  });
});
