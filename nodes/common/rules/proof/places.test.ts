import { expect, test } from 'vitest';
import type { Rule } from '../rule.ts';
import { RULES } from '../rules.ts';
import { PROOFS } from './places.ts';

test('each of the 79 rules is proved in one place, and in no other', () => {
  const proved = Object.values(PROOFS).flat();
  expect([...proved].sort()).toEqual(RULES.map(({ code }) => code));
});

test('what the hub checks is proved at the hub, what offices check at an office', () => {
  const places = RULES.map(({ code, where }: Rule) => {
    const atIce = (PROOFS.ice as readonly string[]).includes(code);
    return where === 'H/O' || (where === 'H') === atIce ? [] : [code];
  });
  expect(places.flat()).toEqual([]);
});
