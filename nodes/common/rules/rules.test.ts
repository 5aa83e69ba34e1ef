import { describe, expect, test } from 'vitest';
import { FUNCTIONAL_ERRORS, INVALID_GUARANTEE_REASONS, XML_ERRORS } from '../code-lists.ts';
import type { Rule } from './rule.ts';
import { functionalErrorOf, isRuleCode, RULES, ruleOf } from './rules.ts';

const CLASSES = { C1: 11, C2: 9, C3: 32, C4: 16, C5: 6, C6: 5 };

test('there are 79 rules, in order and without gaps', () => {
  const expected = Object.entries(CLASSES).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, i) => `${letter}${String(i + 1).padStart(2, '0')}`),
  );
  expect(RULES.map((rule) => rule.code)).toEqual(expected);
  expect(RULES).toHaveLength(79);
});

describe('every rule', () => {
  test.for(RULES.map((rule) => [rule.code, rule] as const))('%s', ([, rule]) => {
    for (const text of [rule.cause, rule.todo]) {
      expect(text.en).toMatch(/^[A-Z].*\.$/s);
      expect(text.ru).toMatch(/^[А-ЯЁMLGA-Z].*\.$/s);
      expect(text.ru).toMatch(/[а-яё]/);
      expect(text.en).not.toMatch(/[а-яё]/i);
    }
    const { functionalError, otherFunctionalError, xmlError, guaranteeReasons } = (rule as Rule)
      .ncts;
    for (const code of [functionalError, otherFunctionalError]) {
      if (code !== undefined) expect(FUNCTIONAL_ERRORS).toHaveProperty(String(code));
    }
    if (xmlError !== undefined) expect(XML_ERRORS).toHaveProperty(String(xmlError));
    for (const reason of guaranteeReasons ?? []) {
      expect(INVALID_GUARANTEE_REASONS).toHaveProperty(reason);
    }
  });
});

test('each reason against a guarantee belongs to one rule', () => {
  const reasons = RULES.flatMap((rule) => (rule as Rule).ncts.guaranteeReasons ?? []);
  expect([...reasons].sort()).toEqual(Object.keys(INVALID_GUARANTEE_REASONS).sort());
});

test('only a wrong container number and an announced outage do not reject', () => {
  const lenient = RULES.filter((rule) => (rule as Rule).effect !== undefined);
  expect(lenient.map((rule) => rule.code)).toEqual(['C319', 'C602']);
});

test('a rule is found by its code', () => {
  expect(ruleOf('C410').ncts.guaranteeReasons).toEqual(['G09']);
  expect(isRuleCode('C410')).toBe(true);
  expect(isRuleCode('C999')).toBe(false);
});

test.for([
  ['C201', 90],
  ['C202', 92],
  ['C208', 92],
  ['C302', 93],
  ['C313', 13],
  ['C402', 14],
  ['C410', 14],
  ['C501', 12],
  ['C108', 26],
] as const)('%s is answered with functional error %i', ([code, error]) => {
  expect(functionalErrorOf(code)).toBe(error);
});
