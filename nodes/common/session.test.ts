import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect, Message } from '../../simulator/core/participant.ts';
import { Outcome } from '../../simulator/core/participant.ts';
import { DAY, isoUtc, SECOND } from '../../simulator/core/time.ts';
import { LIMITS, SCHEMA_VERSION } from './limits.ts';
import { ICE } from './routing.ts';
import { Session } from './session.ts';

const START = Date.UTC(2026, 6, 14, 6);
const ACK = 10 * SECOND;

/** A session with time and a timer around it; what leaves for ICE is kept in order. */
class Desk {
  now = START;
  /** Messages that left, repeats among them. */
  left: Message[] = [];
  /** Messages journalled as sent. */
  sent: Message[] = [];
  repeats: number[] = [];
  receipts: string[] = [];
  dropped: string[] = [];
  timer: number | undefined;
  readonly session = new Session('GEO', ['GEO', 'AZE', 'KAZ'], ACK);

  /** One step that sends messages about these movements. */
  send(...mrns: string[]): void {
    this.step((out) => {
      for (const mrn of mrns) {
        const body = { mrn, office: 'GE000101', passageDate: isoUtc(this.now), controlled: 0 };
        out.send({ messageType: 'X118', to: 'AZE', mrn, body });
      }
    });
  }

  acknowledge(messageId: string): void {
    const body = { messageId, receivedAt: isoUtc(this.now), queuePosition: 0 };
    this.take({ messageId: 'ICE-n1', messageType: 'S001', sender: ICE, body });
  }

  take(part: Pick<Message, 'messageId' | 'messageType' | 'sender' | 'body'>): boolean {
    let handled = false;
    const envelope = { recipient: 'GEO', sentAt: isoUtc(this.now), schemaVersion: SCHEMA_VERSION };
    this.step((out) => {
      handled = this.session.takes({ ...envelope, ...part }, this.now, out);
    });
    return handled;
  }

  /** Time passes; the timer rings when it is due. */
  pass(ms: number): void {
    const until = this.now + ms;
    while (this.timer !== undefined && this.timer <= until) {
      this.now = this.timer;
      this.timer = undefined;
      this.step((out) => {
        this.session.onAcknowledgementTimer(this.now, out);
      });
    }
    this.now = until;
  }

  prune(): void {
    this.step((out) => {
      this.session.prune(this.now, out);
    });
  }

  table(name: string) {
    return this.session.tables.find((table) => table.name === name);
  }

  ids(): string[] {
    return this.left.map(({ messageId }) => messageId);
  }

  private step(act: (out: Outcome) => void): void {
    const out = new Outcome();
    act(out);
    this.session.seal(out, this.now);
    for (const { table, key, row } of out.puts) table.commit(key, row);
    for (const fact of out.facts) {
      if (fact.type === 'MessageRepeated') this.repeats.push(Number(fact.attempt));
      if (fact.type === 'RepeatDropped') this.dropped.push(String(fact.id));
    }
    for (const effect of out.effects) this.carry(effect);
  }

  private carry(effect: Effect): void {
    switch (effect.kind) {
      case 'post':
        this.sent.push(effect.message);
        if (effect.held !== true) this.left.push(effect.message);
        break;
      case 'relay':
        this.left.push(effect.message);
        break;
      case 'startTimer':
        this.timer = effect.at;
        break;
      case 'stopTimer':
        this.timer = undefined;
        break;
      case 'send':
        this.receipts.push(...(effect.body as { messageIds: string[] }).messageIds);
        break;
    }
  }
}

