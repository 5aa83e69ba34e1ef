import { describe, expect, test } from 'vitest';
import type { LoadInterval } from '../../reports/views/load-progress.ts';
import {
  askedAt,
  BELOW,
  groundOf,
  LEFT,
  linearLayout,
  logLayout,
  RIGHT,
  standingOf,
  TOP,
} from './layout.ts';

const SIZE = { width: 400, height: 200 };
const STAGES = [
  { seconds: 10, rate: 20 },
  { seconds: 10, rate: 20, to: 100 },
];
const FLOOR = SIZE.height - BELOW;
const END = SIZE.width - RIGHT;

const second = (at: number, more: Partial<LoadInterval> = {}): LoadInterval => ({
  ...{ at, movements: 20, sent: 180, acknowledged: 180, delivered: 180 },
  ...{ p50: 2, p99: 10, backlog: 0 },
  ...more,
});
const load = (...intervals: LoadInterval[]) => ({
  ...{ stages: STAGES, seconds: 20, warmUp: 5, intervals },
});
const p99 = ({ p99 }: LoadInterval): number => p99;

describe('the ground that all charts share', () => {
  test('shows the whole profile before its first second', () => {
    const ground = groundOf(load(), SIZE);
    const { shape, shapeTicks, counts, now } = ground;
    expect(shape.startsWith(`M${String(LEFT)},`)).toBe(true);
    expect(shape).toContain(`${String(END)},`);
    expect(shapeTicks.map(({ value }) => value)).toEqual([0, 100]);
    expect(counts).toBe(LEFT + (END - LEFT) / 4);
    expect(now).toBeNull();
  });

  test('grows with what comes after the last stage', () => {
    expect(groundOf(load(second(20)), SIZE).now).toBe(END);
    const late = groundOf(load(second(40)), SIZE);
    expect(late.now).toBe(END);
    expect(late.shape).not.toContain(`${String(END)},`);
  });

  test.for([1, 20, 130, 3_610, 21_600])('has round, separate times for %i s', (seconds) => {
    const { xTicks } = groundOf({ ...load(), seconds }, SIZE);
    expect(xTicks.length).toBeGreaterThan(0);
    for (let i = 1; i < xTicks.length; i++)
      expect(xTicks[i]!.at - xTicks[i - 1]!.at).toBeGreaterThanOrEqual(60);
  });
});

describe('courses', () => {
  test('of counts begin at nothing and stay within their frame', () => {
    const { paths, yTicks } = linearLayout(
      load(second(1, { sent: 0 }), second(2, { sent: 900 })),
      [({ sent }) => sent],
      SIZE,
    );
    expect(paths[0]).toMatch(new RegExp(`^M[\\d.]+,${String(FLOOR)}L`));
    for (const { at } of yTicks) expect(at).toBeGreaterThanOrEqual(TOP);
  });

  test('of latencies leave out seconds without an acknowledgement', () => {
    const { paths } = logLayout(
      load(second(1), second(2), second(3, { p99: 0 }), second(4), second(5)),
      [p99],
      2_000,
      SIZE,
    );
    expect(paths[0]?.match(/M/g)).toHaveLength(2);
  });

  test('always show the bound, and mark the seconds above it', () => {
    const { level, above } = logLayout(
      load(second(1), second(2, { p99: 2_500 })),
      [p99],
      2_000,
      SIZE,
    );
    expect(above).toHaveLength(1);
    expect(above[0]!.y).toBeLessThan(level!);
    const empty = logLayout(load(), [p99], 2_000, SIZE);
    expect(empty.level).toBeGreaterThan(TOP);
    expect(empty.paths).toEqual(['']);
  });

  test.for([
    [2_000, [10, 100, 1_000]],
    [60, [5, 10, 20, 50]],
  ] as const)(
    'have powers of ten as their scale where these are enough: bound %d',
    ([bound, ticks]) => {
      const { yTicks } = logLayout(load(second(1, { p99: 7 })), [p99], bound, SIZE);
      expect(yTicks.map(({ value }) => value)).toEqual(ticks);
    },
  );

  test('of hours keep their peaks', () => {
    const hour = Array.from({ length: 3_600 }, (_, i) =>
      second(i + 1, { p99: i === 1_001 ? 9_000 : 5 }),
    );
    const { paths, above } = logLayout({ ...load(...hour), seconds: 3_600 }, [p99], 2_000, SIZE);
    expect(above).toHaveLength(1);
    expect(paths[0]?.split('L').length).toBeLessThanOrEqual(600);
  });
});

describe('the profile', () => {
  test('says what is asked for in a second', () => {
    expect([1, 10, 11, 20, 21].map((at) => askedAt(STAGES, at))).toEqual([20, 20, 24, 96, 0]);
  });

  test('says which stage it is and what comes', () => {
    expect(standingOf(STAGES, 3)).toEqual({
      stage: STAGES[0],
      next: { stage: STAGES[1], inSeconds: 7 },
    });
    expect(standingOf(STAGES, 10)).toEqual({ stage: STAGES[1], next: null });
    expect(standingOf(STAGES, 20)).toBeNull();
  });
});
