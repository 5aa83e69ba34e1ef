import { describe, expect, test } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { insurerTin } from '../../common/routing.ts';
import { parseGrn } from '../../common/numbers/grn.ts';
import { acceptsSequence } from '../../common/states/tables.ts';
import { EXAMPLE_NODE, incoming, START } from '../accounts/bench.ts';
import { applicationBody, ExampleOffice, HOLDER, undertakingFor } from './examples.ts';

/** An office with one application, and how to go on with it. */
function applied(change: Parameters<typeof incoming<'G810'>>[2] | object = {}) {
  const office = new ExampleOffice();
  const body = { ...applicationBody(63_000), ...change };
  const application = incoming('G810', HOLDER, body);
  const bench = office.bench.message(application);
  const id = application.messageId;
  const status = () => office.tables.guarantees.get(id)?.status;
  return { office, bench, id, body, status };
}

describe('application', () => {
  test('rows G1 and G2: noted, and the insurer of the country is asked for the level that is granted', () => {
    const { bench, status } = applied({ requestedLevel: 4 });
    expect(bench.rows()).toEqual(['G1', 'G2']);
    expect(bench.timers()).toEqual([`T-GUADEC@${String(120 * DAY)}`, `T-UND@${String(2 * DAY)}`]);
    const [asked] = bench.sent('G810');
    expect(asked).toMatchObject({ to: 'FI-GEO', from: 'GE000900', body: { requestedLevel: 3 } });
    expect(status()).toBe('awaitUndertaking');
  });

  test.each([
    ['an unknown trader', { tin: 'GE999999999' }, 'C501'],
    ['another currency', { currency: 'EUR' }, 'C416'],
    ['a type that no undertaking stands behind', { type: 'B' }, 'C413'],
  ])('%s is turned down at once', (_, change, rule) => {
    const { bench, status } = applied(change);
    expect(bench.sent('G812')).toMatchObject([{ to: HOLDER, body: { decision: 0, reason: rule } }]);
    expect(bench.facts).toMatchObject([{ type: 'GuaranteeDeclined', rule }]);
    expect(bench.timers()).toEqual([]);
    expect(status()).toBeUndefined();
  });

  test('a waiver is for level 4 alone, and nobody puts anything up for it', () => {
    const { bench } = applied({ type: '0', requestedLevel: 4 });
    expect(bench.sent('G812')[0]?.body.reason).toBe('C413');
    const office = new ExampleOffice(EXAMPLE_NODE, 4);
    const waiver = office.grant(63_000, { type: '0', requestedLevel: 4 });
    expect(waiver).toMatchObject({ percentage: 0, level: 4 });
    expect(office.use(waiver, 'M1', 63_000, { type: '0' }).rows()).toEqual(['U1']);
  });

  test('an individual guarantee is put up in full, whatever the level', () => {
    const { bench } = applied({ type: '2', requestedLevel: 3 });
    expect(bench.sent('G810')[0]?.body.requestedLevel).toBe(1);
  });

  test('a trader without record (L0) gets individual guarantees only', () => {
    const office = new ExampleOffice(EXAMPLE_NODE, 0);
    office.bench.message(incoming('G810', HOLDER, applicationBody(10_000)));
    expect(office.bench.sent('G812')[0]?.body.reason).toBe('C413');
    expect(office.grant(10_000, { type: '2' })).toMatchObject({ percentage: 100, type: '2' });
  });

  test('an account that is not a principal’s does not do', () => {
    const office = new ExampleOffice();
    const body = { ...applicationBody(1_000), tin: insurerTin('GE') };
    office.bench.message(incoming('G810', 'FI-GEO', body));
    expect(office.bench.sent('G812')[0]?.body.reason).toBe('C501');
  });

  test('a second application while one is open does not fit the state', () => {
    const { bench } = applied();
    bench.message(incoming('G810', HOLDER, applicationBody(1_000)));
    expect(bench.sent('S906')[0]?.body.errors).toEqual([
      { pointer: '/', code: '92', reason: 'C202' },
    ]);
  });
});