describe('what goes out', () => {
  it('is numbered in order and waits for S001', () => {
    const desk = new Desk();
    desk.send('M-1', 'M-2');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2']);
    expect(desk.left[0]).toMatchObject({
      sender: 'GEO',
      recipient: 'AZE',
      sentAt: isoUtc(START),
      mrn: 'M-1',
    });
    expect(desk.table('outbox')?.size).toBe(2);
    desk.acknowledge('GEO-1');
    desk.acknowledge('GEO-2');
    desk.acknowledge('GEO-2');
    expect(desk.table('outbox')?.size).toBe(0);
    expect(desk.timer).toBeUndefined();
    desk.send('M-3');
    expect(desk.ids().at(-1)).toBe('GEO-3');
  });

  it('is repeated unchanged, the pauses doubling up to a bound, and never given up', () => {
    const desk = new Desk();
    desk.send('M-1');
    const times: number[] = [];
    for (let seconds = 0; seconds < 2_000; seconds++) {
      const before = desk.left.length;
      desk.pass(SECOND);
      if (desk.left.length > before) times.push(seconds + 1);
    }
    expect(times.slice(0, 8)).toEqual([10, 30, 70, 150, 310, 630, 950, 1_270]);
    expect(desk.left.every((message) => message === desk.sent[0])).toBe(true);
    expect(desk.repeats.slice(0, 3)).toEqual([1, 2, 3]);
    desk.acknowledge('GEO-1');
    expect(desk.timer).toBeUndefined();
  });

  it('is not repeated while the timer watched an older message', () => {
    const desk = new Desk();
    desk.send('M-1');
    desk.pass(9 * SECOND);
    desk.send('M-2');
    desk.acknowledge('GEO-1');
    desk.pass(9 * SECOND);
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2']);
    desk.pass(SECOND);
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2', 'GEO-2']);
  });

  it('is held behind what has to be repeated, and follows in order when ICE answers again', () => {
    const desk = new Desk();
    desk.send('M-1', 'M-2');
    desk.pass(11 * SECOND);
    desk.send('M-3');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2', 'GEO-1']);
    expect(desk.sent).toHaveLength(3);
    desk.acknowledge('GEO-1');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2', 'GEO-1', 'GEO-2', 'GEO-3']);
    desk.send('M-4');
    expect(desk.ids().at(-1)).toBe('GEO-3');
    for (const id of ['GEO-2', 'GEO-3', 'GEO-4']) desk.acknowledge(id);
    expect(desk.ids().at(-1)).toBe('GEO-4');
    expect(desk.table('outbox')?.size).toBe(0);
    desk.send('M-5');
    expect(desk.ids().at(-1)).toBe('GEO-5');
  });

  it('follows a window at a time after a long outage', () => {
    const desk = new Desk();
    desk.send('M-0');
    desk.pass(ACK);
    for (let i = 1; i < 100; i++) desk.send(`M-${String(i)}`);
    expect(desk.left).toHaveLength(2);
    desk.acknowledge('GEO-1');
    expect(desk.left).toHaveLength(2 + LIMITS.repeatWindow);
  });

  it('is held together with what the same step says, while older ones are held', () => {
    const desk = new Desk();
    desk.send('M-0');
    desk.pass(ACK);
    for (let i = 1; i <= 30; i++) desk.send(`M-${String(i)}`);
    desk.acknowledge('GEO-1');
    expect(desk.ids().at(-1)).toBe(`GEO-${String(LIMITS.repeatWindow + 1)}`);
    const before = desk.left.length;
    desk.send('M-31', 'M-31', 'M-32');
    expect(desk.ids().slice(before)).toEqual([]);
  });

  it('is set aside when ICE or the recipient refuses it, but not when it only waits at ICE', () => {
    const desk = new Desk();
    desk.send('M-1', 'M-2', 'M-3');
    const nack = (messageId: string, reason: string) => ({
      messageId: `ICE-${messageId}-${reason}`,
      messageType: 'S906',
      sender: ICE,
      body: { messageId, errors: [{ pointer: '/', code: '14', reason }] },
    });
    desk.take(nack('GEO-1', 'C602'));
    expect(desk.table('outbox')?.size).toBe(3);
    desk.take(nack('GEO-1', 'C601'));
    desk.take({ ...nack('GEO-2', 'C601'), messageType: 'S917' });
    expect(desk.table('outbox')?.size).toBe(1);
    desk.take({ ...nack('GEO-3', 'C601'), sender: 'GE204378869' });
    desk.take({ messageId: 'x', messageType: 'S001', sender: 'AZE', body: { messageId: 'GEO-3' } });
    expect(desk.table('outbox')?.size).toBe(1);
  });

  it('reaches ICE once each in the end and first in order, whatever is lost', () => {
    const losses = fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 30 }),
        lost: fc.boolean(),
        ackLost: fc.boolean(),
      }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(losses, (plan) => {
        const desk = new Desk();
        const taken: string[] = [];
        let carried = 0;
        /** ICE during the plan loses what the plan says; afterwards nothing. */
        const exchange = (lost: boolean, ackLost: boolean) => {
          while (carried < desk.left.length) {
            const { messageId } = desk.left[carried++] ?? { messageId: '' };
            if (lost) continue;
            if (!taken.includes(messageId)) taken.push(messageId);
            if (!ackLost) desk.acknowledge(messageId);
          }
        };
        plan.forEach(({ gap, lost, ackLost }, i) => {
          desk.send(`M-${String(i)}`);
          exchange(lost, ackLost);
          desk.pass(gap * SECOND);
        });
        for (let i = 0; i < 3 * plan.length + 20; i++) {
          exchange(false, false);
          desk.pass(ACK);
        }
        expect(desk.table('outbox')?.size).toBe(0);
        expect(taken.map((id) => Number(id.slice(4))).sort((a, b) => a - b)).toEqual(
          plan.map((_, i) => i + 1),
        );
      }),
    );
  });

  it('waits for the S001 of what its movement has said before, and for nobody else', () => {
    const desk = new Desk();
    desk.send('M-1');
    desk.send('M-2');
    desk.send('M-1');
    desk.send('M-1');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2']);
    desk.acknowledge('GEO-2');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2']);
    desk.acknowledge('GEO-1');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2', 'GEO-3']);
    desk.acknowledge('GEO-3');
    desk.acknowledge('GEO-4');
    expect(desk.ids()).toEqual(['GEO-1', 'GEO-2', 'GEO-3', 'GEO-4']);
    expect(desk.table('outbox')?.size).toBe(0);
    expect(desk.timer).toBeUndefined();
  });

  it('keeps the order of each movement, whatever is lost or overtaken on the way', () => {
    const picks = fc.array(fc.record({ at: fc.nat(), lost: fc.boolean(), ackLost: fc.boolean() }), {
      maxLength: 6,
    });
    const plans = fc.array(
      fc.record({ movement: fc.nat(2), gap: fc.integer({ min: 0, max: 30 }), picks }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(plans, (plan) => {
        const desk = new Desk();
        const taken = new Set<Message>();
        const wire: Message[] = [];
        let carried = 0;
        const arrive = (at: number, lost: boolean, ackLost: boolean) => {
          wire.push(...desk.left.slice(carried));
          carried = desk.left.length;
          const [message] = wire.splice(at % Math.max(1, wire.length), 1);
          if (message === undefined || lost) return;
          taken.add(message);
          if (!ackLost) desk.acknowledge(message.messageId);
        };
        for (const { movement, gap, picks: arriving } of plan) {
          desk.send(`M-${String(movement)}`);
          for (const { at, lost, ackLost } of arriving) arrive(at, lost, ackLost);
          desk.pass(gap * SECOND);
        }
        while ((desk.table('outbox')?.size ?? 0) > 0) {
          desk.pass(ACK);
          do arrive(0, false, false);
          while (wire.length > 0);
        }
        for (const movement of [0, 1, 2]) {
          const numbers = [...taken]
            .filter(({ mrn }) => mrn === `M-${String(movement)}`)
            .map(({ messageId }) => Number(messageId.slice(4)));
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        }
        expect(taken.size).toBe(plan.length);
      }),
    );
  });

  it('keeps its order through an outage', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.nat(), (plan, when) => {
        const desk = new Desk();
        const taken: string[] = [];
        let carried = 0;
        const back = when % plan.length;
        const exchange = (up: boolean) => {
          while (carried < desk.left.length) {
            const { messageId } = desk.left[carried++] ?? { messageId: '' };
            if (!up) continue;
            if (!taken.includes(messageId)) taken.push(messageId);
            desk.acknowledge(messageId);
          }
        };
        plan.forEach((gap, i) => {
          desk.send(`M-${String(i)}`);
          // ICE is away from before the first message until some time, at least until T-ACK has rung.
          desk.pass(i === 0 ? ACK : gap * SECOND);
          exchange(i >= back);
        });
        for (let i = 0; i < 3 * plan.length + 40; i++) {
          exchange(true);
          desk.pass(ACK);
        }
        expect(taken).toEqual(plan.map((_, i) => `GEO-${String(i + 1)}`));
      }),
    );
  });
});

