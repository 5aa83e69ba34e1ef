import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';
import { Chain, GRN, MRN } from './chain-bench.ts';
import type { Member } from './chain-bench.ts';

const ALL = ['GEO', 'AZE', 'KAZ', 'UZB'] as const;

/** Worked example E6: the goods vanish in Kazakhstan; 16 560 and 240 interest. */
const E6 = { principalSum: 16_560, interest: 240 };

/** Four months on: paid, cleared, settled, recourse cleared and settled. */
const toTheEnd = (chain: Chain): Chain => chain.passMonths(6);

describe('worked example E6: a chain claim', () => {
  test('accepted at once, paid in full within 90 days', () => {
    const chain = new Chain().claim('KAZ', 0, E6);
    expect(chain.replies()).toEqual(['accepted']);
    chain.pass(90 * DAY);
    expect(chain.replies()).toEqual(['accepted', 'paid']);
    const paid = chain.sent.at(-1);
    expect(paid).toMatchObject({
      messageType: 'X821',
      recipient: 'KZ000900',
      mrn: MRN,
      body: { claimId: 'CLAIM-1', status: 'paid', paidAmount: 16_800 },
    });
    expect(paid?.correlationId).toBe(chain.sent[0]?.correlationId);
  });

  test('the issuer owes it all, keeps 3 360, and cedes the rest to the pool', () => {
    const chain = new Chain().claim('KAZ', 0, E6);
    toTheEnd(chain);
    expect(chain.clearings.map(({ shares }) => shares)).toEqual([
      [{ role: 'issuer', party: 'FI-GEO', amount: 16_800 }],
      [
        { role: 'issuer', party: 'FI-GEO', amount: 3_360 },
        { role: 'pool', party: 'FI-GEO', amount: 4_032 },
        { role: 'pool', party: 'FI-AZE', amount: 4_032 },
        { role: 'pool', party: 'FI-KAZ', amount: 3_360 },
        { role: 'pool', party: 'FI-UZB', amount: 2_016 },
      ],
    ]);
  });

  test('without a deposit (level 4) the shares stand', () => {
    const chain = toTheEnd(new Chain().grant(63_000, 4, 0).claim('KAZ', 0, E6));
    expect(chain.books('GEO')).toEqual({ retainedLosses: 3_360, poolLosses: 4_032, cash: -7_392 });
    expect(chain.books('AZE')).toEqual({ poolLosses: 4_032, cash: -4_032 });
    expect(chain.books('KAZ')).toEqual({ poolLosses: 3_360, cash: -3_360 });
    expect(chain.books('UZB')).toEqual({ poolLosses: 2_016, cash: -2_016 });
  });

  test('with 18 900 deposited (level 3) all parts are refunded', () => {
    const chain = toTheEnd(new Chain().grant(63_000, 3, 0.3).claim('KAZ', 0, E6));
    expect(chain.clearings.at(-1)).toMatchObject({
      amount: 16_800,
      shares: [
        { role: 'recourse', party: 'FI-GEO', amount: 3_360 },
        { role: 'recourse', party: 'FI-GEO', amount: 4_032 },
        { role: 'recourse', party: 'FI-AZE', amount: 4_032 },
        { role: 'recourse', party: 'FI-KAZ', amount: 3_360 },
        { role: 'recourse', party: 'FI-UZB', amount: 2_016 },
      ],
    });
    expect(chain.books('GEO')).toEqual({ depositsHeld: -2_100, cash: 2_100 });
    for (const node of ['AZE', 'KAZ', 'UZB'] as const) expect(chain.books(node)).toEqual({});
  });

  test('with less deposited, pro rata', () => {
    const chain = toTheEnd(new Chain().grant(28_000, 3, 0.3).claim('KAZ', 0, E6));
    // 8 400 of 16 800 come back: half of each part.
    expect(chain.books('GEO')).toEqual({ retainedLosses: 1_680, poolLosses: 2_016, cash: -3_696 });
    expect(chain.books('AZE')).toEqual({ poolLosses: 2_016, cash: -2_016 });
    expect(chain.books('UZB')).toEqual({ poolLosses: 1_008, cash: -1_008 });
  });

  test('a scheme may do without recourse', () => {
    const chain = new Chain({ recourse: false }).grant(63_000, 3, 0.3).claim('KAZ', 0, E6);
    expect(toTheEnd(chain).books('GEO')).toMatchObject({ depositsHeld: -18_900 });
    expect(chain.books('AZE')).toEqual({ poolLosses: 4_032, cash: -4_032 });
  });

  test('step by step, in the books of the two', () => {
    const chain = new Chain({ paysFrom: 0.1, paysTo: 0.1 }).grant(63_000, 3, 0.3);
    chain.claim('KAZ', 0, E6).pass(9 * DAY);
    expect(chain.books('KAZ')).toEqual({ claimsPaid: 16_800, cash: -16_800 });
    chain.pass(9 * DAY); // 1 August: cleared
    expect(chain.books('KAZ')).toMatchObject({ receivableFromIssuer: 16_800 });
    expect(chain.books('GEO')).toEqual({
      cash: 18_900,
      depositsHeld: -18_900,
      payableToFronting: -16_800,
      receivableFromPool: 9_408,
      retainedLosses: 3_360,
      poolLosses: 4_032,
    });
    chain.pass(14 * DAY); // settled
    expect(chain.books('KAZ')).toEqual({ poolLosses: 3_360, cash: -3_360 });
    expect(chain.books('GEO')).toMatchObject({ cash: 18_900 - 16_800 + 9_408 });
  });
});

