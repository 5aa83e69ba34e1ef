import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoUtc, MINUTE, SECOND } from '../../../simulator/core/time.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import {
  benchWithCover,
  declarationTo,
  MRN,
  OFFICER,
  PLATE,
  SEAL,
  START,
  TRADER,
} from '../node-bench.ts';
import {
  ACCEPTANCE,
  accepted,
  OFFICE,
  released,
  report,
  submitted,
  underControl,
  YELLOW,
} from './bench.ts';

const FOUND = { differences: ['one box more'] };

describe('declaration', () => {
  it('is rejected with every defect at once, each with its pointer and code (D1)', () => {
    const { bench } = submitted({
      officeOfDestination: 'KZ000999',
      grossMass: 1,
      containerIndicator: 1,
      tirCarnet: 'AB12345678',
      guarantees: [
        {
          type: '1',
          grn: '24GB0000010000296',
          accessCode: 'AAAA',
          amount: 21_420,
          currency: 'USD',
        },
      ],
    });
    expect(bench.rows()).toEqual(['D1']);
    expect(bench.mail()).toEqual([`T056>${TRADER}`]);
    const [rejection] = bench.of('T056');
    expect(rejection?.body.rejectionType).toBe('015');
    expect(
      rejection?.body.errors.map(({ pointer, code, reason }) => `${pointer} ${code} ${reason}`),
    ).toEqual([
      '/body/officeOfDestination 12 C304',
      '/body/grossMass 14 C310',
      '/body/containers 13 C318',
      '/body/tirCarnet 15 C323',
      '/body/tirCarnet 14 C324',
      '/body/guarantees/0/grn 14 C402',
    ]);
    expect(rejection).toMatchObject({ sender: OFFICE, lrn: 'L-1' });
    expect(rejection?.correlationId).toMatch(/^in-/);
  });

  it('may come again under the same LRN once it is corrected', () => {
    const { bench, cover } = benchWithCover();
    bench.tell('T015', declarationTo(cover, { grossMass: 1 }), { recipient: OFFICE, lrn: 'L-1' });
    bench.tell('T015', declarationTo(cover), { recipient: OFFICE, lrn: 'L-1' });
    expect(bench.rows()).toEqual(['D1', 'D3']);
  });

  it('is acknowledged and put before an officer (D3)', () => {
    const { bench } = submitted();
    expect(bench.rows()).toEqual(['D3']);
    expect(bench.mail()).toEqual([`T928>${TRADER}`, `N810>${OFFICE}`]);
    expect(bench.of('N810')[0]?.body).toMatchObject({
      task: ACCEPTANCE,
      kind: 'acceptance',
      decisions: ['accept', 'refuse'],
      proposed: 'accept',
      channel: 'green',
      principal: 'Colchis Trade',
      identification: PLATE,
      goods: 'machines',
      grossMass: 10_000,
      value: 60_000,
    });
    expect(bench.facts('DeclarationSubmitted')[0]).toMatchObject({
      lrn: 'L-1',
      plate: PLATE,
      value: 60_000,
    });
  });

  it('uses an LRN once for each trader (C327)', () => {
    const { bench, declaration } = submitted();
    bench.clear().tell('T015', declaration, { recipient: OFFICE, lrn: 'L-1' });
    expect(bench.of('T056')[0]?.body.errors).toEqual([
      { pointer: '/lrn', code: '14', reason: 'C327', value: 'L-1' },
    ]);
  });

  it('with a container number that fails its digit is taken, with a yellow item for the officer (C319)', () => {
    const { bench } = submitted({ containerIndicator: 1, containers: ['CSQU3054384'] });
    expect(bench.of('N810')[0]?.body.channel).toBe('yellow');
    expect(bench.of('S903')).toMatchObject([{ recipient: OFFICE, body: { code: 'C319' } }]);
    expect(bench.facts('DeclarationWarned')).toMatchObject([{ rule: 'C319', lrn: 'L-1' }]);
  });
});

