/** The pictures of the state machines: every row is in one, nothing lies upon anything else. */
import { describe, expect, test } from 'vitest';
import { ROWS } from '../../nodes/common/states/tables.ts';
import type { Sizes } from './state-labels.ts';
import type { Point } from './layered.ts';
import { statePicture } from './state-picture.ts';
import { PICTURE_IDS } from './state-plans.ts';

const LANGUAGES = ['en', 'ru'] as const;
const pictures = PICTURE_IDS.flatMap((id) =>
  LANGUAGES.map((language) => [id, language, statePicture(id, language)] as const),
);

test('every row stands in a picture, but the one that stands for others', () => {
  const shown = pictures.flatMap(([, , { nodes, edges }]) =>
    [...nodes.flatMap(({ stays }) => stays), ...edges.flatMap(({ lines }) => lines)].map(
      ({ row }) => row,
    ),
  );
  const missing = ROWS.map(({ id }) => id).filter((id) => !shown.includes(id));
  expect(missing).toEqual(['D38']);
});

describe.for(pictures)('%s in %s', ([, , { width, height, nodes, edges }]) => {
  const areas = [...nodes, ...edges.map(({ label }) => label)];

  test('nothing lies upon anything else', () => {
    areas.forEach((one, i) => {
      for (const other of areas.slice(i + 1)) expect(overlaps(one, other)).toBe(false);
    });
  });

  test('all of it lies inside', () => {
    for (const { x, y, width: w, height: h } of areas) {
      expect(x - w / 2).toBeGreaterThanOrEqual(0);
      expect(y - h / 2).toBeGreaterThanOrEqual(0);
      expect(x + w / 2).toBeLessThanOrEqual(width);
      expect(y + h / 2).toBeLessThanOrEqual(height);
    }
  });

  test('it fits beside a page of text', () => {
    expect(width).toBeLessThan(800);
    expect(height).toBeLessThan(1_400);
  });

  test('each arrow begins at a state, passes its label and ends at a state', () => {
    for (const { arms, tip, label } of edges) {
      for (const arm of arms) {
        expect(nodes.some((node) => touches(node, arm[0]!))).toBe(true);
        expect(touches(label, arm.at(-1)!)).toBe(true);
      }
      expect(touches(label, tip[0]!)).toBe(true);
      expect(nodes.some((node) => touches(node, tip.at(-1)!))).toBe(true);
    }
  });
});

type Area = Point & Sizes;

const overlaps = (a: Area, b: Area): boolean =>
  2 * Math.abs(a.x - b.x) < a.width + b.width && 2 * Math.abs(a.y - b.y) < a.height + b.height;

/** Whether a point lies on the upper or lower border. */
const touches = (area: Area, { x, y }: Point): boolean =>
  Math.abs(x - area.x) <= area.width / 2 && Math.abs(Math.abs(y - area.y) - area.height / 2) < 0.01;
