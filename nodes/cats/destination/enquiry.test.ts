import { expect, it } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf } from '../../common/step.ts';
import { advanceRecord, exampleNode, MRN, NodeBench, PLATE, SEAL, START } from '../node-bench.ts';
import { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { expectedArrival } from './arrival-record.ts';
import { onResultAsked } from './on-x142-enquiry.ts';

const OFFICE = 'KZ000300';
const parameters = exampleNode('KAZ');
const setting = new Setting(parameters);

const enquiry = new NodeBench(parameters).message('X142', {
  mrn: MRN,
  office: OFFICE,
  enquirer: 'GE000900',
  requestDate: isoUtc(START),
  limitForResponse: isoUtc(START + 40 * DAY),
  resultsOnly: 1,
  contact: 'enquiries',
}) as MessageOf<'X142'>;

it('the node answers without an officer where the goods have come', () => {
  const bench = new NodeBench(parameters);
  bench.tell('X001', advanceRecord([OFFICE]), { sender: 'GEO', mrn: MRN });
  const arrival: Body<'T007'> = {
    mrn: MRN,
    office: OFFICE,
    arrivedAt: isoUtc(START),
    simplified: 0,
    identification: PLATE,
    seals: [SEAL],
  };
  bench.tell('T007', arrival, { sender: PLATE, recipient: OFFICE });
  const { body } = enquiry;
  bench.clear().tell('X142', body, { sender: 'GEO', mrn: MRN });
  expect(bench.rows()).toEqual(['A20']);
  expect(bench.mail()).toEqual(['X144>GEO']);
  bench.decide(`arrivalDecision/${MRN}`, 'noControl');
  bench.clear().tell('X142', body, { sender: 'GEO', mrn: MRN });
  expect(bench.mail()).toEqual(['X018>GEO']);
});

const record = (change: Parameters<ArrivalRecord['with']>[0]): ArrivalRecord =>
  expectedArrival(advanceRecord([OFFICE]), MRN, OFFICE).with(change);

const result = { code: 'A2', date: isoUtc(START) };

it('goods without a result yet: departure hears so (A20, X144)', () => {
  const step = onResultAsked(record({ status: 'arrived' }), enquiry, setting);
  expect(step?.facts).toMatchObject([{ type: 'ResultAsked', row: 'A20', known: false }]);
  expect(step?.effects).toMatchObject([{ messageType: 'X144', to: 'GEO' }]);
});

it.each(['resultSent', 'waitDiscrepancy', 'released', 'heldForRecovery'] as const)(
  'goods whose result was sent (%s): it is sent again',
  (status) => {
    const step = onResultAsked(record({ status, result }), enquiry, setting);
    expect(step?.facts).toMatchObject([{ type: 'ResultAsked', known: true }]);
    expect(step?.effects).toMatchObject([{ messageType: 'X018', to: 'GEO', body: { result } }]);
  },
);

it.each(['aarCreated', 'cancelled', 'arrivedElsewhere'] as const)(
  'goods that have not come (%s): an officer must look',
  (status) => {
    expect(onResultAsked(record({ status }), enquiry, setting)).toBeUndefined();
  },
);
