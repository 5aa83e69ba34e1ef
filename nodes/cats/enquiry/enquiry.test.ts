import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { REAL_TIMERS } from '../../common/timers.ts';
import { TRADER } from '../node-bench.ts';
import { answer, AUTHORITY, recommended, released, underEnquiry } from './bench.ts';

const T = REAL_TIMERS;
const knownConsignee = { consignee: { tin: 'KZ301554879', name: 'Altyn Import', country: 'KZ' } };

describe('a movement that was not discharged', () => {
  it('is put before an officer, who is to ask the principal where the declaration tells too little (D32)', () => {
    const { bench, mrn } = released();
    bench.pass(8 * DAY);
    expect(bench.rows()).toEqual(['D32']);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `enquiry/${mrn}`,
      office: AUTHORITY,
      decisions: ['askPrincipal', 'openEnquiry'],
      proposed: 'askPrincipal',
    });
  });

  it('is proposed for an enquiry at once where the consignee is known', () => {
    const { bench } = released([], knownConsignee);
    bench.pass(8 * DAY);
    expect(bench.of('N810')[0]?.body.proposed).toBe('openEnquiry');
  });

  it('that arrived without a control result is asked for at once (D35)', () => {
    const { bench, mrn } = released();
    const arrival = { mrn, arrivedAt: isoUtc(bench.now), actualOffice: 'KZ000300' };
    bench.tell('X006', arrival, { sender: 'KAZ', mrn });
    bench.clear().pass(T['T-CTLRES']);
    expect(bench.rows()).toEqual(['D35']);
    expect(bench.of('X142')[0]).toMatchObject({
      recipient: 'KAZ',
      body: { office: 'KZ000300', enquirer: AUTHORITY, resultsOnly: 1 },
    });
    expect(bench.of('N810')[0]?.body.proposed).toBe('openEnquiry');
  });

  it('escalates when nobody has opened an enquiry in time; the question stays', () => {
    const { bench, mrn } = recommended();
    bench.pass(T['T-ENQSTART']);
    expect(bench.facts('EnquiryOverdue')).toMatchObject([{ mrn }]);
    expect(bench.mail()).toEqual([`S903>${AUTHORITY}`]);
    bench.decide(`enquiry/${mrn}`, 'askPrincipal');
    expect(bench.rows()).toEqual(['E2']);
  });

  it('leaves the authority when the goods arrive after all: the officer need not decide (E1)', () => {
    const { bench, mrn } = recommended();
    const arrival = { mrn, arrivedAt: isoUtc(bench.now), actualOffice: 'KZ000300' };
    bench.tell('X006', arrival, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['E1']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `enquiry/${mrn}` }]);
  });
});

