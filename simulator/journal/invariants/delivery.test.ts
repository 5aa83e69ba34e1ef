/** Delivery: outages, refusals, repeats, and what is under way when a run ends. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../core/time.ts';
import { nothingInvented, nothingLost, nothingTwice } from './delivery.ts';
import { Recent, RecentMap } from './recent.ts';
import type { Line } from './testing/told.ts';
import { sent, START, taken, told } from './testing/told.ts';

const WAY = ['GEO', 'AZE'] as const;

describe('nothing lost', () => {
  const acknowledged = [sent(0, 'GEO-1', 'X118', WAY), taken(0, 'GEO-1', 'X118', WAY)];
  const down: Line = [0, 'HOST', 'NodeDown', { node: 'AZE' }];
  const outage = (to?: number): Line => [
    0,
    'ICE',
    'OutageAnnounced',
    { node: 'AZE', from: isoUtc(START), ...(to === undefined ? {} : { to: isoUtc(START + to) }) },
  ];
  const fault = (on: readonly string[], kind = 'loss'): Line[] => [
    [0, 'HOST', 'FaultInjected', { fault: 'f-1', kind, until: START + DAY / 2, on }],
    [DAY / 2, 'HOST', 'FaultHealed', { fault: 'f-1' }],
  ];

  test.each<[string, Line[], number, number]>([
    ['what arrives', [[5, 'AZE', 'LegRecorded', { by: 'GEO-1' }]], DAY, 0],
    [
      'what is dropped as a repeat of nothing',
      [[5, 'AZE', 'RepeatDropped', { by: 'GEO-1' }]],
      DAY,
      1,
    ],
    ['what never arrives', [], DAY, 1],
    ['what is under way when the run ends', [], HOUR - 1, 0],
    ['what waits for a node that is down', [down], DAY, 0],
    [
      'what a node that is up again never got',
      [down, [5, 'HOST', 'NodeUp', { node: 'AZE' }]],
      DAY,
      1,
    ],
    [
      'a node that came up a moment ago',
      [down, [DAY - 5, 'HOST', 'NodeUp', { node: 'AZE' }]],
      DAY,
      0,
    ],
    ['what waits for an exchange that is down', [[0, 'HOST', 'NodeDown', { node: 'ICE' }]], DAY, 0],
    ['what a line loses for a while', fault(['ICE']), DAY / 2 + HOUR - 1, 0],
    ['what a line lost and never gave again', fault(['ICE']), DAY / 2 + HOUR, 1],
    ['what has nothing to do with the fault', fault(['KAZ']), HOUR, 1],
    ['what piles up before a slow one', fault(['ICE'], 'slowConsumer'), DAY, 0],
    ['what waits for the end of an announced outage', [outage(DAY - 5)], DAY, 0],
    ['what an announced outage has long set free', [outage(HOUR)], DAY, 1],
    ['an outage without end', [outage()], DAY, 0],
    ['what is kept beyond its time to live', [outage()], 33 * DAY, 1],
    [
      'what ICE gave up and told the sender (C603)',
      [[9, 'ICE', 'MessageRefused', { id: 'GEO-1' }]],
      DAY,
      0,
    ],
  ])('%s', (_, lines, end, violations) => {
    expect(told(nothingLost, [...acknowledged, ...lines], end)).toHaveLength(violations);
  });

  test.each(['ALL', 'ICE'])('what is for %s waits for no single node', (to) => {
    const lines = [sent(0, 'GEO-2', 'S411', ['GEO', to]), taken(0, 'GEO-2', 'S411', ['GEO', to])];
    expect(told(nothingLost, lines, DAY)).toEqual([]);
  });

  test('what ICE says in its own name', () => {
    const own = sent(0, 'ICE-1', 'S802', ['ICE', 'AZE']);
    expect(told(nothingLost, [own, [9, 'AZE', 'MessageReceived', { by: 'ICE-1' }]], DAY)).toEqual(
      [],
    );
    expect(told(nothingLost, [own], DAY)).toEqual([
      'ICE-1 (S802) was acknowledged and never reached AZE',
    ]);
  });
});

describe('nothing twice, nothing from nowhere', () => {
  const published = [
    sent(0, 'GEO-1', 'A803', ['GEO', 'ALL']),
    taken(0, 'GEO-1', 'A803', ['GEO', 'ALL']),
  ];

  test('repeats may be dropped and bad messages refused as often as they come', () => {
    const lines: Line[] = [
      ...published,
      [0, 'AZE', 'AccountKnown', { by: 'GEO-1' }],
      [1, 'AZE', 'RepeatDropped', { by: 'GEO-1' }],
      [2, 'AZE', 'RepeatDropped', { by: 'GEO-1' }],
      [2, 'KAZ', 'AccountKnown', { by: 'GEO-1' }],
      [3, 'ICE', 'MessageRefused', { by: 'unreadable' }],
      [4, 'ICE', 'MessageRefused', { by: 'unreadable' }],
    ];
    expect(told(nothingTwice, lines)).toEqual([]);
    expect(told(nothingTwice, [...lines, [5, 'AZE', 'AtrCreated', { by: 'GEO-1' }]])).toEqual([
      'GEO-1 took effect a second time: AtrCreated',
    ]);
  });

  test('of a national message, and of one that was refused', () => {
    const twice = (by: string, n: string): Line => [1, n, 'TaskDecided', { by }];
    const national = sent(0, 'WORLD-n1', 'N820', ['GE000101/bot', 'GEO']);
    expect(told(nothingTwice, [national, twice('WORLD-n1', 'GEO')])).toEqual([]);
    const again = [national, twice('WORLD-n1', 'GEO'), twice('WORLD-n1', 'GEO')];
    expect(told(nothingTwice, again)).toHaveLength(1);
    const refused: Line = [0, 'ICE', 'MessageRefused', { by: 'GEO-1', id: 'GEO-1', rule: 'C604' }];
    expect(
      told(nothingTwice, [sent(0, 'GEO-1', 'X118', WAY), refused, twice('GEO-1', 'AZE')]),
    ).toEqual(['GEO-1 took effect a second time: TaskDecided']);
  });

  test('a script may repeat what another has sent', () => {
    const repeat: Line = [
      5,
      'WORLD',
      'MessageSent',
      { id: 'GEO-1', msg: 'A803', from: 'GEO', to: 'ALL' },
    ];
    const dropped: Line = [6, 'ICE', 'RepeatDropped', { by: 'GEO-1' }];
    expect(told(nothingTwice, [...published, repeat, dropped])).toEqual([]);
    expect(told(nothingInvented, [...published, repeat, dropped])).toEqual([]);
  });

  test('what nobody has sent', () => {
    const lines: Line[] = [
      sent(0, 'GEO-n4', 'T028', ['GE000101', 'GE1']),
      [1, 'WORLD', 'TruckDrove', { by: 'GEO-n5' }],
    ];
    expect(told(nothingInvented, lines)).toEqual([
      'TruckDrove comes of GEO-n5, which nobody has sent',
    ]);
  });

  test('receipts are not journalled, and cause things all the same', () => {
    const lines: Line[] = [
      [0, 'ICE', 'NodeHeard', { by: 'GEO-n7' }],
      [0, 'GEO', 'MessageRepeated', { by: 'ICE-n9' }],
    ];
    expect(told(nothingInvented, lines)).toEqual([]);
  });
});

describe('a bounded memory', () => {
  const keys = fc.array(fc.string({ maxLength: 2 }));
  test('knows for certain what happened lately, and never more than twice as much', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), keys, (most, added) => {
        const recent = new Recent(most);
        added.forEach((key, i) => {
          recent.add(key);
          for (const lately of added.slice(Math.max(0, i + 1 - most), i + 1))
            expect(recent.has(lately)).toBe(true);
          expect(recent.size).toBeLessThanOrEqual(2 * most);
        });
      }),
    );
  });

  test('gives back what was set last, and nothing that was deleted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer())), (sets) => {
        const memory = new RecentMap<number>(2);
        for (const [key, value] of sets) {
          memory.set(key, value);
          expect(memory.get(key)).toBe(value);
        }
        for (const [key] of sets) memory.delete(key);
        expect([...memory.values()]).toEqual([]);
      }),
    );
  });
});
