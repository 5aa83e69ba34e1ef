import { beforeEach, describe, expect, test } from 'vitest';
import { Cell } from '../../simulator/core/cell.ts';
import type { Entry, Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import { DAY, HOUR, isoUtc, MINUTE } from '../../simulator/core/time.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { formDefects } from '../common/envelope.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import type { NodeParameters } from '../common/parameters.ts';
import { insurerTin, networkOf } from '../common/routing.ts';
import { REAL_TIMERS } from '../common/timers.ts';
import { createGuarantor } from './guarantor.ts';

const START: SimTime = Date.UTC(2026, 6, 14, 6);
const PARTICIPANTS = ['WORLD', 'ICE', 'GEO', 'FI-GEO'];
const SELF = PARTICIPANTS.indexOf('FI-GEO');
const HOLDER = 'GE204378869';

const PARAMETERS: NodeParameters = {
  country: 'GEO',
  iso2: 'GE',
  officeOfGuarantee: 'GE000900',
  channels: { green: 1, yellow: 0, orange: 0, red: 0 },
  scheme: {
    currency: 'USD',
    creditOn: 'discharge',
    letter: 'Y',
    members: { GEO: 'GE' },
    observers: [],
    timers: REAL_TIMERS,
    tariffs: {},
    offices: {},
  },
};

/** The insurer in a cell of its own; what it sends is caught. */
class Bench {
  now = START;
  sent: Message[] = [];
  readonly cell: Cell;
  private readonly scheduler = new Scheduler();
  private count = 0;

  constructor(parameters = PARAMETERS) {
    const sink = {
      entry: (_entry: Entry) => undefined,
      post: ({ message }: Post) => this.sent.push(message),
    };
    this.cell = new Cell(createGuarantor('GEO', parameters), SELF, {
      scheduler: this.scheduler,
      chance: new Chance('guarantor'),
      network: networkOf(PARTICIPANTS, { GEO: 'GE' }),
      sink,
    });
  }

  tell<C extends MessageCode>(messageType: C, body: Body<C>, sender = 'GE000900'): Message {
    const message: Message = {
      messageId: `GEO-n${String(++this.count)}`,
      messageType,
      sender,
      recipient: 'FI-GEO',
      sentAt: isoUtc(this.now),
      schemaVersion: SCHEMA_VERSION,
      body,
    };
    const post = { message, source: 2, destination: SELF, sequence: this.count };
    this.cell.deliver({ ...post, arrivesAt: this.now });
    this.pass(0);
    return message;
  }

  pass(ms: number): this {
    this.now += ms;
    while (this.scheduler.peekDue() <= this.now) {
      this.scheduler.pop();
      const { handler, argument, dueAt } = this.scheduler;
      this.cell.handle(handler, argument, dueAt);
    }
    return this;
  }

  /** Takes what was sent since, each in the form of the catalogue. */
  take(): Message[] {
    const taken = this.sent;
    this.sent = [];
    for (const message of taken) expect(formDefects(message)).toEqual([]);
    return taken;
  }

  decideAccount(decision: 0 | 1): void {
    this.tell('A802', { tin: insurerTin('GE'), decision, roles: ['guarantor'] }, 'GEO');
  }

  rows(table: string): unknown[] {
    const found = this.cell.participant.tables.find(({ name }) => name === table);
    return [...(found?.entries() ?? [])].map(([, row]) => row);
  }
}

const request = (change: Partial<Body<'G810'>> = {}): Body<'G810'> => ({
  tin: HOLDER,
  type: '1',
  referenceAmount: 63_000,
  currency: 'USD',
  countries: ['GE', 'AZ'],
  requestedLevel: 3,
  guarantorTin: insurerTin('GE'),
  ...change,
});

const granted: Body<'G812'> = {
  tin: HOLDER,
  decision: 1,
  grn: '26GE000900A000017',
  type: '1',
  referenceAmount: 63_000,
  percentage: 30,
  guaranteeAmount: 18_900,
  notValidIn: [],
};

let bench: Bench;

beforeEach(() => {
  bench = new Bench();
  bench.cell.start(START);
});

describe('account', () => {
  test('applied for at the start, as guarantor, at the own country’s node', () => {
    expect(bench.take()).toMatchObject([
      {
        messageType: 'A801',
        sender: 'FI-GEO',
        recipient: 'GEO',
        body: { tin: 'GEGUARANTOR1', roles: ['guarantor'] },
      },
    ]);
  });

  test('refused, it is applied for again a day later', () => {
    bench.take();
    bench.decideAccount(0);
    expect(bench.pass(DAY - 1).take()).toEqual([]);
    expect(bench.pass(1).take()).toMatchObject([{ messageType: 'A801' }]);
  });
});

describe('request for an undertaking (G810)', () => {
  test('is answered at once by an insurer that is prompt', () => {
    bench = new Bench({ ...PARAMETERS, promptInsurer: true });
    bench.decideAccount(1);
    bench.tell('G810', request());
    expect(bench.take()).toMatchObject([{ messageType: 'G811' }]);
  });

  test('is answered within hours: the ceiling that the level asks for, for a year', () => {
    bench.decideAccount(1);
    bench.take();
    const { messageId } = bench.tell('G810', request());
    expect(bench.pass(5 * MINUTE).take()).toEqual([]);
    const [answer] = bench.pass(3 * HOUR).take();
    expect(answer).toMatchObject({
      messageType: 'G811',
      recipient: 'GE000900',
      correlationId: messageId,
      body: {
        guarantorTin: 'GEGUARANTOR1',
        principalTin: HOLDER,
        ceiling: 18_900,
        countries: ['GE', 'AZ'],
      },
    });
    const { validFrom, validTo } = answer?.body as Body<'G811'>;
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBe(365 * DAY);
  });

  test.each([
    [0, 63_000],
    [1, 63_000],
    [2, 31_500],
    [4, 0],
  ])('at level %i the ceiling is %i', (requestedLevel, ceiling) => {
    bench.decideAccount(1);
    bench.take();
    bench.tell('G810', request({ requestedLevel }));
    expect(bench.pass(3 * HOUR).take()).toMatchObject([{ body: { ceiling } }]);
  });

  test('waits until the account is approved: an undertaking before would bind nobody', () => {
    bench.take();
    bench.tell('G810', request());
    expect(bench.pass(DAY).take()).toEqual([]);
    bench.decideAccount(1);
    expect(bench.pass(3 * HOUR).take()).toMatchObject([{ messageType: 'G811' }]);
  });

  test('that names another guarantor is refused (C501)', () => {
    bench.decideAccount(1);
    bench.take();
    bench.tell('G810', request({ guarantorTin: 'GE111111111' }));
    expect(bench.take()).toMatchObject([
      { messageType: 'S906', body: { errors: [{ reason: 'C501', code: '12' }] } },
    ]);
    expect(bench.pass(DAY).take()).toEqual([]);
  });
});

describe('its account', () => {
  const change = (newStatus: string) => {
    const body = { tin: insurerTin('GE'), newStatus, effectiveAt: isoUtc(START), reason: 'audit' };
    bench.tell('A804', body, 'GEO');
  };

  test('suspended, it signs nothing, not even what it has begun; reinstated, it does', () => {
    bench.decideAccount(1);
    bench.tell('G810', request());
    change('suspended');
    bench.take();
    bench.tell('G810', request({ tin: 'GE111111111' }));
    expect(bench.pass(DAY).take()).toEqual([]);
    change('active');
    expect(bench.pass(3 * HOUR).take()).toMatchObject([
      { messageType: 'G811' },
      { messageType: 'G811' },
    ]);
  });
});

test('an undertaking is limited as the guarantee is to be', () => {
  bench.decideAccount(1);
  bench.take();
  const limits = { excludesSensitive: 1 as const, commodities: ['84'] };
  const way = { officeOfDeparture: 'GE000101', officeOfDestination: 'AZ000300' };
  bench.tell('G810', request({ type: '2', ...limits, ...way }));
  expect(bench.pass(3 * HOUR).take()).toMatchObject([{ body: { ...limits, ...way } }]);
});

describe('decision on the guarantee (G812)', () => {
  test('granted: the undertaking is kept with its GRN', () => {
    bench.decideAccount(1);
    bench.tell('G810', request());
    bench.pass(3 * HOUR);
    bench.tell('G812', granted);
    expect(bench.rows('undertakings')).toMatchObject([
      { grn: granted.grn, body: { ceiling: 18_900 } },
    ]);
    expect(bench.rows('pending')).toEqual([]);
  });

  test('refused: nothing is kept, signed or not', () => {
    bench.decideAccount(1);
    bench.tell('G810', request());
    bench.pass(3 * HOUR);
    bench.tell('G812', { ...granted, decision: 0 });
    expect(bench.rows('undertakings')).toEqual([]);

    bench.take();
    bench.tell('G810', request());
    bench.tell('G812', { ...granted, decision: 0 });
    expect(bench.pass(DAY).take()).toEqual([]);
    expect(bench.rows('requests')).toEqual([]);
  });

  test('on a guarantee that it never signed for means nothing', () => {
    bench.tell('G812', granted);
    expect(bench.rows('undertakings')).toEqual([]);
  });
});

test('what is no business of an insurer is refused, and a refusal is not answered', () => {
  bench.take();
  bench.tell('A803', {
    tin: HOLDER,
    status: 'active',
    roles: [],
    trustLevel: 1,
    validFrom: isoUtc(START),
    validTo: isoUtc(START),
    holder: { name: 'x', country: 'GE' },
  });
  expect(bench.take()).toMatchObject([
    { messageType: 'S906', body: { errors: [{ reason: 'C109' }] } },
  ]);
  const errors = [{ pointer: '/', code: '92', reason: 'C202' }];
  bench.tell('S906', { messageId: 'FI-GEO-n1', errors });
  expect(bench.take()).toEqual([]);
});