describe('the principal', () => {
  it('is asked, and has T-PRINC to answer (E2)', () => {
    const { bench, mrn } = recommended();
    bench.decide(`enquiry/${mrn}`, 'askPrincipal');
    expect(bench.rows()).toEqual(['E2']);
    expect(bench.of('T140')[0]).toMatchObject({
      sender: AUTHORITY,
      recipient: TRADER,
      body: { limitForResponse: isoUtc(bench.now + 28 * DAY) },
    });
  });

  const asked = () => {
    const { bench, mrn } = recommended();
    bench.decide(`enquiry/${mrn}`, 'askPrincipal').clear();
    return { bench, mrn };
  };

  it('who names the office helps: the other country has 40 days (E4)', () => {
    const { bench, mrn } = asked();
    bench.tell('T141', { mrn, actualOffice: 'AZ000300' }, { recipient: AUTHORITY, mrn });
    expect(bench.rows()).toEqual(['E4']);
    expect(bench.of('X142')[0]).toMatchObject({
      recipient: 'AZE',
      body: { office: 'AZ000900', limitForResponse: isoUtc(bench.now + 40 * DAY), resultsOnly: 0 },
    });
  });

  it('who names no office of destination is told so, with all defects at once (E5)', () => {
    const { bench, mrn } = asked();
    const receiptDate = isoUtc(bench.now + DAY);
    const said = { mrn, actualOffice: 'KZ000900', receiptDate };
    bench.tell('T141', said, { recipient: AUTHORITY, mrn });
    expect(bench.rows()).toEqual(['E5']);
    expect(bench.of('T056')[0]?.body).toMatchObject({
      rejectionType: '141',
      errors: [
        { pointer: '/body/actualOffice', code: '12', reason: 'C304', value: 'KZ000900' },
        { pointer: '/body/receiptDate', code: '14', reason: 'C104', value: receiptDate },
      ],
    });
    bench.tell('T141', { mrn, actualOffice: 'KZ000300' }, { recipient: AUTHORITY, mrn });
    expect(bench.rows()).toEqual(['E5', 'E4']);
  });

  it('who knows nothing does not help: the other country has 28 days (E6)', () => {
    const { bench, mrn } = asked();
    bench.tell('T141', { mrn, text: 'nothing is known' }, { recipient: AUTHORITY, mrn });
    expect(bench.rows()).toEqual(['E6']);
    expect(bench.of('X142')[0]?.body.limitForResponse).toBe(isoUtc(bench.now + 28 * DAY));
  });

  it('who keeps silent is not waited for (E6)', () => {
    const { bench } = asked();
    bench.pass(T['T-PRINC']);
    expect(bench.rows()).toEqual(['E6']);
  });

  it('who was not asked is turned down', () => {
    const { bench, mrn } = recommended();
    bench.tell('T141', { mrn }, { recipient: AUTHORITY, mrn });
    bench.tell('T141', { mrn: 'x' }, { recipient: AUTHORITY, mrn: 'x' });
    expect(bench.refusals()).toEqual(['C202/92', 'C201/90']);
    expect(bench.of('T056').map(({ body }) => body.rejectionType)).toEqual(['141', '141']);
  });
});

describe('an enquiry', () => {
  it('asks the authority of the country of destination, within 40 days (E3)', () => {
    const { bench, mrn } = underEnquiry([], knownConsignee);
    expect(bench.rows()).toEqual(['E3']);
    expect(bench.of('X142')[0]).toMatchObject({
      recipient: 'KAZ',
      body: {
        mrn,
        office: 'KZ000900',
        enquirer: AUTHORITY,
        limitForResponse: isoUtc(bench.now + 40 * DAY),
        consignee: 'KZ301554879',
      },
    });
  });

  it('is answered within 28 days where the officer suspects fraud (E3)', () => {
    const { bench, mrn } = recommended();
    bench.decide(`enquiry/${mrn}`, 'openEnquiry', { result: 'FS' });
    expect(bench.of('X142')[0]?.body.limitForResponse).toBe(isoUtc(bench.now + 28 * DAY));
    bench.clear().pass(28 * DAY);
    expect(bench.rows()).toEqual(['E12']);
  });

  it('ends when the control result comes (E7)', () => {
    const { bench, mrn } = underEnquiry();
    const result = { code: 'A1', date: isoUtc(bench.now), stateOfSeals: 1 as const };
    bench.clear().tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
    expect(bench.rows().slice(0, 2)).toEqual(['E7', 'D33']);
    expect(bench.of('X059')[0]?.recipient).toBe('KAZ');
  });

  it('gives more information at once, from the record (E11)', () => {
    const { bench, mrn } = underEnquiry(['AZ000200']);
    const requested = ['means', 'seals', 'consignee', 'crossed', 'weather', 'constructor'];
    const header = { sender: 'KAZ', mrn };
    bench.clear().tell('X145', { mrn, office: 'KZ000900', requested }, header);
    expect(bench.rows()).toEqual(['E11']);
    expect(bench.of('X144')[0]?.body.information).toEqual([
      { about: 'means', text: 'AA-123-BB' },
      { about: 'seals', text: 'GE-SEAL-1' },
      { about: 'consignee', text: 'Altyn Import, KZ' },
      { about: 'crossed', text: 'AZ000200' },
      { about: 'weather', text: 'not recorded' },
      { about: 'constructor', text: 'not recorded' },
    ]);
    expect(bench.of('X144')[0]?.correlationId).toMatch(/^in-/);
  });

  it.each([
    [{ responseCode: 1 }, 'nothing known'],
    [{ responseCode: 2, text: 'seen at Kuryk' }, 'seen at Kuryk'],
  ])('without result leads to the recovery (E9)', (said, reason) => {
    const { bench, mrn } = underEnquiry();
    answer(bench.clear(), mrn, said);
    expect(bench.rows()).toEqual(['E9']);
    expect(bench.facts('RecoveryRecommended')).toMatchObject([{ reason }]);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `recovery/${mrn}`,
      proposed: 'startRecovery',
    });
  });

  it('without answer leads to the recovery (E12)', () => {
    const { bench } = underEnquiry();
    bench.clear().pass(T['T-ENQRESP']);
    expect(bench.rows()).toEqual(['E12']);
  });

  it('is not answered by a code without what belongs to it (C0012, C0013)', () => {
    const { bench, mrn } = underEnquiry();
    bench.clear();
    for (const responseCode of [2, 3, 4]) answer(bench, mrn, { responseCode });
    expect(bench.refusals()).toEqual(['C102/13', 'C102/13', 'C102/13']);
    expect(bench.of('S906').map(({ body }) => body.errors[0]?.pointer)).toEqual([
      '/body/text',
      '/body/returnCopyDate',
      '/body/text',
    ]);
  });
});

