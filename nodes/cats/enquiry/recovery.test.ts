import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { REAL_TIMERS } from '../../common/timers.ts';
import type { NodeBench } from '../node-bench.ts';
import { START, TRADER } from '../node-bench.ts';
import {
  answer,
  AUTHORITY,
  collected,
  KAZAKH_AUTHORITY,
  letters,
  recommended,
  recoveryRecommended,
  underEnquiry,
  underRecovery,
} from './bench.ts';

const T = REAL_TIMERS;
const INTO_KAZAKHSTAN = ['AZ000200', 'KZ000200'];
const atAuthority = { office: AUTHORITY };

const accept = (bench: NodeBench, mrn: string, flag: 0 | 1) =>
  bench.tell('X151', { mrn, office: KAZAKH_AUTHORITY, accept: flag }, { sender: 'KAZ', mrn });

describe('the recovery', () => {
  it('begins with the notice to the principal and to the guarantor (E13)', () => {
    const { bench, mrn } = recoveryRecommended();
    bench.decide(`recovery/${mrn}`, 'startRecovery');
    expect(bench.rows()).toEqual(['E13']);
    expect(bench.mail()).toEqual([
      `T035>${TRADER}`,
      'T035>FI-GEO',
      'G023>FI-GEO',
      `N810>${AUTHORITY}`,
    ]);
    // What is due in Georgia, with interest for eight days.
    expect(bench.of('T035')[0]?.body).toMatchObject({
      amount: 19_338,
      currency: 'USD',
      payableUntil: isoUtc(bench.now + 30 * DAY),
    });
    expect(bench.of('G023')[0]?.body).toMatchObject({ mrn, acceptanceDate: isoUtc(START) });
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `payment/${mrn}`,
      decisions: ['paid'],
    });
  });

  it('begins by itself when nobody has decided (E13)', () => {
    const { bench, mrn } = recoveryRecommended();
    bench.pass(T['T-RECSTART']);
    expect(bench.rows()).toEqual(['E13']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `recovery/${mrn}` }]);
  });

  it('ends when the principal pays: the guarantee is given back (E16)', () => {
    const { bench, mrn } = underRecovery();
    bench.decide(`payment/${mrn}`, 'paid');
    expect(bench.rows()).toEqual(['E16', 'U6']);
    expect(bench.mail()).toEqual(['X152>KAZ', `T045>${TRADER}`]);
    expect(bench.of('X152')[0]?.body).toMatchObject({ office: AUTHORITY, amount: 19_338 });
    bench.clear().tell('X145', { mrn, office: 'KZ000900', requested: ['seals'] }, { mrn });
    expect(bench.rows()).toEqual(['D39']);
  });

  it('ends when the regular end is proved (E20)', () => {
    const { bench, mrn } = underRecovery();
    bench.decide(`proof/${mrn}`, 'acceptProof', atAuthority);
    expect(bench.rows()).toEqual(['E20', 'U6']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `payment/${mrn}` }]);
  });

  it('of a security outside the chain ends with its realisation: there is nobody to claim on (E16)', () => {
    const { bench, mrn } = underRecovery([], {
      guarantees: [{ type: '3', otherReference: 'receipt 7', amount: 21_420, currency: 'USD' }],
    });
    bench.pass(T['T-PAY']);
    expect(bench.rows()).toEqual(['E16']);
    expect(bench.facts('SecurityRealised')).toMatchObject([{ mrn }]);
    expect(bench.of('X820')).toEqual([]);
  });
});

