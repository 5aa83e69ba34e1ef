import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskKind } from '../../nodes/common/tasks.ts';
import { DECISIONS } from '../../nodes/common/tasks.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import type { Entry } from '../core/cell.ts';
import { Cell } from '../core/cell.ts';
import { Chance } from '../core/chance.ts';
import type { Input, Message, Participant } from '../core/participant.ts';
import { Scheduler } from '../core/scheduler.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR, isoUtc, MINUTE } from '../core/time.ts';
import type { PersonCommand } from '../core/world-facts.ts';
import type { DeskSite } from './desk.ts';
import { BOT_DIALS } from './parameters.ts';
import type { BotDials } from './parameters.ts';
import { SEAT_TIMERS, Seats } from './seats.ts';

const OFFICE = 'GE000101';
/** A Tuesday, ten in the morning in Tbilisi. */
const START = Date.UTC(2026, 6, 14, 6);

const service = {
  accept: { medianMin: 4, spread: 1.5 },
  documents: { medianMin: 6, spread: 1.6 },
  seals: { medianMin: 3, spread: 1.4 },
  scan: { medianMin: 12, spread: 1.5 },
  physical: { medianMin: 75, spread: 1.8 },
};
const SITE: DeskSite = { office: OFFICE, officers: 2, hours: 'always', utcOffsetMin: 240, service };

/** One office and its seat; what it sends is kept. */
class SeatRig {
  now: SimTime = START;
  readonly facts: Entry[] = [];
  readonly sent: { t: SimTime; type: string; from: string; body: Body<'N820'> & Body<'N017'> }[] =
    [];
  private readonly scheduler = new Scheduler();
  private readonly cell: Cell;
  private tasks = 0;
  absentUntil: SimTime = 0;

  constructor(
    site: Partial<DeskSite> = {},
    laneDoneAt?: SimTime,
    prompt: BotDials['prompt'] = 'nothing',
  ) {
    const seats = new Seats({
      sites: new Map([[OFFICE, { ...SITE, ...site }]]),
      dials: { ...BOT_DIALS, prompt },
      laneDoneAt: () => laneDoneAt,
      absentUntil: () => this.absentUntil,
    });
    const participant: Participant = {
      id: 'WORLD',
      tables: seats.tables,
      start: () => undefined,
      step: (input: Input, now, draws, out) => {
        const at = { now, draws, out };
        if (input.kind === 'command') {
          const { type, seat, task, decision } = input.command;
          if (type === 'intend') seats.intend(String(seat), String(task), String(decision), at);
          else seats.onCommand(input.command, at);
        } else if (input.kind === 'timer') {
          if (input.name === SEAT_TIMERS.opens) seats.onOpening(input.key, at);
          else seats.onDecided(input.key, at);
        } else if (input.message.messageType === 'N810') seats.onWorkItem(input.message, at);
        else if (input.message.messageType === 'N811') seats.onWithdrawal(input.message, at);
        seats.flush(out);
      },
    };
    const network = {
      indexOf: (id: string) => (id === 'WORLD' ? 0 : 1),
      nextHop: () => 1,
      latency: () => 1_000,
      isExchange: () => false,
      isReceipt: () => false,
      spoilt: () => undefined,
      schemaVersion: '1.0',
    };
    const sink = {
      entry: (entry: Entry, body: object | undefined) => {
        if (entry.type !== 'MessageSent') this.facts.push(entry);
        else {
          const { t } = entry;
          this.sent.push({
            t,
            type: String(entry['msg']),
            from: String(entry['from']),
            body: body as never,
          });
        }
      },
      post: () => undefined,
    };
    this.cell = new Cell(participant, 0, {
      scheduler: this.scheduler,
      chance: new Chance(1),
      network,
      sink,
    });
  }

  /** A task comes; its name. */
  open(kind: TaskKind = 'acceptance', more: Partial<Body<'N810'>> = {}): string {
    const task = `${kind}/${String(++this.tasks)}`;
    const decisions = [...DECISIONS[kind]];
    const body: Body<'N810'> = {
      task,
      kind,
      office: OFFICE,
      decisions,
      proposed: decisions[0] as string,
      channel: 'green',
      ...more,
    };
    this.receive('N810', body);
    return task;
  }

  withdraw(task: string): void {
    this.receive('N811', { task, office: OFFICE });
  }

  intend(task: string, decision: string): void {
    this.cell.command({ type: 'intend', actor: '', seat: OFFICE, task, decision }, this.now);
  }

  command(command: PersonCommand): void {
    this.cell.command({ ...command }, this.now);
  }

  run(until: SimTime): this {
    while (this.scheduler.peekDue() < until) {
      this.scheduler.pop();
      this.cell.handle(this.scheduler.handler, this.scheduler.argument, this.scheduler.dueAt);
    }
    this.now = until;
    return this;
  }

