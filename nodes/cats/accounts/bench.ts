/** A bench to run one department of a node on, and the invented scheme of the worked examples (domain.md section 8.3), for tests. No part of a node. */
import { Chance } from '../../../simulator/core/chance.ts';
import type { Effect, Fact, Message, Send } from '../../../simulator/core/participant.ts';
import { Outcome } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { TaskKind } from '../../common/tasks.ts';
import { SCHEMA_VERSION } from '../../common/limits.ts';
import type { Body, MessageCode } from '../../common/message-types.ts';
import type { NodeParameters, SchemeParameters } from '../../common/parameters.ts';
import type { Department, MessageOf } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { REAL_TIMERS } from '../../common/timers.ts';

/** 14 July 2026, 06:00 UTC. */
export const START: SimTime = Date.UTC(2026, 6, 14, 6);

const flat = (duty: number, vat: number) => ({ default: { duty, vat }, chapters: {} });

export const EXAMPLE_SCHEME: SchemeParameters = {
  currency: 'USD',
  creditOn: 'discharge',
  letter: 'Y',
  members: { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ', UZB: 'UZ' },
  observers: ['TKM'],
  timers: REAL_TIMERS,
  tariffs: {
    GEO: flat(0.12, 0.18),
    AZE: flat(0.15, 0.18),
    KAZ: flat(0.1, 0.16),
    UZB: flat(0.2, 0.12),
  },
  offices: {},
};

export const EXAMPLE_NODE: NodeParameters = {
  country: 'GEO',
  iso2: 'GE',
  officeOfGuarantee: 'GE000900',
  channels: { green: 0.7, yellow: 0.15, orange: 0.1, red: 0.05 },
  scheme: EXAMPLE_SCHEME,
};

let ids = 0;

/** A message as it comes in; every one has a new id. */
export function incoming<C extends MessageCode>(
  messageType: C,
  sender: string,
  body: Body<C>,
  recipient = 'GEO',
): MessageOf<C> {
  const message: Message = {
    messageId: `WORLD-n${String(++ids)}`,
    messageType,
    sender,
    recipient,
    sentAt: isoUtc(START),
    schemaVersion: SCHEMA_VERSION,
    body,
  };
  return message as MessageOf<C>;
}

/** Who decides, where, and why. */
interface Deciding {
  readonly office?: string;
  readonly officer?: string;
  readonly reason?: string;
}

/** Runs a department by hand: commits what its steps write, keeps what they say. */
export class Bench {
  now: SimTime = START;
  facts: readonly Fact[] = [];
  effects: readonly Effect[] = [];
  private readonly department: Department;
  private readonly chance = new Chance('bench');

  constructor(department: Department) {
    this.department = department;
  }

  message<C extends MessageCode>(message: MessageOf<C>): this {
    return this.run((at) => this.department.messages[message.messageType as C]?.(message, at));
  }

  timer(name: string, key: string): this {
    return this.run((at) => this.department.timers[name]?.(key, at));
  }

  decide(
    kind: TaskKind,
    key: string,
    decision: string,
    { office = 'GE000900', officer = 'officer', reason }: Deciding = {},
  ): this {
    const body: Body<'N820'> = { task: `${kind}/${key}`, office, officer, decision };
    if (reason !== undefined) body.reason = reason;
    const message = incoming('N820', officer, body, office);
    const task = { kind, key, office };
    const objection = this.department.objections?.[kind]?.(task, message);
    return this.run((at) => {
      if (objection === undefined) this.department.decisions[kind]?.(task, message, at);
      else say(at.out, objection);
    });
  }

  prune(): this {
    return this.run((at) => this.department.prune?.(at));
  }

  /** What the last step sent, of one message type. */
  sent<C extends MessageCode>(code: C): (Send & { readonly body: Body<C> })[] {
    return this.effects.filter(
      (effect): effect is Send & { readonly body: Body<C> } =>
        effect.kind === 'send' && effect.messageType === code,
    );
  }

  /** `name@ms from now` of timers started, `-name` of timers stopped. */
  timers(): string[] {
    return this.effects.flatMap((effect) => {
      if (effect.kind === 'startTimer') return [`${effect.name}@${String(effect.at - this.now)}`];
      return effect.kind === 'stopTimer' ? [`-${effect.name}`] : [];
    });
  }

  /** Rows of the facts of the last step. */
  rows(): (string | undefined)[] {
    return this.facts.map(({ row }) => row);
  }

  private run(
    step: (at: { now: SimTime; draws: { stream: Chance['stream'] }; out: Outcome }) => void,
  ): this {
    const out = new Outcome();
    const stream: Chance['stream'] = (name) => this.chance.stream(name);
    step({ now: this.now, draws: { stream }, out });
    for (const { table, key, row } of out.puts) table.commit(key, row);
    this.facts = [...out.facts];
    this.effects = [...out.effects];
    return this;
  }
}
