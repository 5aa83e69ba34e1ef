import { expect, test } from 'vitest';
import type { FactPattern } from '../../simulator/core/fact-pattern.ts';
import { Happenings } from './happenings.ts';

test('what happens is counted from the end of the warm-up on, each pattern apart', () => {
  const all: FactPattern = { happens: 'TruckQueued' };
  const there: FactPattern = { happens: 'TruckQueued', with: { post: 'az-balakan' } };
  const never: FactPattern = { happens: 'TruckServed' };
  const happenings = new Happenings([all, there, never]);
  let s = 0;
  const step = (type: string, post = '') => {
    happenings.step({ t: s, n: 'WORLD', s: s++, type, post });
  };
  step('TruckQueued', 'az-balakan');
  step('HandedOver');
  step('TruckQueued', 'az-balakan');
  step('TruckQueued', 'ge-sarpi');
  expect([all, there, never].map(happenings.count)).toEqual([2, 1, 0]);
});
