import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { ICE } from '../../common/routing.ts';
import { REAL_TIMERS } from '../../common/timers.ts';
import { TRADER } from '../node-bench.ts';
import {
  AUTHORITY,
  claimed,
  collected,
  letters,
  recoveryRecommended,
  reply,
  underRecovery,
} from './bench.ts';

const T = REAL_TIMERS;
const atAuthority = { office: AUTHORITY };

describe('the claim on the guarantor', () => {
  it('follows when the principal does not pay: to the own insurer, to the office of guarantee, to ICE (E17)', () => {
    const { bench, mrn } = underRecovery();
    bench.pass(T['T-PAY']);
    expect(bench.rows().slice(0, 2)).toEqual(['E17', 'U7']);
    expect(bench.of('X820').map(({ recipient }) => recipient)).toEqual(['FI-GEO', ICE]);
    expect(bench.of('X820')[0]).toMatchObject({
      sender: AUTHORITY,
      body: {
        claimId: `GEO-${mrn}-1`,
        withdrawn: 0,
        countryOfDebt: 'GE',
        principalSum: 19_296,
        interest: 42,
        undeclaredGoods: 0,
        dueDate: isoUtc(bench.now + 90 * DAY),
      },
    });
    expect(bench.facts('GuarantorClaimed')).toMatchObject([{ amount: 19_338, rest: 0 }]);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `payment/${mrn}` }]);
  });

  it('stops at what was reserved: the rest stays with the principal', () => {
    const { bench } = underRecovery([], {}, { interestPerYear: 10 });
    bench.pass(T['T-PAY']);
    // 19 296 and 4 229 interest for eight days, of which 21 420 were reserved.
    expect(bench.of('X820')[0]?.body).toMatchObject({ principalSum: 19_296, interest: 2_124 });
    expect(bench.facts('GuarantorClaimed')).toMatchObject([{ amount: 21_420, rest: 2_105 }]);
  });

  it('for goods that were not declared goes to the ceiling of the scheme', () => {
    const { bench, mrn } = recoveryRecommended();
    bench.decide(`recovery/${mrn}`, 'startRecovery', { undeclaredCharges: 120_000 });
    bench.pass(T['T-PAY']);
    expect(bench.of('X820')[0]?.body).toMatchObject({
      principalSum: 139_296,
      interest: 305,
      undeclaredGoods: 1,
    });
  });

  it('that is paid ends the recovery (E18)', () => {
    const { bench, mrn, claimId } = claimed();
    reply(bench, { claimId, mrn, status: 'accepted' });
    expect(bench.facts('ClaimAccepted')).toMatchObject([{ claim: claimId }]);
    reply(bench, { claimId, mrn, status: 'paid', paidAmount: 19_338 });
    expect(bench.rows()).toEqual(['E18']);
    expect(bench.mail()).toEqual(['X152>KAZ', `T045>${TRADER}`]);
    expect(bench.tableSizes()).toMatchObject({ refunds: 1 });
  });

  it('that is not paid in time is noted as late', () => {
    const { bench, claimId } = claimed();
    bench.pass(T['T-CLAIM']);
    expect(bench.facts('ClaimOverdue')).toMatchObject([{ claim: claimId }]);
    expect(letters(bench)).toEqual([`S903>${AUTHORITY}`]);
  });

  it('that is disputed waits, without a term, until it is paid after all (E19, E18)', () => {
    const { bench, mrn, claimId } = claimed();
    reply(bench, { claimId, mrn, status: 'disputed', ground: 'seals were intact' });
    expect(bench.facts('ClaimDisputed')).toMatchObject([{ ground: 'seals were intact' }]);
    bench.pass(T['T-CLAIM']);
    reply(bench, { claimId, mrn, status: 'disputed' });
    reply(bench, { claimId, mrn, status: 'paid' });
    expect(bench.rows()).toEqual(['E19', 'E18']);
    expect(bench.facts('ClaimOverdue')).toEqual([]);
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('is moot when proof is accepted during a dispute (E20)', () => {
    const { bench, mrn, claimId } = claimed();
    reply(bench, { claimId, mrn, status: 'disputed' });
    bench.decide(`proof/${mrn}`, 'acceptProof', atAuthority);
    expect(bench.rows()).toEqual(['E19', 'E20', 'U8']);
    expect(bench.of('X820').map(({ recipient, body }) => [recipient, body.withdrawn])).toEqual([
      ['FI-GEO', 1],
      [ICE, 1],
    ]);
  });

  it('of an unknown id, or with an unknown answer, is refused', () => {
    const { bench, mrn, claimId } = claimed();
    reply(bench, { claimId: 'GEO-1', mrn, status: 'paid' });
    reply(bench, { claimId, mrn: 'x', status: 'paid' });
    reply(bench, { claimId, mrn, status: 'perhaps' });
    expect(bench.refusals()).toEqual(['C202/92', 'C201/90', 'C103/12']);
  });

  it('may be withdrawn, because the debt arose elsewhere: that country is asked to recover (E14, example E8)', () => {
    const { bench, mrn, claimId } = claimed(['AZ000200']);
    bench.decide(`claimWithdrawal/${mrn}`, 'withdrawClaim', atAuthority);
    expect(bench.rows()).toEqual(['E14', 'U8']);
    expect(bench.of('X820').map(({ body }) => [body.claimId, body.withdrawn])).toEqual([
      [claimId, 1],
      [claimId, 1],
    ]);
    expect(bench.of('X150')[0]).toMatchObject({ recipient: 'AZE', body: { countryOfDebt: 'AZ' } });
  });

  it('cannot be withdrawn before it is made, or at an office abroad', () => {
    const { bench, mrn } = underRecovery();
    bench.decide(`claimWithdrawal/${mrn}`, 'withdrawClaim', atAuthority);
    bench.decide('claimWithdrawal/none', 'withdrawClaim', atAuthority);
    bench.decide(`claimWithdrawal/${mrn}`, 'withdrawClaim', { office: 'KZ000900' });
    expect(bench.refusals()).toEqual(['C202/92', 'C201/90', 'C505/14']);
  });

  it('that ICE refuses, for another country claims, is stopped; that country’s collection ends it (E16)', () => {
    const { bench, mrn } = underRecovery();
    bench.pass(T['T-PAY'] - 1).iceAnswers = false;
    bench.pass(1);
    const [, copy] = bench.of('X820');
    const errors = [{ pointer: '/', code: '92', reason: 'C604' }];
    bench.clear().tell('S906', { messageId: copy?.messageId ?? '', errors }, { sender: ICE });
    expect(bench.facts('ClaimStopped')).toMatchObject([{ rule: 'C604', mrn }]);
    expect(bench.of('X820').map(({ recipient, body }) => [recipient, body.withdrawn])).toEqual([
      ['FI-GEO', 1],
    ]);
    collected(bench.clear(), mrn);
    expect(bench.rows()[0]).toBe('E16');
  });

  it('that the insurer refuses is stopped, too, and withdrawn from the others', () => {
    const { bench, mrn, claimId } = claimed();
    const errors = [{ pointer: '/body', code: '14', reason: 'C403' }];
    const header = { sender: 'FI-GEO', recipient: AUTHORITY, mrn };
    bench.tell('S906', { messageId: 'GEO-n1', errors }, header);
    expect(bench.facts('ClaimStopped')).toMatchObject([{ rule: 'C403', claim: claimId }]);
    expect(bench.rows()).toEqual(['U8']);
    expect(bench.of('X820').map(({ recipient, body }) => [recipient, body.withdrawn])).toEqual([
      [ICE, 1],
    ]);
    bench.tell('S906', { messageId: 'GEO-n1', errors }, header);
    expect(bench.facts('ClaimStopped')).toHaveLength(1);
  });

  it('is not stopped by the refusal of another message', () => {
    const { bench, mrn } = underRecovery();
    bench.pass(T['T-PAY'] - 1).iceAnswers = false;
    bench.pass(1).clear();
    const errors = [{ pointer: '/', code: '92', reason: 'C604' }];
    bench.tell('S906', { messageId: 'GEO-1', errors }, { sender: ICE, mrn });
    bench.tell('S906', { messageId: 'GEO-1', errors }, { sender: 'KAZ', mrn });
    expect(bench.facts('ClaimStopped')).toEqual([]);
  });
});