describe('the recovery by another country', () => {
  it('is proposed where the goods were last seen, and asked for with guarantees and guarantors (E14)', () => {
    const { bench, mrn } = underEnquiry(INTO_KAZAKHSTAN);
    answer(bench.clear(), mrn, { responseCode: 1 });
    expect(bench.of('N810')[0]?.body.proposed).toBe('transferRecovery');
    bench.clear().decide(`recovery/${mrn}`, 'transferRecovery');
    expect(bench.rows()).toEqual(['E14']);
    expect(bench.of('X150')[0]).toMatchObject({
      recipient: 'KAZ',
      body: {
        office: AUTHORITY,
        countryOfDebt: 'KZ',
        amount: 16_560,
        guarantees: [{ type: '1', amount: 21_420, guarantorTin: 'GEGUARANTOR1' }],
        principal: TRADER,
      },
    });
  });

  const asked = () => {
    const { bench, mrn } = recoveryRecommended(INTO_KAZAKHSTAN);
    bench.decide(`recovery/${mrn}`, 'transferRecovery').clear();
    return { bench, mrn };
  };

  it('is accepted; that it has collected ends it (E15, E16)', () => {
    const { bench, mrn } = asked();
    accept(bench, mrn, 1);
    collected(bench.pass(100 * DAY), mrn);
    expect(bench.rows()).toEqual(['E15', 'E16', 'U6']);
    expect(letters(bench)).toEqual([`T045>${TRADER}`]);
  });

  it('is refused: recovered here (E15)', () => {
    const { bench, mrn } = asked();
    accept(bench, mrn, 0);
    expect(bench.rows()).toEqual(['E15']);
    expect(bench.of('T035')).toHaveLength(2);
    bench.pass(T['T-PAY']);
    expect(bench.rows().slice(0, 2)).toEqual(['E15', 'E17']);
  });

  it('is not answered in time: recovered here, and the question is taken back (E15)', () => {
    const { bench } = asked();
    bench.pass(T['T-RECACC']);
    expect(bench.rows()).toEqual(['E15']);
    expect(letters(bench).slice(0, 2)).toEqual(['X059>KAZ', `T035>${TRADER}`]);
  });

  it('is offered with the answer to the enquiry, handed over, confirmed (E10, E15)', () => {
    const { bench, mrn } = underEnquiry();
    answer(bench.clear(), mrn, { responseCode: 4, text: 'the debt arose here' });
    expect(bench.rows()).toEqual(['E10']);
    expect(bench.of('X151')[0]).toMatchObject({
      recipient: 'KAZ',
      body: { office: AUTHORITY, accept: 1, debt: { countryOfDebt: 'KZ', amount: 16_560 } },
    });
    accept(bench, mrn, 1);
    bench.pass(T['T-RECACC']);
    expect(bench.rows()).toEqual(['E10', 'E15']);
  });

  it('that is never confirmed goes back (E15)', () => {
    const { bench, mrn } = underEnquiry();
    answer(bench.clear(), mrn, { responseCode: 4, text: 'the debt arose here' });
    bench.pass(T['T-RECACC']);
    expect(bench.rows()).toEqual(['E10', 'E15']);
    expect(bench.facts('RecoveryBegun')).toMatchObject([{ row: 'E15', mrn }]);
  });

  it('cannot be asked of anybody where all happened here: the question stays', () => {
    const { bench, mrn } = recommended([], {
      officeOfDestination: 'GE000300',
      officesOfTransit: [],
      countriesOfRouting: ['GE'],
    });
    bench.decide(`enquiry/${mrn}`, 'openEnquiry');
    bench.decide(`enquiryAnswer/${mrn}`, 'nothingKnown');
    expect(bench.rows()).toEqual(['E3', 'E9']);
    bench.clear().decide(`recovery/${mrn}`, 'transferRecovery');
    expect(bench.refusals()).toEqual(['C202/92']);
    bench.decide(`recovery/${mrn}`, 'startRecovery');
    expect(bench.rows()).toEqual(['E13']);
  });
});

describe('X063', () => {
  it('goes to the other authority, and what comes is noted', () => {
    const { bench, mrn } = underRecovery();
    const reason = 'the consignee was heard today';
    bench.decide(`recoveryNote/${mrn}`, 'send', { ...atAuthority, reason });
    expect(bench.of('X063')[0]).toMatchObject({
      recipient: 'KAZ',
      body: { mrn, office: AUTHORITY, text: reason },
    });
    const note = { mrn, office: KAZAKH_AUTHORITY, text: 'we have found the truck' };
    bench.tell('X063', note, { sender: 'KAZ', mrn });
    expect(bench.facts('RecoveryNoteReceived')).toMatchObject([{ mrn, office: 'KZ000900' }]);
  });

  it('is refused about what nobody here recovers', () => {
    const { bench, mrn } = recommended();
    const note = { mrn, office: KAZAKH_AUTHORITY, text: 'we have found the truck' };
    bench.tell('X063', note, { sender: 'KAZ', mrn });
    bench.decide(`recoveryNote/${mrn}`, 'send', atAuthority);
    expect(bench.refusals()).toEqual(['C201/90', 'C201/90']);
  });
});
