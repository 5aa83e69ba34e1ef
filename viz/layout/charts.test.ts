import { describe, expect, test } from 'vitest';
import { movementStory } from '../../reports/views/movement.ts';
import { DAY, HOUR, MINUTE } from '../../simulator/core/time.ts';
import { SYNTHETIC_BEGIN, syntheticRun } from '../testing/synthetic-run.ts';
import { sequenceLayout, withoutOfficers } from '../../reports/views/sequence.ts';
import type { SequenceLayout } from '../../reports/views/sequence.ts';
import { curveLayout, sparkLayout } from './sparkline.ts';
import { densityPath, placedMarks, timeScale, timeTicks } from './time-bar.ts';
import { scrollTo, windowOf } from './window.ts';

describe('the sequence diagram', () => {
  const run = syntheticRun({ trucks: 3, days: 12 });
  const mrn = run.entries.find(({ type }) => type === 'MovementAccepted')?.['mrn'] as string;
  const story = movementStory(
    run.entries.map((entry) => ({ entry })),
    mrn,
  );
  if (story === undefined) throw new Error('no story');

  /** A drawing of the layout alone, so that a golden file shows what a reviewer would see. */
  const svg = ({ width, height, columns, arrows, gaps }: SequenceLayout): string =>
    [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" font-family="sans-serif" font-size="11">`,
      ...columns.map(
        ({ lane, x, nameY }) =>
          `<text x="${String(x)}" y="${String(nameY - 16)}">${lane.kind} ${lane.id}</text><path d="M${String(x)},0V${String(height)}" stroke="#ddd"/>`,
      ),
      ...gaps.map(
        ({ y, ms }) => `<text x="20" y="${String(y)}">+${String(Math.round(ms / HOUR))} h</text>`,
      ),
      ...arrows.map(
        ({ code, x1, x2, y, via, labelX }) =>
          `<path d="M${String(x1)},${String(y)}H${String(x2)}" stroke="#333"/>${via === null ? '' : `<circle cx="${String(via)}" cy="${String(y)}" r="3"/>`}<text x="${String(labelX)}" y="${String(y - 3)}">${code}</text>`,
      ),
      '</svg>\n',
    ].join('\n');

  test('looks as it was reviewed', async () => {
    await expect(svg(sequenceLayout(story.lanes, story.messages, 640))).toMatchFileSnapshot(
      'golden/sequence.svg',
    );
  });

  test('has a column for each lane, within its width, and a row for each message', () => {
    const layout = sequenceLayout(story.lanes, story.messages, 360);
    expect(layout.columns.map(({ lane }) => lane)).toEqual(story.lanes);
    expect(layout.arrows.map(({ id }) => id)).toEqual(story.messages.map(({ id }) => id));
    expect(layout.width).toBeLessThanOrEqual(360);
    const ys = layout.arrows.map(({ y }) => y);
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    const over = layout.arrows.filter((_, i) => story.messages[i]?.overIce === true);
    const ice = layout.columns.find(({ lane }) => lane.kind === 'ice');
    for (const { via } of over) expect(via).toBe(ice?.x);
  });

  test('leaves out what offices and officers say to each other', () => {
    const officer = { id: 'officer', kind: 'officer' } as const;
    const message = {
      ...story.messages[0],
      id: 'GEO-n9',
      from: 'officer',
    } as (typeof story.messages)[number];
    const told = withoutOfficers([...story.lanes, officer], [...story.messages, message]);
    expect(told.lanes).toEqual(story.lanes);
    expect(told.messages).toEqual(story.messages);
  });
});