  refusals(): unknown[] {
    return this.facts.filter(({ type }) => type === 'CommandRefused').map((fact) => fact['reason']);
  }

  decided(): string[] {
    return this.sent.map(({ body }) => body.task);
  }

  private received = 0;

  private receive(messageType: string, body: object): void {
    const sequence = this.received++;
    const message: Message = {
      messageId: `GEO-n${String(sequence)}`,
      messageType,
      sender: 'GEO',
      recipient: OFFICE,
      sentAt: isoUtc(this.now),
      schemaVersion: '1.0',
      mrn: 'M',
      body,
    };
    this.cell.deliver({ message, source: 1, destination: 0, sequence, arrivesAt: this.now });
    this.run(this.now + 1);
  }
}

const ANNA = 'anna';
const decide = (task: string, decision: string, actor = ANNA): PersonCommand => ({
  type: 'decide',
  actor,
  seat: OFFICE,
  task,
  decision,
});

describe('officers who are absent', () => {
  const until = START + 12 * HOUR;
  const away = (): SeatRig => {
    const rig = new SeatRig({ officers: 1 });
    rig.open();
    rig.open();
    rig.absentUntil = until;
    rig.open();
    return rig;
  };

  test('decide nothing; back, they finish what they had in hand and work off the list', () => {
    const rig = away().run(until);
    expect(rig.sent).toEqual([]);
    rig.run(until + 2 * HOUR);
    expect(rig.decided()).toEqual(['acceptance/1', 'acceptance/2', 'acceptance/3']);
    expect(rig.sent[0]?.t).toBe(until);
  });

  test('are stood in for by whoever takes the seat', () => {
    const rig = away();
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    rig.command(decide('acceptance/2', 'accept'));
    rig.command({ type: 'returnSeat', actor: ANNA, seat: OFFICE });
    rig.run(until);
    expect(rig.decided()).toEqual(['acceptance/2']);
    rig.run(until + 2 * HOUR);
    expect(rig.decided()).toEqual(['acceptance/2', 'acceptance/1', 'acceptance/3']);
  });

  test('are away from an office that decides at once, too', () => {
    const rig = new SeatRig({}, undefined, 'everything');
    rig.absentUntil = until;
    rig.open();
    rig.run(until);
    expect(rig.sent).toEqual([]);
    expect(rig.run(until + 1).decided()).toEqual(['acceptance/1']);
  });
});

describe('what officers mean to decide on their own account', () => {
  const guarantee = 'guaranteeStatus/26GE000902A000010';

  test('stands on their list, and is decided like all else', () => {
    const rig = new SeatRig({ officers: 1 });
    rig.open();
    rig.intend(guarantee, 'suspend');
    rig.run(START + 2 * HOUR);
    expect(rig.decided()).toEqual(['acceptance/1', guarantee]);
    expect(rig.sent[1]?.body).toMatchObject({ officer: 'bot', decision: 'suspend' });
  });

  test('is dropped with what is to undo it, where they have not come to it', () => {
    const rig = new SeatRig({ officers: 1 });
    rig.open();
    rig.intend(guarantee, 'suspend');
    rig.intend(guarantee, 'reinstate');
    rig.run(START + 2 * HOUR);
    expect(rig.decided()).toEqual(['acceptance/1']);
  });

  test('is left to whoever has the seat', () => {
    const rig = new SeatRig();
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    rig.intend(guarantee, 'suspend');
    rig.run(START + 2 * HOUR);
    expect(rig.sent).toEqual([]);
    rig.command(decide(guarantee, 'suspend'));
    expect(rig.sent).toMatchObject([{ body: { officer: ANNA, decision: 'suspend' } }]);
  });

  test('is nothing that a node asks about', () => {
    const rig = new SeatRig();
    rig.intend('acceptance/7', 'accept');
    expect(rig.run(START + 2 * HOUR).sent).toEqual([]);
  });
});

