import { describe, expect, it } from 'vitest';
import { HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../message-types.ts';
import type { Declaration } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import { judgePresentation, presented } from './presentation.ts';
import type { Known } from './sample.ts';
import { CONSIGNOR, HELD, NOW, submission, VALID } from './sample.ts';

const PRESENCE: Body<'T170'> = { office: 'GE000101', location: 'gate 4', means: VALID.means };

function found(
  change: Partial<Body<'T170'>>,
  declared: Partial<Declaration> = {},
  known: Known = {},
  off?: ReadonlySet<RuleCode>,
): string[] {
  const presentation = { ...PRESENCE, ...change };
  const declaration = presented({ ...VALID, additionalType: 'D', ...declared }, presentation);
  const subject = { presentation, submission: submission(declaration, known) };
  return judgePresentation(subject, off).map(
    ({ reason, code, pointer }) => `${reason} ${code} ${pointer}`,
  );
}

const NEGATIVES: readonly (readonly [
  what: string,
  change: Partial<Body<'T170'>>,
  found: readonly string[],
  declared?: Partial<Declaration>,
  known?: Known,
])[] = [
  ['at another office', { office: 'GE000102' }, ['C304 12 /body/office']],
  [
    'on unknown means',
    { means: [{ type: 22, identification: 'W-1', nationality: 'GE' }] },
    ['C103 12 /body/means/0/type'],
    { modeAtBorder: 2 },
  ],
  [
    'with a trailer in front',
    { means: [{ type: 31, identification: 'TR-77', nationality: 'GE' }] },
    ['C320 14 /body/means/0/type'],
  ],
  [
    'with a plate in small letters',
    { means: [{ type: 30, identification: 'aa-1', nationality: 'GE' }] },
    ['C321 14 /body/means/0/identification'],
  ],
  [
    'with seals counted, not named',
    { seals: { count: 1, identifiers: [] } },
    ['C314 13 /body/seals/identifiers'],
  ],
  [
    'with other seals than counted',
    { seals: { count: 1, identifiers: ['A', 'B'] } },
    ['C315 14 /body/seals/count'],
  ],
  [
    'with the same seal twice',
    { seals: { count: 2, identifiers: ['A', 'A'] } },
    ['C316 14 /body/seals/identifiers/1'],
  ],
  [
    'without seals and container',
    { seals: { count: 0, identifiers: [] } },
    ['C317 14 /body/seals/count'],
    { containerIndicator: 0, containers: [] },
  ],
  [
    'with a limit date before the last border',
    { limitDate: isoUtc(NOW + HOUR) },
    ['C332 14 /body/limitDate'],
  ],
  [
    'by a principal whose account is suspended',
    {},
    ['C501 12 /body/principal/tin'],
    {},
    { principalActive: false },
  ],
  [
    'at another place than authorised',
    { location: 'Batumi' },
    ['C503 14 /body/location'],
    CONSIGNOR,
    HELD,
  ],
  [
    'unsealed, where the authorisation asks for seals',
    { seals: { count: 0, identifiers: [] } },
    ['C503 13 /body/seals'],
    CONSIGNOR,
    HELD,
  ],
];

describe('goods', () => {
  it('are presented as declared, or with other means and seals', () => {
    expect(found({})).toEqual([]);
    expect(found({ seals: { count: 1, identifiers: ['NEW-1'] } })).toEqual([]);
    expect(found({}, CONSIGNOR, HELD)).toEqual([]);
    expect(found({ limitDate: isoUtc(NOW + 60 * HOUR) })).toEqual([]);
  });

  it.for(NEGATIVES)('are not presented %s', ([, change, expected, declared, known]) => {
    expect(found(change, declared, known)).toEqual(expected);
    const rules = new Set(expected.map((text) => text.slice(0, 4) as RuleCode));
    expect(found(change, declared, known, rules)).toEqual([]);
  });
});
