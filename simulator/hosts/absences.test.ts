/** Who is silent, or leaves, is away at an instant that the journal names: from it alone the run repeats, whatever else goes wrong meanwhile. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import type { Command } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import type { HostFact } from '../core/world-facts.ts';
import { FaultDirector } from '../faults/director.ts';
import type { Act } from '../faults/kind.ts';
import type { Planned } from '../faults/plan.ts';
import { HOST } from '../journal/entry.ts';
import { Absences, GOES } from './absences.ts';
import { Inputs } from './again.ts';
import { Agenda } from './agenda.ts';
import { Conductor } from './conductor.ts';
import type { Staged } from './script-of.ts';
import type { WireOfTest } from './testing/local-player.ts';
import { cast, IDS, MortalPlayer, START } from './testing/local-player.ts';
import { VirtualHost } from './virtual.ts';

const END = START + 40_000;

interface Given {
  readonly seed: string;
  readonly plan: readonly Planned[];
  readonly staged: readonly Staged[];
  /** Who is silent or leaves at his grant or at the window of this number, and for how many windows. */
  readonly goings: readonly {
    readonly who: number;
    readonly why: 'silent' | 'left';
    readonly count: number;
    readonly windows: number;
  }[];
}

/** Entries of a run, the host's among them, and whatever waits for some of them. */
class Journal {
  readonly entries: Entry[] = [];
  readonly agenda: Agenda;
  hosts = 0;

  constructor({ plan }: Given, staged: readonly Staged[]) {
    this.agenda = new Agenda(staged, new FaultDirector(plan, { participants: IDS, nodes: IDS }));
    this.agenda.begin(START);
  }

  readonly record = (entry: Entry): void => {
    this.entries.push(entry);
    this.agenda.observe(entry);
  };

  readonly note = (t: SimTime, fact: HostFact): void =>
    this.record({ t, n: HOST, s: this.hosts++, ...fact });
}

async function inWindows(given: Given): Promise<Entry[]> {
  const { seed, goings } = given;
  const journal = new Journal(given, given.staged);
  const wire: WireOfTest = new Map();
  const grants = IDS.map(() => 0);
  const backAt = IDS.map(() => Infinity);
  const players = IDS.map(
    (_, index) =>
      new MortalPlayer(seed, index, wire, () => {
        const count = (grants[index] = (grants[index] ?? 0) + 1);
        const going = goings.find(
          (one) => one.who === index && one.why === 'silent' && one.count === count,
        );
        if (going !== undefined) backAt[index] = conductor.windows + going.windows;
        return going !== undefined;
      }),
  );
  const { record, note, agenda } = journal;
  const conductor = new Conductor(players, IDS, START, record, false, agenda, note);
  for (;;) {
    players.forEach((player, index) => {
      if (conductor.windows >= (backAt[index] ?? 0)) {
        backAt[index] = Infinity;
        player.isHere = true;
      }
    });
    for (const { who, why, count, windows } of goings) {
      if (why !== 'left' || count !== conductor.windows || conductor.isAway(IDS[who]!)) continue;
      conductor.leave(who);
      backAt[who] = count + windows;
    }
    const due = conductor.isAwaited ? conductor.now : conductor.nextDue();
    if (due >= END) return journal.entries;
    await conductor.window(due, END);
  }
}

/** The same from its inputs, in one process. */
function repeated(given: Given, { list }: Inputs): Entry[] {
  const journal = new Journal(given, []);
  const { agenda, note, record } = journal;
  const absences = new Absences();
  const host = VirtualHost.open(cast(given.seed), { record });
  const perform = (act: Act, now: SimTime): void => {
    const index = IDS.indexOf(act.to);
    if ('control' in act) host.control(index, act.control, now);
    else host.command(index, act.command, now);
  };
  const turn = (at: SimTime): void => {
    const { notes, acts } = agenda.take();
    for (const fact of notes) if (!absences.knows(fact)) note(at, fact);
    for (const act of acts) if (!absences.keeps(act)) perform(act, at);
  };
  const advance = (until: SimTime): void => {
    for (;;) {
      const end = {
        get until() {
          return Math.min(until, agenda.next);
        },
      };
      while (host.runTowards(end, 1));
      if (agenda.next >= until) return;
      turn(agenda.next);
    }
  };
  host.start(START);
  for (const input of list) {
    const { t, after } = input;
    advance(t);
    while (journal.hosts < after && agenda.next <= t) turn(t);
    if (input.kind === 'command') perform({ to: input.to, command: input.command }, t);
    else if (input.kind === 'leaves') {
      note(t, absences.begin(input.id, input.why, t));
      perform({ to: input.id, control: GOES }, t);
    } else {
      const waiting = absences.waiting(input.id);
      for (const fact of absences.end(input.id, agenda.downAs(input.id))) note(t, fact);
      for (const control of waiting?.controls ?? []) perform({ to: input.id, control }, t);
      for (const command of waiting?.commands ?? []) perform({ to: input.id, command }, t);
    }
  }
  advance(END);
  return journal.entries;
}

