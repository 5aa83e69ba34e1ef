/** Windows must not show in a journal: whatever participants do, the conductor's entries are the virtual host's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import type { Control, LinkRule, Verdict } from '../core/control.ts';
import type { SimTime } from '../core/time.ts';
import type { Act } from '../faults/kind.ts';
import { Conductor } from './conductor.ts';
import { cast, IDS, LocalPlayer, START } from './testing/local-player.ts';
import { VirtualHost } from './virtual.ts';

const END = START + 40_000;

/** What comes from outside, in order of time. */
interface Outside {
  readonly at: SimTime;
  readonly act: Act;
}

function runVirtually(
  seed: string,
  until: SimTime,
  jsonHops: boolean,
  outside: readonly Outside[] = [],
): Entry[] {
  const entries: Entry[] = [];
  const host = VirtualHost.open(cast(seed), { record: (entry) => entries.push(entry), jsonHops });
  host.start(START);
  for (const { at, act } of outside) {
    host.run(at);
    const destination = IDS.indexOf(act.to);
    if ('command' in act) host.command(destination, act.command, at);
    else host.control(destination, act.control, at);
  }
  host.run(until);
  return entries;
}

async function runInWindows(
  seed: string,
  until: SimTime,
  groups: readonly (readonly number[])[],
  outside: readonly Outside[] = [],
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const players = groups.map((plays) => new LocalPlayer(seed, plays));
  const record = (entry: Entry): void => void entries.push(entry);
  const left = [...outside];
  const agenda = {
    get next() {
      return left[0]?.at ?? Infinity;
    },
    take() {
      const first = left.shift();
      return { notes: [], acts: first === undefined ? [] : [first.act] };
    },
    downAs: () => [],
  };
  const conductor = new Conductor(players, IDS, START, record, false, agenda);
  while (conductor.nextDue() < until) await conductor.window(conductor.nextDue(), until);
  return entries;
}

const GROUPINGS = [
  [[0], [1], [2], [3]],
  [
    [0, 2],
    [1, 3],
  ],
  [[3], [0, 1, 2]],
];

test('windows, groupings and JSON hops give the journal of the virtual host', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom(...GROUPINGS),
      async (seed, groups) => {
        const virtual = runVirtually(String(seed), END, false);
        expect(virtual.length).toBeGreaterThan(8);
        expect(runVirtually(String(seed), END, true)).toEqual(virtual);
        expect(await runInWindows(String(seed), END, groups)).toEqual(virtual);
      },
    ),
    { numRuns: 60 },
  );
});

const instant = fc.integer({ min: 1, max: 79 }).map((n) => START + 500 * n);
const somebody = fc.constantFrom(...IDS);

const inOrder = (list: readonly Outside[]): Outside[] =>
  list
    .filter(({ at }) => at < END)
    .toSorted((a, b) => a.at - b.at || IDS.indexOf(a.act.to) - IDS.indexOf(b.act.to));

const commands = fc
  .array(
    fc.record({
      at: instant,
      act: fc.record({
        to: somebody,
        command: fc.constant({ type: 'announceOutage', actor: 'a person' }),
      }),
    }),
    { maxLength: 6 },
  )
  .map(inOrder);

test('commands of the scenario come at their instants, in windows too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom(...GROUPINGS),
      commands,
      async (seed, groups, given) => {
        const virtual = runVirtually(String(seed), END, true, given);
        expect(virtual.filter(({ type }) => type === 'CommandGiven')).toHaveLength(given.length);
        expect(await runInWindows(String(seed), END, groups, given)).toEqual(virtual);
      },
    ),
    { numRuns: 200 },
  );
});