describe('worked example E7: a big loss', () => {
  test('the layer takes what is above 50 000', () => {
    const chain = new Chain().claim('KAZ', 140_000, { undeclaredGoods: 1 });
    toTheEnd(chain);
    expect(chain.clearings[1]?.shares).toEqual([
      { role: 'issuer', party: 'FI-GEO', amount: 10_000 },
      { role: 'pool', party: 'FI-GEO', amount: 12_000 },
      { role: 'pool', party: 'FI-AZE', amount: 12_000 },
      { role: 'pool', party: 'FI-KAZ', amount: 10_000 },
      { role: 'pool', party: 'FI-UZB', amount: 6_000 },
      { role: 'reinsurer', party: 'REINSURER', amount: 90_000 },
    ]);
    expect(chain.books('GEO')).toEqual({
      retainedLosses: 10_000,
      poolLosses: 12_000,
      cash: -22_000,
    });
    expect(chain.books('KAZ')).toEqual({ poolLosses: 10_000, cash: -10_000 });
  });

  test('while it is not settled, the reinsurer owes it', () => {
    const chain = new Chain({ paysFrom: 0.1, paysTo: 0.1 }).claim('KAZ', 140_000).pass(18 * DAY);
    expect(chain.books('GEO')).toMatchObject({ reinsuranceRecoverable: 90_000 });
  });
});

describe('worked example E8: a second claim', () => {
  test('for a movement that this insurer is claimed on already is refused (C604)', () => {
    const chain = new Chain().claim('KAZ', 100).claim('KAZ', 100, { claimId: 'CLAIM-2' });
    expect(chain.refusals()).toEqual(['C604']);
  });

  test('after the first was withdrawn it is taken', () => {
    const chain = new Chain().claim('KAZ', 100).claim('KAZ', 100, { withdrawn: 1 });
    chain.claim('KAZ', 100, { claimId: 'CLAIM-2' });
    expect(chain.replies()).toEqual(['accepted', 'accepted']);
    expect(chain.refusals()).toEqual([]);
  });
});

test.each<[string, Member, Partial<Body<'X820'>>, string]>([
  ['from the customs of another country', 'AZE', { countryOfDebt: 'KZ' }, 'C604'],
  ['in another currency', 'KAZ', { currency: 'KZT' }, 'C416'],
  ['under a GRN of no member', 'KAZ', { grn: '24GB0000010000295' }, 'C403'],
  ['withdrawn, and never made', 'KAZ', { withdrawn: 1 }, 'C201'],
])('a claim %s is refused', (_, node, change, rule) => {
  const chain = new Chain().claim(node, 100, change);
  expect(chain.refusals()).toEqual([rule]);
  expect(chain.replies()).toEqual([]);
});

test('the same claim twice: C202', () => {
  expect(new Chain().claim('KAZ', 100).claim('KAZ', 100).refusals()).toEqual(['C202']);
});

