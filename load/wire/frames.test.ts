import { expect, test } from 'vitest';
import { frameEnd } from './frames.ts';

test.for([
  [[0x40, 2, 0, 1], 0, 4],
  [[0, 0x30, 0x81, 0x01], 1, 1 + 3 + 129],
  [[0x30, 0x81], 0, -1],
  [[0x30], 0, -1],
] as const)('the frame in %j from %i ends at %i', ([bytes, from, end]) => {
  expect(frameEnd(Uint8Array.from(bytes), from)).toBe(end);
});
