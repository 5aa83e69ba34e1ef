import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellState, Entry, Network, Post } from './cell.ts';
import { Cell } from './cell.ts';
import { Chance } from './chance.ts';
import type { Draws, Fact, Input, Message, Outcome, Participant } from './participant.ts';
import { Scheduler } from './scheduler.ts';
import { asIs, Table } from './table.ts';
import type { SimTime } from './time.ts';
import { isoUtc } from './time.ts';

const START = Date.UTC(2026, 6, 14, 6);
const IDS = ['GEO', 'ICE', 'WORLD'];
const [GEO, ICE, WORLD] = [0, 1, 2];

/** GEO talks to ICE over the exchange, to WORLD inside the country; R... are receipts. */
const network = (latency: (draws: Draws) => number): Network => ({
  indexOf: (id) => IDS.indexOf(id),
  nextHop: (_from, { recipient }) => IDS.indexOf(recipient),
  latency: (from, to, draws) => (from === to ? 0 : latency(draws)),
  isExchange: (from, to) => from === ICE || to === ICE,
  isReceipt: (type) => type.startsWith('R'),
  spoilt: () => undefined,
  schemaVersion: '1.0',
});

type Act = (out: Outcome, now: SimTime, draws: Draws, input: Input | undefined) => void;

/** GEO, which does what the test says; messages for itself come back by the scheduler. */
class Bench {
  readonly entries: Entry[] = [];
  readonly bodies: (object | undefined)[] = [];
  readonly posts: Post[] = [];
  readonly inputs: Input[] = [];
  readonly notes = new Table<{ at: SimTime }>('notes', asIs);
  readonly cell: Cell;
  act: Act = () => undefined;
  now = START;
  private readonly scheduler = new Scheduler();
  private arrivals = 0;

  constructor(latency: (draws: Draws) => number = () => 1_000, seed = 'seed') {
    const participant: Participant = {
      id: 'GEO',
      tables: [this.notes],
      start: (now, draws, out) => this.act(out, now, draws, undefined),
      step: (input, now, draws, out) => {
        this.inputs.push(input);
        this.act(out, now, draws, input);
      },
    };
    this.cell = new Cell(participant, 0, {
      scheduler: this.scheduler,
      chance: new Chance(seed),
      network: network(latency),
      sink: {
        entry: (entry, body) => {
          this.entries.push(entry);
          this.bodies.push(body);
        },
        post: (post) => void this.posts.push(post),
      },
    });
  }

  start(act: Act = () => undefined): this {
    this.act = act;
    this.cell.start(this.now);
    return this;
  }

  /** A message comes in, and is answered as told; what rings at once is let be. */
  take(message: Partial<Message>, act: Act = () => undefined): this {
    this.act = (...step) => {
      this.act = () => undefined;
      act(...step);
    };
    const destination = GEO;
    const full = { ...MESSAGE, ...message };
    const post = { message: full, source: ICE, destination, arrivesAt: this.now };
    this.cell.deliver({ ...post, sequence: this.arrivals++ });
    return this.run(this.now);
  }

  /** Everything that is due up to an instant happens. */
  run(until: SimTime): this {
    while (this.scheduler.peekDue() <= until) {
      this.scheduler.pop();
      const { handler, argument, dueAt } = this.scheduler;
      this.now = dueAt;
      this.cell.handle(handler, argument, dueAt);
    }
    this.now = until;
    return this;
  }

  /** Type, and what names the cause. */
  said(): string[] {
    return this.entries.map(({ type, by }) => (by === undefined ? type : `${type} by ${by}`));
  }
}

const MESSAGE: Message = {
  messageId: 'AZE-5',
  messageType: 'X118',
  sender: 'AZE',
  recipient: 'GEO',
  sentAt: isoUtc(START),
  schemaVersion: '1.0',
  body: {},
};
const send = (out: Outcome, messageType: string, to: string, more: object = {}): void =>
  out.send({ messageType, to, body: { about: messageType }, ...more });

