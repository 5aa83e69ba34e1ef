/** The three formats of the report: self-contained, escaped, readable back; charts against golden text. */
import { describe, expect, test } from 'vitest';
import { reportData } from '../fixtures/report-data.ts';
import { KPI_IDS } from '../kpi/catalogue.ts';
import { renderCsv } from './csv.ts';
import { findingsOf } from './findings.ts';
import { LANGUAGES } from './format.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { axisOf, bar, curveChart, sparkline, timeTicks } from './svg.ts';

const data = reportData();

describe('the page', () => {
  test.for(LANGUAGES)('in %s needs nothing beside it and no script', (language) => {
    const html = renderHtml(data, language);
    expect(html.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|https?:|src=/i);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });

  test.for(LANGUAGES)('in %s closes what it opens', (language) => {
    const open: string[] = [];
    const empty = new Set(['meta', 'line', 'circle', 'path', 'rect', '!doctype']);
    for (const [whole, close, name = ''] of renderHtml(data, language).matchAll(
      /<(\/?)([!a-z][a-z0-9]*)[^>]*>/g,
    )) {
      if (empty.has(name) || whole.endsWith('/>')) continue;
      if (close === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  test('tells in its first part what was rehearsed, whether it passed, five KPIs and up to three findings', () => {
    const first = renderHtml(data, 'en').split('<section class="page">')[0] ?? '';
    expect(first).toContain('Simulation. Not live operation.');
    expect(first).toContain('✓ Passed');
    expect(first).toContain('15\u00a0Jul 2026, 06:00 – 19\u00a0Jul 2026, 12:10 UTC');
    expect(
      first.match(/<a href="#(adherence|controlEfficiency|communication|downtime|scope)">/g),
    ).toHaveLength(5);
    expect(first.match(/<ol class="findings">.*?<\/ol>/s)?.[0].match(/<li>/g)).toHaveLength(3);
  });

  test('has a part for every KPI that its links lead to', () => {
    const html = renderHtml(data, 'ru');
    for (const id of KPI_IDS) expect(html).toContain(`<section class="kpi" id="${id}">`);
  });

  test('keeps names from being read as markup', () => {
    const html = renderHtml(data, 'en');
    expect(html).toContain('Red Bridge &lt;exit&gt; &amp; more');
    expect(html).not.toContain('<exit>');
  });

  test('says so when an expectation or an invariant failed', () => {
    const that = { en: 'ten are discharged', ru: 'завершено десять' };
    const missed = reportData([{ that, kpi: 'discharged', atLeast: 10 }]);
    expect(renderHtml(missed, 'en')).toContain('✗ Not passed');
    expect(findingsOf(missed)[0]?.text.en).toBe(
      'Not as expected: ten are discharged: 1 (at least 10).',
    );
    const broken = {
      ...data,
      summary: {
        ...data.summary,
        invariants: {
          checked: 1,
          violations: [{ invariant: 'order', t: 0, node: 'GEO', detail: 'x', mrn: 'M' }],
        },
      },
    };
    expect(renderHtml(broken, 'ru')).toContain('✗ Не выполнено');
    expect(findingsOf(broken)[0]?.kind).toBe('broken');
  });
});

describe('the tables', () => {
  /** Rows of one file, as a spreadsheet reads them. */
  function read(csv: string): string[][] {
    const rows: string[][] = [];
    for (const line of csv.replace(/^\ufeff/, '').split('\r\n')) {
      const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) =>
        field.startsWith('"') ? field.slice(1, -1).replace(/""/g, '"') : field,
      );
      rows.push(fields.slice(0, -1));
    }
    return rows;
  }

  test.for(LANGUAGES)(
    'in %s begin with a byte order mark and end their lines as the standard asks',
    (language) => {
      const csv = renderCsv(data, language);
      expect(csv.startsWith('\ufeff')).toBe(true);
      expect(csv.endsWith('\r\n')).toBe(true);
      expect(csv.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    },
  );

  test('give back every figure with all its digits', () => {
    const rows = read(renderCsv(data, 'en'));
    const kpis = rows.filter(([id, , value]) => KPI_IDS.includes(id ?? '') && value !== undefined);
    for (const { id, value } of data.results) {
      const row = kpis.find((fields) => fields[0] === id);
      expect(row?.[2]).toBe(value === null ? '' : String(value));
    }
    expect(rows).toContainEqual([
      'borderDwellP50',
      'Post',
      'ge-tsiteli-khidi',
      'Red Bridge <exit> & more, leaving',
      'exit',
      '1',
      '6',
    ]);
  });

  test('published borders stand once, beside what the run measured', () => {
    const rows = read(renderCsv(data, 'en')).filter(([, side]) => side === 'leaving');
    expect(rows).toEqual([
      [
        'Red Bridge <exit> & more',
        'leaving',
        '1',
        '6',
        '24.2',
        String(6 / 24.2),
        'published',
        'CPMM',
      ],
    ]);
  });
});

test('the JSON document carries the summary, the words and the course of each KPI', () => {
  const document = JSON.parse(renderJson(data, 'ru')) as {
    passed: boolean;
    kpis: { id: string; title: string; history: unknown[] }[];
    findings: unknown[];
  };
  expect(document.passed).toBe(true);
  expect(document.kpis.map(({ id }) => id)).toEqual(KPI_IDS);
  expect(document.kpis[0]).toMatchObject({ title: 'Соблюдение процедуры транзита', value: 100 });
  expect(document.kpis[0]?.history.length).toBe(18);
  expect(document.findings).toHaveLength(3);
});

describe('charts', () => {
  const history = [
    { t: 0, value: null, recent: null },
    { t: 86_400_000, value: 4, recent: 4 },
    { t: 2 * 86_400_000, value: 5, recent: null },
    { t: 3 * 86_400_000, value: 6, recent: 8 },
  ];

  test('a curve has round ticks, a gap where there is no value, and its goal', () => {
    const svg = curveChart({
      history,
      goal: 7,
      title: 'A < B',
      formatValue: String,
      formatTime: (t) => `day ${String(t / 86_400_000)}`,
    });
    expect(svg.replace(/></g, '>\n<')).toMatchInlineSnapshot(`
      "<svg class="curve" viewBox="0 0 720 190" role="img">
      <title>A &lt; B</title>
      <line class="grid" x1="52" x2="650" y1="166" y2="166"/>
      <text class="tick" x="46" y="169.5" text-anchor="end">0</text>
      <line class="grid" x1="52" x2="650" y1="127.5" y2="127.5"/>
      <text class="tick" x="46" y="131" text-anchor="end">2</text>
      <line class="grid" x1="52" x2="650" y1="89" y2="89"/>
      <text class="tick" x="46" y="92.5" text-anchor="end">4</text>
      <line class="grid" x1="52" x2="650" y1="50.5" y2="50.5"/>
      <text class="tick" x="46" y="54" text-anchor="end">6</text>
      <line class="grid" x1="52" x2="650" y1="12" y2="12"/>
      <text class="tick" x="46" y="15.5" text-anchor="end">8</text>
      <line class="grid" x1="52" x2="52" y1="166" y2="170"/>
      <text class="tick" x="52" y="182" text-anchor="middle">day 0</text>
      <line class="grid" x1="151.7" x2="151.7" y1="166" y2="170"/>
      <text class="tick" x="151.7" y="182" text-anchor="middle">day 0.5</text>
      <line class="grid" x1="251.3" x2="251.3" y1="166" y2="170"/>
      <text class="tick" x="251.3" y="182" text-anchor="middle">day 1</text>
      <line class="grid" x1="351" x2="351" y1="166" y2="170"/>
      <text class="tick" x="351" y="182" text-anchor="middle">day 1.5</text>
      <line class="grid" x1="450.7" x2="450.7" y1="166" y2="170"/>
      <text class="tick" x="450.7" y="182" text-anchor="middle">day 2</text>
      <line class="grid" x1="550.3" x2="550.3" y1="166" y2="170"/>
      <text class="tick" x="550.3" y="182" text-anchor="middle">day 2.5</text>
      <line class="grid" x1="650" x2="650" y1="166" y2="170"/>
      <text class="tick" x="650" y="182" text-anchor="middle">day 3</text>
      <path class="recent" d="M251.3 89M650 12"/>
      <circle class="dot" cx="251.3" cy="89" r="1.7"/>
      <circle class="dot" cx="650" cy="12" r="1.7"/>
      <path class="whole" d="M251.3 89L450.7 69.8L650 50.5"/>
      <line class="goal" x1="52" x2="650" y1="31.3" y2="31.3"/>
      <text class="tick" x="655" y="34.8">7</text>
      </svg>"
    `);
  });

  test('nothing to draw gives no picture', () => {
    expect(curveChart({ history: [], title: '', formatValue: String, formatTime: String })).toBe(
      '',
    );
    expect(sparkline(history.slice(0, 2), '')).toBe('');
    expect(bar(null, 1)).toBe('');
    expect(bar(1, 0)).toBe('');
  });

  test.for([
    [
      [0, 9],
      [0, 2.5, 5, 7.5, 10],
    ],
    [
      [98.2, 100],
      [98, 98.5, 99, 99.5, 100],
    ],
    [[7], [0, 2, 4, 6, 8]],
    [[0], [0, 0.25, 0.5, 0.75, 1]],
    [
      [-3, 3],
      [-4, -2, 0, 2, 4],
    ],
  ] as const)('values %o get the axis %o', ([values, ticks]) => {
    expect(axisOf(values).ticks).toEqual(ticks);
  });

  test('times get at most eight round ticks', () => {
    for (const span of [3_600_000, 86_400_000, 14 * 86_400_000, 365 * 86_400_000]) {
      const ticks = timeTicks(1_784_095_200_000, 1_784_095_200_000 + span);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(9);
    }
  });
});
