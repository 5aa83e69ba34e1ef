/** Control reports and what the rules have against them, and the simplified departure of an authorised consignor. */
import { describe, expect, it } from 'vitest';
import { DAY, isoUtc, MINUTE } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { NodeBench, Variant } from '../node-bench.ts';
import { benchWithCover, declarationTo, OFFICER, START, TRADER } from '../node-bench.ts';
import { ACCEPTANCE, OFFICE, rejected, RED, report, underControl } from './bench.ts';

const FOUND = { differences: ['one box more'] };

const tellReport = (bench: NodeBench, body: Body<'N017'>): NodeBench =>
  bench.tell('N017', body, { sender: OFFICER, recipient: OFFICE });

const withResult = (mrn: string, code: string, differences?: string[]): Body<'N017'> => {
  const result = { code, date: isoUtc(START) };
  return {
    ...report(mrn, code),
    result: differences === undefined ? result : { ...result, differences },
  };
};

describe('a control report', () => {
  it.each(['A5', 'B1'])('%s says what differs (C329)', (code) => {
    const { bench, mrn } = underControl();
    tellReport(bench, withResult(mrn, code));
    expect(bench.refusals()).toEqual(['C329/13']);
    expect(bench.of('S906')[0]?.body.errors).toEqual([
      { pointer: '/body/result/differences', code: '13', reason: 'C329' },
    ]);
    bench.clear().decide(`departureControl/${mrn}`, code);
    expect(bench.of('S906')[0]?.body.errors[0]?.pointer).toBe('/body/differences');
    tellReport(bench.clear(), withResult(mrn, code, ['one box more']));
    expect(bench.rows()).toEqual([code === 'A5' ? 'D16' : 'D19']);
  });

  it('is refused with all defects, and the question stays open', () => {
    const { bench, mrn } = underControl();
    tellReport(bench, {
      ...withResult(mrn, 'A3'),
      seals: { count: 2, identifiers: ['N-1', 'N-1', 'N-2'] },
      limitDate: isoUtc(START + DAY),
    });
    expect(bench.refusals()).toEqual(['C330/12', 'C332/14', 'C315/14', 'C316/14']);
    expect(bench.facts('TaskDecided')).toEqual([]);
    expect(bench.tableSizes()).toMatchObject({ tasks: 1 });
  });

  it('knows no other result (C103)', () => {
    const { bench, mrn } = underControl();
    tellReport(bench, withResult(mrn, 'A9'));
    expect(bench.refusals()).toEqual(['C103/12']);
  });

  it('may ask for an amendment instead, which the trader makes (T022, D11)', () => {
    const { bench, mrn, declaration } = underControl();
    const reason = 'the invoice names 99 boxes';
    bench.decide(`departureControl/${mrn}`, 'A5', { ...FOUND, reason });
    expect(bench.rows()).toEqual(['D16']);
    expect(bench.mail()).toEqual([`T060>${TRADER}`, `T022>${TRADER}`]);
    expect(bench.of('T022')[0]?.body).toEqual({ mrn, reason });
    const amended = { ...declaration, placeOfUnloading: 'Astana' };
    const body = { mrn, amendmentTypeFlag: 0 as const, declaration: amended };
    bench.clear().tell('T013', body, { recipient: OFFICE });
    expect(bench.rows()).toEqual(['D11']);
    bench.clear().tell('T054', { requested: 1 }, { recipient: OFFICE, mrn });
    expect(bench.rows()).toEqual(['D17', 'U1', 'D20', 'U4']);
  });

  it('of the goods themselves goes ahead for others to recognise, of documents it does not', () => {
    const seen = underControl();
    tellReport(seen.bench, withResult(seen.mrn, 'A1'));
    expect(seen.bench.of('X050')[0]?.body.controls).toEqual([
      { office: OFFICE, result: { code: 'A1', date: isoUtc(START) } },
    ]);
    const read = underControl();
    tellReport(read.bench, withResult(read.mrn, 'A2'));
    expect(read.bench.of('X001')[0]?.body).not.toHaveProperty('controls');
  });

  it('that does not come is called for once, and no more (T-CTRL)', () => {
    const { bench, mrn } = underControl();
    bench.pass(30 * MINUTE);
    expect(bench.of('S903')).toMatchObject([{ recipient: OFFICE, mrn, body: { code: 'T-CTRL' } }]);
    expect(bench.facts('ControlOverdue')).toMatchObject([{ mrn, office: OFFICE }]);
    bench.clear().pass(DAY);
    expect(bench.mail()).toEqual([]);
    tellReport(bench, withResult(mrn, 'A1'));
    expect(bench.rows()).toContain('D15');
  });
});

/** An authorised consignor whose goods are at gate 4, and a declaration that makes use of it. */
function consignor(sealsRequired: 0 | 1 = 0, variant: Variant = {}) {
  const { bench, cover } = benchWithCover(variant);
  const simplifications = [
    { type: 'C521', places: ['gate 4'], sealsRequired },
    { type: 'C524', places: [], sealsRequired: 0 as const },
  ];
  bench.tell('A801', {
    tin: TRADER,
    legalName: `Company ${TRADER}`,
    address: 'Tbilisi',
    country: 'GE',
    roles: ['principal'],
    contact: 'desk',
    requestedTrustLevel: 1,
    simplifications,
  });
  for (const { body } of bench.of('N810')) bench.decide(body.task, body.decisions[0] ?? '');
  const granted = bench.of('A805').map(({ body }) => ({
    type: body.type,
    reference: body.authorisationNumber ?? '',
  }));
  const authorisations = granted.filter(({ type }) => type === 'C521');
  const declaration = declarationTo(cover, { authorisations, placeOfLoading: 'gate 4' });
  return { bench: bench.clear(), declaration, granted };
}