describe('acceptance', () => {
  it('allots an MRN, draws a channel and asks what to do (D9)', () => {
    const { bench, mrn } = accepted();
    expect(parseMrn(mrn, '').ok).toBe(true);
    expect(mrn.slice(0, 17)).toBe('26GE000101000001Y');
    expect(bench.rows()).toEqual(['D3', 'D9']);
    expect(bench.of('N810')[1]?.body).toMatchObject({
      task: `riskDecision/${mrn}`,
      proposed: 'noControl',
      channel: 'green',
    });
    expect(bench.tableSizes()).toMatchObject({ movements: 1, tasks: 1 });
  });

  it('proposes a control on every other channel', () => {
    const { bench } = accepted({}, { channels: YELLOW });
    expect(bench.of('N810')[1]?.body).toMatchObject({ proposed: 'control', channel: 'yellow' });
  });

  it('refused ends the declaration (D10)', () => {
    const { bench } = submitted();
    bench.clear().decide(ACCEPTANCE, 'refuse', { reason: 'wrong office' });
    expect(bench.rows()).toEqual(['D10']);
    expect(bench.of('T056')[0]?.body).toMatchObject({ rejectionCode: '4', reason: 'wrong office' });
    expect(bench.tableSizes()).toMatchObject({ movements: 0, movementsClosed: 1, tasks: 0 });
  });
});

describe('risk decision', () => {
  it('without control asks the guarantee and releases when it is reserved (D14, D20)', () => {
    const { bench, mrn, declaration } = released();
    expect(bench.rows()).toEqual(['D3', 'D9', 'D14', 'U1', 'D20', 'U4']);
    expect(bench.mail()).toEqual([
      `T928>${TRADER}`,
      `N810>${OFFICE}`,
      `T028>${TRADER}`,
      `N810>${OFFICE}`,
      `T029>${TRADER}`,
      'X001>KAZ',
      'X050>AZE',
      'X050>KAZ',
    ]);
    expect(bench.of('T029')[0]?.body).toMatchObject({
      mrn,
      limitDate: isoUtc(START + 8 * DAY),
      seals: { count: 1, identifiers: [SEAL] },
      controlResult: { code: 'A2' },
    });
    const advance = bench.of('X050')[1];
    expect(advance).toMatchObject({
      sender: 'GEO',
      mrn,
      messageId: expect.stringMatching(/^GEO-\d+$/) as string,
    });
    expect(advance?.body).toMatchObject({ offices: ['KZ000200'], risk: 'N' });
    expect(advance?.body.declaration).toBe(declaration);
  });

  it('is not waited for longer than T-AUTOREL (D14)', () => {
    const { bench, mrn } = accepted();
    bench.clear().pass(45 * MINUTE);
    expect(bench.rows()).toEqual(['D14', 'U1', 'D20', 'U4']);
    expect(bench.facts('TaskWithdrawn')[0]).toMatchObject({ task: `riskDecision/${mrn}`, mrn });
    expect(bench.of('N811')[0]?.body.office).toBe(OFFICE);
    bench.clear().decide(`riskDecision/${mrn}`, 'control');
    expect(bench.refusals()).toEqual(['C202/92']);
  });

  it('for control notifies the trader with the control types of the channel (D13)', () => {
    const { bench, mrn } = accepted({}, { channels: YELLOW });
    bench.clear().decide(`riskDecision/${mrn}`, 'control');
    expect(bench.rows()).toEqual(['D13']);
    expect(bench.of('T060')[0]?.body).toEqual({
      notificationType: 0,
      controls: ['10'],
      requestedDocuments: ['N730'],
    });
    bench.clear().pass(45 * MINUTE);
    expect(bench.rows()).toEqual([]);
  });

  it('releases at once where no guarantee has a reference', () => {
    const { bench } = released({
      guarantees: [{ type: '8', otherReference: 'Treasury 7', amount: 21_420, currency: 'USD' }],
    });
    expect(bench.rows()).toEqual(['D3', 'D9', 'D14', 'D20']);
  });

  it('gives more time on a way that is longer than T-LIMIT allows', () => {
    const { bench } = released({
      officesOfTransit: [
        { office: 'AZ000200', estimatedArrival: isoUtc(START + DAY) },
        { office: 'KZ000200', estimatedArrival: isoUtc(START + 7 * DAY) },
      ],
    });
    expect(bench.of('T029')[0]?.body.limitDate).toBe(isoUtc(START + 11 * DAY));
  });

  it('keeps to the limit date of the trader where it is earlier', () => {
    const { bench } = released({ limitDate: isoUtc(START + 3 * DAY) });
    expect(bench.of('T029')[0]?.body.limitDate).toBe(isoUtc(START + 3 * DAY));
  });
});