describe('disputes', () => {
  test.each([
    ['everything', {}, 'the insurer disputes every claim'],
    ['undeclaredGoods', { undeclaredGoods: 1 as const }, 'the goods were not declared'],
    ['aboveCeiling', { principalSum: 101 }, 'the claim is above the ceiling of the scheme'],
  ] as const)('%s: by the scheme', (ground, change, text) => {
    const chain = new Chain({ disputes: [ground] }, 100).claim('KAZ', 100, change);
    expect(chain.sent.at(-1)?.body).toMatchObject({ status: 'disputed', ground: text });
    expect(toTheEnd(chain).replies()).toEqual(['disputed']);
    expect(chain.books('KAZ')).toEqual({});
  });

  test('what is no ground is accepted', () => {
    const chain = new Chain({ disputes: ['undeclaredGoods', 'aboveCeiling'] }, 100);
    expect(chain.claim('KAZ', 100).replies()).toEqual(['accepted']);
    expect(new Chain({ disputes: ['aboveCeiling'] }).claim('KAZ', 1e6).replies()).toEqual([
      'accepted',
    ]);
  });
});

describe('an officer of the insurer decides (N820)', () => {
  test('disputes what was accepted: it is not paid; accepts it again: it is', () => {
    const chain = new Chain().claim('KAZ', 100).decide('KAZ', 'dispute', undefined, 'seals whole');
    expect(chain.sent.at(-1)?.body).toMatchObject({ status: 'disputed', ground: 'seals whole' });
    chain.pass(100 * DAY);
    expect(chain.replies()).toEqual(['accepted', 'disputed']);
    chain.decide('KAZ', 'accept').pass(90 * DAY);
    expect(chain.replies()).toEqual(['accepted', 'disputed', 'accepted', 'paid']);
  });

  test('pays at once', () => {
    const chain = new Chain().claim('KAZ', 100).decide('KAZ', 'pay');
    expect(chain.replies()).toEqual(['accepted', 'paid']);
    expect(toTheEnd(chain).replies()).toHaveLength(2);
  });

  test.each([
    ['accepts what is accepted', 'accept', undefined, 'C202'],
    ['does something else', 'burn', undefined, 'C103'],
    ['means a claim that there is not', 'pay', 'claim/CLAIM-9', 'C201'],
    ['means something else', 'pay', 'discrepancy/CLAIM-1', 'C201'],
  ])('%s: refused', (_, decision, task, rule) => {
    expect(new Chain().claim('KAZ', 100).decide('KAZ', decision, task).refusals()).toEqual([rule]);
  });

  test('what is paid is neither disputed nor paid again', () => {
    const chain = new Chain().claim('KAZ', 100).decide('KAZ', 'pay');
    chain.decide('KAZ', 'pay').decide('KAZ', 'dispute').decide('KAZ', 'accept');
    expect(chain.refusals()).toEqual(['C202', 'C202', 'C202']);
  });
});

describe('withdrawn', () => {
  test('before it is paid: nothing is', () => {
    const chain = new Chain().claim('KAZ', 100).claim('KAZ', 100, { withdrawn: 1 });
    expect(toTheEnd(chain).replies()).toEqual(['accepted']);
    expect(chain.claim('KAZ', 100, { withdrawn: 1 }).refusals()).toEqual(['C202']);
  });

  test('after that, in the same month: the money is back, and nothing is cleared', () => {
    const chain = new Chain().claim('KAZ', 100).decide('KAZ', 'pay');
    chain.claim('KAZ', 100, { withdrawn: 1 });
    expect(chain.books('KAZ')).toEqual({});
    expect(toTheEnd(chain).clearings).toEqual([]);
  });

  test('after all is settled: everybody gets his share back', () => {
    const chain = toTheEnd(new Chain().claim('KAZ', 0, E6));
    toTheEnd(chain.claim('KAZ', 0, { ...E6, withdrawn: 1 }));
    for (const node of ALL) expect([node, chain.books(node)]).toEqual([node, {}]);
  });

  test('and the principal first, where it came from his deposit', () => {
    const chain = toTheEnd(new Chain().grant(28_000, 3, 0.3).claim('KAZ', 0, E6));
    toTheEnd(chain.claim('KAZ', 0, { ...E6, withdrawn: 1 }));
    expect(chain.books('GEO')).toEqual({ depositsHeld: -8_400, cash: 8_400 });
    for (const node of ['AZE', 'KAZ', 'UZB'] as const) expect(chain.books(node)).toEqual({});
  });
});

