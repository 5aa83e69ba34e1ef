import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../../simulator/core/time.ts';
import type { Body } from '../../../common/message-types.ts';
import { REAL_TIMERS } from '../../../common/timers.ts';
import { exampleNode, MRN, NodeBench, PLATE, SEAL, START, TRADER } from '../../node-bench.ts';
import { AUTHORITY, handedOver, KAZAKH_AUTHORITY, letters, question } from '../bench.ts';
import {
  announced,
  asked,
  claiming,
  fromGeorgia,
  recovering,
  requested,
  statuses,
} from './bench.ts';

const T = REAL_TIMERS;
const TASK = `enquiryAnswer/${MRN}`;

describe('the authority that is asked (X142)', () => {
  it('puts the question before an officer, with the goods where it has a record of them', () => {
    const bench = announced().tell('X142', question(), fromGeorgia);
    expect(bench.facts('EnquiryReceived')).toMatchObject([{ mrn: MRN, office: 'KZ000900' }]);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: TASK,
      office: KAZAKH_AUTHORITY,
      decisions: ['nothingKnown', 'other', 'returnCopy', 'ownRecovery', 'askMore'],
      proposed: 'nothingKnown',
      goods: 'machines',
      identification: PLATE,
    });
  });

  it('refuses a term of neither 28 nor 40 days (C209)', () => {
    const bench = new NodeBench(exampleNode('KAZ'));
    for (const days of [27, 28, 40, 41]) {
      const limitForResponse = isoUtc(START + days * DAY);
      bench.tell('X142', question({ limitForResponse }), fromGeorgia);
    }
    expect(bench.refusals()).toEqual(['C209/14', 'C209/14']);
    expect(bench.of('S906')[0]?.body.errors[0]?.pointer).toBe('/body/limitForResponse');
  });

  it('refuses whoever it could not answer (C304)', () => {
    const bench = new NodeBench(exampleNode('KAZ'));
    bench.tell('X142', question({ enquirer: 'GE000101' }), fromGeorgia);
    bench.tell('X142', question({ enquirer: 'FR000900' }), fromGeorgia);
    const body = { mrn: MRN, office: 'FR000900', ...handedOver() };
    bench.tell('X150', body, fromGeorgia);
    expect(bench.refusals()).toEqual(['C304/12', 'C304/12', 'C304/12']);
  });

  it('leaves the answer to the office of destination where the goods have arrived (A20)', () => {
    const bench = announced();
    const arrival = {
      mrn: MRN,
      office: 'KZ000300',
      arrivedAt: isoUtc(START),
      simplified: 0 as const,
      identification: PLATE,
      seals: [SEAL],
    };
    bench.tell('T007', arrival, { sender: PLATE, recipient: 'KZ000300' });
    bench.clear().tell('X142', question({ resultsOnly: 1 }), fromGeorgia);
    expect(bench.rows()).toEqual(['A20']);
    expect(bench.mail()).toEqual(['X144>GEO']);
    // The result comes, the enquiry is moot; nobody here ever looked into it.
    bench.clear().tell('X059', { mrn: MRN, date: isoUtc(START) }, fromGeorgia);
    expect(bench.mail()).toEqual([]);
  });

  it.each<[string, Partial<Body<'N820'>>, Partial<Body<'X143'>>]>([
    ['nothingKnown', {}, { responseCode: 1 }],
    ['other', { reason: 'seen at Kuryk' }, { responseCode: 2, text: 'seen at Kuryk' }],
    [
      'returnCopy',
      { reason: isoUtc(START - DAY) },
      { responseCode: 3, returnCopyDate: isoUtc(START - DAY) },
    ],
  ])('answers %s, and is done with it', (decision, change, said) => {
    const bench = asked();
    bench.clear().decide(TASK, decision, change);
    const [answer] = bench.of('X143');
    expect(answer).toMatchObject({ recipient: 'GEO', mrn: MRN, body: said });
    expect(answer?.correlationId).toMatch(/^in-/);
    expect(statuses(bench)).toEqual(['closed']);
  });

  it('says something where its officer gives no reason', () => {
    const bench = asked().decide(TASK, 'other');
    expect(bench.of('X143')[0]?.body.text).toMatch(/whereabouts/);
    const found = asked().decide(TASK, 'returnCopy');
    expect(found.of('X143')[0]?.body.returnCopyDate).toBe(isoUtc(START));
  });

  it('asks back, and looks again when it knows more (X145, X144)', () => {
    const bench = asked().clear().decide(TASK, 'askMore');
    expect(bench.of('X145')[0]).toMatchObject({
      recipient: 'GEO',
      body: {
        office: KAZAKH_AUTHORITY,
        requested: ['means', 'seals', 'consignee', 'goods', 'route'],
      },
    });
    const information = [{ about: 'means', text: PLATE }];
    bench.clear().tell('X144', { mrn: MRN, office: AUTHORITY, information }, fromGeorgia);
    expect(bench.facts('InformationReceived')).toMatchObject([{ about: ['means'] }]);
    bench.decide(TASK, 'nothingKnown');
    expect(bench.of('X143')).toHaveLength(1);
  });

  it('takes a second question in place of the first', () => {
    const bench = asked();
    const second = bench.message('X142', question(), fromGeorgia);
    bench.clear().receive(second).decide(TASK, 'nothingKnown');
    expect(bench.of('N810')).toEqual([]);
    expect(bench.of('X143')[0]?.correlationId).toBe(second.messageId);
    bench.clear().tell('X142', question(), fromGeorgia);
    expect(statuses(bench)).toEqual(['enquired']);
  });

  it('closes the question when it is moot (X059)', () => {
    const bench = asked().tell('X059', { mrn: MRN, date: isoUtc(START) }, fromGeorgia);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: TASK }]);
    expect(bench.facts('EnquiryClosed')).toMatchObject([{ reason: 'cancelled by departure' }]);
    bench.clear().decide(TASK, 'nothingKnown');
    expect(bench.refusals()).toEqual(['C202/92']);
  });
});

