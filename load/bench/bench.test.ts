import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { figure } from './figures.ts';
import { median, percentile, runtimeArgs } from './measure.ts';
import { costBetween } from './procedure.ts';
import { figureTable, threeDigits } from './table.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

test('a goal on a ratio is judged on value ÷ peer', () => {
  const peer = { what: 'SimPy 3', value: 100 };
  expect(figure('kernel-tandem', 2_500, peer)).toMatchObject({
    ratio: 25,
    unit: 'events/s',
    met: true,
  });
  expect(figure('kernel-tandem', 2_499, peer)).toMatchObject({
    met: false,
    goal: { op: '>=', value: 25 },
  });
  expect(figure('procedure-event-cost', 601, peer).met).toBe(false);
  expect(() => figure('kernel-tandem', 2_500)).toThrow('needs a peer');
});

test('a goal on a value is judged on the value, whatever it is compared with', () => {
  expect(figure('dashboard-seek', 150).met).toBe(true);
  expect(figure('dashboard-seek', 150.1).met).toBe(false);
  expect(figure('dashboard-frames', 30, { what: 'another', value: 60 })).toMatchObject({
    ratio: 0.5,
    met: true,
  });
});

test('median', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow(RangeError);
});

test('percentile', () => {
  const values = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile(values, 1)).toBe(20);
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test('the cost of movements is read between marks, and not beyond the last', () => {
  const marks = [
    { movements: 10, events: 20_000, cpuSeconds: 1 },
    { movements: 100, events: 40_000, cpuSeconds: 2 },
    { movements: 300, events: 60_000, cpuSeconds: 6 },
  ];
  expect(costBetween(marks, [0, 100])).toBeCloseTo(20_000);
  expect(costBetween(marks, [10, 100])).toBeCloseTo(1e6 / 90);
  expect(costBetween(marks, [50, 200])).toBeCloseTo((1e6 * (4 - 1 - 40 / 90)) / 150);
  expect(() => costBetween(marks, [100, 301])).toThrow('after 300 movements');
});

test('the table has a line a figure, with its goal and whether it is met', () => {
  const figures = [
    figure('kernel-tandem', 4_321_000, { what: 'SimPy 3.0.11', value: 105_123 }),
    figure('dashboard-frames', 12),
  ];
  expect(figureTable(figures)).toBe(
    [
      'figure            measured            peer                    ratio  goal  met',
      'kernel-tandem     4,320,000 events/s  105,000 (SimPy 3.0.11)  41.1   ≥ 25  yes',
      '  bare kernel, tandem of six M/M/3 queues, ÷ SimPy',
      'dashboard-frames  12 frames/s                                        ≥ 30  NO',
      '  dashboard with 5,000 moving trucks in software-rendered Chromium',
    ].join('\n'),
  );
});

test.for([
  [0.5512, '0.551'],
  [1_000, '1,000'],
  [999.6, '1,000'],
  [1_234_567, '1,230,000'],
  [-2.5, '-2.5'],
] as const)('threeDigits(%d) is %s', ([value, text]) => {
  expect(threeDigits(value)).toBe(text);
});

describe('as programs', () => {
  const run = (file: string, ...args: string[]): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, [...runtimeArgs(), here(file), ...args]);

  test('tandem.ts prints its run as JSON', async () => {
    const { stdout } = await run('tandem.ts', '5000', '1');
    const result = JSON.parse(stdout) as {
      events: number;
      eventsPerSecond: number;
      meanWaits: number[];
    };
    expect(result).toMatchObject({ events: 35_000 });
    expect(result.meanWaits).toHaveLength(6);
    expect(result.eventsPerSecond).toBeGreaterThan(0);
  });

  test.for([
    ['tandem.ts', 'many', '1'],
    ['run.ts', '--only', 'nothing'],
    ['run.ts', '--fast'],
    ['run.ts', '--full=yes'],
  ])('%s %s %s is bad usage: exit 2', async ([file, ...args]) => {
    await expect(run(file as string, ...args)).rejects.toMatchObject({ code: 2 });
  });
});
