import { describe, expect, test } from 'vitest';
import { MINUTE } from '../core/time.ts';
import { EndWatch } from './end-watch.ts';

const HORIZON = 100 * MINUTE;

/** When the run ends after these facts, each with its time in minutes. */
function endAfter(
  listed: number | undefined,
  ...facts: readonly [minute: number, type: string][]
): number {
  const watch = new EndWatch(HORIZON, listed);
  facts.forEach(([minute, type], s) => watch.observe({ t: minute * MINUTE, n: 'GEO', s, type }));
  return watch.until / MINUTE;
}

describe('a run of listed movements ends ten minutes after the last has ended and its truck has left', () => {
  test.each<[string, number | undefined, [number, string][], number]>([
    [
      'one delivered',
      1,
      [
        [20, 'TruckLeft'],
        [21, 'MovementWrittenOff'],
      ],
      31,
    ],
    [
      'one whose truck leaves last',
      1,
      [
        [20, 'ReleaseDenied'],
        [25, 'TruckLeft'],
      ],
      35,
    ],
    [
      'two, in their own ways',
      2,
      [
        [5, 'DeclarationRejected'],
        [6, 'TruckLeft'],
        [30, 'DeclarationRefused'],
        [31, 'TruckLeft'],
      ],
      41,
    ],
    [
      'one of two',
      2,
      [
        [5, 'MovementWrittenOff'],
        [6, 'TruckLeft'],
      ],
      100,
    ],
    ['written off, but the truck still there', 1, [[5, 'MovementWrittenOff']], 100],
    [
      'rejected first, then declared anew',
      1,
      [
        [5, 'DeclarationRejected'],
        [20, 'MovementWrittenOff'],
        [21, 'TruckLeft'],
      ],
      31,
    ],
    [
      'at the very end',
      1,
      [
        [98, 'MovementWrittenOff'],
        [99, 'TruckLeft'],
      ],
      100,
    ],
    [
      'what comes after the end',
      1,
      [
        [5, 'MovementWrittenOff'],
        [6, 'TruckLeft'],
        [12, 'TruckLeft'],
      ],
      16,
    ],
    [
      'nothing listed',
      undefined,
      [
        [5, 'MovementWrittenOff'],
        [6, 'TruckLeft'],
      ],
      100,
    ],
  ])('%s', (_, listed, facts, end) => {
    expect(endAfter(listed, ...facts)).toBe(end);
  });
});
