import { describe, expect, it } from 'vitest';
import { HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { RuleCode } from '../rules/rules.ts';
import type { ControlReport } from './control-report.ts';
import { judgeReport } from './control-report.ts';
import { NOW, VALID } from './sample.ts';

const resultOf = (code: string, differences?: string[]): ControlReport => {
  const result = { code, date: isoUtc(NOW) };
  return { result: differences === undefined ? result : { ...result, differences } };
};

const found = (report: ControlReport, byConsignor = false, off?: ReadonlySet<RuleCode>): string[] =>
  judgeReport({ report, declaration: VALID, byConsignor, now: NOW }, off).map(
    ({ reason, code, pointer }) => `${reason} ${code} ${pointer}`,
  );

const NEGATIVES: readonly (readonly [
  what: string,
  report: ControlReport,
  found: readonly string[],
])[] = [
  ['an unknown result', resultOf('A9'), ['C103 12 /body/result/code']],
  ['A5 without what differs', resultOf('A5'), ['C329 13 /body/result/differences']],
  ['B1 without what differs', resultOf('B1', []), ['C329 13 /body/result/differences']],
  ['A3 of no authorised consignor', resultOf('A3'), ['C330 12 /body/result/code']],
  [
    'a limit date before the last border',
    { ...resultOf('A1'), limitDate: isoUtc(NOW + 59 * HOUR) },
    ['C332 14 /body/limitDate'],
  ],
  [
    'seals counted, not named',
    { ...resultOf('A1'), seals: { count: 1, identifiers: [] } },
    ['C314 13 /body/seals/identifiers'],
  ],
  [
    'other seals than counted',
    { ...resultOf('A1'), seals: { count: 1, identifiers: ['A', 'B'] } },
    ['C315 14 /body/seals/count'],
  ],
  [
    'the same seal twice',
    { ...resultOf('A1'), seals: { count: 2, identifiers: ['A', 'A'] } },
    ['C316 14 /body/seals/identifiers/1'],
  ],
];

describe('a control report', () => {
  it('says a result, and what differs where something does', () => {
    for (const code of ['A1', 'A2']) expect(found(resultOf(code))).toEqual([]);
    for (const code of ['A5', 'B1']) expect(found(resultOf(code, ['one box']))).toEqual([]);
    expect(found(resultOf('A3'), true)).toEqual([]);
    const seals = { count: 2, identifiers: ['A', 'B'] };
    const limitDate = isoUtc(NOW + 60 * HOUR);
    expect(found({ ...resultOf('A1'), seals, limitDate })).toEqual([]);
  });

  it.each(NEGATIVES)('may not say %s', (_, report, expected) => {
    expect(found(report)).toEqual(expected);
    const rules = new Set(expected.map((text) => text.slice(0, 4) as RuleCode));
    expect(found(report, false, rules)).toEqual([]);
  });
});
