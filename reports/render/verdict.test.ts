/** Verdicts as pages and as JUnit XML: nothing that a scenario says can break the page or the document. */
import { describe, expect, test } from 'vitest';
import { reportData } from '../fixtures/report-data.ts';
import type { StepResult } from '../verdict/judge.ts';
import { LANGUAGES } from './format.ts';
import { renderCsv } from './csv.ts';
import { renderHtml } from './html.ts';
import { renderPlanHtml } from './html-plan.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import type { ReportData } from './report.ts';

const NASTY = `"<&>'\u0000\ufffe${String.fromCharCode(0xd800)} \n]]>`;
const line = (text: string) => ({ en: text, ru: text });

const PASSED: StepResult = {
  id: 'lodged',
  number: 1,
  step: line('It is lodged.'),
  at: Date.UTC(2026, 6, 15, 6, 10),
  pass: true,
  seen: [line('T928 → colchis (m1): at 06:10:02')],
  missing: [],
  story: [],
};
const FAILED: StepResult = {
  ...PASSED,
  id: 'released',
  number: 2,
  step: line(`It is released ${NASTY}`),
  pass: false,
  missing: [line(`T029 → colchis: not sent ${NASTY}`), line('row D20: not followed')],
  story: [
    {
      t: Date.UTC(2026, 6, 15, 6, 10),
      code: 'T056',
      name: 'DeclarationRejection',
      from: 'GE000102',
      to: 'GE204378869',
      refused: 'C202',
      arrived: true,
    },
  ],
};
const withSteps = (...steps: StepResult[]): ReportData => ({
  ...reportData(),
  steps,
  learnt: [{ name: 'm1', number: 'mrn', value: '26GE000102000001Y3' }],
});

describe('JUnit', () => {
  const xml = renderJunit('conformity', [withSteps(PASSED, FAILED), withSteps(PASSED)], 'en');

  test('counts a case for each step, each expectation and the rules of the range', () => {
    expect(xml).toContain('<testsuites name="conformity" tests="7" failures="1" errors="0"');
    expect(xml.match(/<testcase /g)).toHaveLength(7);
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml).toContain(
      '<testcase classname="conformity.one-truck" name="1 lodged: It is lodged."',
    );
    expect(xml).toContain('06:10:00 T056 GE000102 -&gt; GE204378869 (C202)');
  });

  test('is well formed whatever a step says', () => {
    for (const character of ['\u0000', '\ufffe', '\ud800']) expect(xml).not.toContain(character);
    expect(xml).toContain("&quot;&lt;&amp;&gt;'");
    expect(xml).toContain('&#10;');
    const open: string[] = [];
    for (const [, close, name = '', , empty] of xml.matchAll(
      /<(\/?)([a-z-]+)((?:\s[a-z]+="[^"<]*")*)\s*(\/?)>/g,
    )) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/') open.push(name);
    }
    expect(open).toEqual([]);
    expect(xml.replace(/<\?xml[^>]*\?>|<\/?[a-z-]+(?:\s[a-z]+="[^"<]*")*\s*\/?>/g, '')).not.toMatch(
      /[<>]/,
    );
  });
});

describe('the page of a scripted run', () => {
  test.for(LANGUAGES)(
    'in %s tells each step, what was missing, and the messages before',
    (language) => {
      const html = renderHtml(withSteps(PASSED, FAILED), language);
      expect(html).toContain('2. It is released &quot;&lt;&amp;&gt;');
      expect(html).toContain('✗ T029 → colchis: not sent');
      expect(html).toContain(
        language === 'en' ? 'T056 business rejection' : 'T056 отклонение декларации',
      );
      expect(html).toContain('26GE000102000001Y3');
      expect(html).not.toMatch(/undefined|NaN|\[object/);
      expect(html).toContain(language === 'en' ? '1 of 2 steps passed' : 'Выполнено шагов: 1 из 2');
    },
  );

  test('a step that failed is a run that failed', () => {
    expect(renderHtml(withSteps(PASSED), 'en')).toContain('✓ Passed');
    expect(renderHtml(withSteps(FAILED), 'en')).toContain('✗ Not passed');
    expect(JSON.parse(renderJson(withSteps(FAILED), 'en'))).toMatchObject({
      passed: false,
      steps: [
        { id: 'released', pass: false, missing: [expect.any(String), 'row D20: not followed'] },
      ],
    });
    expect(renderCsv(withSteps(FAILED), 'en')).toContain(
      'released,2026-07-15T06:10:00.000Z,failed,row D20',
    );
  });
});

describe('the page of a plan', () => {
  test.for(LANGUAGES)('in %s lists its runs, and what failed', (language) => {
    const runs = [
      { data: withSteps(PASSED), page: 'one/report.html' },
      { data: withSteps(FAILED), page: 'two/report.html' },
    ];
    const html = renderPlanHtml('conformity', runs, language);
    expect(html).toContain('href="one/report.html"');
    expect(html.match(/class="step failed"/g)).toHaveLength(1);
    expect(html).toContain(
      language === 'en' ? '1 of 2 scenarios passed' : 'Выполнено сценариев: 1 из 2',
    );
    expect(html).not.toMatch(/<script|undefined|NaN|\[object/);
    expect(renderPlanHtml('conformity', runs.slice(0, 1), language)).toContain(
      'class="verdict passed"',
    );
  });
});
