import { describe, expect, test } from 'vitest';
import type { Bilingual } from './bilingual.ts';
import * as lists from './code-lists.ts';

describe('every code has a text in both languages', () => {
  test.for(Object.entries(lists))('%s', ([, list]) => {
    const rows = Object.entries(list as Record<string, Bilingual>);
    expect(rows.length).toBeGreaterThan(1);
    for (const [code, row] of rows) {
      expect(row.en, code).toMatch(/^[\x20-\x7e]+$/);
      expect(row.ru, code).toMatch(/[А-Яа-яЁё]/);
    }
  });
});

test('the functional and the format errors are those of NCTS', () => {
  const { FUNCTIONAL_ERRORS, XML_ERRORS } = lists;
  expect(Object.keys(FUNCTIONAL_ERRORS).join()).toBe('12,13,14,15,26,50,51,52,90,92,93');
  expect(Object.keys(XML_ERRORS).join()).toBe('12,13,15,18,35,39,40,50,51,52,53,54,55,56,57');
});

test('90 and 93 point to the MRN, 92 to the whole message', () => {
  expect(lists.FUNCTIONAL_ERRORS[90].pointer).toBe('mrn');
  expect(lists.FUNCTIONAL_ERRORS[93].pointer).toBe('mrn');
  expect(lists.FUNCTIONAL_ERRORS[92].pointer).toBe('root');
});

test('there is no reason G07', () => {
  expect(lists.INVALID_GUARANTEE_REASONS).not.toHaveProperty('G07');
});

test('the channels share out all movements', () => {
  const total = Object.values(lists.CHANNELS).reduce(
    (sum, { sharePercent }) => sum + sharePercent,
    0,
  );
  expect(total).toBe(100);
});

test('the channels use the listed controls and results', () => {
  for (const { controls, results } of Object.values(lists.CHANNELS)) {
    for (const control of controls) expect(lists.CONTROL_TYPES).toHaveProperty(control);
    for (const result of results) expect(lists.CONTROL_RESULTS).toHaveProperty(result);
  }
});
