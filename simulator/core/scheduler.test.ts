import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SchedulerState } from './scheduler.ts';
import { SEQUENCE_END, Scheduler } from './scheduler.ts';

interface Event {
  readonly dueAt: number;
  readonly destination: number;
  readonly source: number;
  readonly sequence: number;
  readonly handler: number;
  readonly argument: number;
}

const byDue = (a: Event, b: Event): number =>
  a.dueAt - b.dueAt ||
  a.destination - b.destination ||
  a.source - b.source ||
  a.sequence - b.sequence;

function add(scheduler: Scheduler, event: Event): number {
  const { dueAt, destination, source, sequence, handler, argument } = event;
  return scheduler.schedule(dueAt, destination, source, sequence, handler, argument);
}

function take(scheduler: Scheduler): Event | undefined {
  if (!scheduler.pop()) return undefined;
  const { dueAt, destination, source, sequence, handler, argument } = scheduler;
  return { dueAt, destination, source, sequence, handler, argument };
}

function drain(scheduler: Scheduler): Event[] {
  const events: Event[] = [];
  for (let event = take(scheduler); event !== undefined; event = take(scheduler))
    events.push(event);
  return events;
}

const throughJson = (scheduler: Scheduler): Scheduler =>
  Scheduler.restore(JSON.parse(JSON.stringify(scheduler.save())) as SchedulerState);

test('order is due time, destination, source, sequence, however events come in', () => {
  const event = (dueAt: number, destination: number, source: number, sequence: number): Event => ({
    dueAt,
    destination,
    source,
    sequence,
    handler: 1,
    argument: 0,
  });
  const golden = [
    event(0, 255, 255, SEQUENCE_END - 1),
    event(1, 0, 0, 0),
    event(1, 0, 0, SEQUENCE_END - 1),
    event(1, 0, 1, 0),
    event(1, 0, 255, 3),
    event(1, 1, 0, 0),
    event(1, 1, 0, 1),
    event(1, 255, 254, 9),
    event(1, 255, 255, 2),
    event(1_784_007_720_000, 3, 3, 3),
    event(Number.MAX_SAFE_INTEGER, 0, 0, 0),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(golden, { minLength: golden.length }), (shuffled) => {
      const scheduler = new Scheduler();
      for (const one of shuffled) add(scheduler, one);
      expect(drain(scheduler)).toEqual(golden);
    }),
  );
});

/** What the scheduler must behave like: a list that is sorted again for every pop. */
class Naive {
  pending: (Event & { readonly handle: number })[] = [];
  now = 0;

  pop(): Event | undefined {
    this.pending.sort(byDue);
    const first = this.pending.shift();
    if (first === undefined) return undefined;
    this.now = first.dueAt;
    const { handle: _, ...event } = first;
    return event;
  }

  cancel(handle: number): boolean {
    const before = this.pending.length;
    this.pending = this.pending.filter((event) => event.handle !== handle);
    return this.pending.length < before;
  }

  copy(): Naive {
    const copy = new Naive();
    copy.pending = [...this.pending];
    copy.now = this.now;
    return copy;
  }
}

type Operation =
  | {
      readonly kind: 'schedule';
      readonly delay: number;
      readonly destination: number;
      readonly source: number;
      readonly argument: number;
    }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'pop' | 'restore' | 'fork' };

const small = fc.integer({ min: 0, max: 3 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('schedule' as const),
      delay: fc.oneof(small, fc.integer({ min: 0, max: 691_200_000 })),
      destination: small,
      source: fc.constantFrom(0, 1, 255),
      argument: fc.integer(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pop' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('restore' as const, 'fork' as const) }),
  },
);

test('behaves like a list sorted for every pop, through cancelling, saving, restoring and forking', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 400 }), (operations) => {
      let scheduler = new Scheduler(2);
      const naive = new Naive();
      const handles: number[] = [];
      const forks: { fork: Scheduler; model: Naive; given: number }[] = [];
      operations.forEach((step, sequence) => {
        switch (step.kind) {
          case 'schedule': {
            const { destination, source, argument } = step;
            const event = {
              dueAt: naive.now + step.delay,
              destination,
              source,
              sequence,
              handler: 7,
              argument,
            };
            const handle = add(scheduler, event);
            naive.pending.push({ ...event, handle });
            handles.push(handle);
            break;
          }
          case 'cancel': {
            const handle = handles[step.which % Math.max(1, handles.length)];
            if (handle !== undefined) expect(scheduler.cancel(handle)).toBe(naive.cancel(handle));
            break;
          }
          case 'pop':
            expect(take(scheduler)).toEqual(naive.pop());
            break;
          case 'restore':
            scheduler = throughJson(scheduler);
            break;
          case 'fork':
            forks.push({ fork: scheduler.fork(), model: naive.copy(), given: handles.length });
            break;
        }
        expect(scheduler.size).toBe(naive.pending.length);
        expect(scheduler.peekDue()).toBe(
          Math.min(Infinity, ...naive.pending.map(({ dueAt }) => dueAt)),
        );
      });
      forks.push({ fork: scheduler, model: naive, given: handles.length });
      for (const { fork, model, given } of forks) {
        // Handles given before the fork cancel in each copy what they cancel there, and only there.
        handles.slice(0, given).forEach((handle, i) => {
          if (i % 3 === 0) expect(fork.cancel(handle)).toBe(model.cancel(handle));
        });
        const expected: Event[] = [];
        for (let event = model.pop(); event !== undefined; event = model.pop())
          expected.push(event);
        expect(drain(fork)).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});