describe('a bot at its seat', () => {
  test('decides what is proposed, each task once, two at a time, first come first served', () => {
    const rig = new SeatRig();
    const tasks = Array.from({ length: 20 }, () => rig.open());
    rig.run(START + 10 * HOUR);
    expect(rig.decided().sort()).toEqual([...tasks].sort());
    // Twenty tasks of four minutes or so for two officers.
    const last = rig.sent.at(-1)?.t ?? 0;
    expect(last - START).toBeGreaterThan(20 * MINUTE);
    expect(last - START).toBeLessThan(90 * MINUTE);
    for (const { type, body, from } of rig.sent) {
      expect(type).toBe('N820');
      expect(body).toMatchObject({ office: OFFICE, officer: 'bot', decision: 'accept' });
      expect(from).toBe(`${OFFICE}/bot`);
    }
  });

  test('works in opening hours only', () => {
    const hours = { open: '09:00', close: '18:00', days: [1, 2, 3, 4, 5] };
    const rig = new SeatRig({ hours }).run(START + 10 * HOUR);
    const task = rig.open();
    rig.run(START + 20 * HOUR);
    expect(rig.sent).toEqual([]);
    rig.run(START + 24 * HOUR);
    expect(rig.decided()).toEqual([task]);
    expect(rig.sent[0]?.t).toBeGreaterThan(Date.UTC(2026, 6, 15, 5));
  });

  test.for([
    ['nothing', []],
    ['accounts', ['accountReview', 'guaranteeReview']],
    ['everything', ['accountReview', 'guaranteeReview', 'acceptance', 'departureControl']],
  ] as const)('where it is to decide %s at once, it does so at night too', ([prompt, kinds]) => {
    const hours = { open: '09:00', close: '18:00', days: [1, 2, 3, 4, 5] };
    const rig = new SeatRig({ hours }, undefined, prompt).run(START + 12 * HOUR);
    const asked = ['accountReview', 'guaranteeReview', 'acceptance', 'departureControl'] as const;
    const tasks = asked.map((kind) => ({ kind, task: rig.open(kind) }));
    rig.run(rig.now + 1);
    expect(rig.decided()).toEqual(
      tasks.filter(({ kind }) => kinds.some((one) => one === kind)).map(({ task }) => task),
    );
  });

  test('reports a control at departure by N017, with what is wrong where something is', () => {
    const rig = new SeatRig({ officers: 50 });
    for (let i = 0; i < 600; i++) rig.open('departureControl', { channel: 'orange' });
    rig.run(START + 100 * HOUR);
    const codes = rig.sent.map(({ type, body }) => {
      expect(type).toBe('N017');
      expect(body.result.differences !== undefined).toBe(['A5', 'B1'].includes(body.result.code));
      return body.result.code;
    });
    expect(codes.filter((code) => code === 'A1').length).toBeGreaterThan(540);
    expect(codes.filter((code) => code === 'A5').length).toBeGreaterThan(8);
    expect(codes.filter((code) => code === 'B1').length).toBeLessThan(12);
  });

  test('looks at documents for A2, and reports a destination control with its result', () => {
    const rig = new SeatRig();
    rig.open('destinationControl', { channel: 'yellow' });
    rig.run(START + HOUR);
    expect(rig.sent[0]).toMatchObject({ type: 'N820', body: { decision: 'A2', result: 'A2' } });
  });

  test('decides about a truck at a lane when the lane is done with it, without an officer of the desk', () => {
    const rig = new SeatRig({ officers: 1 }, START + 90 * MINUTE);
    const lanes = [rig.open('presentation'), rig.open('presentation'), rig.open('presentation')];
    rig.run(START + 5 * HOUR);
    expect(rig.decided()).toEqual(lanes);
    // The answer and the passage take a second each.
    for (const { t } of rig.sent) expect(t).toBe(START + 90 * MINUTE - 2_000);
  });

  test('says at once that it wants to look at a truck, so that it can while the lane is at work', () => {
    const rig = new SeatRig({}, START + 90 * MINUTE);
    rig.open('presentation', { proposed: 'check', channel: 'red' });
    rig.run(START + MINUTE);
    expect(rig.sent).toMatchObject([{ type: 'N820', body: { decision: 'check' } }]);
  });

  test('forgets a task that is withdrawn, and takes the next', () => {
    const rig = new SeatRig({ officers: 1 });
    const [first, second, third] = [rig.open(), rig.open(), rig.open()];
    rig.withdraw(first);
    rig.withdraw(third);
    rig.run(START + 5 * HOUR);
    expect(rig.decided()).toEqual([second]);
  });
});

