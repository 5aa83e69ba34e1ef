/** Communication Efficiency: how much of the traffic over ICE came in time, was answered in time, and went through at the first try. */
import { both } from '../../nodes/common/bilingual.ts';
import { REAL_TIMERS } from '../../nodes/common/timers.ts';
import type { TimerId } from '../../nodes/common/timers.ts';
import type { BreakdownRow } from './kpi.ts';
import { kpiOf } from './kpi.ts';
import { atLeast } from './goals.ts';
import type { Handlers, Measure, Range } from './range.ts';
import { Groups, Ratio, Worst } from './tally.ts';

/** A message is delivered in time if its recipient has it before its sender would send it again. */
export const DELIVERY_TARGET_MS = REAL_TIMERS['T-ACK'];

/** Requests that have a timer for their answer. */
const ANSWER_TIMERS: Readonly<Record<string, TimerId>> = {
  X002: 'T-ANS',
  X114: 'T-ANS',
  X200: 'T-ANS',
  X203: 'T-GUARES',
};

interface Question {
  readonly t: number;
  readonly limit: number;
  readonly node: string;
}

const WEIGHTS = { delivered: 0.4, answered: 0.3, clean: 0.3 } as const;
type Part = keyof typeof WEIGHTS;
const PARTS = Object.keys(WEIGHTS) as readonly Part[];

export class Communication implements Measure {
  readonly byNode = new Groups(() => new Ratio());
  readonly slowest = new Worst();
  readonly count: Handlers;
  private readonly shares: Readonly<Record<Part, Ratio>> = {
    delivered: new Ratio(),
    answered: new Ratio(),
    clean: new Ratio(),
  };
  /** Requests without an answer yet, the oldest first. */
  private readonly open = new Map<string, Question>();

  constructor({ registry }: Range) {
    this.count = {
      MessageSent: ({ id, msg, n, t, re }) => {
        const timer = ANSWER_TIMERS[msg];
        if (timer !== undefined) this.open.set(id, { t, limit: REAL_TIMERS[timer], node: n });
        if (re !== undefined) this.onAnswer(re, t);
      },
      MessageSettled: ({ t, from, msg, mrn, sentAt, refused, repeats }) => {
        const clean = refused === null && repeats === 0;
        this.shares.clean.add(clean ? 1 : 0);
        this.byNode.at('node', from).add(clean ? 1 : 0);
        if (refused !== null) return;
        this.shares.delivered.add(t - sentAt <= DELIVERY_TARGET_MS ? 1 : 0);
        const movement = mrn === null ? undefined : registry.ofMrn(mrn);
        this.slowest.add(movement, (t - sentAt) / 1_000, t, msg);
      },
    };
  }

  private onAnswer(request: string, t: number): void {
    const question = this.open.get(request);
    if (question === undefined) return;
    this.open.delete(request);
    this.shares.answered.add(t - question.t <= question.limit ? 1 : 0);
  }

  /** Requests whose timer has run out count as not answered in time, and are not waited for any longer. */
  private expire(now: number): void {
    for (const [id, { t, limit }] of this.open) {
      if (now - t <= limit) continue;
      this.open.delete(id);
      this.shares.answered.add(0);
    }
  }

  value(now: number, which: 'value' | 'recent'): number | null {
    this.expire(now);
    let points = 0;
    let weights = 0;
    for (const part of PARTS) {
      const share = this.shares[part][which]();
      if (share === null) continue;
      points += WEIGHTS[part] * share;
      weights += WEIGHTS[part];
    }
    return weights === 0 ? null : (10 * points) / weights;
  }

  rows(): BreakdownRow[] {
    const parts = PARTS.map((key): BreakdownRow => {
      const share = this.shares[key];
      return { by: 'part', key, side: null, n: share.over, value: share.value(10) };
    });
    return [...parts, ...this.byNode.rows((held) => ({ n: held.over, value: held.value(10) }))];
  }

  exchanges(): number {
    return this.shares.clean.over;
  }

  next(): void {
    for (const part of PARTS) this.shares[part].next();
  }
}

export const communication = kpiOf(
  {
    id: 'communication',
    title: both('Communication Efficiency', 'Эффективность обмена сообщениями'),
    unit: 'of 10',
    worstUnit: 's',
    digits: 1,
    group: 'test2024',
    published: both('8 of 10', '8 из 10'),
    goal: atLeast(8),
    definition: both(
      '10 × (0.4 × share of messages over ICE that reached their recipient within 10 s, the time after which a sender repeats; + 0.3 × share of requests with an answer timer that were answered within it; + 0.3 × share of messages over ICE neither refused nor repeated). A part without cases is left out and the others keep their proportions.',
      '10 × (0,4 × доля сообщений через ICE, дошедших до получателя за 10 с – время, после которого отправитель повторяет; + 0,3 × доля запросов с таймером ответа, на которые ответили в срок; + 0,3 × доля сообщений через ICE без отказа и повтора). Часть без случаев исключается, пропорции остальных сохраняются.',
    ),
    unfinished: both(
      'messages under way are left out; a request whose timer has run out counts as not answered in time',
      'сообщения в пути не учитываются; запрос с истёкшим таймером считается не отвеченным в срок',
    ),
    source: 'domain 11 (R); domain 6: T-ACK, T-ANS, T-GUARES',
  },
  {
    measure: Communication,
    value: (m, now) => m.value(now, 'value'),
    recent: (m, now) => m.value(now, 'recent'),
    count: (m) => m.exchanges(),
    breakdown: (m) => m.rows(),
    worst: (m) => m.slowest.list(),
  },
);