describe('curves', () => {
  const points = [0, 1, 2, 3].map((i) => ({
    t: SYNTHETIC_BEGIN + i * HOUR,
    value: 10 + i,
    recent: null,
  }));

  test('rise with their values and end at the last one', () => {
    const { path, end, goalY } = sparkLayout(points, undefined, 100, 30);
    expect(path.startsWith('M')).toBe(true);
    expect(end?.x).toBeCloseTo(97);
    expect(end?.y).toBeCloseTo(2);
    expect(goalY).toBeNull();
  });

  test('show a goal that is near, and leave one that is far', () => {
    expect(sparkLayout(points, 12, 100, 30).goalY).not.toBeNull();
    expect(sparkLayout(points, 500, 100, 30).goalY).toBeNull();
  });

  test('are nothing without values, and flat where nothing changes', () => {
    expect(sparkLayout([{ t: 0, value: null, recent: null }], 5, 100, 30)).toEqual({
      path: '',
      goalY: null,
      end: null,
    });
    const flat = sparkLayout(
      points.map((point) => ({ ...point, value: 100 })),
      undefined,
      100,
      30,
    );
    expect(flat.end?.y).toBeCloseTo(15);
  });

  test('have ticks within their frame', () => {
    const { yTicks, xTicks } = curveLayout(points, undefined, 300, 120);
    expect(yTicks.length).toBeGreaterThan(1);
    for (const { y } of yTicks) expect(y >= 0 && y <= 100).toBe(true);
    for (const { x } of xTicks) expect(x >= 0 && x <= 256).toBe(true);
  });
});

describe('the time bar', () => {
  const span = { from: SYNTHETIC_BEGIN, to: SYNTHETIC_BEGIN + 10 * DAY };

  test('maps the span onto its width, and back', () => {
    const x = timeScale(span, 1_000);
    expect(x(span.from)).toBe(0);
    expect(x(span.to)).toBe(1_000);
    expect(x(span.to + DAY)).toBe(1_000);
    expect(x.invert(500)).toBe(SYNTHETIC_BEGIN + 5 * DAY);
  });

  test('has round local times as ticks, far enough apart', () => {
    const { ticks, step } = timeTicks(span, 1_000, 240);
    expect(step).toBe(DAY);
    for (const { t } of ticks) expect((t + 240 * MINUTE) % DAY).toBe(0);
    for (let i = 1; i < ticks.length; i++)
      expect((ticks[i]?.x ?? 0) - (ticks[i - 1]?.x ?? 0)).toBeGreaterThan(70);
    expect(timeTicks({ from: 0, to: 1_000 * DAY }, 300, 0).ticks.length).toBeLessThan(40);
  });

  test('shows storms with their length, and passes over what does not stand out', () => {
    const marks = [
      { kind: 'storm', t: span.from + DAY, until: span.from + 2 * DAY, what: 'az-alat-port' },
      { kind: 'nodeUp', t: span.from + DAY, until: null, what: 'GEO' },
      { kind: 'nodeDown', t: span.from - DAY, until: null, what: 'GEO' },
    ] as const;
    expect(placedMarks(marks, span, 1_000)).toEqual([{ mark: marks[0], x: 100, width: 100 }]);
  });

  test('draws densities as an area', () => {
    const view = { from: span.from, bucketMs: DAY, counts: [1, 4, 9], marks: [] };
    expect(densityPath(view, span, 1_000, 30)).toMatch(/^M0,.*Z$/);
    expect(densityPath({ ...view, counts: [] }, span, 1_000, 30)).not.toContain('NaN');
  });
});

describe('a long list', () => {
  test('draws only what is in sight, with some to spare', () => {
    expect(windowOf(10_000, 32, 0, 320)).toEqual({ from: 0, to: 16, above: 0, height: 320_000 });
    expect(windowOf(10_000, 32, 160_000, 320)).toEqual({
      from: 4_994,
      to: 5_016,
      above: 159_808,
      height: 320_000,
    });
    expect(windowOf(5, 32, 0, 320)).toMatchObject({ from: 0, to: 5 });
    expect(windowOf(0, 32, 500, 320)).toMatchObject({ from: 0, to: 0 });
    // The list has become shorter than where it was scrolled to.
    expect(windowOf(3, 32, 9_000, 320)).toMatchObject({ from: 3, to: 3 });
  });

  test('scrolls just as far as a row needs', () => {
    expect(scrollTo(0, 32, 100, 320)).toBe(0);
    expect(scrollTo(5, 32, 100, 320)).toBe(100);
    expect(scrollTo(40, 32, 0, 320)).toBe(41 * 32 - 320);
  });
});
