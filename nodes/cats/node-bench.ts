/** A bench to run a whole node on, with real time, timers and journal around it, for tests. No part of a node. */
import { Cell } from '../../simulator/core/cell.ts';
import type { Entry, Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Command, Message } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY, HOUR, isoUtc } from '../../simulator/core/time.ts';
import { formDefects } from '../common/envelope.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import type { Declaration } from '../common/messages/parts.ts';
import type {
  ChannelShares,
  NodeParameters,
  OfficeParameters,
  RiskProfile,
} from '../common/parameters.ts';
import { ICE, insurerTin, networkOf, WORLD } from '../common/routing.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import type { TimerValues } from '../common/timers.ts';
import { REAL_TIMERS } from '../common/timers.ts';
import { createNode } from './node.ts';

/** 14 July 2026, 06:00 UTC. */
export const START: SimTime = Date.UTC(2026, 6, 14, 6);
export const TRADER = 'GE204378869';
export const PLATE = 'AA-123-BB';
export const OFFICER = 'officer-1';
export const SEAL = 'GE-SEAL-1';

const MEMBERS = { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ' };
const PARTICIPANTS = [WORLD, ICE, ...Object.keys(MEMBERS), 'FI-GEO', 'FI-AZE', 'FI-KAZ'];
const flat = (duty: number, vat: number) => ({ default: { duty, vat }, chapters: {} });
const ALL_GREEN: ChannelShares = { green: 1, yellow: 0, orange: 0, red: 0 };

function officesOf(country: string, iso2: string): [string, OfficeParameters][] {
  const rows: [string, string[]][] = [
    ['000101', ['DEP', 'DES', 'TRA', 'INC']],
    ['000200', ['TRA', 'DEP', 'DES']],
    ['000201', ['TRA', 'TXT']],
    ['000202', ['TRA', 'TXT']],
    ['000300', ['DES']],
    ['000900', ['GUA', 'ENQ', 'REC']],
  ];
  return rows.map(([number, roles]) => [
    `${iso2}${number}`,
    { code: `${iso2}${number}`, country, roles },
  ]);
}

export interface Variant {
  readonly channels?: ChannelShares;
  readonly creditOn?: 'arrival' | 'discharge';
  readonly riskProfiles?: readonly RiskProfile[];
  readonly rulesOff?: readonly RuleCode[];
  readonly interestPerYear?: number;
  readonly timers?: TimerValues;
}

/** Three neighbours in a row, all on green unless told otherwise. */
export function exampleNode(country: keyof typeof MEMBERS, variant: Variant = {}): NodeParameters {
  const {
    channels = ALL_GREEN,
    creditOn = 'discharge',
    riskProfiles = [],
    rulesOff = [],
  } = variant;
  const { interestPerYear = 0.1, timers = REAL_TIMERS } = variant;
  const iso2 = MEMBERS[country];
  return {
    country,
    iso2,
    officeOfGuarantee: `${iso2}000900`,
    channels,
    riskProfiles,
    rulesOff,
    interestPerYear,
    scheme: {
      currency: 'USD',
      creditOn,
      letter: 'Y',
      members: MEMBERS,
      observers: [],
      timers,
      tariffs: { GEO: flat(0.12, 0.18), AZE: flat(0.15, 0.18), KAZ: flat(0.1, 0.16) },
      offices: Object.fromEntries(
        Object.entries(MEMBERS).flatMap(([id, code]) => officesOf(id, code)),
      ),
    },
  };
}

/** A guarantee as T015 names it. */
export interface Cover {
  readonly grn: string;
  readonly accessCode: string;
}

/** From GE000101 through Azerbaijan to KZ000300, ten tonnes worth 60 000; the amount at risk is 21 420 (domain.md example E1). */
export const declarationTo = (cover: Cover, change: Partial<Declaration> = {}): Declaration => ({
  declarationType: 'T1',
  additionalType: 'A',
  bindingItinerary: 0,
  principal: { tin: TRADER, name: 'Colchis Trade', country: 'GE' },
  consignor: { name: 'Colchis Trade', country: 'GE' },
  consignee: { name: 'Altyn Import', country: 'KZ' },
  officeOfDeparture: 'GE000101',
  officeOfDestination: 'KZ000300',
  officesOfTransit: [
    { office: 'AZ000200', estimatedArrival: isoUtc(START + 12 * HOUR) },
    { office: 'KZ000200', estimatedArrival: isoUtc(START + 60 * HOUR) },
  ],
  countriesOfRouting: ['GE', 'AZ', 'KZ'],
  officeOfGuarantee: 'GE000900',
  guarantees: [{ type: '1', ...cover, amount: 21_420, currency: 'USD' }],
  modeAtBorder: 3,
  means: [{ type: 30, identification: PLATE, nationality: 'GE' }],
  containerIndicator: 0,
  containers: [],
  seals: { count: 1, identifiers: [SEAL] },
  placeOfLoading: 'Tbilisi',
  placeOfUnloading: 'Almaty',
  grossMass: 10_000,
  items: [
    {
      number: 1,
      hs6: '847130',
      description: 'machines',
      packageType: 'CT',
      packages: 100,
      grossMass: 10_000,
      netMass: 9_000,
      value: 60_000,
    },
  ],
  documents: [{ type: 'N730', reference: 'CMR-1' }],
  ...change,
});

export class NodeBench {
  readonly cell: Cell;
  now: SimTime = START;
  /** What the node has sent to others since `clear`. */
  sent: Message[] = [];
  /** What it has journalled since `clear`. */
  entries: Entry[] = [];
  /** Whether ICE acknowledges what it is sent. */
  iceAnswers = true;
  private readonly scheduler = new Scheduler();
  private unacknowledged: string[] = [];
  private posted = 0;
  private readonly country: string;

  constructor(parameters: NodeParameters, seed = 'bench') {
    this.country = parameters.country;
    const host = {
      scheduler: this.scheduler,
      chance: new Chance(seed),
      network: networkOf(PARTICIPANTS, MEMBERS),
      sink: {
        entry: (entry: Entry) => this.entries.push(entry),
        post: ({ message, destination }: Post) => {
          this.sent.push(message);
          const forIce = PARTICIPANTS[destination] === ICE && message.messageType !== 'S002';
          if (forIce) this.unacknowledged.push(message.messageId);
        },
      },
    };
    this.cell = new Cell(createNode(parameters), PARTICIPANTS.indexOf(this.country), host);
    this.cell.start(START);
    this.settle(START);
  }

  /** A message comes in and everything that it causes inside the node happens. */
  receive(message: Message): this {
    this.arrive(message, this.now);
    this.settle(this.now);
    return this;
  }

  private arrive(message: Message, arrivesAt: SimTime): void {
    const source = Math.max(0, PARTICIPANTS.indexOf(message.sender));
    const sequence = this.posted++;
    this.cell.deliver({ message, source, destination: this.cell.index, sequence, arrivesAt });
  }

  /** A message in the catalogue's form, which is checked. National unless its sender is a node. */
  message<C extends MessageCode>(
    messageType: C,
    body: Body<C>,
    header: { readonly [K in keyof Message]?: Message[K] } = {},
  ): Message {
    const message: Message = {
      messageId: `in-${String(++this.posted)}`,
      messageType,
      sender: TRADER,
      recipient: this.country,
      sentAt: isoUtc(this.now),
      schemaVersion: SCHEMA_VERSION,
      ...header,
      body,
    };
    const [defect] = formDefects(message);
    if (defect !== undefined) throw new Error(`${messageType} ${defect.pointer}: ${defect.text}`);
    return message;
  }

  /** A trader, driver or another node tells the node something. */
  tell<C extends MessageCode>(
    messageType: C,
    body: Body<C>,
    header: { readonly [K in keyof Message]?: Message[K] } = {},
  ): this {
    return this.receive(this.message(messageType, body, header));
  }

  /** What whoever runs the node says to it. */
  command(command: Command): this {
    this.cell.command(command, this.now);
    if (this.iceAnswers) this.acknowledge(this.now);
    return this.pass(0);
  }

  /** N820 from the officer who has the task. */
  decide(task: string, decision: string, change: Partial<Body<'N820'>> = {}): this {
    const office = this.officeOf(task);
    const body = { task, office, officer: OFFICER, decision, ...change };
    return this.tell('N820', body, { sender: OFFICER, recipient: office });
  }

  /** Time passes; timers ring. */
  pass(ms: number): this {
    this.now += ms;
    this.settle(this.now);
    return this;
  }

  clear(): this {
    this.sent = [];
    this.entries = [];
    return this;
  }

  /** What was sent of one type. */
  of<C extends MessageCode>(code: C): (Message & { readonly body: Body<C> })[] {
    return this.sent.filter(({ messageType }) => messageType === code) as (Message & {
      readonly body: Body<C>;
    })[];
  }

  /** `code>recipient` of everything sent, receipts aside. */
  mail(): string[] {
    return this.sent
      .filter(({ messageType }) => messageType !== 'S002')
      .map(({ messageType, recipient }) => `${messageType}>${recipient}`);
  }

  /** Rows of the state tables that were followed, in order. */
  rows(): string[] {
    return this.entries.flatMap(({ row }) => (row === undefined ? [] : [row]));
  }

  facts(type: string): Entry[] {
    return this.entries.filter((entry) => entry.type === type);
  }

  /** Rules and codes with which messages were refused, as `rule/code`. */
  refusals(): string[] {
    return this.facts('MessageRejected').map(({ rule, code }) => `${String(rule)}/${String(code)}`);
  }

  table(name: string) {
    return this.cell.participant.tables.find((table) => table.name === name);
  }

  tableSizes(): Record<string, number> {
    return Object.fromEntries(this.cell.participant.tables.map(({ name, size }) => [name, size]));
  }

  private officeOf(task: string): string {
    const open = this.table('tasks')?.get(task) as { office: string } | undefined;
    return open?.office ?? 'GE000101';
  }

  private settle(until: SimTime): void {
    const { scheduler } = this;
    while (scheduler.peekDue() <= until) {
      scheduler.pop();
      this.cell.handle(scheduler.handler, scheduler.argument, scheduler.dueAt);
      if (this.iceAnswers) this.acknowledge(scheduler.dueAt);
    }
  }

  private acknowledge(now: SimTime): void {
    for (const messageId of this.unacknowledged.splice(0)) {
      const body = { messageId, receivedAt: isoUtc(now), queuePosition: 0 };
      const message = this.message('S001', body, { sender: ICE });
      this.arrive(message, now);
    }
  }
}

/** A movement on its way; its check digit is right. */
export const MRN = '26GE000101000001Y8';
export const NO_COVER: Cover = { grn: '26GE000902A000010', accessCode: 'AAAA' };

/** What X001 and X050 carry of the example movement. */
export const advanceRecord = (
  offices: string[],
  change: Partial<Body<'X001'>> = {},
): Body<'X001'> => ({
  declaration: declarationTo(NO_COVER),
  releaseDate: isoUtc(START),
  limitDate: isoUtc(START + 8 * DAY),
  seals: { count: 1, identifiers: [SEAL] },
  controlResult: { code: 'A2', date: isoUtc(START) },
  risk: 'N',
  offices,
  ...change,
});

/** A Georgian node that knows the trader and has granted him a guarantee. */
export function benchWithCover(variant: Variant = {}): { bench: NodeBench; cover: Cover } {
  const bench = new NodeBench(exampleNode('GEO', variant));
  const insurer = insurerTin('GE');
  openAccount(bench, TRADER, ['principal']);
  openAccount(bench, insurer, ['guarantor']);
  const countries = ['GE', 'AZ', 'KZ'];
  bench.tell('G810', {
    tin: TRADER,
    type: '1',
    referenceAmount: 63_000,
    currency: 'USD',
    countries,
    requestedLevel: 1,
    guarantorTin: insurer,
  });
  bench.tell(
    'G811',
    {
      guarantorTin: insurer,
      principalTin: TRADER,
      ceiling: 63_000,
      countries,
      validFrom: isoUtc(START - DAY),
      validTo: isoUtc(START + 300 * DAY),
    },
    { sender: 'FI-GEO' },
  );
  const review = bench.of('N810').at(-1)?.body.task ?? '';
  bench.decide(review, 'grant');
  const granted = bench.of('G812')[0]?.body;
  if (granted?.grn === undefined) throw new Error('no guarantee was granted');
  const cover = { grn: granted.grn, accessCode: granted.accessCode ?? '' };
  return { bench: bench.clear(), cover };
}

function openAccount(bench: NodeBench, tin: string, roles: string[]): void {
  bench.tell(
    'A801',
    {
      tin,
      legalName: `Company ${tin}`,
      address: 'Tbilisi',
      country: 'GE',
      roles,
      contact: 'desk',
      requestedTrustLevel: 1,
    },
    { sender: tin },
  );
  bench.decide(`accountReview/${tin}`, 'approve');
  if (!roles.includes('guarantor')) return;
  bench.decide(`accountConfirmation/${tin}`, 'approve', { officer: 'officer-2' });
}
