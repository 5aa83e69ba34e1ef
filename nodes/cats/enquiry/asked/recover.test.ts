import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../simulator/core/time.ts';
import { ICE } from '../../../common/routing.ts';
import { REAL_TIMERS } from '../../../common/timers.ts';
import { exampleNode, MRN, NodeBench, TRADER } from '../../node-bench.ts';
import { AUTHORITY, handedOver, KAZAKH_AUTHORITY, letters, reply } from '../bench.ts';
import { announced, claiming, fromGeorgia, recovering, requested, statuses } from './bench.ts';

const T = REAL_TIMERS;
const atAuthority = { office: KAZAKH_AUTHORITY };

describe('example E6: goods vanish in Kazakhstan', () => {
  it('16 560 with 240 interest are notified there after 53 days, and claimed on the own insurer', () => {
    const bench = requested();
    bench.pass(53 * DAY).clear();
    bench.decide(`recoveryRequest/${MRN}`, 'accept');
    expect(letters(bench)).toEqual([
      'X151>GEO',
      `T035>${TRADER}`,
      'T035>FI-KAZ',
      'G023>FI-KAZ',
      `N810>${KAZAKH_AUTHORITY}`,
    ]);
    expect(bench.of('T035')[0]?.body.amount).toBe(16_800);
    bench.clear().pass(T['T-PAY']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `payment/asked/${MRN}` }]);
    expect(bench.of('X820').map(({ recipient }) => recipient)).toEqual(['FI-KAZ', 'GEO']);
    expect(bench.of('X820')[0]?.body).toMatchObject({
      countryOfDebt: 'KZ',
      principalSum: 16_560,
      interest: 240,
    });
    const claimId = bench.of('X820')[0]?.body.claimId ?? '';
    bench.clear();
    reply(bench, { claimId, mrn: MRN, status: 'accepted' }, 'FI-KAZ');
    reply(bench, { claimId, mrn: MRN, status: 'paid', paidAmount: 16_800 }, 'FI-KAZ');
    expect(bench.of('X152')).toMatchObject([
      { recipient: 'GEO', body: { office: KAZAKH_AUTHORITY, amount: 16_800 } },
    ]);
    expect(statuses(bench)).toEqual(['closed']);
    expect(bench.tableSizes()).toMatchObject({ refunds: 1 });
    bench.clear().decide(`proof/${MRN}`, 'acceptProof', atAuthority);
    expect(bench.facts('RefundDue')).toMatchObject([{ amount: 16_800 }]);
  });

  it('is worked out from the own record of the goods, where there is one', () => {
    const bench = announced();
    const body = { mrn: MRN, office: AUTHORITY, ...handedOver(), amount: 1 };
    bench.tell('X150', body, fromGeorgia).decide(`recoveryRequest/${MRN}`, 'accept');
    expect(bench.of('T035')[0]?.body.amount).toBe(16_560);
  });
});