describe('numbering', () => {
  test('facts count from 0 without gaps; messages of the exchange and all others count apart', () => {
    const bench = new Bench().start((out) => {
      out.fact({ type: 'First' });
      send(out, 'X001', 'ICE');
      send(out, 'T029', 'WORLD');
      send(out, 'R002', 'ICE');
      send(out, 'X006', 'ICE');
      out.fact({ type: 'Second' });
    });
    expect(bench.entries.map(({ t, n, s }) => [t, n, s])).toEqual(
      [0, 1, 2, 3, 4].map((s) => [START, 'GEO', s]),
    );
    expect(bench.said()).toEqual(['First', 'Second', 'MessageSent', 'MessageSent', 'MessageSent']);
    expect(bench.posts.map(({ message }) => message.messageId)).toEqual([
      'GEO-1',
      'GEO-n1',
      'GEO-n2',
      'GEO-2',
    ]);
    expect(bench.posts.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
  });

  test('a message says who sends it, when, and what it is about; its journal entry too, with the body beside it', () => {
    const header = { from: 'GE000102', mrn: 'M', lrn: 'L', correlationId: 'WORLD-n3' };
    const bench = new Bench().start((out) => send(out, 'T029', 'WORLD', header));
    const { message } = bench.posts[0]!;
    expect(message).toEqual({
      messageId: 'GEO-n1',
      messageType: 'T029',
      sender: 'GE000102',
      recipient: 'WORLD',
      sentAt: isoUtc(START),
      schemaVersion: '1.0',
      correlationId: 'WORLD-n3',
      mrn: 'M',
      lrn: 'L',
      body: { about: 'T029' },
    });
    expect(bench.entries).toEqual([
      {
        t: START,
        n: 'GEO',
        s: 0,
        type: 'MessageSent',
        id: 'GEO-n1',
        msg: 'T029',
        from: 'GE000102',
        to: 'WORLD',
        mrn: 'M',
        lrn: 'L',
        re: 'WORLD-n3',
      },
    ]);
    expect(bench.bodies).toEqual([{ about: 'T029' }]);
  });
});

describe('the cause of an entry', () => {
  const fact: Fact = { type: 'Noted' };
  test.each<[string, Act, string[]]>([
    ['nothing', () => undefined, ['MessageReceived by AZE-5']],
    ['a receipt', (out) => send(out, 'R002', 'ICE'), ['MessageReceived by AZE-5']],
    [
      'facts',
      (out) => {
        out.fact(fact);
        out.fact(fact);
      },
      ['Noted by AZE-5', 'Noted'],
    ],
    [
      'a fact and a message',
      (out) => {
        send(out, 'X001', 'ICE');
        out.fact(fact);
      },
      ['Noted by AZE-5', 'MessageSent'],
    ],
    [
      'a receipt and messages',
      (out) => {
        send(out, 'R002', 'ICE');
        send(out, 'X001', 'ICE');
        send(out, 'X050', 'ICE');
      },
      ['MessageSent by AZE-5', 'MessageSent'],
    ],
    [
      'a message of its own numbering',
      (out) => out.effects.push({ kind: 'post', message: MESSAGE, held: true }),
      ['MessageSent by AZE-5'],
    ],
    [
      'passing it on',
      (out) => out.effects.push({ kind: 'relay', message: MESSAGE, to: 'WORLD' }),
      ['MessageReceived by AZE-5'],
    ],
  ])('is named once, by what says it first: %s', (_, act, said) => {
    expect(new Bench().take({}, act).said()).toEqual(said);
  });

  test('a receipt that changes nothing leaves no trace', () => {
    expect(new Bench().take({ messageType: 'R001' }).entries).toEqual([]);
  });

  test.for<unknown>([7, null, {}, { toString: 1 }, ['AZE-5'], 'x'.repeat(65)])(
    'that a hostile client named %j has no name',
    (messageId) => {
      const bench = new Bench().take({ messageId: messageId as string }, (out) => out.fact(fact));
      expect(bench.said()).toEqual(['Noted']);
    },
  );

  test('of a timer and of a command is none; the command itself stands before what it did', () => {
    const bench = new Bench().start((out) => out.startTimer('T', 'k', START + 5));
    bench.act = (out) => out.fact(fact);
    bench.run(START + 5);
    bench.cell.command({ type: 'takeSeat', actor: 'nino' }, START + 9);
    expect(bench.said()).toEqual(['Noted', 'CommandGiven', 'Noted']);
    expect(bench.entries[1]).toMatchObject({
      t: START + 9,
      command: { type: 'takeSeat', actor: 'nino' },
    });
    expect(bench.inputs).toEqual([
      { kind: 'timer', name: 'T', key: 'k' },
      { kind: 'command', command: { type: 'takeSeat', actor: 'nino' } },
    ]);
  });
});

describe('what leaves', () => {
  test('a post is journalled and sent, a held one only journalled, a relay only sent', () => {
    const kept = { ...MESSAGE, messageId: 'GEO-17', sender: 'GEO', recipient: 'ICE' };
    const bench = new Bench().start((out) => {
      out.effects.push({ kind: 'post', message: kept });
      out.effects.push({ kind: 'post', message: kept, held: true });
      out.effects.push({ kind: 'relay', message: kept, to: 'WORLD' });
    });
    expect(bench.entries.map(({ type, id }) => [type, id])).toEqual([
      ['MessageSent', 'GEO-17'],
      ['MessageSent', 'GEO-17'],
    ]);
    expect(bench.posts.map(({ destination, message }) => [destination, message])).toEqual([
      [ICE, kept],
      [WORLD, kept],
    ]);
  });

  test('to itself it goes at once, without the sink', () => {
    const bench = new Bench().start((out) => send(out, 'X203', 'GEO'));
    bench.act = () => undefined;
    bench.run(START);
    expect(bench.posts).toEqual([]);
    expect(bench.inputs).toMatchObject([{ kind: 'message', message: { messageId: 'GEO-n1' } }]);
    expect(bench.said()).toEqual(['MessageSent', 'MessageReceived by GEO-n1']);
  });

  test('keeps the order of its link, whatever latencies are drawn, and never comes early', () => {
    const plan = fc.array(
      fc.record({
        gap: fc.nat(3_000),
        latency: fc.integer({ min: 1_000, max: 5_000 }),
        to: fc.constantFrom('ICE', 'WORLD'),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(plan, (steps) => {
        let latency = 0;
        const bench = new Bench(() => latency).start();
        for (const step of steps) {
          ({ latency } = step);
          bench.now += step.gap;
          bench.take({ messageType: 'R001' }, (out) => send(out, 'X001', step.to));
        }
        for (const destination of [ICE, WORLD]) {
          const link = bench.posts.filter((post) => post.destination === destination);
          const times = link.map(({ arrivesAt }) => arrivesAt);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          const sequences = link.map(({ sequence }) => sequence);
          expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
        }
        bench.posts.forEach(({ arrivesAt, message }, i) =>
          expect(arrivesAt).toBeGreaterThanOrEqual(Date.parse(message.sentAt) + steps[i]!.latency),
        );
      }),
    );
  });
});

describe('timers', () => {
  const rung = (bench: Bench): string[] =>
    bench.inputs.map((input) =>
      input.kind === 'timer' ? `${input.name}|${input.key}` : input.kind,
    );

  test('ring once, at their time; one started again under its name and key replaces the old', () => {
    const bench = new Bench().start((out) => {
      out.startTimer('T-CTRL', 'M1', START + 10);
      out.startTimer('T-CTRL', 'M2', START + 10);
      out.startTimer('T-CTRL', 'M1', START + 20);
      out.startTimer('T-HOLD', 'M1', START + 15);
      out.startTimer('T-HOLD', 'M3', START + 15);
      out.stopTimer('T-HOLD', 'M3');
      out.stopTimer('T-HOLD', 'never started');
    });
    bench.act = () => undefined;
    expect(rung(bench.run(START + 9))).toEqual([]);
    expect(rung(bench.run(START + 100))).toEqual(['T-CTRL|M2', 'T-HOLD|M1', 'T-CTRL|M1']);
  });

  test('set for the past ring now, after what was started before them', () => {
    const bench = new Bench().start((out, now) => {
      out.startTimer('a', '', now);
      out.startTimer('b', '', now - 5_000);
    });
    bench.act = () => undefined;
    expect(rung(bench.run(START))).toEqual(['a|', 'b|']);
    expect(bench.now).toBe(START);
  });

  test('that start themselves anew when they ring go on, and stop from within', () => {
    let left = 3;
    const bench = new Bench().start((out) => out.startTimer('tick', 'x', START + 1));
    bench.act = (out, now) => {
      if (--left > 0) out.startTimer('tick', 'x', now + 1);
      else out.stopTimer('tick', 'x');
    };
    expect(rung(bench.run(START + 50))).toHaveLength(3);
  });

  test('a store that follows their changes has what a save has', () => {
    const act = fc.record({
      name: fc.constantFrom('a', 'b'),
      key: fc.constantFrom('x|y', 'z'),
      in: fc.option(fc.nat(50)),
    });
    fc.assert(
      fc.property(fc.array(fc.array(act, { maxLength: 5 })), (steps) => {
        const bench = new Bench().start();
        bench.cell.trackChanges();
        const stored = new Map<string, CellState['timers'][number]>();
        for (const effects of steps) {
          bench.take({ messageType: 'R001' }, (out, now) => {
            for (const { name, key, in: later } of effects) {
              if (later === null) out.stopTimer(name, key);
              else out.startTimer(name, key, now + later);
            }
          });
          bench.run(bench.now + 10);
          for (const { id, name, key, at, sequence, live } of bench.cell.takeDirtyTimers()) {
            if (live) stored.set(id, [name, key, at, sequence]);
            else stored.delete(id);
          }
          const bySequence = [...stored.values()].sort((a, b) => a[3] - b[3]);
          expect(bySequence).toEqual(bench.cell.save().timers);
          expect(bench.cell.takeDirtyTimers()).toEqual([]);
        }
      }),
    );
  });
});

describe('a step', () => {
  test('is committed whole, once, after it ended', () => {
    const bench = new Bench().start();
    bench.take({}, (out, now) => {
      out.put(bench.notes, 'a', { at: now });
      out.fact({ type: 'Noted' });
      expect(bench.notes.size).toBe(0);
    });
    expect(bench.notes.get('a')).toEqual({ at: START });
    bench.take({ messageId: 'AZE-6' });
    expect(bench.said()).toEqual(['Noted by AZE-5', 'MessageReceived by AZE-6']);
  });

  test('draws from streams of its own name', () => {
    const drawn: number[] = [];
    new Bench().start(
      (_out, _now, draws) =>
        void drawn.push(draws.stream('who').next(), draws.stream('who').next()),
    );
    const expected = new Chance('seed').stream('GEO/who');
    expect(drawn).toEqual([expected.next(), expected.next()]);
  });
});

test('a cell restored from JSON goes on as if nothing had been', () => {
  /** Restless, but without chance, which is the host's to save. */
  const restless: Act = (out, now, _draws, input) => {
    const n = input?.kind === 'timer' ? Number(input.key) : 1;
    send(out, 'X001', n % 2 === 0 ? 'ICE' : 'WORLD');
    out.fact({ type: 'Ticked', n });
    if (n < 40) out.startTimer('tick', String(n + 1), now + ((n * 7) % 13));
    if (n % 5 === 0) out.startTimer('late', String(n), now + 100);
  };
  fc.assert(
    fc.property(fc.nat(400), (cut) => {
      const whole = new Bench().start(restless).run(START + cut);
      const state = JSON.parse(JSON.stringify(whole.cell.save())) as CellState;
      const [entries, posts] = [whole.entries.length, whole.posts.length];
      whole.run(START + 1_000);
      const again = new Bench();
      again.act = restless;
      again.cell.restore(state);
      again.run(START + 1_000);
      expect(again.entries).toEqual(whole.entries.slice(entries));
      expect(again.posts).toEqual(whole.posts.slice(posts));
      expect(again.cell.save()).toEqual(whole.cell.save());
    }),
  );
});