const instant = fc.integer({ min: 1, max: 70 }).map((n) => START + 500 * n);
const somebody = fc.constantFrom(...IDS);

const fault = (id: number): fc.Arbitrary<Planned> =>
  fc
    .record({
      node: somebody,
      at: fc.option(instant, { nil: undefined }),
      lasts: fc.integer({ min: 1, max: 30 }),
      // By a control, and by commands.
      kind: fc.constantFrom('nodeCrash' as const, 'unplannedOutage' as const),
      dies: fc.constantFrom('beforeStep' as const, 'afterCommit' as const, 'afterReceipt' as const),
    })
    .map(({ node, at, lasts, kind, dies }) => ({
      id: `${kind}-${String(id)}`,
      spec: {
        fault: kind,
        node,
        dies,
        lasts: '1s',
        ...(at === undefined ? { when: { happens: 'NodeDown' } } : {}),
      },
      at,
      afterMs: 0,
      lastsMs: 500 * lasts,
    }));

const going = fc.record({
  who: fc.nat(IDS.length - 1),
  why: fc.constantFrom('silent' as const, 'left' as const),
  count: fc.integer({ min: 1, max: 40 }),
  windows: fc.integer({ min: 1, max: 12 }),
});

const command: Command = { type: 'announceOutage', actor: 'a person' };

const given: fc.Arbitrary<Given> = fc.record({
  seed: fc.nat(1e9).map(String),
  plan: fc.tuple(fault(1), fault(2), fault(3)),
  staged: fc
    .array(fc.record({ at: instant, to: somebody, command: fc.constant(command) }), {
      maxLength: 4,
    })
    .map((list) => list.toSorted((a, b) => a.at - b.at)),
  goings: fc.array(going, { minLength: 1, maxLength: 6 }),
});

/** Once was not repeated: somebody falls silent at the turn of one fault, which sets off others that begin as it heals. */
const ONCE: Given = {
  seed: '202860306',
  plan: [1, 2, 3].map((number): Planned => {
    const isFirst = number === 3;
    const spec = { fault: 'nodeCrash', node: 'A', dies: 'beforeStep', lasts: '1s' } as const;
    return {
      id: `nodeCrash-${String(number)}`,
      spec: isFirst ? spec : { ...spec, when: { happens: 'NodeDown' } },
      at: isFirst ? START + 9_000 : undefined,
      afterMs: 0,
      lastsMs: isFirst ? 1_000 : 500,
    };
  }),
  staged: [],
  goings: [{ who: 0, why: 'silent', count: 8, windows: 1 }],
};

test('from the entries of who was away, with what and for how long, the run repeats entry by entry', async () => {
  let away = 0;
  let back = 0;
  await fc.assert(
    fc.asyncProperty(given, async (one) => {
      const entries = await inWindows(one);
      const inputs = new Inputs();
      for (const entry of entries) inputs.step(entry);
      away += inputs.list.filter(({ kind }) => kind === 'leaves').length;
      back += inputs.list.filter(({ kind }) => kind === 'returns').length;
      expect(repeated(one, inputs)).toEqual(entries);
    }),
    { numRuns: 300, examples: [[ONCE]] },
  );
  expect(away).toBeGreaterThan(300);
  expect(back).toBeGreaterThan(200);
});

test('nobody who is away says anything, and whoever is back has come only once', async () => {
  await fc.assert(
    fc.asyncProperty(given, async (one) => {
      const away = new Set<string>();
      for (const entry of await inWindows(one)) {
        if (entry.n !== HOST) expect(away).not.toContain(entry.n);
        const node = String(entry['node']);
        const why = entry['why'];
        if (entry.type === 'NodeDown') {
          expect(away).not.toContain(node);
          if (why === 'silent' || why === 'left') away.add(node);
        } else if (entry.type === 'NodeUp' && entry['after'] !== undefined)
          expect(away.delete(node)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
