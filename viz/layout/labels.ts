/** Places names on the map so that none covers another: the important ones first, each where it finds room, or not at all. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A name that wants to stand beside a point of the screen. */
export interface Wish {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Higher comes first; equal ones in the order given. */
  readonly priority: number;
  /** Pixels between the point and the name. */
  readonly distance: number;
  /** It stands on the point itself, or not at all: the name of an area. */
  readonly centred?: boolean;
}

/** Left upper corner of the name; `side` tells which way it grows. */
export interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly side: Side;
}

export type Side =
  | 'right'
  | 'left'
  | 'above'
  | 'below'
  | 'rightBelow'
  | 'rightAbove'
  | 'leftBelow'
  | 'leftAbove'
  | 'centre';
const SIDES: readonly Side[] = [
  'right',
  'left',
  'rightBelow',
  'rightAbove',
  'leftBelow',
  'leftAbove',
  'below',
  'above',
];
const CENTRE: readonly Side[] = ['centre'];

/** Room kept free around each name, px. */
const MARGIN = 2;

/**
 * @param taken rectangles that names must not cover: marks, other labels.
 * @param frame what is visible: names that would reach past it find another side or are left out.
 */
export function placeLabels(
  wishes: readonly Wish[],
  taken: readonly Rectangle[],
  frame: Rectangle,
): Map<string, Placed> {
  const occupied = [...taken];
  const placed = new Map<string, Placed>();
  const inOrder = wishes.map((wish, i) => ({ wish, i }));
  inOrder.sort((a, b) => b.wish.priority - a.wish.priority || a.i - b.i);
  for (const { wish } of inOrder) {
    const side = (wish.centred === true ? CENTRE : SIDES).find((candidate) => {
      const box = boxAt(wish, candidate);
      return inside(box, frame) && !occupied.some((other) => overlap(box, other));
    });
    if (side === undefined) continue;
    const box = boxAt(wish, side);
    occupied.push(box);
    placed.set(wish.id, { id: wish.id, x: box.x, y: box.y, width: box.width, side });
  }
  return placed;
}

function boxAt({ x, y, width, height, distance }: Wish, side: Side): Rectangle {
  const middleX = x - width / 2;
  const middleY = y - height / 2;
  const near = distance * 0.75;
  switch (side) {
    case 'right':
      return { x: x + distance, y: middleY, width, height };
    case 'left':
      return { x: x - distance - width, y: middleY, width, height };
    case 'rightBelow':
      return { x: x + near, y: y + near * 0.5, width, height };
    case 'rightAbove':
      return { x: x + near, y: y - near * 0.5 - height, width, height };
    case 'leftBelow':
      return { x: x - near - width, y: y + near * 0.5, width, height };
    case 'leftAbove':
      return { x: x - near - width, y: y - near * 0.5 - height, width, height };
    case 'above':
      return { x: middleX, y: y - distance - height, width, height };
    case 'below':
      return { x: middleX, y: y + distance, width, height };
    case 'centre':
      return { x: middleX, y: middleY, width, height };
  }
}

/** Whether a name stands to the left of its point, and so ends there. */
export const endsAtPoint = (side: Side): boolean => side.startsWith('left');

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x - MARGIN < b.x + b.width &&
  b.x - MARGIN < a.x + a.width &&
  a.y - MARGIN < b.y + b.height &&
  b.y - MARGIN < a.y + a.height;

const inside = (box: Rectangle, frame: Rectangle): boolean =>
  box.x >= frame.x &&
  box.y >= frame.y &&
  box.x + box.width <= frame.x + frame.width &&
  box.y + box.height <= frame.y + frame.height;