describe('after the guarantor has paid', () => {
  const paid = () => {
    const { bench, mrn, claimId } = claimed();
    reply(bench, { claimId, mrn, status: 'paid', paidAmount: 19_338 });
    return { bench: bench.clear(), mrn };
  };

  it('he is given it back where the regular end is proved within two years', () => {
    const { bench, mrn } = paid();
    bench.pass(700 * DAY).clear();
    bench.decide(`proof/${mrn}`, 'rejectProof', atAuthority);
    bench.decide(`proof/${mrn}`, 'acceptProof', atAuthority);
    expect(bench.refusals()).toEqual(['C202/92']);
    expect(bench.facts('RefundDue')).toMatchObject([{ mrn, amount: 19_338 }]);
    expect(bench.of('X820')).toMatchObject([{ recipient: 'FI-GEO', body: { withdrawn: 1 } }]);
    expect(bench.rows()).toEqual([]);
  });

  it('his right to it ends', () => {
    const { bench, mrn } = paid();
    bench.pass(T['T-REFUND']);
    expect(bench.facts('RefundRightEnded')).toMatchObject([{ mrn, amount: 19_338 }]);
    bench.decide(`proof/${mrn}`, 'acceptProof', atAuthority);
    expect(bench.refusals()).toEqual(['C201/90']);
  });
});

describe('T-GUARNOTE', () => {
  it('frees nobody who was told (G023)', () => {
    const { bench } = claimed();
    bench.pass(T['T-GUARNOTE']);
    expect(bench.facts('GuarantorFreed')).toEqual([]);
  });

  it('frees the guarantor whom nobody told, where the recovery lasts that long', () => {
    const { bench, mrn } = underRecovery(
      [],
      { guarantees: [{ type: '3', otherReference: 'receipt 7', amount: 21_420, currency: 'USD' }] },
      { timers: { ...T, 'T-PAY': 400 * DAY } },
    );
    bench.pass(T['T-GUARNOTE']);
    expect(bench.facts('GuarantorFreed')).toMatchObject([{ mrn }]);
  });
});
