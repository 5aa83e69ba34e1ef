/** What journals show of the specification. */
import { expect, test } from 'vitest';
import { RULES } from '../../nodes/common/rules/rules.ts';
import { ROWS } from '../../nodes/common/states/tables.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { ONE_TRUCK } from '../fixtures/one-truck.ts';
import { Coverage, JOURNALLED, ScenarioCoverage } from './coverage.ts';

const entry = (fact: { type: string } & Record<string, unknown>): Entry => ({
  t: 0,
  n: 'GEO',
  s: 0,
  ...fact,
});

test('before any journal everything is a hole', () => {
  const coverage = new Coverage();
  expect(coverage.holes('rows')).toHaveLength(ROWS.length);
  expect(coverage.holes('rules')).toHaveLength(RULES.length);
  expect(coverage.holes('messages')).toEqual(JOURNALLED);
  expect(coverage.seen('rows')).toEqual([]);
});

test('a journal shows the rows, rules and messages that it names, and nothing else', () => {
  const coverage = new Coverage();
  const facts = [
    { type: 'DeclarationRejected', row: 'D1', rules: ['C310', 'C401', 'C999'] },
    { type: 'UsageRefused', row: 'U2', rule: 'C410' },
    { type: 'UsageRefused', row: 'U2', rule: 'C410' },
    { type: 'MessageSent', msg: 'T056' },
    { type: 'MessageReceived', msg: 'T015' },
    { type: 'Something', row: 'Z1', rule: 'none' },
  ];
  for (const fact of facts) coverage.step(entry(fact));
  expect(coverage.seen('rows')).toEqual(['D1', 'U2']);
  expect(coverage.of('rows').get('U2')).toBe(2);
  expect(coverage.seen('rules')).toEqual(['C310', 'C401', 'C410']);
  expect(coverage.seen('messages')).toEqual(['T056']);
});

test('the row that stands for those of enquiry is seen with any of them', () => {
  const coverage = new Coverage();
  coverage.step(entry({ type: 'PrincipalAsked', row: 'E2' }));
  expect(coverage.seen('rows')).toEqual(['D38', 'E2']);
});

test('receipts are never journalled, and so are no holes', () => {
  expect(JOURNALLED).not.toContain('S001');
  expect(JOURNALLED).not.toContain('S002');
  expect(JOURNALLED).toContain('S906');
});

test('scenarios are told apart, and add up', () => {
  const coverage = new ScenarioCoverage();
  for (const each of ONE_TRUCK) coverage.step(each, 'one-truck');
  coverage.step(entry({ type: 'DeclarationRejected', row: 'D1', rules: ['C401'] }), 'rejected');
  coverage.step(entry({ type: 'DeclarationSubmitted', row: 'D3' }), 'rejected');
  expect(coverage.byScenario().map(([id]) => id)).toEqual(['one-truck', 'rejected']);
  expect(coverage.shownBy('rows', 'D1')).toEqual(['rejected']);
  expect(coverage.shownBy('rows', 'D3')).toEqual(['one-truck', 'rejected']);
  expect(coverage.shownBy('rows', 'D26')).toEqual([]);
  const counts = coverage.byScenario().map(([, own]) => own.of('rows').get('D3'));
  expect(coverage.all.of('rows').get('D3')).toBe(counts.reduce((a = 0, b = 0) => a + b, 0));
});