const span = {
  leastMs: fc.integer({ min: 0, max: 900 }),
  mostMs: fc.integer({ min: 900, max: 9_000 }),
};
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constantFrom<Verdict>({ is: 'lost' }, { is: 'spoilt', what: 'bytes' }),
  fc.record({
    is: fc.constantFrom('delayed' as const, 'doubled' as const, 'overtaken' as const),
    ...span,
  }),
  fc.record({ is: fc.constant('queued' as const), gapMs: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ is: fc.constant('held' as const), until: instant }),
);
const rule: fc.Arbitrary<LinkRule> = fc.record(
  {
    to: somebody,
    line: fc.constantFrom('exchange', 'national'),
    share: fc.double({ min: 0.1, max: 1, noNaN: true }),
    verdict,
  },
  { requiredKeys: ['line', 'share', 'verdict'] },
);
const control = (fault: string): fc.Arbitrary<Control> =>
  fc.oneof(
    fc.record({ kind: fc.constant('link' as const), fault: fc.constant(fault), rule }),
    fc.record(
      {
        kind: fc.constant('down' as const),
        fault: fc.constant(fault),
        dies: fc.record({ point: fc.constantFrom('afterCommit', 'afterReceipt'), until: instant }),
      },
      { requiredKeys: ['kind', 'fault'] },
    ),
    fc.record({
      kind: fc.constant('clock' as const),
      fault: fc.constant(fault),
      aheadMs: fc.integer({ min: -5_000, max: 5_000 }),
    }),
  );

/** Faults that begin and heal at participants, overlapping as they come. */
const faults = fc
  .array(
    fc.nat(999).chain((n) =>
      fc.record({
        to: somebody,
        control: control(String(n)),
        from: instant,
        lasts: fc.integer({ min: 1, max: 40 }),
      }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    inOrder(
      list.flatMap(({ to, control: begun, from, lasts }): Outside[] => [
        { at: from, act: { to, control: begun } },
        { at: from + 500 * lasts, act: { to, control: { kind: 'heal', fault: begun.fault } } },
      ]),
    ),
  );

test('faults strike alike in the virtual host and in windows, whoever is restarted meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom(...GROUPINGS),
      faults,
      async (seed, groups, given) => {
        const virtual = runVirtually(String(seed), END, true, given);
        expect(await runInWindows(String(seed), END, groups, given)).toEqual(virtual);
      },
    ),
    { numRuns: 400 },
  );
});

test('a run saved at a quiet instant and restored goes on as if nothing had been', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      const whole: Entry[] = [];
      const host = VirtualHost.open(cast(String(seed)), { record: (entry) => whole.push(entry) });
      host.start(START);
      const at = host.runToQuiet(START + 10_000);
      const saved = JSON.parse(JSON.stringify(host.save(at))) as ReturnType<typeof host.save>;
      const before = whole.length;
      host.run(START + 60_000);
      const rest: Entry[] = [];
      const again = VirtualHost.restore(
        cast(String(seed)),
        { record: (entry) => rest.push(entry) },
        saved,
      );
      again.run(START + 60_000);
      expect(rest).toEqual(whole.slice(before));
    }),
    { numRuns: 60 },
  );
});

test('forks of a run go on alike, each by itself, whatever is under way when they part', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 1, max: 30_000 }),
      faults,
      (seed, after, given) => {
        const at = START + after;
        const open = (entries: Entry[]) => ({ record: (entry: Entry) => void entries.push(entry) });
        const entries: Entry[] = [];
        const host = VirtualHost.open(cast(String(seed)), open(entries));
        host.start(START);
        host.run(at);
        for (const { act } of given.slice(0, 2))
          if ('control' in act) host.control(IDS.indexOf(act.to), act.control, at);
        entries.length = 0;
        const first: Entry[] = [];
        const fork = host.fork(cast(String(seed)), open(first));
        fork.run(END);
        const second: Entry[] = [];
        host.fork(cast(String(seed)), open(second)).run(END);
        host.run(END);
        expect(first).toEqual(entries);
        expect(second).toEqual(entries);
      },
    ),
    { numRuns: 100 },
  );
});
