import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../simulator/core/time.ts';
import { ICE } from '../common/routing.ts';
import {
  benchWithCover,
  declarationTo,
  exampleNode,
  MRN,
  NodeBench,
  OFFICER,
  START,
  TRADER,
} from './node-bench.ts';

const TASK = `acceptance/${TRADER}/L-1`;

function submitted(): NodeBench {
  const { bench, cover } = benchWithCover();
  bench.tell('T015', declarationTo(cover), { recipient: 'GE000101', lrn: 'L-1' });
  return bench.clear();
}

describe('an officer’s answer', () => {
  it('closes the task and says who decided', () => {
    const bench = submitted().decide(TASK, 'accept');
    expect(bench.entries[0]).toMatchObject({
      type: 'TaskDecided',
      task: TASK,
      kind: 'acceptance',
      office: 'GE000101',
      officer: OFFICER,
      decision: 'accept',
      lrn: 'L-1',
    });
  });

  it('is refused twice, for another office, and where the procedure does not allow it', () => {
    const bench = submitted();
    bench.decide(TASK, 'pass').decide(TASK, 'accept', { office: 'GE000300' });
    bench.decide(`presentation/${MRN}/GE000200`, 'pass');
    bench.decide(TASK, 'accept').decide(TASK, 'accept');
    expect(bench.refusals()).toEqual(['C103/12', 'C505/14', 'C202/92', 'C202/92']);
    expect(
      bench.of('S906').map(({ recipient, body }) => [recipient, body.errors[0]?.pointer]),
    ).toEqual([
      [OFFICER, '/body/decision'],
      [OFFICER, '/body/office'],
      [OFFICER, '/'],
      [OFFICER, '/'],
    ]);
  });

  it('by N017 is for a control at departure alone', () => {
    const bench = submitted();
    const result = { code: 'A1', date: isoUtc(START) };
    const body = { office: 'GE000101', officer: OFFICER, task: TASK, result };
    bench.tell('N017', body, { sender: OFFICER, recipient: 'GE000101' });
    expect(bench.refusals()).toEqual(['C202/92']);
    expect(bench.tableSizes()).toMatchObject({ tasks: 1 });
  });
});

describe('a message that nobody here handles', () => {
  it('is refused, whether the catalogue has it or not (C109)', () => {
    const bench = new NodeBench(exampleNode('GEO'));
    bench.tell('T029', {
      mrn: MRN,
      releaseDate: isoUtc(START),
      limitDate: isoUtc(START),
      seals: { count: 0, identifiers: [] },
      controlResult: { code: 'A2', date: isoUtc(START) },
    });
    const known = bench.message('T054', { requested: 1 }, { mrn: MRN });
    bench.receive({ ...known, messageType: 'T999' });
    expect(bench.refusals()).toEqual(['C109/92', 'C109/92']);
    expect(bench.mail()).toEqual([`S906>${TRADER}`, `S906>${TRADER}`]);
  });

  it('is taken where it asks for nothing: reference data, announced outages', () => {
    const bench = new NodeBench(exampleNode('GEO'));
    const list = { list: 'customsOffices', version: 1, validFrom: isoUtc(START), entries: [] };
    bench.tell('S802', list, { sender: ICE });
    bench.tell(
      'S070',
      { type: 'N', from: isoUtc(START), functions: [] },
      { sender: 'AZE', recipient: 'ALL' },
    );
    expect(bench.mail()).toEqual([]);
    expect(bench.of('S002')).toHaveLength(2);
  });
});

it('never answers a refusal', () => {
  const bench = new NodeBench(exampleNode('GEO'));
  const errors = [{ pointer: '/', code: '92', reason: 'C202' }];
  bench.tell('S906', { messageId: 'GEO-1', errors }, { sender: 'AZE' });
  bench.tell('S906', { messageId: 'GEO-1', errors }, { sender: TRADER });
  expect(bench.mail()).toEqual([]);
});

it('counts its MRNs by office and year', () => {
  const { bench, cover } = benchWithCover();
  const offices = ['GE000101', 'GE000200', 'GE000101'];
  offices.forEach((officeOfDeparture, i) => {
    const lrn = `L-${String(i)}`;
    bench.tell('T015', declarationTo(cover, { officeOfDeparture }), {
      recipient: officeOfDeparture,
      lrn,
    });
    bench.decide(`acceptance/${TRADER}/${lrn}`, 'accept');
  });
  expect(bench.of('T028').map(({ body }) => body.mrn.slice(0, 17))).toEqual([
    '26GE000101000001Y',
    '26GE000200000001Y',
    '26GE000101000002Y',
  ]);
});

it('clears its records once a day for ever', () => {
  const bench = submitted().decide(TASK, 'refuse');
  expect(bench.tableSizes()).toMatchObject({ movementsClosed: 1, lrns: 1 });
  bench.pass(30 * DAY);
  const { movementsClosed, lrns, inbox } = bench.tableSizes();
  expect({ movementsClosed, lrns, inbox }).toEqual({ movementsClosed: 0, lrns: 0, inbox: 0 });
});
