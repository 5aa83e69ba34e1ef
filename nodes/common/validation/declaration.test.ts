import { describe, expect, it } from 'vitest';
import type { Declaration } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import { functionalErrorOf, isRuleCode } from '../rules/rules.ts';
import type { Submission } from './check.ts';
import { NEGATIVES, POSITIVES } from './declaration-cases.ts';
import { DECLARATION_CHECKS, DECLARATION_WARNINGS, judgeDeclaration } from './declaration.ts';
import { guarantee, item, submission, TIR, VALID } from './sample.ts';

const found = (subject: Submission, off?: ReadonlySet<RuleCode>): string[] =>
  judgeDeclaration(subject, off).defects.map(
    ({ reason, code, pointer }) => `${reason} ${code} ${pointer}`,
  );

const without = (key: keyof Declaration, change: Partial<Declaration>): Submission => {
  const parts = Object.entries({ ...VALID, ...change }).filter(([name]) => name !== key);
  return { ...submission(), declaration: Object.fromEntries(parts) as Declaration };
};

describe('judgeDeclaration', () => {
  it('finds nothing in a valid declaration, whether sealed, packed or under a carnet', () => {
    expect(found(submission())).toEqual([]);
    expect(found(submission(TIR))).toEqual([]);
    expect(found(submission({ items: [item(), item({ number: 2, packages: 0 })] }))).toEqual([]);
    expect(found(without('seals', { containerIndicator: 0, containers: [] }))).toEqual([]);
    expect(found(without('limitDate', {}))).toEqual([]);
    const voucher = guarantee({ type: '4', grn: '26GE000902V000012A000017' });
    expect(found(submission({ guarantees: [voucher] }))).toEqual([]);
    const half = guarantee({ amount: 10_710 });
    expect(found(submission({ guarantees: [half, half] }))).toEqual([]);
  });

  it.for(POSITIVES)('by %s takes %s', ([, , change, known]) => {
    expect(found(submission(change, known))).toEqual([]);
  });

  it.for(NEGATIVES)(
    'refuses %s, and only by the rule that is meant',
    ([, change, expected, known]) => {
      const subject = submission(change, known);
      expect(found(subject)).toEqual(expected);
      const rules = new Set(expected.map((text) => text.slice(0, 4) as RuleCode));
      expect(found(subject, rules)).toEqual([]);
    },
  );

  it('has both tests for each rule', () => {
    const rules = [...new Set(DECLARATION_CHECKS.map(({ rule }) => rule))].sort();
    const refused = NEGATIVES.flatMap(([, , texts]) => texts.map((text) => text.slice(0, 4)));
    expect([...new Set(refused)].sort()).toEqual(rules);
    expect([...new Set(POSITIVES.map(([rule]) => rule))].sort()).toEqual(rules);
  });

  it('refuses what is missing', () => {
    const noHs6 = item();
    delete noHs6.hs6;
    expect(found(submission({ items: [noHs6] }))).toEqual(['C313 13 /body/items/0/hs6']);
    expect(found(submission({ ...TIR, items: [noHs6] }))).toEqual([]);
    expect(found(without('tirCarnet', TIR))).toEqual(['C323 13 /body/tirCarnet']);
    expect(found(without('tirHolder', TIR))).toEqual(['C325 13 /body/tirHolder']);
    const bare = guarantee();
    delete bare.grn;
    delete bare.accessCode;
    expect(found(submission({ guarantees: [bare] }))).toEqual([
      'C414 13 /body/guarantees/0/grn',
      'C414 13 /body/guarantees/0/accessCode',
    ]);
  });

  it('says what stood there', () => {
    const { defects } = judgeDeclaration(
      submission({ guarantees: [guarantee({ grn: '24GB0000010000296' })] }),
    );
    expect(defects).toEqual([
      { pointer: '/body/guarantees/0/grn', code: '14', reason: 'C402', value: '24GB0000010000296' },
    ]);
  });

  it('only warns of a container number that fails its digit (C319)', () => {
    const { defects, warnings } = judgeDeclaration(submission({ containers: ['CSQU3054384'] }));
    expect(defects).toEqual([]);
    expect(warnings).toMatchObject([{ reason: 'C319', pointer: '/body/containers/0' }]);
    const off = new Set<RuleCode>(['C319']);
    expect(judgeDeclaration(submission({ containers: ['CSQU3054384'] }), off).warnings).toEqual([]);
    expect(judgeDeclaration(submission()).warnings).toEqual([]);
  });

  it('names a hundred defects at the most', () => {
    const items = Array.from({ length: 300 }, () => item({ number: 9, grossMass: 1, netMass: 1 }));
    expect(judgeDeclaration(submission({ items })).defects).toHaveLength(100);
  });

  it('checks rules of the specification only, and answers with their codes', () => {
    for (const { rule } of [...DECLARATION_CHECKS, ...DECLARATION_WARNINGS]) {
      expect(isRuleCode(rule)).toBe(true);
    }
    for (const [, change, , known] of NEGATIVES) {
      for (const { reason, code } of judgeDeclaration(submission(change, known)).defects) {
        const allowed = ['12', '13', '14', '15', '92'];
        expect(allowed).toContain(code);
        if (isRuleCode(reason) && functionalErrorOf(reason) === 92) expect(code).toBe('92');
      }
    }
  });
});
