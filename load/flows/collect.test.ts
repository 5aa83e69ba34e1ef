import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import { formDefects } from '../../nodes/common/envelope.ts';
import { parseMrn } from '../../nodes/common/numbers/mrn.ts';
import { textOf } from './flow.ts';
import { Numbers } from './numbers.ts';
import { flowOf, MRN, THROUGH } from './testing.ts';

const AT = Date.UTC(2026, 10, 30, 9);

describe('a flow', () => {
  test('has its messages in order, each with what its sender must have before', () => {
    const { messages } = THROUGH();
    expect(messages.map(({ type, needs }) => [type, needs])).toEqual([
      ['X001', -1],
      ['X050', -1],
      ['X118', 1],
      ['X006', 0],
      ['X018', 0],
    ]);
    expect(messages.map(({ offset }) => offset / 1_000)).toEqual([0, 1, 3_600, 90_000, 93_600]);
  });

  test('is sent again under a new number, new ids and the time at hand, and otherwise as it was', () => {
    const flow = flowOf(
      [
        { type: 'X002', from: 'KAZ', to: 'GEO', at: 1 },
        { type: 'X001', from: 'GEO', to: 'AZE', at: 0 },
        { type: 'X003', from: 'GEO', to: 'KAZ', at: 2, re: 0 },
      ]
        .sort((a, b) => a.at - b.at)
        .map((step) => ('re' in step ? { ...step, re: 1 } : step)),
    );
    const number = new Numbers(AT).next(flow);
    const filling = {
      idOf: (n: number) => `NEW-${String(n)}`,
      sentAt: '2026-11-30T09:00:00.000Z',
      number,
    };
    const texts = flow.messages.map((message) => textOf(message, filling));
    const [first, asks, answers] = texts.map(
      (text) => JSON.parse(text) as Message & { body: { mrn: string } },
    );
    expect(first?.mrn).toBe(number);
    expect(first?.body.mrn).toBe(number);
    expect(first?.sentAt).toBe('2026-11-30T09:00:00.000Z');
    expect(answers?.correlationId).toBe(asks?.messageId);
    expect(texts.join()).not.toContain(MRN);
  });

  test('keeps the envelope: what is wrong with a message is wrong with its body alone', () => {
    const [message] = THROUGH().messages;
    const text = textOf(message!, {
      idOf: () => 'GEO-1',
      sentAt: '2026-11-30T09:00:00.000Z',
      number: MRN,
    });
    const defects = formDefects(JSON.parse(text) as Message);
    expect(defects.every(({ pointer }) => pointer.startsWith('/body'))).toBe(true);
  });
});

describe('numbers of a load', () => {
  test('are valid, of the flow’s office, and no two are alike', () => {
    const flow = THROUGH();
    const numbers = new Numbers(AT);
    const given = new Set(Array.from({ length: 5_000 }, () => numbers.next(flow)));
    expect(given.size).toBe(5_000);
    for (const number of given) {
      expect(parseMrn(number, '').ok).toBe(true);
      expect(number.slice(0, 10)).toBe(MRN.slice(0, 10));
    }
  });

  test('of two loads one after the other have none in common', () => {
    const flow = THROUGH();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_400 }),
        fc.integer({ min: 1, max: 3_600 }),
        (from, later) => {
          const numbers = (at: number, count: number): string[] => {
            const some = new Numbers(AT + at * 1_000);
            return Array.from({ length: count }, () => some.next(flow));
          };
          // As many as the first can have begun meanwhile, within bounds that the test can bear.
          const before = new Set(numbers(from, Math.min(later * 5_000, 500)));
          expect(numbers(from + later, 100).some((number) => before.has(number))).toBe(false);
        },
      ),
      { numRuns: 20 },
    );
  });
});