describe('a recovery for another country', () => {
  it('ends when the principal pays here (X152)', () => {
    const bench = recovering();
    bench.clear().decide(`payment/asked/${MRN}`, 'paid');
    expect(letters(bench)).toEqual(['X152>GEO']);
    expect(bench.facts('DebtCollected')).toMatchObject([{ amount: 16_560 }]);
  });

  it('goes back where no guarantee is there to claim on', () => {
    const bench = new NodeBench(exampleNode('KAZ'));
    const body = { mrn: MRN, office: AUTHORITY, ...handedOver(), guarantees: [] };
    bench.tell('X150', body, fromGeorgia).decide(`recoveryRequest/${MRN}`, 'accept');
    bench.clear().pass(T['T-PAY']);
    expect(bench.of('X151')[0]?.body.accept).toBe(0);
    expect(statuses(bench)).toEqual(['closed']);
  });

  it('waits while the claim is disputed, and hears of late payment', () => {
    const { bench, claimId } = claiming();
    bench.clear().pass(T['T-CLAIM']);
    expect(bench.facts('ClaimOverdue')).toMatchObject([{ claim: claimId }]);
    reply(bench, { claimId, mrn: MRN, status: 'disputed', ground: 'no' }, 'FI-KAZ');
    reply(bench, { claimId, mrn: MRN, status: 'disputed' }, 'FI-KAZ');
    reply(bench, { claimId, mrn: MRN, status: 'maybe' }, 'FI-KAZ');
    expect(bench.facts('ClaimContested')).toMatchObject([{ ground: 'no' }]);
    expect(bench.refusals()).toEqual(['C202/92', 'C103/12']);
    reply(bench, { claimId, mrn: MRN, status: 'paid' }, 'FI-KAZ');
    expect(bench.facts('DebtCollected')).toMatchObject([{ amount: 16_560 }]);
  });

  it('is given back when its claim is withdrawn', () => {
    const { bench } = claiming();
    bench.clear().decide(`claimWithdrawal/${MRN}`, 'withdrawClaim', atAuthority);
    expect(letters(bench)).toEqual(['X820>FI-KAZ', 'X820>GEO', 'X151>GEO']);
    bench.clear().decide(`claimWithdrawal/${MRN}`, 'withdrawClaim', atAuthority);
    expect(bench.refusals()).toEqual(['C201/90']);
  });

  it('is given back when ICE refuses its claim, for another country claims (example E8)', () => {
    const bench = recovering();
    bench.pass(T['T-PAY'] - 1).iceAnswers = false;
    bench.clear().pass(1);
    const [, copy] = bench.of('X820');
    const errors = [{ pointer: '/', code: '92', reason: 'C604' }];
    bench.clear().tell('S906', { messageId: copy?.messageId ?? '', errors }, { sender: ICE });
    expect(bench.facts('ClaimStopped')).toMatchObject([{ rule: 'C604', mrn: MRN }]);
    expect(bench.of('X820').map(({ recipient, body }) => [recipient, body.withdrawn])).toEqual([
      ['FI-KAZ', 1],
    ]);
    expect(statuses(bench)).toEqual(['closed']);
  });

  it('is given back when the own insurer does not take the claim', () => {
    const { bench } = claiming();
    const errors = [{ pointer: '/body', code: '14', reason: 'C403' }];
    bench
      .clear()
      .tell(
        'S906',
        { messageId: 'KAZ-n1', errors },
        { sender: 'FI-KAZ', recipient: KAZAKH_AUTHORITY, mrn: MRN },
      );
    expect(letters(bench)).toEqual(['X820>GEO', `S903>${KAZAKH_AUTHORITY}`, 'X151>GEO']);
    expect(statuses(bench)).toEqual(['closed']);
  });

  it('is written about from either side (X063)', () => {
    const bench = recovering();
    bench.clear().decide(`recoveryNote/${MRN}`, 'send', { ...atAuthority, reason: 'found' });
    expect(bench.of('X063')[0]).toMatchObject({ recipient: 'GEO', body: { text: 'found' } });
    const note = { mrn: MRN, office: AUTHORITY, text: 'thank you' };
    bench.tell('X063', note, fromGeorgia);
    expect(bench.facts('RecoveryNoteReceived')).toMatchObject([{ office: AUTHORITY }]);
  });

  it('frees nobody who was told, and the guarantor whom nobody could tell', () => {
    const timers = { ...T, 'T-PAY': 400 * DAY };
    const bench = new NodeBench(exampleNode('KAZ', { timers }));
    const body = { mrn: MRN, office: AUTHORITY, ...handedOver(), guarantees: [] };
    bench.tell('X150', body, fromGeorgia).decide(`recoveryRequest/${MRN}`, 'accept');
    bench.clear().pass(T['T-GUARNOTE']);
    expect(bench.facts('GuarantorFreed')).toMatchObject([{ mrn: MRN }]);
    const { bench: told } = claiming();
    expect(told.clear().pass(T['T-GUARNOTE']).facts('GuarantorFreed')).toEqual([]);
  });
});
