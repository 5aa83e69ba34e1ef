import { describe, expect, test } from 'vitest';
import { SINGLE, THROUGH } from '../flows/testing.ts';
import type { Profile } from '../profiles/profile.ts';
import { simulate } from './testing/simulated-exchange.ts';
import type { Conduct } from './testing/simulated-exchange.ts';

const PROFILE: Profile = {
  name: 'test',
  summary: { en: '', ru: '' },
  stages: [{ seconds: 60, rate: 100 }],
  warmUp: 0,
  arrivals: 'even',
  pace: 86_400,
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  p99Most: 2_000,
};
const short = { ...PROFILE, stages: [{ seconds: 5, rate: 20 }] };

describe('latency counts from when a message was to be sent', () => {
  test('a server that stands still for 10 of 60 s shows in the percentiles as the arithmetic says', () => {
    const { measured, ledger } = simulate({
      ...{ flows: [SINGLE()], profile: PROFILE, service: 0.1 },
      stall: [20_000, 30_000],
    });
    expect(ledger.findings).toEqual([]);
    // One in six waits, evenly between 10 s and nothing: the slowest 1 % wait longer than 10 − 0.01 × 60 s.
    expect(measured.acknowledgement.p99 / 9_400).toBeCloseTo(1, 1);
    expect(measured.acknowledgement.max).toBeGreaterThan(9_900);
    expect(measured.acknowledgement.p50).toBeLessThan(1);
    expect(measured.acknowledgement.p90 / 4_000).toBeCloseTo(1, 1);
    expect(measured.acknowledgement.count).toBe(6_000);
  });

  test('a server that carries half of what comes falls behind by the other half', () => {
    const { measured } = simulate({ flows: [SINGLE()], profile: PROFILE, service: 20 });
    expect(measured.achieved.messages / 50).toBeCloseTo(1, 1);
    expect(measured.asked.messages).toBeCloseTo(100, 6);
    expect(measured.backlog.growth / 50).toBeCloseTo(1, 1);
    expect(measured.acknowledgement.max).toBeGreaterThan(25_000);
  });

  test('a fast server is measured as fast as it is', () => {
    const { measured } = simulate({ flows: [THROUGH()], profile: PROFILE, service: 0.5 });
    expect(measured.acknowledgement.p50).toBeGreaterThanOrEqual(0.5);
    expect(measured.acknowledgement.p99).toBeLessThan(10);
    expect(measured.schedule.max).toBe(0);
  });
});

describe('movements', () => {
  test('go through to their end, each message once and in order', () => {
    const order: string[] = [];
    const conduct: Conduct = (message, text) => {
      order.push(`${String(message.mrn)} ${message.messageType}`);
      return { acknowledged: true, deliveries: [[message.recipient, text]] };
    };
    const { generator, ledger } = simulate({
      flows: [THROUGH()],
      profile: short,
      service: 0.1,
      conduct,
    });
    expect(generator.begun).toBe(100);
    expect(ledger.findings).toEqual([]);
    const types = new Map<string, string[]>();
    for (const line of order) {
      const [mrn = '', type = ''] = line.split(' ');
      types.set(mrn, [...(types.get(mrn) ?? []), type]);
    }
    expect(types.size).toBe(100);
    const whole = [...types.values()].filter(({ length }) => length === 5);
    expect(whole.length).toBeGreaterThan(20);
    for (const each of types.values())
      expect(['X001', 'X050', 'X118', 'X006', 'X018'].slice(0, each.length)).toEqual(each);
  });

  test('are the same for the same seed, and others for another', () => {
    const sent = (seed: string): string[] => {
      const texts: string[] = [];
      const conduct: Conduct = (message, text) => {
        texts.push(text);
        return { acknowledged: true, deliveries: [[message.recipient, text]] };
      };
      const profile = { ...short, arrivals: 'poisson' as const };
      simulate({ flows: [SINGLE(), THROUGH()], profile, service: 0.1, conduct, seed });
      return texts;
    };
    expect(sent('1')).toEqual(sent('1'));
    expect(sent('2')).not.toEqual(sent('1'));
  });
});

describe('every answer is held against the specification', () => {
  const one = (conduct: Conduct) =>
    simulate({ flows: [THROUGH()], profile: short, service: 0.1, conduct }).ledger;
  /** Does something wrong with one message, and is honest otherwise. */
  const wrongOnce = (wrong: Conduct): Conduct => {
    let seen = 0;
    return (message, text) =>
      ++seen === 150
        ? wrong(message, text)
        : { acknowledged: true, deliveries: [[message.recipient, text]] };
  };

  test.each<[string, Conduct]>([
    ['lost', () => ({ acknowledged: true, deliveries: [] })],
    [
      'unanswered',
      ({ recipient }, text) => ({ acknowledged: false, deliveries: [[recipient, text]] }),
    ],
    [
      'altered',
      ({ recipient }, text) => ({
        acknowledged: true,
        deliveries: [[recipient, text.replace('AZ000200', 'AZ000201')]],
      }),
    ],
    [
      'misdelivered',
      ({ sender, recipient }, text) => ({
        acknowledged: true,
        deliveries: [
          [sender, text],
          [recipient, text],
        ],
      }),
    ],
  ])('%s', (kind, wrong) => {
    const ledger = one(wrongOnce(wrong));
    expect(ledger.findings.map((finding) => finding.kind)).toContain(kind);
    expect(ledger.findings[0]?.messageId).toMatch(/^(GEO|AZE|KAZ)-L/);
  });

  test('a message written anew with its members in another order is the same message', () => {
    const conduct: Conduct = (message, text) => {
      const { body, ...header } = JSON.parse(text) as { body: object };
      return {
        acknowledged: true,
        deliveries: [[message.recipient, JSON.stringify({ body, ...header })]],
      };
    };
    // Its id is no longer first, and found all the same.
    expect(one(conduct).findings).toEqual([]);
  });

  test('one wrong release in ten thousand is found: an advance record whose control result was changed', () => {
    let releases = 0;
    const conduct: Conduct = ({ messageType, recipient }, text) => {
      const isWrong = messageType === 'X001' && ++releases === 7_777;
      return {
        acknowledged: true,
        deliveries: [[recipient, isWrong ? text.replace('AZ000200', 'AZ000102') : text]],
      };
    };
    const profile = { ...PROFILE, stages: [{ seconds: 10, rate: 1_000 }] };
    const { ledger } = simulate({ flows: [SINGLE()], profile, service: 0.1, conduct });
    expect(ledger.findings.map(({ kind, messageType }) => [kind, messageType])).toEqual([
      ['altered', 'X001'],
    ]);
    expect(ledger.answers).toBeGreaterThanOrEqual(20_000);
  });
});
