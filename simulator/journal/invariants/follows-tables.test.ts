/** The state tables and their timers: cases that a whole run seldom has. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../core/time.ts';
import { followsTables, nothingWaits } from './follows-tables.ts';
import type { Line } from './testing/told.ts';
import { MRN, START, told } from './testing/told.ts';

describe('the state tables', () => {
  const row = (id: string, details: object, type = 'Noted', node = 'GEO'): Line => [
    0,
    node,
    type,
    { row: id, ...details },
  ];
  const declared = (lrn: string, mrn: string) => [row('D3', { lrn }), row('D9', { lrn, mrn })];
  const mrn = MRN;

  test.each<[string, Line[]]>([
    [
      'two traders who use one number at the same time',
      [
        row('D3', { lrn: '1' }),
        row('D3', { lrn: '1' }),
        row('D9', { lrn: '1', mrn: 'A' }),
        row('D10', { lrn: '1' }),
      ],
    ],
    [
      'a declaration rejected under a number that is in use',
      [row('D3', { lrn: '1' }), row('D1', { lrn: '1' }), row('D9', { lrn: '1', mrn })],
    ],
    [
      'the last try for a guarantee, then nothing',
      [
        ...declared('1', mrn),
        row('D14', { mrn }),
        row('D22', { mrn }),
        row('D22', { mrn }, 'ReleaseDenied'),
        row('D39', { mrn }),
      ],
    ],
    [
      'a message about a movement that is over',
      [
        ...declared('1', mrn),
        row('D13', { mrn }),
        row('D19', { mrn }),
        row('D39', { mrn }),
        row('D39', { mrn }),
      ],
    ],
    [
      'a use that is asked for again after its cancellation',
      [
        row('U1', { grn: 'G', mrn }),
        row('U9', { grn: 'G', mrn }),
        row('U1', { grn: 'G', mrn }),
        row('U4', { grn: 'G', mrn }),
      ],
    ],
    [
      'a use that is refused, then granted',
      [row('U2', { grn: 'G', mrn }), row('U1', { grn: 'G', mrn })],
    ],
    [
      'a guarantee that runs off under its GRN',
      [
        row('G1', { guarantee: 'g' }),
        row('G2', { guarantee: 'g' }),
        row('G3', { guarantee: 'g' }),
        row('G5', { guarantee: 'g', grn: 'G' }),
        row('G9', { grn: 'G' }),
      ],
    ],
    [
      'a late arrival',
      [
        ...declared('1', mrn),
        row('D14', { mrn }),
        row('D20', { mrn }),
        row('D32', { mrn }),
        row('E1', { mrn }),
        row('D33', { mrn }),
      ],
    ],
    [
      'one movement at two borders',
      [
        row('B1', { mrn, office: 'X' }),
        row('B1', { mrn, office: 'Y' }),
        row('B13', { mrn, office: 'Y' }),
        row('B6', { mrn, office: 'Y' }),
        row('B11', { mrn, office: 'X' }),
        row('B14', { mrn }),
      ],
    ],
    [
      'one movement announced to two countries',
      [
        row('A1', { mrn }, 'Noted', 'UZB'),
        row('A1', { mrn }, 'Noted', 'KAZ'),
        row('A19', { mrn }, 'Noted', 'KAZ'),
        row('A6', { mrn }, 'Noted', 'UZB'),
      ],
    ],
    ['a row of no table', [row('Z9', { mrn })]],
  ])('allow %s', (_, lines) => {
    expect(told(followsTables, lines)).toEqual([]);
  });

  test.each<[string, Line[], string]>([
    [
      'an acceptance of nothing',
      [row('D9', { lrn: '1', mrn })],
      'row D9 (Declaration accepted, MRN allotted) cannot follow where GEO 1 is unknown or over',
    ],
    [
      'a second acceptance',
      [...declared('1', mrn), row('D9', { lrn: '1', mrn: 'B' })],
      'unknown or over',
    ],
    [
      'a release out of a control',
      [...declared('1', mrn), row('D13', { mrn }), row('D20', { mrn })],
      `where ${MRN} is underControl`,
    ],
    [
      'a refusal as over of what is not',
      [...declared('1', mrn), row('D39', { mrn })],
      `where ${MRN} is accepted`,
    ],
    [
      'a release after the last try',
      [
        ...declared('1', mrn),
        row('D14', { mrn }),
        row('D22', { mrn }, 'ReleaseDenied'),
        row('D20', { mrn }),
      ],
      'unknown or over',
    ],
    [
      'a use reserved twice',
      [row('U1', { grn: 'G', mrn }), row('U1', { grn: 'G', mrn })],
      'is reserved',
    ],
    [
      'a passage after a passage',
      [
        row('B1', { mrn, office: 'X' }),
        row('B6', { mrn, office: 'X' }),
        row('B6', { mrn, office: 'X' }),
      ],
      'unknown or over',
    ],
  ])('forbid %s, and say it once', (_, lines, text) => {
    const found = told(followsTables, lines);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(text);
  });

  test('are followed on from where a wrong row leads', () => {
    const lines = [row('D20', { mrn }), row('D31', { mrn }), row('D33', { mrn })];
    expect(told(followsTables, lines)).toHaveLength(1);
  });
});

describe('waiting', () => {
  const at = (after: number, id: string, details: object = {}, type = 'Noted'): Line => [
    after,
    'GEO',
    type,
    { row: id, mrn: MRN, ...details },
  ];
  const asked = [at(0, 'D14')];
  const seconds = 1_000;

  test.each<[string, Line[], number, number]>([
    [
      'that ends at the last moment',
      [...asked, at(30 * seconds, 'D20', { limitDate: START + DAY })],
      HOUR,
      0,
    ],
    [
      'that ends a moment later',
      [...asked, at(30 * seconds + 1, 'D20', { limitDate: START + DAY })],
      HOUR,
      1,
    ],
    ['that the end of the run cuts short', asked, 30 * seconds, 0],
    ['that should have ended before the run does', asked, 30 * seconds + 1, 1],
    [
      'that begins anew with each try',
      [...asked, at(30 * seconds, 'D22'), at(60 * seconds, 'D22')],
      90 * seconds,
      0,
    ],
    [
      'after the last try there is none',
      [...asked, at(30 * seconds, 'D22', {}, 'ReleaseDenied')],
      DAY,
      0,
    ],
    ['for a limit date', [at(0, 'D20', { limitDate: START + 9 * DAY })], 9 * DAY, 0],
    ['beyond a limit date', [at(0, 'D20', { limitDate: START + 9 * DAY })], 9 * DAY + 1, 1],
    [
      'for an enquiry that somebody has to begin',
      [at(0, 'D20', { limitDate: START + DAY }), at(DAY, 'D32')],
      300 * DAY,
      0,
    ],
    ['for control results, extended', [at(0, 'D31')], 12 * DAY, 0],
    ['for control results that never come', [at(0, 'D31')], 12 * DAY + 1, 1],
    [
      'at the border, from the time expected',
      [at(0, 'B1', { office: 'X', expected: START + 3 * DAY })],
      4 * DAY,
      0,
    ],
    [
      'at the border beyond that',
      [at(0, 'B1', { office: 'X', expected: START + 3 * DAY })],
      4 * DAY + 1,
      1,
    ],
    ['for an undertaking', [at(0, 'G2', { guarantee: 'g' })], 2 * DAY, 0],
    ['for an officer, whom a timer only reminds', [at(0, 'D13')], 300 * DAY, 0],
    ['of a reservation', [at(0, 'U1', { grn: 'G' })], DAY + 1, 1],
    [
      'of a reservation that came into use',
      [at(0, 'U1', { grn: 'G' }), at(MINUTE, 'U4', { grn: 'G' })],
      300 * DAY,
      0,
    ],
  ])('%s', (_, lines, end, violations) => {
    expect(told(nothingWaits, lines, end)).toHaveLength(violations);
  });

  test('a node that is down rings when it is up again', () => {
    const down: Line = [0, 'HOST', 'NodeDown', { node: 'GEO' }];
    const up: Line = [HOUR, 'HOST', 'NodeUp', { node: 'GEO' }];
    expect(told(nothingWaits, [...asked, down], DAY)).toEqual([]);
    expect(told(nothingWaits, [...asked, down, up, at(HOUR, 'D22')], HOUR)).toEqual([]);
    expect(told(nothingWaits, [...asked, down, up], 2 * HOUR)).toHaveLength(1);
  });

  test('a timer that the scheme has lengthened may take as long as that', () => {
    expect(told(nothingWaits, asked, HOUR, { 'T-GUARES': HOUR })).toEqual([]);
    expect(told(nothingWaits, asked, 2 * HOUR, { 'T-GUARES': HOUR })).toHaveLength(1);
  });

  test('too long names timer, object and how long ago', () => {
    expect(told(nothingWaits, asked, MINUTE)).toEqual([
      `T-GUARES of ${MRN} should have rung at 2026-07-14T06:00:30.000Z at the latest, 30 s ago`,
    ]);
  });
});