describe('undertaking', () => {
  test('row G3: an officer is asked, and told that nothing speaks against it', () => {
    const { bench, body, status } = applied();
    bench.message(incoming('G811', 'FI-GEO', undertakingFor(body)));
    expect(bench.rows()).toEqual(['G3']);
    expect(bench.timers()).toEqual(['-T-UND']);
    expect(bench.sent('N810')[0]).toMatchObject({
      to: 'GE000900',
      body: { kind: 'guaranteeReview', proposed: 'grant', value: 63_000 },
    });
    expect(status()).toBe('underReview');
  });

  test.each([
    ['a ceiling below what the level asks for', { ceiling: 18_899.99 }],
    ['a country less than asked for', { countries: ['GE', 'AZ'] }],
    ['a term that is over', { validTo: isoUtc(START) }],
  ])('%s: the officer is advised to refuse', (_, change) => {
    const { bench, body } = applied();
    bench.message(incoming('G811', 'FI-GEO', { ...undertakingFor(body), ...change }));
    expect(bench.sent('N810')[0]?.body.proposed).toBe('refuse');
  });

  test('30 % of 63 000 is enough at level 3', () => {
    const { bench, body } = applied();
    bench.message(incoming('G811', 'FI-GEO', { ...undertakingFor(body), ceiling: 18_900 }));
    expect(bench.sent('N810')[0]?.body.proposed).toBe('grant');
  });

  test.each([
    ['another guarantor than named', { guarantorTin: 'GE111111111' }, 'C501'],
    ['a time that is none', { validTo: '2027-02-30T00:00:00Z' }, 'C104'],
  ])('%s is refused (S906)', (_, change, rule) => {
    const { bench, body, status } = applied();
    bench.message(incoming('G811', 'FI-GEO', { ...undertakingFor(body), ...change }));
    expect(bench.sent('S906')[0]?.body.errors[0]?.reason).toBe(rule);
    expect(status()).toBe('awaitUndertaking');
  });

  test('a guarantor without an approved account binds nobody', () => {
    const { office, bench, body } = applied();
    office.accounts.commit(insurerTin('GE'), undefined);
    bench.message(incoming('G811', 'FI-GEO', undertakingFor(body)));
    expect(bench.sent('S906')[0]?.body.errors[0]?.reason).toBe('C501');
  });

  test('row G4 after T-UND; an undertaking that comes then is refused with C202', () => {
    const { bench, id, body, status } = applied();
    bench.timer('T-UND', id);
    expect(bench.rows()).toEqual(['G4']);
    expect(bench.sent('G812').map(({ to, body: { decision } }) => [to, decision])).toEqual([
      [HOLDER, 0],
      ['FI-GEO', 0],
    ]);
    expect(status()).toBe('refused');
    bench.message(incoming('G811', 'FI-GEO', undertakingFor(body)));
    expect(bench.facts).toMatchObject([{ type: 'MessageRejected', rule: 'C202', code: '92' }]);
  });

  test('T-UND means nothing once the undertaking is there', () => {
    const { bench, id, body, status } = applied();
    bench.message(incoming('G811', 'FI-GEO', undertakingFor(body)));
    bench.timer('T-UND', id);
    expect(bench.facts).toEqual([]);
    expect(status()).toBe('underReview');
  });
});