describe('control at departure', () => {
  it.each(['A1', 'A2'])('%s asks for the guarantee (D15)', (code) => {
    const { bench, mrn } = underControl();
    bench.tell('N017', report(mrn, code), { sender: OFFICER, recipient: OFFICE });
    expect(bench.rows()).toEqual(['D15', 'U1', 'D20', 'U4']);
    expect(bench.of('X001')[0]?.body.controlResult.code).toBe(code);
    expect(bench.facts('TaskDecided')[0]).toMatchObject({ decision: code, mrn });
  });

  it('may be reported as a decision on the task as well', () => {
    const { bench, mrn } = underControl();
    bench.decide(`departureControl/${mrn}`, 'A1');
    expect(bench.rows()).toEqual(['D15', 'U1', 'D20', 'U4']);
  });

  it('carries the seals and the limit date that the officer set', () => {
    const { bench, mrn } = underControl();
    const seals = { count: 2, identifiers: ['N-1', 'N-2'] };
    const body = { ...report(mrn, 'A1'), seals, limitDate: isoUtc(START + 5 * DAY) };
    bench.tell('N017', body, { sender: OFFICER, recipient: OFFICE });
    expect(bench.of('T029')[0]?.body).toMatchObject({ seals, limitDate: isoUtc(START + 5 * DAY) });
  });

  it('B1 refuses release (D19)', () => {
    const { bench, mrn } = underControl();
    const result = { code: 'B1', date: isoUtc(START), differences: ['undeclared goods'] };
    bench.tell('N017', { ...report(mrn, 'B1'), result }, { sender: OFFICER, recipient: OFFICE });
    expect(bench.rows()).toEqual(['D19']);
    expect(bench.of('T051')[0]?.body.motivation).toBe('undeclared goods');
    expect(bench.tableSizes()).toMatchObject({ movements: 0, movementsClosed: 1 });
  });

  it('A5 lets the trader ask for release (D16, D17)', () => {
    const { bench, mrn } = underControl();
    bench.decide(`departureControl/${mrn}`, 'A5', FOUND);
    expect(bench.rows()).toEqual(['D16']);
    expect(bench.of('T060')[0]?.body).toMatchObject({ notificationType: 3, text: 'one box more' });
    bench.clear().tell('T054', { requested: 1 }, { recipient: OFFICE, mrn });
    expect(bench.rows()).toEqual(['D17', 'U1', 'D20', 'U4']);
    expect(bench.of('T029')[0]?.body.controlResult.code).toBe('A5');
  });

  it('A5 without a request ends without release (D18)', () => {
    const asked = underControl();
    asked.bench.decide(`departureControl/${asked.mrn}`, 'A5', FOUND).clear();
    asked.bench.tell('T054', { requested: 0 }, { recipient: OFFICE, mrn: asked.mrn });
    expect(asked.bench.rows()).toEqual(['D18']);
    const silent = underControl();
    silent.bench
      .decide(`departureControl/${silent.mrn}`, 'A5', FOUND)
      .clear()
      .pass(10 * MINUTE);
    expect(silent.bench.rows()).toEqual(['D18']);
    expect(silent.bench.mail()).toEqual([`T051>${TRADER}`]);
  });
});

describe('request for release', () => {
  it('is rejected by T056 where none was asked for, and from anybody else', () => {
    const { bench, mrn } = released();
    bench.clear().tell('T054', { requested: 1 }, { recipient: OFFICE, mrn });
    bench.tell('T054', { requested: 1 }, { recipient: OFFICE, mrn, sender: 'GE999999999' });
    bench.tell('T054', { requested: 1 }, { recipient: OFFICE, mrn: '26GE000101000009Y0' });
    expect(bench.mail()).toEqual([`T056>${TRADER}`, 'T056>GE999999999', `T056>${TRADER}`]);
    expect(bench.refusals()).toEqual(['C202/92', 'C502/12', 'C201/90']);
    expect(bench.of('T056')[0]?.body.rejectionType).toBe('054');
  });
});