test('the insurer that issued and paid itself: the same shares, nothing owed to itself', () => {
  const chain = toTheEnd(new Chain().claim('GEO', 0, E6));
  expect(chain.books('GEO')).toEqual({ retainedLosses: 3_360, poolLosses: 4_032, cash: -7_392 });
  toTheEnd(chain.claim('GEO', 0, { ...E6, withdrawn: 1 }));
  expect(chain.books('GEO')).toEqual({});
});

describe('deposits', () => {
  const update = (chain: Chain, guaranteeAmount: number) =>
    chain.tell('GEO', 'G225', { grn: GRN, guaranteeAmount }, 'GE000900');
  const at = '2026-07-14T06:00:00Z';

  test('lodged with the guarantee, follow its level, and go back when the guarantor is free', () => {
    const chain = new Chain().grant(63_000, 3, 0.3);
    expect(chain.books('GEO')).toEqual({ depositsHeld: -18_900, cash: 18_900 });
    expect(update(chain, 31_500).books('GEO')).toMatchObject({ cash: 31_500 });
    expect(update(chain, 18_900).books('GEO')).toMatchObject({ cash: 18_900 });
    const free = { grn: GRN, amount: 63_000, invalidityDate: at, liberationDate: at };
    chain.tell('GEO', 'G228', free, 'GE000900');
    expect(chain.books('GEO')).toEqual({});
  });

  test('who is in default lodges nothing more', () => {
    const chain = new Chain().grant(63_000, 3, 0.3);
    const note = { mrn: MRN, grn: GRN, noticeDate: at, acceptanceDate: at };
    chain.tell('GEO', 'G023', note, 'GE000900');
    expect(update(chain, 63_000).books('GEO')).toMatchObject({ cash: 18_900 });
    expect(update(chain, 9_000).books('GEO')).toMatchObject({ cash: 9_000 });
  });

  test('of a voucher: that of its series', () => {
    const chain = new Chain().grant(30_000, 1, 1);
    toTheEnd(chain.claim('KAZ', 10_000, { grn: `${GRN}A000001` }));
    expect(chain.books('GEO')).toEqual({ depositsHeld: -20_000, cash: 20_000 });
  });
});

const happening = fc.record({
  what: fc.constantFrom('claim', 'withdraw', 'pay', 'dispute', 'accept', 'level', 'month'),
  /** One claim at home, two from abroad. */
  claimed: fc.constantFrom(['C1', 'GEO'] as const, ['C2', 'KAZ'] as const, ['C3', 'KAZ'] as const),
  cents: fc.integer({ min: 1, max: 20_000_000 }),
});

test('whatever happens, no posting leaves anything over, nobody owes less than nothing, and between them nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 30 }), (happenings) => {
      const chain = new Chain().grant(63_000, 3, 0.3);
      for (const { what, claimed, cents } of happenings) {
        const [claimId, node] = claimed;
        const amount = cents / 100;
        const mrn = `M-${claimId}`;
        if (what === 'claim') chain.claim(node, amount, { claimId, mrn });
        else if (what === 'withdraw') chain.claim(node, amount, { claimId, mrn, withdrawn: 1 });
        else if (what === 'month') chain.passMonths(1);
        else if (what === 'level')
          chain.tell('GEO', 'G225', { grn: GRN, guaranteeAmount: amount }, 'GE000900');
        else chain.decide(node, what, `claim/${claimId}`);
      }
      for (const { type, lines } of chain.entries) {
        if (type !== 'InsurerBooked') continue;
        const moved = lines as { amount: number }[];
        const left = moved.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
        expect(left).toBe(0);
      }
      check(toTheEnd(toTheEnd(chain)));
    }),
    { numRuns: 200 },
  );
});

/** Once all is settled, nobody owes anybody anything, and what was lost stands as loss against cash. */
function check(chain: Chain): void {
  for (const node of ALL) {
    const books = chain.books(node);
    const sum = Object.values(books).reduce((total, balance) => total + balance * 100, 0);
    expect(Math.abs(Math.round(sum))).toBe(0);
    const { cash: _, depositsHeld = 0, retainedLosses = 0, poolLosses = 0, ...owed } = books;
    expect(owed).toEqual({});
    expect(depositsHeld).toBeLessThanOrEqual(0);
    expect(Math.min(retainedLosses, poolLosses)).toBeGreaterThanOrEqual(0);
  }
}