describe('decision', () => {
  function reviewed() {
    const given = applied();
    given.bench.message(incoming('G811', 'FI-GEO', undertakingFor(given.body)));
    return given;
  }

  test('row G5: GRN and access code for the holder, the GRN alone for the insurer', () => {
    const { bench, id, office } = reviewed();
    bench.decide('guaranteeReview', id, 'grant');
    expect(bench.rows()).toEqual(['G5']);
    const [toHolder, toInsurer] = bench.sent('G812');
    expect(toHolder).toMatchObject({
      to: HOLDER,
      correlationId: id,
      body: { decision: 1, referenceAmount: 63_000, percentage: 30, guaranteeAmount: 18_900 },
    });
    expect(toHolder?.body.notValidIn).toEqual(['UZ']);
    expect(toHolder?.body.accessCode).toMatch(/^[A-Z2-9]{4}$/);
    expect(toInsurer?.to).toBe('FI-GEO');
    expect(toInsurer?.body.accessCode).toBeUndefined();
    const grn = toHolder?.body.grn ?? '';
    expect(grn).toMatch(/^26GE000900A00001\d$/);
    expect(parseGrn(grn, '').ok).toBe(true);
    expect(office.tables.guaranteeByGrn(grn)?.id).toBe(id);
    expect(bench.timers()).toEqual(['-T-GUADEC', `T-VAL@${String(365 * DAY)}`]);
  });

  test('each guarantee gets the next serial, also for a holder who has one', () => {
    const { bench, id, office } = reviewed();
    bench.decide('guaranteeReview', id, 'grant');
    expect(office.grant(1_000).grn).toMatch(/^26GE000900A00002\d$/);
    expect(office.grant(1_000).accessCode).not.toBe(office.tables.guarantees.get(id)?.accessCode);
  });

  test('no longer than the undertaking', () => {
    const { bench, id, body } = applied();
    const validTo = isoUtc(START + 30 * DAY);
    bench.message(incoming('G811', 'FI-GEO', { ...undertakingFor(body), validTo }));
    bench.decide('guaranteeReview', id, 'grant');
    expect(bench.timers()).toContain(`T-VAL@${String(30 * DAY)}`);
  });

  test('row G4: the officer refuses, and the trader may apply again', () => {
    const { bench, id, status, office } = reviewed();
    bench.decide('guaranteeReview', id, 'refuse');
    expect(bench.rows()).toEqual(['G4']);
    expect(status()).toBe('refused');
    expect(office.grant(63_000).status).toBe('active');
  });

  test('a decision on what is decided does not fit the state', () => {
    const { bench, id } = reviewed();
    bench.decide('guaranteeReview', id, 'grant').decide('guaranteeReview', id, 'refuse');
    expect(bench.facts).toMatchObject([{ type: 'MessageRejected', rule: 'C202' }]);
  });

  test('T-GUADEC reminds of what is open, and of nothing else', () => {
    const { bench, id } = reviewed();
    expect(bench.timer('T-GUADEC', id).facts).toMatchObject([
      { type: 'GuaranteeDecisionOverdue', guarantee: id },
    ]);
    expect(bench.sent('S903')).toMatchObject([{ to: 'GE000900', body: { code: 'T-GUADEC' } }]);
    bench.decide('guaranteeReview', id, 'grant');
    expect(bench.timer('T-GUADEC', id).facts).toEqual([]);
  });
});

test('what a guarantee goes through is a walk through the state table', () => {
  const { bench, id, body } = applied();
  const rows = [...bench.rows()];
  rows.push(...bench.message(incoming('G811', 'FI-GEO', undertakingFor(body))).rows());
  rows.push(...bench.decide('guaranteeReview', id, 'grant').rows());
  rows.push(...bench.timer('T-VAL', id).rows());
  expect(rows).toEqual(['G1', 'G2', 'G3', 'G5', 'G9']);
  expect(acceptsSequence('guarantee', rows as string[]).accepted).toBe(true);
});

test('tables survive JSON: the department goes on from what was saved', () => {
  const office = new ExampleOffice();
  const guarantee = office.grant(63_000);
  office.use(guarantee, 'M1', 1_000);
  const restored = new ExampleOffice();
  restored.tables.all().forEach((table, i) => {
    const saved = office.tables.all()[i]?.save() ?? [];
    table.restore(JSON.parse(JSON.stringify(saved)) as [string, unknown][]);
  });
  expect(restored.use(guarantee, 'M2', 62_000).rows()).toEqual(['U1']);
  expect(restored.books(guarantee)).toEqual([63_000, 0]);
});
