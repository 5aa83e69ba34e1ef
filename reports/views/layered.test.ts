/** Layered drawings of small graphs. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box, Link } from './layered.ts';
import { layered } from './layered.ts';

const box = (id: string): Box => ({ id, width: 60, height: 20 });
const link = (from: string, to: string): Link => ({
  id: `${from}>${to}`,
  from: from.split('+'),
  to,
  width: 30,
  height: 12,
});
const boxes = (ids: string): Box[] => Array.from(ids, box);

describe('a chain', () => {
  const { boxes: at, labels, width } = layered(boxes('abc'), [link('a', 'b'), link('b', 'c')]);
  test('goes straight down, with each label between its boxes', () => {
    expect(new Set([...at.values(), ...labels.values()].map(({ x }) => Math.round(x))).size).toBe(
      1,
    );
    const ys = ['a', 'b', 'c'].map((id) => at.get(id)!.y);
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    expect(labels.get('a>b')!.y).toBeGreaterThan(ys[0]!);
    expect(labels.get('a>b')!.y).toBeLessThan(ys[1]!);
  });
  test('is no wider than its widest box and the margins', () => expect(width).toBeLessThan(80));
});

test('a link against the order of life is drawn upwards', () => {
  const { boxes: at, tips } = layered(boxes('ab'), [link('a', 'b'), link('b', 'a')]);
  expect(at.get('a')!.y).toBeLessThan(at.get('b')!.y);
  const tip = tips.get('b>a')!;
  expect(tip.at(-1)!.y).toBeLessThan(tip[0]!.y);
});

test('two boxes that go to a third share one label', () => {
  const { arms, tips } = layered(boxes('abc'), [link('a', 'b'), link('a+b', 'c')]);
  expect(arms.get('a+b>c')).toHaveLength(2);
  expect(tips.size).toBe(2);
});

test('lines that need not cross do not', () => {
  const links = [link('a', 'd'), link('b', 'c')];
  const { boxes: at } = layered(boxes('abcd'), links);
  const isLeft = (one: string, other: string): boolean => at.get(one)!.x < at.get(other)!.x;
  expect(isLeft('a', 'b')).toBe(isLeft('d', 'c'));
});

test('a box that is not given is a mistake of the caller', () => {
  expect(() => layered(boxes('a'), [link('a', 'z')])).toThrow(RangeError);
});

test('whatever the graph, boxes and labels lie apart and the drawing is the same again', () => {
  const ids = 'a b c d e f g h'.split(' ');
  const pairs = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([a, b]) => a !== b),
    { maxLength: 14, selector: ([a, b]) => a + b },
  );
  fc.assert(
    fc.property(pairs, (found) => {
      const links = found.map(([a, b]) => link(a, b));
      const drawing = layered(ids.map(box), links);
      const areas = [
        ...[...drawing.boxes.values()].map((at) => ({ ...at, w: 60, h: 20 })),
        ...[...drawing.labels.values()].map((at) => ({ ...at, w: 30, h: 12 })),
      ];
      areas.forEach((a, i) => {
        for (const b of areas.slice(i + 1))
          expect(
            2 * Math.abs(a.x - b.x) >= a.w + b.w - 0.01 || 2 * Math.abs(a.y - b.y) >= a.h + b.h,
          ).toBe(true);
      });
      expect(layered(ids.map(box), links)).toEqual(drawing);
    }),
  );
});
