import { expect, test } from 'vitest';
import { LoadClock } from './clock.ts';
import { drive } from './drive.ts';

test('a load is through as of the time for which everything due was sent', async () => {
  const ticked: number[] = [];
  const asked: number[] = [];
  const load = {
    meter: { intervals: [] },
    tick: (now: number) => (ticked.push(now), now),
    isThrough: (now: number) => asked.push(now) === 5,
  };
  const profile = {
    ...{ name: 'test', summary: { en: '', ru: '' }, stages: [{ seconds: 60, rate: 1 }] },
    ...{ warmUp: 0, arrivals: 'even' as const, pace: 1, p99Most: 1 },
    mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  };
  const clock = new LoadClock();
  clock.start();
  await drive(load, clock, { profile });
  expect(asked).toEqual(ticked);
});