const lodge = (bench: NodeBench, declaration: Body<'T015'>, sender = TRADER): NodeBench =>
  bench.tell('T015', declaration, { recipient: OFFICE, lrn: 'L-1', sender });

describe('an authorised consignor', () => {
  it('is released by T-AUTOREL with result A3, to his own limit date (C0839)', () => {
    const { bench, declaration } = consignor();
    const limitDate = isoUtc(START + 20 * DAY);
    lodge(bench, { ...declaration, limitDate }).decide(ACCEPTANCE, 'accept');
    bench.pass(45 * MINUTE);
    expect(bench.rows()).toEqual(['D3', 'D9', 'D14', 'U1', 'D20', 'U4']);
    expect(bench.of('T029')[0]?.body).toMatchObject({ limitDate, controlResult: { code: 'A3' } });
    expect(bench.facts('GuaranteeAsked')).toMatchObject([{ result: 'A3' }]);
  });

  it('may be controlled all the same, and A3 be reported of his goods', () => {
    const { bench, declaration } = consignor(0, { channels: RED });
    lodge(bench, declaration).decide(ACCEPTANCE, 'accept');
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.decide(`riskDecision/${mrn}`, 'control').clear();
    tellReport(bench, withResult(mrn, 'A3'));
    expect(bench.rows()).toEqual(['D15', 'U1', 'D20', 'U4']);
  });

  it('loads at his place, and seals where his authorisation says so (C503)', () => {
    const { bench, declaration } = consignor(1);
    const unsealed = Object.fromEntries(
      Object.entries(declaration).filter(([key]) => key !== 'seals'),
    ) as Body<'T015'>;
    lodge(bench, { ...unsealed, placeOfLoading: 'Batumi' });
    expect(rejected(bench)).toEqual(['C503 14 /body/placeOfLoading', 'C503 13 /body/seals']);
  });

  it('holds what he names, for the reduced data set too (C503, C504)', () => {
    const { bench, declaration, granted } = consignor();
    const other = [{ type: 'C521', reference: 'GE-C521-999999' }];
    lodge(bench, { ...declaration, authorisations: other, reducedDataSet: 1 });
    expect(rejected(bench)).toEqual([
      'C503 14 /body/authorisations/0',
      'C504 14 /body/reducedDataSet',
    ]);
    lodge(bench.clear(), { ...declaration, authorisations: granted, reducedDataSet: 1 });
    expect(bench.rows()).toEqual(['D3']);
  });

  it('says at the presentation where the goods are', () => {
    const { bench, declaration } = consignor();
    lodge(bench, { ...declaration, additionalType: 'D', placeOfLoading: 'Batumi' });
    const presence = { office: OFFICE, location: 'Batumi', means: declaration.means };
    bench.tell('T170', presence, { recipient: OFFICE, lrn: 'L-1' });
    expect(rejected(bench)).toEqual(['C503 14 /body/location']);
    bench.tell('T170', { ...presence, location: 'gate 4' }, { recipient: OFFICE, lrn: 'L-1' });
    expect(bench.rows()).toEqual(['D2', 'D6', 'D7']);
  });
});

describe('a representative', () => {
  const agent = { tin: 'GE405000001', name: 'Iveria Brokers', country: 'GE' };
  const principal = { tin: 'GE404000009', name: 'Ministry of Roads', country: 'GE' };

  /** A public body that has named its representative. */
  function represented() {
    const { bench, cover } = benchWithCover();
    bench.tell('A801', {
      tin: principal.tin,
      legalName: principal.name,
      address: 'Tbilisi',
      country: 'GE',
      roles: ['principal'],
      contact: 'desk',
      requestedTrustLevel: 1,
      representatives: [agent.tin],
    });
    bench.decide(`accountReview/${principal.tin}`, 'approve').clear();
    const guarantees = [{ type: '8', otherReference: 'B-7', amount: 21_420, currency: 'USD' }];
    return { bench, declaration: declarationTo(cover, { principal, guarantees }) };
  }

  it('whom the principal has named lodges, and goes on asking, for him', () => {
    const { bench, declaration } = represented();
    lodge(bench, { ...declaration, representative: agent }, agent.tin);
    expect(bench.mail()[0]).toBe(`T928>${agent.tin}`);
    bench.decide(`acceptance/${principal.tin}/L-1`, 'accept').clear();
    const request = { justification: 'sold elsewhere' };
    bench.tell('T014', request, { recipient: OFFICE, lrn: 'L-1', sender: agent.tin });
    bench.tell('T014', request, { recipient: OFFICE, lrn: 'L-1', sender: principal.tin });
    expect(bench.facts('InvalidationAsked')).toHaveLength(1);
    expect(bench.refusals()).toEqual(['C202/92']);
    lodge(bench.clear(), { ...declaration, representative: agent }, agent.tin);
    expect(rejected(bench)).toEqual(['C327 14 /lrn']);
  });

  it('whom he has not named is rejected, and so is whoever lodges for another (C502)', () => {
    const { bench, declaration } = represented();
    const stranger = { ...agent, tin: 'GE405000002' };
    lodge(bench, { ...declaration, representative: stranger }, stranger.tin);
    expect(rejected(bench)).toEqual(['C502 12 /body/representative/tin']);
    lodge(bench.clear(), declaration, stranger.tin);
    expect(rejected(bench)).toEqual(['C502 12 /sender']);
  });
});
