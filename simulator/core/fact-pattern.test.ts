import { expect, test } from 'vitest';
import { fits } from './fact-pattern.ts';

const queued = { type: 'TruckQueued', truck: 'T1', post: 'ge-tsiteli-khidi', queue: 0 };

test.each([
  [{ happens: 'TruckQueued' }, true],
  [{ happens: 'TruckQueued', with: { post: 'ge-tsiteli-khidi', queue: 0 } }, true],
  [{ happens: 'TruckQueued', with: { post: 'az-krasny-most' } }, false],
  [{ happens: 'TruckQueued', with: { queue: '0' } }, false],
  [{ happens: 'TruckQueued', with: { side: 'exit' } }, false],
  [{ happens: 'TruckServed', with: { truck: 'T1' } }, false],
])('%o of a truck that queues: %s', (pattern, is) => {
  expect(fits(pattern, queued)).toBe(is);
});