describe('what comes in', () => {
  const crossing = (messageId: string, sender = 'AZE') => ({
    messageId,
    messageType: 'X118',
    sender,
    body: {},
  });

  it('is receipted and handled once; a repeat is receipted again (C108)', () => {
    const desk = new Desk();
    expect(desk.take(crossing('AZE-1'))).toBe(true);
    expect(desk.take(crossing('AZE-1'))).toBe(false);
    expect(desk.take(crossing('AZE-1', 'KAZ'))).toBe(true);
    expect(desk.receipts).toEqual(['AZE-1', 'AZE-1', 'AZE-1']);
    expect(desk.dropped).toEqual(['AZE-1']);
  });

  it('from inside the country needs no receipt', () => {
    const desk = new Desk();
    expect(desk.take(crossing('GEO-n1', 'GE000101'))).toBe(true);
    expect(desk.take({ ...crossing('WORLD-n1', 'GE204378869'), messageType: 'T015' })).toBe(true);
    expect(desk.receipts).toEqual([]);
  });

  it('is remembered for as long as a repeat may come', () => {
    const desk = new Desk();
    desk.take(crossing('AZE-1'));
    desk.pass(LIMITS.repeatMemoryMs - DAY);
    desk.take(crossing('AZE-2'));
    desk.prune();
    expect(desk.table('inbox')?.size).toBe(2);
    desk.pass(DAY);
    desk.prune();
    expect(desk.table('inbox')?.size).toBe(1);
    expect(desk.take(crossing('AZE-2'))).toBe(false);
  });
});
