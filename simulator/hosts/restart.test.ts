/** A participant that comes back after a crash is made anew: what it kept outside its tables is gone, what stands in them is not. */
import { expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import type { Participant } from '../core/participant.ts';
import { asIs, Table } from '../core/table.ts';
import { openNetwork } from './testing/chatter.ts';
import { VirtualHost } from './virtual.ts';

interface Count {
  readonly count: number;
}

/** Counts its own rings, on disk and in memory. */
function counter(id: string): Participant {
  const counts = new Table<Count>('counts', asIs);
  let inMemory = 0;
  return {
    id,
    tables: [counts],
    start(now, _draws, out) {
      out.startTimer('ring', id, now + 1_000);
    },
    step(_input, now, _draws, out) {
      const count = (counts.get(id)?.count ?? 0) + 1;
      inMemory++;
      out.put(counts, id, { count });
      out.fact({ type: 'Counted', count, inMemory });
      out.startTimer('ring', id, now + 1_000);
    },
  };
}

test('a restarted participant has its tables and nothing else', () => {
  const entries: Entry[] = [];
  const host = VirtualHost.open(
    {
      participants: [counter('GEO')],
      network: openNetwork(['GEO']),
      seed: 'restart',
      remake: () => counter('GEO'),
    },
    { record: (entry) => void entries.push(entry) },
  );
  host.start(0);
  host.run(2_500);
  host.control(0, { kind: 'down', fault: 'crash' }, 2_500);
  host.run(5_500);
  host.control(0, { kind: 'heal', fault: 'crash' }, 5_500);
  host.run(7_000);
  // What came due at 3 s rang at the restart.
  expect(entries.map(({ t, count, inMemory }) => [t, count, inMemory])).toEqual([
    [1_000, 1, 1],
    [2_000, 2, 2],
    [5_500, 3, 1],
    [6_500, 4, 2],
  ]);
});