describe('a person at a seat', () => {
  test('takes it: the bot stops, and everything stays on the list', () => {
    const rig = new SeatRig();
    const tasks = [rig.open(), rig.open(), rig.open()];
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    const later = rig.open();
    rig.run(START + 48 * HOUR);
    expect(rig.sent).toEqual([]);
    expect(rig.facts.at(-1)).toMatchObject({ type: 'MessageReceived' });
    for (const task of [later, ...tasks]) rig.command(decide(task, 'accept'));
    expect(rig.decided()).toEqual([later, ...tasks]);
    expect(rig.sent[0]).toMatchObject({ from: `${OFFICE}/${ANNA}`, body: { officer: ANNA } });
    expect(rig.refusals()).toEqual([]);
  });

  test('decides otherwise than proposed where the procedure allows it, and in his words', () => {
    const rig = new SeatRig();
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    const task = rig.open('departureControl', { channel: 'red' });
    rig.command({ ...decide(task, 'B1'), reason: 'cigarettes under the floor' } as PersonCommand);
    expect(rig.sent).toMatchObject([
      {
        type: 'N017',
        body: {
          officer: ANNA,
          result: { code: 'B1', differences: ['cigarettes under the floor'] },
        },
      },
    ]);
  });

  test('hands it back: the bot takes over what waits', () => {
    const rig = new SeatRig({}, START + 2 * HOUR);
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    const tasks = [rig.open('presentation'), rig.open('presentation')];
    rig.run(START + HOUR);
    rig.command({ type: 'returnSeat', actor: ANNA, seat: OFFICE });
    rig.run(START + 6 * HOUR);
    expect(rig.decided()).toEqual(tasks);
    expect(rig.sent.map(({ body }) => body.officer)).toEqual(['bot', 'bot']);
    expect(rig.facts.filter(({ type }) => type === 'SeatReturned')).toHaveLength(1);
  });

  test('decides on his own account what stands on no list', () => {
    const rig = new SeatRig();
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    rig.command(decide('guaranteeStatus/26GE000900A000010', 'revoke'));
    rig.command({ ...decide('invalidation/M', 'invalidate'), reason: 'no goods' } as PersonCommand);
    rig.command(decide('invalidation/M', 'grant'));
    const by = { office: OFFICE, officer: ANNA };
    expect(rig.sent.map(({ body }) => body)).toEqual([
      { ...by, task: 'guaranteeStatus/26GE000900A000010', decision: 'revoke' },
      { ...by, task: 'invalidation/M', decision: 'invalidate', reason: 'no goods' },
    ]);
    expect(rig.refusals()).toEqual(['notAllowed']);
  });

  test('is refused what is not his, not open or not allowed; nothing is done then', () => {
    const rig = new SeatRig();
    const task = rig.open();
    const unknown = { type: 'sing', actor: ANNA, seat: OFFICE } as unknown as PersonCommand;
    rig.command({ type: 'takeSeat', actor: ANNA, seat: 'XX000000' });
    rig.command({ type: 'takeSeat', actor: 'bot', seat: OFFICE });
    rig.command(decide(task, 'accept'));
    rig.command({ type: 'returnSeat', actor: ANNA, seat: OFFICE });
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
    rig.command({ type: 'takeSeat', actor: 'boris', seat: OFFICE });
    rig.command(decide(task, 'accept', 'boris'));
    rig.command(decide('acceptance/999', 'accept'));
    rig.command(decide(task, 'dance'));
    rig.command(unknown);
    expect(rig.sent).toEqual([]);
    expect(rig.refusals()).toEqual([
      'noSuchSeat',
      'noSuchPerson',
      'notYourSeat',
      'notYourSeat',
      'alreadyYours',
      'taken',
      'notYourSeat',
      'noSuchTask',
      'notAllowed',
      'noSuchCommand',
    ]);
  });
});

test('whatever comes in whatever order, every task is decided once or withdrawn', () => {
  const deed = fc.oneof(
    fc.record({
      do: fc.constant('open' as const),
      kind: fc.constantFrom<TaskKind>('acceptance', 'presentation'),
    }),
    fc.record({ do: fc.constantFrom('withdraw' as const, 'decide' as const), which: fc.nat(30) }),
    fc.record({ do: fc.constant('take' as const) }),
    fc.record({ do: fc.constant('return' as const) }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 30 }) }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), fc.boolean(), (deeds, atLane) => {
      const rig = new SeatRig({ officers: 1 }, atLane ? START + HOUR : undefined);
      const opened: string[] = [];
      const withdrawn = new Set<string>();
      for (const one of deeds) {
        if (one.do === 'open') opened.push(rig.open(one.kind));
        else if (one.do === 'wait') rig.run(rig.now + one.minutes * MINUTE);
        else if (one.do === 'take') rig.command({ type: 'takeSeat', actor: ANNA, seat: OFFICE });
        else if (one.do === 'return')
          rig.command({ type: 'returnSeat', actor: ANNA, seat: OFFICE });
        else {
          const task = opened[one.which % Math.max(1, opened.length)];
          if (task === undefined) continue;
          if (one.do === 'decide')
            rig.command(decide(task, task.startsWith('acc') ? 'accept' : 'pass'));
          else {
            rig.withdraw(task);
            // What was decided before, or at the same instant, stays decided.
            if (!rig.decided().includes(task)) withdrawn.add(task);
          }
        }
      }
      rig.command({ type: 'returnSeat', actor: ANNA, seat: OFFICE });
      rig.run(rig.now + 100 * HOUR);
      const expected = opened.filter((task) => !withdrawn.has(task));
      expect(rig.decided().sort()).toEqual(expected.sort());
    }),
    { numRuns: 200 },
  );
});
