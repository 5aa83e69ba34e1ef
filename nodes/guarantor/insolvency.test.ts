/** An insurer that cannot pay for a while: what it owes and was asked for waits until it can. */
import { describe, expect, test } from 'vitest';
import { DAY } from '../../simulator/core/time.ts';
import { insurerTin } from '../common/routing.ts';
import { Chain } from './chain-bench.ts';

/** Pays on the ninth day. */
const PROMPT = { paysFrom: 0.1, paysTo: 0.1 };
const CLAIM = { principalSum: 16_560, interest: 240 };

const facts = (chain: Chain): string[] =>
  chain.entries.map(({ type }) => type).filter((type) => type.startsWith('Payments'));

describe('a claim', () => {
  test('is accepted, and paid as soon as the insurer can pay', () => {
    const chain = new Chain(PROMPT).strike('KAZ', 40 * DAY).claim('KAZ', 0, CLAIM);
    expect(chain.pass(39 * DAY).replies()).toEqual(['accepted']);
    expect(chain.books('KAZ')).toEqual({});
    chain.pass(DAY).heal('KAZ');
    expect(chain.replies()).toEqual(['accepted', 'paid']);
    expect(chain.books('KAZ')).toMatchObject({ claimsPaid: 16_800, cash: -16_800 });
    expect(facts(chain)).toEqual(['PaymentsStopped', 'PaymentsResumed']);
  });

  test('is paid on its day where the insurer can pay again before', () => {
    const chain = new Chain(PROMPT).strike('KAZ', 3 * DAY).claim('KAZ', 0, CLAIM);
    chain
      .pass(3 * DAY)
      .heal('KAZ')
      .pass(5 * DAY);
    expect(chain.replies()).toEqual(['accepted']);
    expect(chain.pass(DAY).replies()).toEqual(['accepted', 'paid']);
  });

  test('of two insolvencies waits for the end of both, told of once', () => {
    const chain = new Chain(PROMPT).strike('KAZ', 20 * DAY, 'one').claim('KAZ', 0, CLAIM);
    chain.pass(5 * DAY).strike('KAZ', 30 * DAY, 'two');
    chain.pass(15 * DAY).heal('KAZ', 'one');
    expect(chain.pass(14 * DAY).replies()).toEqual(['accepted']);
    chain.pass(DAY).heal('KAZ', 'two');
    expect(chain.replies()).toEqual(['accepted', 'paid']);
    expect(facts(chain)).toEqual(['PaymentsStopped', 'PaymentsResumed']);
  });

  test('is not paid on an officer’s word (C202), but may be disputed', () => {
    const chain = new Chain(PROMPT).strike('KAZ', 40 * DAY).claim('KAZ', 0, CLAIM);
    chain.decide('KAZ', 'pay');
    expect(chain.refusals()).toEqual(['C202']);
    chain.decide('KAZ', 'dispute').pass(50 * DAY);
    expect(chain.replies()).toEqual(['accepted', 'disputed']);
  });

  test('withdrawn meanwhile is never paid', () => {
    const chain = new Chain(PROMPT).strike('KAZ', 40 * DAY).claim('KAZ', 0, CLAIM);
    chain.pass(20 * DAY).claim('KAZ', 0, { withdrawn: 1 });
    chain
      .pass(20 * DAY)
      .heal('KAZ')
      .pass(50 * DAY);
    expect(chain.replies()).toEqual(['accepted']);
    expect(chain.books('KAZ')).toEqual({});
  });
});

describe('an undertaking', () => {
  const REQUEST = {
    tin: 'GE204378869',
    type: '1',
    referenceAmount: 63_000,
    currency: 'USD',
    countries: ['GE', 'AZ', 'KZ', 'UZ'],
    requestedLevel: 3,
    guarantorTin: insurerTin('GE'),
  };
  const signed = (chain: Chain): number =>
    chain.sent.filter(({ messageType }) => messageType === 'G811').length;

  test('is signed when the insurer can stand for it again', () => {
    const chain = new Chain().strike('GEO', 3 * DAY).tell('GEO', 'G810', REQUEST, 'GE000900');
    expect(signed(chain.pass(3 * DAY - 1))).toBe(0);
    expect(signed(chain.pass(1).heal('GEO'))).toBe(1);
  });

  test('is not signed where the office of guarantee has given up waiting (T-UND)', () => {
    const chain = new Chain().strike('GEO', 3 * DAY).tell('GEO', 'G810', REQUEST, 'GE000900');
    const refused = {
      tin: REQUEST.tin,
      decision: 0 as const,
      type: '1',
      referenceAmount: 63_000,
      percentage: 0,
      guaranteeAmount: 0,
      notValidIn: [],
    };
    chain.pass(2 * DAY).tell('GEO', 'G812', refused, 'GE000900');
    expect(
      signed(
        chain
          .pass(DAY)
          .heal('GEO')
          .pass(10 * DAY),
      ),
    ).toBe(0);
  });
});
