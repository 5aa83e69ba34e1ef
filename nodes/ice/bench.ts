/** A bench to run the exchange on, with real time, timers and journal around it and the nodes played by hand, for tests. No part of ICE. */
import { Cell } from '../../simulator/core/cell.ts';
import type { CellState, Entry, Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Command, Message } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import { DAY, isoUtc, MINUTE } from '../../simulator/core/time.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { formDefects } from '../common/envelope.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import type { Declaration } from '../common/messages/parts.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ICE, networkOf } from '../common/routing.ts';
import { REAL_TIMERS } from '../common/timers.ts';
import { createIce } from './ice.ts';

/** 14 July 2026, 06:00 UTC. */
export const START: SimTime = Date.UTC(2026, 6, 14, 6);

const MEMBERS = { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ', UZB: 'UZ' };
const OBSERVER = 'TKM';
const PARTICIPANTS = ['WORLD', ICE, ...Object.keys(MEMBERS), OBSERVER];
const SELF = PARTICIPANTS.indexOf(ICE);

const OFFICES = ['GE000101', 'GE000900', 'AZ000200', 'KZ000200', 'KZ000300', 'UZ000300'];

export const SCHEME: SchemeParameters = {
  currency: 'USD',
  creditOn: 'discharge',
  letter: 'Y',
  members: MEMBERS,
  observers: [OBSERVER],
  timers: REAL_TIMERS,
  tariffs: {},
  offices: Object.fromEntries(
    OFFICES.map((code) => [code, { code, country: code.slice(0, 2), roles: ['DEP'] }]),
  ),
};

/** Movements out of Georgia through Azerbaijan to Kazakhstan. */
export const MRN = '26GE0002004H8T1VY4';
export const OTHER_MRN = '26AZ0001017K2M9QY2';

const DECLARATION: Declaration = {
  declarationType: 'T1',
  additionalType: 'A',
  bindingItinerary: 0,
  principal: { name: 'Colchis Trade', country: 'GE' },
  consignor: { name: 'Colchis Trade', country: 'GE' },
  consignee: { name: 'Altyn Import', country: 'KZ' },
  officeOfDeparture: 'GE000101',
  officeOfDestination: 'KZ000300',
  officesOfTransit: [
    { office: 'AZ000200', estimatedArrival: isoUtc(START) },
    { office: 'KZ000200', estimatedArrival: isoUtc(START) },
  ],
  countriesOfRouting: ['GE', 'AZ', 'KZ'],
  officeOfGuarantee: 'GE000900',
  guarantees: [{ type: '1', amount: 1, currency: 'USD' }],
  modeAtBorder: 3,
  means: [{ type: 30, identification: 'AA-123-BB', nationality: 'GE' }],
  containerIndicator: 0,
  containers: [],
  placeOfLoading: 'Tbilisi',
  placeOfUnloading: 'Almaty',
  grossMass: 10_000,
  items: [
    {
      number: 1,
      description: 'machines',
      packageType: 'CT',
      packages: 1,
      grossMass: 1,
      netMass: 1,
      value: 1,
    },
  ],
  documents: [],
};

/** X001 or X050: the first that ICE hears of a movement. */
export const advanceRecord = (
  change: Partial<Declaration> = {},
  offices: string[] = ['KZ000300'],
): Body<'X001'> => ({
  declaration: { ...DECLARATION, ...change },
  releaseDate: isoUtc(START),
  limitDate: isoUtc(START + 8 * DAY),
  seals: { count: 0, identifiers: [] },
  controlResult: { code: 'A2', date: isoUtc(START) },
  risk: 'N',
  offices,
});

export const crossed = (mrn = MRN): Body<'X118'> => ({
  mrn,
  office: 'AZ000200',
  passageDate: isoUtc(START),
  controlled: 0,
});

export type Change = { readonly [K in keyof Message]?: Message[K] };

export class Bench {
  now: SimTime = START;
  /** What ICE has sent since `clear`, with whom it went to. */
  sent: { readonly to: string; readonly message: Message }[] = [];
  entries: Entry[] = [];
  readonly cell: Cell;
  private readonly scheduler = new Scheduler();
  private posted = 0;
  private static ids = 0;

  constructor(saved?: CellState, scheme = SCHEME) {
    this.cell = new Cell(createIce(scheme), SELF, {
      scheduler: this.scheduler,
      chance: new Chance('ice'),
      network: networkOf(PARTICIPANTS, { ...MEMBERS, [OBSERVER]: 'TM' }),
      sink: {
        entry: (entry) => this.entries.push(entry),
        post: (post: Post) => this.note(post),
      },
    });
    if (saved === undefined) this.cell.start(START - MINUTE);
    else this.cell.restore(JSON.parse(JSON.stringify(saved)) as CellState);
  }

  /** A bench on which every node has the reference data, and no timer runs but the daily ones. */
  static running(scheme = SCHEME): Bench {
    return Bench.fresh(scheme).clear();
  }

  /** The same, with all that was said at the start still to be seen. */
  static fresh(scheme = SCHEME): Bench {
    const bench = new Bench(undefined, scheme);
    bench.now = START - MINUTE;
    return bench.settle().pass(MINUTE);
  }

  message<C extends MessageCode>(
    messageType: C,
    sender: string,
    recipient: string,
    body: Body<C>,
    change: Change = {},
  ): Message {
    return {
      messageId: `${sender}-${String(++Bench.ids)}`,
      messageType,
      sender,
      recipient,
      sentAt: isoUtc(this.now),
      schemaVersion: SCHEMA_VERSION,
      body,
      ...change,
    };
  }

  receive(message: Message): this {
    const source = Math.max(0, PARTICIPANTS.indexOf(message.sender));
    const sequence = this.posted++;
    this.cell.deliver({ message, source, destination: SELF, sequence, arrivesAt: this.now });
    return this.pass(0);
  }

  /** What somebody outside the simulated world says to ICE. */
  command(command: Command): this {
    this.cell.command(command, this.now);
    return this.pass(0);
  }

  /** Sends ICE a message of the catalogue and gives its id. */
  tell<C extends MessageCode>(
    messageType: C,
    sender: string,
    recipient: string,
    body: Body<C>,
    change: Change = {},
  ): string {
    const message = this.message(messageType, sender, recipient, body, change);
    this.receive(message);
    return message.messageId;
  }

  /** Georgia announces the movement to Kazakhstan. */
  announce(mrn = MRN): string {
    return this.tell('X001', 'GEO', 'KAZ', advanceRecord(), { mrn });
  }

  receipt(from: string, ...messageIds: string[]): this {
    return this.receive(this.message('S002', from, ICE, { messageIds }));
  }

  /** Every node receipts what was sent to it, and what follows from that. */
  settle(): this {
    for (let next = 0; next < this.sent.length; next++) {
      const { to, message } = this.sent[next]!;
      if (message.messageType !== 'S001') this.receipt(to, message.messageId);
    }
    return this;
  }

  /** What ICE has said of the line is receipted. */
  settleAside(): this {
    for (const { to, message } of [...this.sent]) {
      if (message.messageType !== 'S001' && isAside(message)) this.receipt(to, message.messageId);
    }
    return this;
  }

  pass(ms: number): this {
    this.now += ms;
    while (this.scheduler.peekDue() <= this.now) {
      this.scheduler.pop();
      this.cell.handle(this.scheduler.handler, this.scheduler.argument, this.scheduler.dueAt);
    }
    return this;
  }

  clear(): this {
    this.sent = [];
    this.entries = [];
    return this;
  }

  /** Ids that went to a participant, in order; S001 and what ICE says of the line aside. */
  idsTo(to: string): string[] {
    return this.sent
      .filter((each) => each.to === to && !isAside(each.message))
      .map(({ message }) => message.messageId);
  }

  of<C extends MessageCode>(code: C): (Message & { readonly body: Body<C> })[] {
    return this.sent.flatMap(({ message }) =>
      message.messageType === code ? [message as Message & { readonly body: Body<C> }] : [],
    );
  }

  facts(type: string): Entry[] {
    return this.entries.filter((entry) => entry.type === type);
  }

  rowCount(prefix: string): number {
    return this.cell.participant.tables
      .filter(({ name }) => name.startsWith(prefix))
      .reduce((sum, { size }) => sum + size, 0);
  }

  /** Everything that ICE makes itself keeps the form of the catalogue. */
  private note({ message, destination }: Post): void {
    const [defect] = message.sender === ICE ? formDefects(message) : [];
    if (defect !== undefined) throw new Error(`ICE sent ${message.messageType}: ${defect.text}`);
    this.sent.push({ to: PARTICIPANTS[destination] ?? String(destination), message });
  }
}

/** Tells how the line is, and nothing that somebody else has said. */
const OF_THE_LINE: ReadonlySet<string> = new Set(['S001', 'S974', 'S971']);

const isAside = ({ messageType, sender, body }: Message): boolean => {
  if (OF_THE_LINE.has(messageType)) return true;
  if (messageType === 'S071') return sender === ICE;
  return messageType === 'S906' && (body as Body<'S906'>).errors[0]?.reason === 'C602';
};
