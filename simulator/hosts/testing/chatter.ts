/** Participants for tests: they talk, wait and draw at random, so that hosts can be compared on what no one wrote by hand. */
import type { Network } from '../../core/cell.ts';
import { LEAST_LATENCY_MS } from '../../core/least-latency.ts';
import { chance, integer } from '../../core/draws.ts';
import type { Draws, Input, Outcome, Participant } from '../../core/participant.ts';
import type { Row } from '../../core/table.ts';
import { asIs, Table } from '../../core/table.ts';
import type { SimTime } from '../../core/time.ts';

interface Count extends Row {
  readonly heard: number;
}

/** Answers some messages, starts and stops timers, counts what it heard. */
export function chatter(id: string, others: readonly string[]): Participant {
  const counts = new Table<Count>('counts', asIs);
  const say = (draws: Draws, out: Outcome): void => {
    const to = others[integer(draws.stream('whom'), 0, others.length - 1)] ?? id;
    out.send({ messageType: 'X001', to, body: { n: integer(draws.stream('what'), 0, 999) } });
  };
  return {
    id,
    tables: [counts],
    start(now: SimTime, draws: Draws, out: Outcome) {
      out.startTimer('speak', id, now + integer(draws.stream('when'), 0, 5_000));
      say(draws, out);
    },
    step(input: Input, now: SimTime, draws: Draws, out: Outcome) {
      const key = input.kind === 'message' ? input.message.sender : input.kind;
      const heard = (counts.get(key)?.heard ?? 0) + 1;
      out.put(counts, key, { heard });
      out.fact({ type: 'Heard', key, heard });
      if (input.kind === 'timer') {
        if (chance(draws.stream('whether'), 0.8)) say(draws, out);
        out.startTimer('speak', id, now + integer(draws.stream('when'), 0, 5_000));
      } else if (chance(draws.stream('whether'), 0.5)) say(draws, out);
      else if (chance(draws.stream('whether'), 0.2)) out.stopTimer('speak', id);
    },
  };
}

/** Everybody reaches everybody, the first one as an exchange; latencies differ, ties are frequent. */
export const openNetwork = (ids: readonly string[]): Network => ({
  indexOf: (id) => ids.indexOf(id),
  nextHop: (_from, message) => ids.indexOf(message.recipient),
  latency: (from, to, draws) =>
    from === to ? 0 : LEAST_LATENCY_MS + 500 * integer(draws.stream('latency'), 0, 2),
  isExchange: (from, to) => from === 0 || to === 0,
  isReceipt: () => false,
  spoilt: () => undefined,
  schemaVersion: '1.0',
});