describe('guarantee', () => {
  it('refused goes back to the trader, and time runs out on it (D21, D24)', () => {
    const { bench, cover } = benchWithCover();
    const declaration = declarationTo(cover, {
      guarantees: [
        { type: '1', grn: cover.grn, accessCode: '0000', amount: 21_420, currency: 'USD' },
      ],
    });
    bench.tell('T015', declaration, { recipient: OFFICE, lrn: 'L-1' }).decide(ACCEPTANCE, 'accept');
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.clear().decide(`riskDecision/${mrn}`, 'noControl');
    expect(bench.rows()).toEqual(['D14', 'U2', 'D21']);
    expect(bench.of('T055')[0]?.body.guarantees).toEqual([{ grn: cover.grn, reasons: ['G03'] }]);
    bench.clear().pass(HOUR);
    expect(bench.rows()).toEqual(['D24']);
    expect(bench.mail()).toEqual([`T051>${TRADER}`]);
  });

  it('is all or nothing: what was reserved goes back (example E4)', () => {
    const { bench, cover } = benchWithCover();
    const declaration = declarationTo(cover, {
      guarantees: [
        { type: '1', ...cover, amount: 10_000, currency: 'USD' },
        {
          type: '1',
          grn: '26GE000902A000010',
          accessCode: 'AAAA',
          amount: 11_420,
          currency: 'USD',
        },
      ],
    });
    bench.tell('T015', declaration, { recipient: OFFICE, lrn: 'L-1' }).decide(ACCEPTANCE, 'accept');
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.clear().decide(`riskDecision/${mrn}`, 'noControl');
    expect(bench.rows()).toEqual(['D14', 'U1', 'U2', 'D21', 'U3']);
    expect(bench.facts('UsageCancelled')[0]).toMatchObject({ exposure: 0, balance: 63_000 });
  });

  it('that never answers is asked three times more, then given up (D22)', () => {
    const { bench, cover } = benchWithCover();
    // The ledger holds another amount under the coming MRN, so the request is refused by S906 and no X205 comes.
    const claim = { ...cover, type: '1', amount: 1_000, currency: 'USD', holderTin: TRADER };
    const office = { sender: OFFICE, recipient: 'GE000900' };
    bench.tell('X203', { mrn: MRN, countries: ['GE'], ...claim }, office);
    bench.tell('T015', declarationTo(cover), { recipient: OFFICE, lrn: 'L-1' });
    bench.decide(ACCEPTANCE, 'accept').decide(`riskDecision/${MRN}`, 'noControl').clear();
    for (let i = 0; i < 4; i++) bench.pass(30 * SECOND);
    expect(bench.rows().filter((row) => row.startsWith('D'))).toEqual(['D22', 'D22', 'D22', 'D22']);
    expect(bench.facts('GuaranteeRetried').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(bench.facts('ReleaseDenied')).toHaveLength(1);
    expect(bench.facts('UsageCancelled')).toHaveLength(1);
    const warned = Array.from({ length: 4 }, () => `S903>${OFFICE}`);
    expect(bench.mail()).toEqual([...warned, `T051>${TRADER}`]);
    expect(bench.of('S903')[0]?.body.code).toBe('T-GUARES');
  });

  it('split over the same GRN is asked for once', () => {
    const { bench, cover } = benchWithCover();
    const half = { type: '1', ...cover, amount: 10_710, currency: 'USD' };
    const declaration = declarationTo(cover, { guarantees: [half, half] });
    bench.tell('T015', declaration, { recipient: OFFICE, lrn: 'L-1' }).decide(ACCEPTANCE, 'accept');
    const mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.decide(`riskDecision/${mrn}`, 'noControl');
    expect(bench.facts('UsageReserved')).toMatchObject([{ amount: 21_420 }]);
    expect(bench.facts('MovementReleased')).toMatchObject([{ amount: 21_420 }]);
  });
});

describe('after release', () => {
  it('records the frontiers crossed, each once (D27)', () => {
    const { bench, mrn } = released();
    const crossed = { mrn, office: 'AZ000200', passageDate: isoUtc(START), controlled: 0 } as const;
    bench.clear().tell('X118', crossed, { sender: 'AZE', mrn });
    expect(bench.rows()).toEqual(['D27']);
    bench.clear().tell('X118', crossed, { sender: 'AZE', mrn });
    expect(bench.refusals()).toEqual(['C202/92']);
    bench.clear().tell('X118', { ...crossed, office: 'AZ000201' }, { sender: 'AZE', mrn });
    expect(bench.refusals()).toEqual(['C304/12']);
  });

  it('tells the offices skipped when the goods have arrived (D31)', () => {
    const { bench, mrn } = released();
    const crossed = { mrn, office: 'AZ000200', passageDate: isoUtc(START), controlled: 0 } as const;
    bench.tell('X118', crossed, { sender: 'AZE', mrn }).clear();
    const advice = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000200' };
    bench.tell('X006', advice, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['D31']);
    expect(bench.of('X024').map(({ recipient, body }) => [recipient, body.skippedOffices])).toEqual(
      [['KAZ', ['KZ000200', 'KZ000300']]],
    );
  });

  it('writes off on the result and gives the guarantee back (D33, U6)', () => {
    const { bench, mrn } = released();
    const advice = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.tell('X006', advice, { sender: 'KAZ', mrn }).clear();
    const result = { code: 'A2', date: isoUtc(START) };
    bench.tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['D33', 'U6']);
    expect(bench.mail()).toEqual([`T045>${TRADER}`]);
    expect(bench.facts('UsageReleased')[0]).toMatchObject({ exposure: 0, balance: 63_000 });
    expect(bench.tableSizes()).toMatchObject({ movements: 0, movementsClosed: 1, tasks: 0 });
  });

  it('waits longer for the result of an authorised consignee (T-CTLRES/extended)', () => {
    const { bench, mrn } = released();
    const advice = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.tell('X006', { ...advice, simplified: 1 }, { sender: 'KAZ', mrn }).clear();
    expect(bench.pass(11 * DAY).rows()).toEqual([]);
    expect(bench.pass(DAY).rows()).toEqual(['D35']);
  });

  it('credits on arrival where the scheme says so (X209, U5)', () => {
    const { bench, mrn } = released({}, { creditOn: 'arrival' });
    const advice = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.clear().tell('X006', advice, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['D31', 'U5']);
    const result = { code: 'A2', date: isoUtc(START) };
    bench.clear().tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['D33', 'U6']);
  });

  it('recommends an enquiry at the limit date, and ends it with a late arrival (D32, E1)', () => {
    const { bench, mrn } = released();
    bench.clear().pass(8 * DAY);
    expect(bench.rows()).toContain('D32');
    const advice = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    bench.clear().tell('X006', advice, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['E1']);
    bench.clear().pass(6 * DAY);
    expect(bench.rows()).toEqual(['D35']);
    const result = { code: 'A1', date: isoUtc(START) };
    bench.clear().tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['E1', 'D33', 'U6']);
  });

  it('answers everything after the end with 92 (D39), and with 90 once the record is gone', () => {
    const { bench, mrn } = released();
    const advice = { mrn, arrivedAt: isoUtc(START), actualOffice: 'KZ000300' };
    const result = { code: 'A2', date: isoUtc(START) };
    bench.tell('X006', advice, { sender: 'KAZ', mrn });
    bench.tell('X018', { mrn, office: 'KZ000300', result }, { sender: 'KAZ', mrn });
    bench.clear().tell('X006', advice, { sender: 'KAZ', mrn });
    expect(bench.rows()).toEqual(['D39']);
    expect(bench.refusals()).toEqual(['C202/92']);
    bench
      .pass(11 * DAY)
      .clear()
      .tell('X006', advice, { sender: 'KAZ', mrn });
    expect(bench.refusals()).toEqual(['C201/90']);
    expect(bench.of('S906')[0]?.body.errors).toEqual([
      { pointer: '/mrn', code: '90', reason: 'C201' },
    ]);
    expect(bench.tableSizes()).toMatchObject({ movements: 0, movementsClosed: 0, lrns: 0 });
  });
});

describe('a movement within one country', () => {
  it('needs no ICE', () => {
    const { bench, mrn } = released({
      officeOfDestination: 'GE000300',
      officesOfTransit: [],
      countriesOfRouting: ['GE'],
    });
    expect(bench.rows()).toEqual(['D3', 'D9', 'D14', 'U1', 'D20', 'U4', 'A1']);
    const arrival = {
      mrn,
      office: 'GE000300',
      arrivedAt: isoUtc(START),
      simplified: 0 as const,
      identification: PLATE,
      seals: [SEAL],
    };
    bench.clear().tell('T007', arrival, { recipient: 'GE000300', sender: PLATE });
    expect(bench.rows()).toEqual(['A6', 'D31']);
    bench.clear().decide(`arrivalDecision/${mrn}`, 'noControl');
    expect(bench.rows()).toEqual(['A13', 'D33', 'U6']);
    expect(bench.mail()).toEqual([`T025>${PLATE}`, `T045>${TRADER}`]);
    bench.pass(SECOND);
    expect(bench.tableSizes()).toMatchObject({ movements: 0, arrivals: 0, outbox: 0 });
  });
});
