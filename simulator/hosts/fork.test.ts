/** A run of the real participants that is forked goes on as it would have: nothing of them stands outside their tables. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Entry } from '../core/cell.ts';
import { DAY } from '../core/time.ts';
import { castOf, toldBy } from './cast.ts';
import { spanOf } from './span.ts';
import { VirtualHost } from './virtual.ts';

test('of the pilot corridors two futures are the same where nothing tells them apart', () => {
  const loaded = loadScenario('pilot/pilot-corridors', ['warmUp=0d', 'traffic.0.share=0.06']);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.defects));
  const { scenario } = loaded;
  const told = toldBy(scenario);
  const { begin } = spanOf(scenario);
  const writing = (lines: string[]) => ({
    record: (entry: Entry) => void lines.push(JSON.stringify(entry)),
  });
  const lines: string[] = [];
  const host = VirtualHost.open(castOf(told, '1'), writing(lines));
  host.start(begin);
  host.run(begin + 3 * DAY);
  lines.length = 0;
  const forked: string[] = [];
  const fork = host.fork(castOf(told, '1'), writing(forked));
  host.run(begin + 4 * DAY);
  fork.run(begin + 4 * DAY);
  expect(forked.length).toBeGreaterThan(300);
  expect(forked).toEqual(lines);
});
