import { describe, expect, it } from 'vitest';
import { Cell } from '../../simulator/core/cell.ts';
import type { Entry, Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
} from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY, HOUR, isoUtc, MINUTE } from '../../simulator/core/time.ts';
import { DECISIONS } from '../common/tasks.ts';
import type { TaskKind } from '../common/tasks.ts';
import { formDefects } from '../common/envelope.ts';
import type { Body } from '../common/message-types.ts';
import { ALL, ICE, insurerTin, networkOf, WORLD } from '../common/routing.ts';
import type { Variant } from './node-bench.ts';
import { declarationTo, exampleNode, PLATE, SEAL, START, TRADER } from './node-bench.ts';
import { createNode } from './node.ts';

const CODES = { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ' };
const NODES = ['GEO', 'AZE', 'KAZ'] as const;
const NAMES = [WORLD, ICE, ...NODES, 'FI-GEO'];
const COUNTRIES = ['GE', 'AZ', 'KZ'];

/** A participant without records. */
const stub = (
  id: string,
  step: Participant['step'],
  start: Participant['start'] = () => undefined,
): Participant => ({
  id,
  tables: [],
  start,
  step,
});

/** Takes over what is not among the first of its sender that it is to lose, and passes it on. */
function exchange(lose: number): Participant {
  const seen = new Map<string, Set<string>>();
  let lost = 0;
  return stub(ICE, (input: Input, now: SimTime, _: Draws, out: Outcome) => {
    if (input.kind !== 'message') return;
    const { message } = input;
    const { messageId, messageType, sender, recipient } = message;
    if (messageType === 'S002') return;
    if (lost < lose) {
      lost++;
      return;
    }
    const body = { messageId, receivedAt: isoUtc(now), queuePosition: 0 };
    out.send({ messageType: 'S001', to: sender, correlationId: messageId, body });
    const known = seen.get(sender) ?? new Set();
    if (known.has(messageId)) return;
    seen.set(sender, known.add(messageId));
    const to = recipient === ALL ? NODES.filter((node) => node !== sender) : [recipient];
    for (const node of to) out.effects.push({ kind: 'relay', message, to: node });
  });
}

/** The insurer gives his undertaking for whatever is asked. */
const insurer = stub('FI-GEO', (input, now, _, out) => {
  if (input.kind !== 'message' || input.message.messageType !== 'G810') return;
  const { tin, referenceAmount, countries, guarantorTin } = input.message.body as Body<'G810'>;
  const validity = { validFrom: isoUtc(now), validTo: isoUtc(now + 300 * DAY) };
  const body = {
    guarantorTin,
    principalTin: tin,
    ceiling: referenceAmount,
    countries,
    ...validity,
  };
  out.send({
    messageType: 'G811',
    to: input.message.sender,
    correlationId: input.message.messageId,
    body,
  });
});

/** Officers who do what is proposed after a minute, a trader with one load, and its driver. */
function world(): Participant {
  const due: { at: SimTime; act: (out: Outcome, now: SimTime) => void }[] = [];
  const later = (at: SimTime, out: Outcome, act: (out: Outcome, now: SimTime) => void): void => {
    due.push({ at, act });
    out.startTimer('act', String(due.length - 1), at);
  };
  const account = (tin: string, roles: string[]) => ({
    tin,
    legalName: tin,
    address: 'Tbilisi',
    country: 'GE',
    roles,
    contact: 'desk',
    requestedTrustLevel: 1,
  });
  const start: Participant['start'] = (_, __, out) => {
    const insured = insurerTin('GE');
    out.send({
      messageType: 'A801',
      from: insured,
      to: 'GEO',
      body: account(insured, ['guarantor']),
    });
  };
  const hear = (message: Message, now: SimTime, out: Outcome): void => {
    const { messageType, sender, mrn = '' } = message;
    switch (messageType) {
      case 'A802':
        if (message.recipient === TRADER)
          out.send({ messageType: 'G810', from: TRADER, to: 'GEO', body: application });
        // The trader asks when somebody may stand behind him.
        else
          out.send({
            messageType: 'A801',
            from: TRADER,
            to: 'GEO',
            body: account(TRADER, ['principal']),
          });
        break;
      case 'G812': {
        const { grn = '', accessCode = '' } = message.body as Body<'G812'>;
        const body = declarationTo({ grn, accessCode });
        if (message.recipient === TRADER)
          out.send({ messageType: 'T015', from: TRADER, to: 'GE000101', lrn: 'L-1', body });
        break;
      }
      case 'N810': {
        const { task, kind, office, proposed } = message.body as Body<'N810'>;
        const decision = kind === 'departureControl' ? 'A1' : proposed;
        const allowed = DECISIONS[kind as TaskKind].includes(decision);
        // What a colleague has approved, another officer confirms (rule C506).
        const desk = kind === 'accountConfirmation' ? 'second officer' : 'officer';
        const body = { task, office, officer: `${desk} of ${office}`, decision };
        if (allowed)
          later(now + MINUTE, out, (o) => {
            o.send({
              messageType: 'N820',
              from: `officer-${office}`,
              to: office,
              correlationId: message.messageId,
              body,
            });
          });
        break;
      }
      case 'T029':
        later(now + 12 * HOUR, out, (o) => {
          present(o, mrn, 'AZ000200');
        });
        break;
      case 'N118':
        later(now + DAY, out, (o, at) => {
          if (sender === 'AZ000200') present(o, mrn, 'KZ000200');
          else arrive(o, mrn, at);
        });
        break;
    }
  };
  const present = (out: Outcome, mrn: string, office: string): void => {
    const body = { mrn, office, identification: PLATE, seals: [SEAL] };
    out.send({ messageType: 'N117', from: PLATE, to: office, mrn, body });
  };
  const arrive = (out: Outcome, mrn: string, at: SimTime): void => {
    const where = { mrn, office: 'KZ000300', arrivedAt: isoUtc(at), simplified: 0 };
    const body = { ...where, identification: PLATE, seals: [SEAL] };
    out.send({ messageType: 'T007', from: PLATE, to: 'KZ000300', mrn, body });
  };
  const application = {
    tin: TRADER,
    type: '1',
    referenceAmount: 63_000,
    currency: 'USD',
    countries: COUNTRIES,
    requestedLevel: 1,
    guarantorTin: insurerTin('GE'),
  };
  return stub(
    WORLD,
    (input, now, _, out) => {
      if (input.kind === 'message') hear(input.message, now, out);
      else if (input.kind === 'timer') due[Number(input.key)]?.act(out, now);
    },
    start,
  );
}

interface Play {
  readonly variant?: Variant;
  /** Messages that the exchange loses at first. */
  readonly lose?: number;
  readonly jsonHops?: boolean;
  /** A node is saved and restored, through JSON, as soon as nothing is under way after this time. */
  readonly restart?: { readonly node: (typeof NODES)[number]; readonly after: SimTime };
}

class Stage {
  readonly entries: Entry[] = [];
  readonly bodies: string[] = [];
  private readonly scheduler = new Scheduler();
  private readonly cells: Cell[];
  private readonly host;
  private readonly play: Play;
  private underWay = 0;

  constructor(play: Play) {
    this.play = play;
    this.host = {
      scheduler: this.scheduler,
      chance: new Chance('journey'),
      network: networkOf(NAMES, CODES),
      sink: {
        entry: (entry: Entry) => this.entries.push(entry),
        post: (post: Post) => {
          this.carry(post);
        },
      },
    };
    const nodes = NODES.map((node) => createNode(exampleNode(node, play.variant)));
    const participants = [world(), exchange(play.lose ?? 0), ...nodes, insurer];
    this.cells = participants.map((participant, index) => new Cell(participant, index, this.host));
  }

  run(): this {
    const { scheduler, cells } = this;
    let { restart } = this.play;
    for (const cell of cells) cell.start(START);
    while (scheduler.peekDue() < START + 20 * DAY) {
      scheduler.pop();
      if (scheduler.source !== scheduler.destination) this.underWay--;
      cells[scheduler.destination]?.handle(scheduler.handler, scheduler.argument, scheduler.dueAt);
      if (restart !== undefined && scheduler.dueAt > restart.after && this.isQuiet()) {
        this.replace(restart.node);
        restart = undefined;
      }
    }
    expect(restart).toBeUndefined();
    return this;
  }

  rowsOf(node: string): string[] {
    return this.entries.flatMap(({ n, row }) => (n === node && row !== undefined ? [row] : []));
  }

  count(type: string): number {
    return this.entries.filter((entry) => entry.type === type).length;
  }

  sizes(node: (typeof NODES)[number]): Record<string, number> {
    const cell = this.cells[NAMES.indexOf(node)];
    return Object.fromEntries(cell?.participant.tables.map(({ name, size }) => [name, size]) ?? []);
  }

  private carry(post: Post): void {
    const { message } = post;
    const [defect] = formDefects(message);
    if (defect !== undefined)
      throw new Error(`${message.messageType} ${defect.pointer}: ${defect.text}`);
    this.underWay++;
    const carried = this.play.jsonHops === true ? throughJson(message) : message;
    this.cells[post.destination]?.deliver({ ...post, message: carried });
  }

  private isQuiet(): boolean {
    return this.underWay === 0 && this.scheduler.peekDue() > this.scheduler.dueAt;
  }

  /** As after a crash: everything from what was stored. The old cell's timers find nobody. */
  private replace(node: (typeof NODES)[number]): void {
    const index = NAMES.indexOf(node);
    const old = this.cells[index];
    if (old === undefined) return;
    const state = throughJson(old.save());
    for (const [name, key] of state.timers) old['timers'].stop(name, key);
    const fresh = new Cell(createNode(exampleNode(node, this.play.variant)), index, this.host);
    fresh.restore(state);
    this.cells[index] = fresh;
  }
}

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const journey = (play: Play = {}): Stage => new Stage(play).run();

describe('a load from Georgia through Azerbaijan to Kazakhstan', () => {
  it('runs from the account to the write-off, and leaves nothing open', () => {
    const stage = journey();
    expect(stage.rowsOf('GEO')).toEqual([
      ...['G1', 'G2', 'G3', 'G5', 'D3', 'D9', 'D14', 'U1', 'D20', 'U4'],
      ...['D27', 'D27', 'D31', 'D33', 'U6'],
    ]);
    expect(stage.rowsOf('AZE')).toEqual(['B1', 'B6']);
    expect(stage.rowsOf('KAZ')).toEqual(['A1', 'B1', 'B6', 'A6', 'A13']);
    for (const node of NODES) {
      const open = { outbox: 0, tasks: 0, movements: 0, transits: 0, arrivals: 0, usages: 0 };
      expect(stage.sizes(node)).toMatchObject(open);
    }
    for (const type of ['MessageRejected', 'RepeatDropped', 'MessageRepeated']) {
      expect([type, stage.count(type)]).toEqual([type, 0]);
    }
    expect(stage.count('AccountKnown')).toBe(4);
  });

  it('runs with a control at every office', () => {
    const stage = journey({ variant: { channels: { green: 0, yellow: 0, orange: 0, red: 1 } } });
    expect(stage.rowsOf('GEO').filter((row) => row.startsWith('D'))).toEqual([
      ...['D3', 'D9', 'D13', 'D15', 'D20', 'D27', 'D27', 'D31', 'D33'],
    ]);
    // Controlled at departure, which is recognised at the borders and at destination.
    expect(stage.rowsOf('AZE')).toEqual(['B1', 'B6']);
    expect(stage.rowsOf('KAZ')).toEqual(['A1', 'B1', 'B6', 'A6', 'A13']);
  });

  it('comes to the same end when the exchange is away at first', () => {
    const stage = journey({ lose: 9 });
    expect(stage.rowsOf('GEO').slice(-5)).toEqual(['D27', 'D27', 'D31', 'D33', 'U6']);
    expect(stage.count('MessageRepeated')).toBeGreaterThan(0);
    expect(stage.sizes('GEO')).toMatchObject({ outbox: 0, movements: 0 });
    const sent = stage.entries.filter(({ type }) => type === 'MessageSent').map(({ id }) => id);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('is the same journal every time, and when every hop goes through JSON', () => {
    const { entries } = journey();
    expect(journey().entries).toEqual(entries);
    expect(journey({ jsonHops: true }).entries).toEqual(entries);
  });

  it.each(
    NODES.flatMap((node) =>
      [2 * MINUTE, 10 * MINUTE, DAY, 2 * DAY, 4 * DAY].map((ms) => [node, ms] as const),
    ),
  )('is the same journal when %s continues from its store after %i ms', (node, ms) => {
    expect(journey({ restart: { node, after: START + ms } }).entries).toEqual(journey().entries);
  });
});