describe('proof of the regular end', () => {
  const found = () => {
    const { bench, mrn } = underEnquiry();
    answer(bench.clear(), mrn, { responseCode: 3, returnCopyDate: isoUtc(bench.now) });
    return { bench, mrn };
  };

  it('is put before an officer, who accepts it: written off, the guarantee given back (E8)', () => {
    const { bench, mrn } = found();
    expect(bench.rows()).toEqual([]);
    expect(bench.of('N810')[0]?.body.task).toBe(`proof/${mrn}`);
    bench.decide(`proof/${mrn}`, 'acceptProof');
    expect(bench.rows()).toEqual(['E8', 'U6']);
    expect(bench.mail()).toEqual([`N810>${AUTHORITY}`, `T045>${TRADER}`]);
  });

  it('or does not: the debt is recovered (E9)', () => {
    const { bench, mrn } = found();
    bench.decide(`proof/${mrn}`, 'rejectProof');
    expect(bench.rows()).toEqual(['E9']);
  });

  it('that nobody has looked at does not hold up the recovery (E12)', () => {
    const { bench, mrn } = found();
    bench.pass(T['T-ENQRESP']);
    expect(bench.rows()).toEqual(['E12']);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `proof/${mrn}` }]);
  });

  it('is accepted in any state of an enquiry (E20), and whoever was asked hears of it', () => {
    const { bench, mrn } = underEnquiry();
    bench.clear().decide(`proof/${mrn}`, 'acceptProof', { office: AUTHORITY });
    expect(bench.rows()).toEqual(['E20', 'U6']);
    expect(bench.mail()).toEqual(['X059>KAZ', `T045>${TRADER}`]);
  });

  it('is no matter of other offices, of movements on their way, or of those that are over', () => {
    const { bench, mrn } = released();
    const task = `proof/${mrn}`;
    bench.decide(task, 'acceptProof', { office: AUTHORITY });
    bench.pass(8 * DAY).decide(task, 'rejectProof', { office: AUTHORITY });
    bench.decide(task, 'acceptProof', { office: 'AZ000900' });
    bench.decide('proof/none', 'acceptProof', { office: AUTHORITY });
    bench.decide(task, 'acceptProof', { office: AUTHORITY });
    bench.decide(task, 'acceptProof', { office: AUTHORITY });
    expect(bench.refusals()).toEqual(['C202/92', 'C202/92', 'C505/14', 'C201/90', 'C202/92']);
  });
});
