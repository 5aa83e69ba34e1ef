/** Windows must not show in a journal: whatever participants do, the conductor's entries are the virtual host's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry, Post } from '../core/cell.ts';
import { Cell } from '../core/cell.ts';
import { Chance } from '../core/chance.ts';
import { Scheduler } from '../core/scheduler.ts';
import type { SimTime } from '../core/time.ts';
import type { Answered, Granted, Player, StagedCommand } from './conductor.ts';
import { announce, Conductor } from './conductor.ts';
import { chatter, openNetwork } from './testing/chatter.ts';
import { VirtualHost } from './virtual.ts';

const IDS = ['A', 'B', 'C', 'D'];
const START = 1_000_000;

const cast = (seed: string) => ({
  participants: IDS.map((id) => chatter(id, IDS)),
  network: openNetwork(IDS),
  seed,
});

function runVirtually(
  seed: string,
  until: SimTime,
  jsonHops: boolean,
  staged: readonly StagedCommand[] = [],
): Entry[] {
  const entries: Entry[] = [];
  const host = new VirtualHost(cast(seed), { record: (entry) => entries.push(entry), jsonHops });
  host.start(START);
  for (const { at, destination, command } of staged) {
    host.run(at);
    host.command(destination, command, at);
  }
  host.run(until);
  return entries;
}

/** A player in this process, with a scheduler and streams of its own. */
class LocalPlayer implements Player {
  readonly name: string;
  readonly plays: readonly number[];
  next: SimTime;
  private readonly scheduler = new Scheduler();
  private readonly cells: readonly Cell[];
  private posts: Post[] = [];
  private entries: { entry: Entry }[] = [];

  constructor(seed: string, plays: readonly number[]) {
    this.plays = plays;
    this.name = plays.map((index) => IDS[index]).join('+');
    const all = cast(seed);
    const sink = {
      entry: (entry: Entry) => void this.entries.push({ entry }),
      post: (post: Post) => void this.posts.push(post),
    };
    const host = {
      scheduler: this.scheduler,
      chance: new Chance(seed),
      network: all.network,
      sink,
    };
    this.cells = all.participants.map((participant, index) => new Cell(participant, index, host));
    this.next = START;
  }

  grant({ window, from, until, inbox, commands, start }: Granted): Promise<Answered> {
    if (start === true) for (const index of this.plays) this.cells[index]?.start(START);
    for (const { destination, source, sequence, arrivesAt, message } of inbox) {
      if (message !== undefined)
        this.cells[destination]?.deliver({ destination, source, sequence, arrivesAt, message });
    }
    for (const { destination, command } of commands)
      this.cells[destination]?.command(command, from);
    let events = 0;
    while (this.scheduler.peekDue() < until) {
      this.scheduler.pop();
      events++;
      const { destination, handler, argument, dueAt } = this.scheduler;
      this.cells[destination]?.handle(handler, argument, dueAt);
    }
    const posts = this.posts.map((post) => announce(post, true));
    const { entries } = this;
    this.posts = [];
    this.entries = [];
    const due = this.scheduler.peekDue();
    return Promise.resolve({ window, next: due === Infinity ? null : due, posts, entries, events });
  }
}

async function runInWindows(
  seed: string,
  until: SimTime,
  groups: readonly (readonly number[])[],
  staged: readonly StagedCommand[] = [],
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const players = groups.map((plays) => new LocalPlayer(seed, plays));
  const record = (entry: Entry): void => void entries.push(entry);
  const conductor = new Conductor(players, IDS, START, record, false, staged);
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
        const until = START + 40_000;
        const virtual = runVirtually(String(seed), until, false);
        expect(virtual.length).toBeGreaterThan(8);
        expect(runVirtually(String(seed), until, true)).toEqual(virtual);
        expect(await runInWindows(String(seed), until, groups)).toEqual(virtual);
      },
    ),
    { numRuns: 60 },
  );
});

const staged = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 79 }).map((n) => START + 500 * n),
      destination: fc.nat(IDS.length - 1),
      command: fc.constant({ type: 'announceOutage', actor: 'a person' }),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.toSorted((a, b) => a.at - b.at || a.destination - b.destination));

test('commands of the scenario come at their instants, in windows too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom(...GROUPINGS),
      staged,
      async (seed, groups, commands) => {
        const until = START + 40_000;
        const virtual = runVirtually(String(seed), until, true, commands);
        expect(virtual.filter(({ type }) => type === 'CommandGiven')).toHaveLength(commands.length);
        expect(await runInWindows(String(seed), until, groups, commands)).toEqual(virtual);
      },
    ),
    { numRuns: 200 },
  );
});

test('a run saved at a quiet instant and restored goes on as if nothing had been', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      const whole: Entry[] = [];
      const host = new VirtualHost(cast(String(seed)), { record: (entry) => whole.push(entry) });
      host.start(START);
      const at = host.runToQuiet(START + 10_000);
      const saved = JSON.parse(JSON.stringify(host.save(at))) as ReturnType<typeof host.save>;
      const before = whole.length;
      host.run(START + 60_000);
      const rest: Entry[] = [];
      const again = new VirtualHost(
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