test('a fork, a restored copy and the original give the same handles and events from there on', () => {
  const scheduler = new Scheduler();
  const handles = Array.from({ length: 500 }, (_, i) =>
    scheduler.schedule((i * 7919) % 1_000, i % 5, 0, i, 0, i),
  );
  for (let i = 0; i < 500; i += 3) scheduler.cancel(handles[i] as number);
  for (let i = 0; i < 100; i++) scheduler.pop();
  const goOn = (one: Scheduler): unknown[] => {
    const trace: unknown[] = [];
    for (let i = 0; i < 200; i++) {
      trace.push(
        take(one),
        one.schedule(one.dueAt + ((i * 31) % 50), 1, 2, i, 3, i),
        one.cancel(handles[i] as number),
      );
    }
    return [...trace, one.save(), ...drain(one)];
  };
  const fork = scheduler.fork();
  const restored = throughJson(scheduler);
  const expected = goOn(scheduler);
  expect(goOn(fork)).toEqual(expected);
  expect(goOn(restored)).toEqual(expected);
});

describe('handles', () => {
  test('that one copy gave do not reach into the free slots of another', () => {
    const scheduler = new Scheduler();
    scheduler.schedule(0, 0, 0, 0, 0, 0);
    scheduler.pop();
    const fork = scheduler.fork();
    const handle = scheduler.schedule(0, 0, 0, 1, 0, 0);
    expect(fork.cancel(handle)).toBe(false);
    expect(fork.size).toBe(0);
    expect(scheduler.cancel(handle)).toBe(true);
  });

  test('of an event that fired, was cancelled, or never was, cancel nothing', () => {
    const scheduler = new Scheduler();
    const fired = scheduler.schedule(1, 0, 0, 0, 0, 0);
    const cancelled = scheduler.schedule(2, 0, 0, 1, 0, 0);
    scheduler.pop();
    expect(scheduler.cancel(fired)).toBe(false);
    expect(scheduler.cancel(cancelled)).toBe(true);
    expect(scheduler.cancel(cancelled)).toBe(false);
    for (const never of [-1, 99, 0.5, NaN, Infinity, 2 ** 52])
      expect(scheduler.cancel(never)).toBe(false);
    // Its slot is used again; the old handle must not reach the new event.
    const next = scheduler.schedule(3, 0, 0, 2, 0, 0);
    expect(scheduler.cancel(cancelled)).toBe(false);
    expect(scheduler.cancel(fired)).toBe(false);
    expect(scheduler.cancel(next)).toBe(true);
    expect(scheduler.size).toBe(0);
  });

  test('stay apart over many uses of one slot', () => {
    const scheduler = new Scheduler();
    const seen = new Set<number>();
    for (let i = 0; i < 10_000; i++) {
      seen.add(scheduler.schedule(i, 0, 0, i, 0, 0));
      scheduler.pop();
    }
    expect(seen.size).toBe(10_000);
  });
});

test('an empty scheduler says so', () => {
  const scheduler = new Scheduler();
  expect(scheduler.peekDue()).toBe(Infinity);
  expect(scheduler.pop()).toBe(false);
  expect(scheduler.size).toBe(0);
});

test('grows far beyond its first capacity', () => {
  const scheduler = new Scheduler(0);
  for (let i = 0; i < 50_000; i++) scheduler.schedule((i * 48_271) % 50_021, 0, 0, i, 0, i);
  const due = drain(scheduler).map(({ dueAt }) => dueAt);
  expect(due).toHaveLength(50_000);
  expect(due.every((dueAt, i) => i === 0 || dueAt >= (due[i - 1] as number))).toBe(true);
});

describe('refuses, as broken invariants,', () => {
  test.for([
    ['a time before the event popped last', 9, 0, 0, 0, 0, 0],
    ['a time between milliseconds', 10.5, 0, 0, 0, 0, 0],
    ['no time', NaN, 0, 0, 0, 0, 0],
    ['an endless time', Infinity, 0, 0, 0, 0, 0],
    ['a destination out of range', 10, 256, 0, 0, 0, 0],
    ['a destination below it', 10, -1, 0, 0, 0, 0],
    ['a source out of range', 10, 0, 256, 0, 0, 0],
    ['a sequence out of range', 10, 0, 0, SEQUENCE_END, 0, 0],
    ['a sequence below it', 10, 0, 0, -1, 0, 0],
    ['half a sequence', 10, 0, 0, 0.5, 0, 0],
    ['half a handler', 10, 0, 0, 0, 0.5, 0],
    ['an argument out of range', 10, 0, 0, 0, 0, 2 ** 31],
  ] as const)('%s', ([, dueAt, destination, source, sequence, handler, argument]) => {
    const scheduler = new Scheduler();
    scheduler.schedule(10, 0, 0, 0, 0, 0);
    scheduler.pop();
    expect(() =>
      scheduler.schedule(dueAt, destination, source, sequence, handler, argument),
    ).toThrow(RangeError);
    expect(scheduler.size).toBe(0);
  });
});