describe('a recovery that is offered (X143 code 4)', () => {
  const offered = () => asked().clear().decide(TASK, 'ownRecovery').clear();

  it('begins when departure hands it over, with what is owed here (X151)', () => {
    const bench = offered();
    const body = { mrn: MRN, office: AUTHORITY, accept: 1, debt: handedOver() } as const;
    bench.tell('X151', body, fromGeorgia);
    expect(letters(bench).slice(0, 2)).toEqual(['X151>GEO', `T035>${TRADER}`]);
    expect(bench.facts('RecoveryTaken')).toMatchObject([{ mrn: MRN, debt: 16_560 }]);
    expect(statuses(bench)).toEqual(['underRecovery']);
  });

  it('does not begin without the debt, or without the guarantor of a guarantee (C0004, C0025)', () => {
    const bench = offered();
    const body = { mrn: MRN, office: AUTHORITY, accept: 1 } as const;
    const [guarantee] = handedOver().guarantees;
    const guarantees = [{ type: '1', amount: 21_420 }];
    const noGuarantor = [{ ...guarantees[0]!, grn: guarantee!.grn! }];
    bench.tell('X151', body, fromGeorgia);
    bench.tell('X151', { ...body, debt: { ...handedOver(), guarantees } }, fromGeorgia);
    const debt = { ...handedOver(), guarantees: noGuarantor };
    bench.tell('X151', { ...body, debt }, fromGeorgia);
    expect(bench.refusals()).toEqual(['C102/13', 'C414/13', 'C414/13']);
    expect(bench.of('S906').map(({ body: { errors } }) => errors[0]?.pointer)).toEqual([
      '/body/debt',
      '/body/debt/guarantees/0/grn',
      '/body/debt/guarantees/0/guarantorTin',
    ]);
  });

  it('is kept by departure, or never handed over', () => {
    const bench = offered();
    bench.tell('X151', { mrn: MRN, office: AUTHORITY, accept: 0 }, fromGeorgia);
    expect(statuses(bench)).toEqual(['closed']);
    const lapsed = offered().pass(T['T-RECACC']);
    expect(statuses(lapsed)).toEqual(['closed']);
    expect(lapsed.facts('EnquiryClosed')).toHaveLength(1);
  });
});

describe('a recovery that is asked for (X150)', () => {
  it('is put before an officer, who may refuse', () => {
    const bench = requested();
    expect(bench.facts('RecoveryRequested')).toMatchObject([{ amount: 16_560 }]);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: `recoveryRequest/${MRN}`,
      decisions: ['accept', 'refuse'],
    });
    bench.clear().decide(`recoveryRequest/${MRN}`, 'refuse');
    expect(bench.of('X151')[0]?.body).toMatchObject({ office: KAZAKH_AUTHORITY, accept: 0 });
    expect(statuses(bench)).toEqual(['closed']);
  });

  it('is refused without the guarantor, or while it is under way (C414, C202)', () => {
    const bench = recovering();
    const body = { mrn: MRN, office: AUTHORITY, ...handedOver() };
    bench.tell('X150', body, fromGeorgia);
    bench.tell('X150', { ...body, guarantees: [{ type: '1', amount: 1 }] }, fromGeorgia);
    bench.tell('X142', question(), fromGeorgia);
    expect(bench.refusals()).toEqual(['C202/92', 'C414/13', 'C202/92']);
  });

  it('is moot when departure collects itself (X152), or cancels it (X059)', () => {
    const bench = requested();
    const done = { mrn: MRN, office: AUTHORITY, amount: 1, currency: 'USD' };
    bench.tell('X152', { ...done, collectionDate: isoUtc(START) }, fromGeorgia);
    expect(bench.facts('TaskWithdrawn')).toMatchObject([{ task: `recoveryRequest/${MRN}` }]);
    const { bench: other } = claiming();
    other.clear().tell('X059', { mrn: MRN, date: isoUtc(START) }, fromGeorgia);
    expect(other.of('X820').map(({ recipient, body }) => [recipient, body.withdrawn])).toEqual([
      ['FI-KAZ', 1],
      ['GEO', 1],
    ]);
    expect(statuses(other)).toEqual(['closed']);
  });
});

describe('messages about own movements that are unknown', () => {
  it('are refused; about those of others they are only noted', () => {
    const bench = new NodeBench(exampleNode('GEO'));
    const date = isoUtc(START);
    const done = { office: KAZAKH_AUTHORITY, amount: 1, currency: 'USD', collectionDate: date };
    for (const mrn of [MRN, '26AZ0001017K2M9QY2']) {
      bench.tell('X059', { mrn, date }, { sender: 'KAZ', mrn });
      bench.tell('X152', { mrn, ...done }, { sender: 'KAZ', mrn });
    }
    expect(bench.refusals()).toEqual(['C201/90', 'C201/90']);
  });
});
