/** The insurers of four countries with their nodes played by hand, for tests of the whole chain. No part of an insurer. */
import { Cell } from '../../simulator/core/cell.ts';
import type { Entry, Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Command, Message } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { formDefects } from '../common/envelope.ts';
import { INSURANCE } from '../common/insurance.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import type { InsuranceParameters, NodeParameters } from '../common/parameters.ts';
import { countryOfInsurer, insurerOf, insurerTin, networkOf } from '../common/routing.ts';
import { REAL_TIMERS } from '../common/timers.ts';
import { ACCOUNTS } from './books.ts';
import { createGuarantor } from './guarantor.ts';

/** 14 July 2026, 06:00 UTC. */
export const START: SimTime = Date.UTC(2026, 6, 14, 6);
export const MEMBERS = { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ', UZB: 'UZ' } as const;
export type Member = keyof typeof MEMBERS;

const NODES = Object.keys(MEMBERS) as Member[];
const INSURERS = NODES.map(insurerOf);
const PARTICIPANTS = ['WORLD', 'ICE', ...NODES, ...INSURERS];
const HOLDER = 'GE204378869';
export const GRN = '26GE000902A000010';
export const MRN = '26GE000101000001Y8';

export class Chain {
  now = START;
  readonly entries: Entry[] = [];
  /** What the insurers have sent, but to each other. */
  sent: Message[] = [];
  /** Clearings (X822), in order, as their senders gave them to their nodes. */
  readonly clearings: Body<'X822'>[] = [];
  private readonly cells = new Map<string, Cell>();
  private readonly scheduler = new Scheduler();
  private count = 0;

  constructor(insurance: Partial<InsuranceParameters> = {}, claimCeiling?: number) {
    const host = {
      scheduler: this.scheduler,
      chance: new Chance('chain'),
      network: networkOf(PARTICIPANTS, MEMBERS),
      sink: {
        entry: (entry: Entry) => this.entries.push(entry),
        post: (post: Post) => {
          this.carry(post.message);
        },
      },
    };
    for (const node of NODES) {
      const id = insurerOf(node);
      const parameters = parametersOf(node, { ...INSURANCE, ...insurance }, claimCeiling);
      const cell = new Cell(createGuarantor(node, parameters), PARTICIPANTS.indexOf(id), host);
      this.cells.set(id, cell);
      cell.start(START);
    }
    for (const node of NODES) {
      const tin = insurerTin(MEMBERS[node]);
      this.tell(node, 'A802', { tin, decision: 1, roles: ['guarantor'] }, node);
    }
    this.sent = [];
  }

  /** A guarantee of Georgia's insurer under `GRN`, with the deposit that its level asks for. */
  grant(referenceAmount: number, level: number, share: number): this {
    const request = {
      tin: HOLDER,
      type: '1',
      referenceAmount,
      currency: 'USD',
      countries: ['GE', 'AZ', 'KZ', 'UZ'],
      requestedLevel: level,
      guarantorTin: insurerTin('GE'),
    };
    this.tell('GEO', 'G810', request, 'GE000900');
    const guaranteeAmount = referenceAmount * share;
    const granted = { tin: HOLDER, decision: 1 as const, grn: GRN, type: '1', referenceAmount };
    const body = { ...granted, percentage: share * 100, guaranteeAmount, notValidIn: [] };
    return this.tell('GEO', 'G812', body, 'GE000900');
  }

  /** X820 of a country's customs to its own insurer. */
  claim(node: Member, amount: number, change: Partial<Body<'X820'>> = {}): this {
    const body: Body<'X820'> = {
      claimId: 'CLAIM-1',
      mrn: MRN,
      grn: GRN,
      withdrawn: 0,
      countryOfDebt: MEMBERS[node],
      principalSum: amount,
      interest: 0,
      currency: 'USD',
      undeclaredGoods: 0,
      evidence: 'not seen again',
      dueDate: isoUtc(START),
      ...change,
    };
    return this.tell(node, 'X820', body, `${MEMBERS[node]}000900`);
  }

  /** N820 of an officer of an insurer. */
  decide(node: Member, decision: string, task = 'claim/CLAIM-1', reason?: string): this {
    const body: Body<'N820'> = { task, office: 'GE000900', officer: 'clerk', decision };
    if (reason !== undefined) body.reason = reason;
    return this.tell(node, 'N820', body, 'clerk');
  }

  /** The insurer of a country cannot pay for so long; `heals` ends it. */
  strike(node: Member, lastsMs: number, id = 'fault'): this {
    const until = this.now + lastsMs;
    return this.command(node, { type: 'fault', actor: id, fault: 'guarantorInsolvent', id, until });
  }

  heal(node: Member, id = 'fault'): this {
    return this.command(node, { type: 'faultHeals', actor: id, id });
  }

  private command(node: Member, command: Command): this {
    this.cells.get(insurerOf(node))?.command(command, this.now);
    return this.pass(0);
  }

  tell<C extends MessageCode>(node: Member, messageType: C, body: Body<C>, sender: string): this {
    this.deliver(insurerOf(node), messageType, body, sender);
    return this.pass(0);
  }

  pass(ms: number): this {
    const end = this.now + ms;
    while (this.scheduler.peekDue() <= end) {
      this.scheduler.pop();
      const { destination, handler, argument, dueAt } = this.scheduler;
      this.now = dueAt;
      this.cells.get(PARTICIPANTS[destination] ?? '')?.handle(handler, argument, dueAt);
    }
    this.now = end;
    return this;
  }

  /** Until the first moment of the month after next, when all is cleared and settled. */
  passMonths(count: number): this {
    const date = new Date(this.now);
    const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 28);
    return this.pass(end - this.now);
  }

  /** Balances of an insurer, in units of the currency, without what is nothing. */
  books(node: Member): Record<string, number> {
    const table = this.cells
      .get(insurerOf(node))
      ?.participant.tables.find(({ name }) => name === 'books');
    const balances: Record<string, number> = {};
    for (const account of ACCOUNTS) {
      const { balance = 0 } = (table?.get(account) ?? {}) as { balance?: number };
      if (balance !== 0) balances[account] = balance / 100;
    }
    return balances;
  }

  /** Statuses of X821, in order. */
  replies(): string[] {
    return this.sent.flatMap(({ messageType, body }) =>
      messageType === 'X821' ? [(body as Body<'X821'>).status] : [],
    );
  }

  refusals(): string[] {
    return this.entries.flatMap(({ type, rule }) =>
      type === 'MessageRejected' ? [String(rule)] : [],
    );
  }

  /** What nodes and ICE do with a clearing: to all insurers named but its sender; back to it where it names nobody else. */
  private carry(message: Message): void {
    const [defect] = formDefects(message);
    if (defect !== undefined) throw new Error(`${message.messageType}: ${defect.text}`);
    if (message.messageType !== 'X822') {
      this.sent.push(message);
      return;
    }
    const body = message.body as Body<'X822'>;
    this.clearings.push(body);
    const parties = new Set(body.shares.map(({ party }) => party));
    const others = [...parties].filter((party) => party !== message.sender);
    for (const party of others.length === 0 ? [message.sender] : others) {
      const node = countryOfInsurer(party);
      if (node !== undefined) this.deliver(party, 'X822', body, node);
    }
  }

  private deliver<C extends MessageCode>(
    insurer: string,
    messageType: C,
    body: Body<C>,
    sender: string,
  ): void {
    const sequence = ++this.count;
    const message: Message = {
      messageId: `in-${String(sequence)}`,
      messageType,
      sender,
      recipient: insurer,
      sentAt: isoUtc(this.now),
      schemaVersion: SCHEMA_VERSION,
      body,
    };
    const destination = PARTICIPANTS.indexOf(insurer);
    const post = { message, source: 0, destination, sequence, arrivesAt: this.now };
    this.cells.get(insurer)?.deliver(post);
  }
}

const parametersOf = (
  country: Member,
  insurance: InsuranceParameters,
  claimCeiling: number | undefined,
): NodeParameters => ({
  country,
  iso2: MEMBERS[country],
  officeOfGuarantee: `${MEMBERS[country]}000900`,
  channels: { green: 1, yellow: 0, orange: 0, red: 0 },
  promptInsurer: true,
  scheme: {
    currency: 'USD',
    creditOn: 'discharge',
    letter: 'Y',
    members: MEMBERS,
    observers: [],
    timers: REAL_TIMERS,
    tariffs: {},
    offices: {},
    insurance,
    ...(claimCeiling === undefined ? {} : { claimCeiling }),
  },
});
