import { describe, expect, it } from 'vitest';
import { HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { makeMrn } from '../../common/numbers/mrn.ts';
import { exampleNode, MRN, NodeBench, PLATE, START } from '../node-bench.ts';

/** Allotted by a country that is no member. */
const OUTSIDE = makeMrn({ year: 2026, country: 'TM', office6: '000101', serial6: '000001' });
const OFFICE = 'AZ000101';
const DRIVER = { sender: PLATE, recipient: OFFICE, mrn: MRN };

const report = (
  change: Partial<Body<'N180'>> = {},
  incident: Partial<Body<'N180'>['incident']> = {},
): Body<'N180'> => ({
  mrn: MRN,
  office: OFFICE,
  incident: {
    code: '2',
    text: 'a seal was torn',
    occurredAt: isoUtc(START),
    place: { qualifier: 'Z', value: 'on the road' },
    seals: { count: 1, identifiers: ['NEW-1'] },
    ...incident,
  },
  ...change,
});

const told = (body: Body<'N180'>, rulesOff: 'C328'[] = []): NodeBench =>
  new NodeBench(exampleNode('AZE', { rulesOff })).tell('N180', body, DRIVER);

const defectsOf = (bench: NodeBench): string[] =>
  bench
    .of('S906')
    .flatMap(({ body }) => body.errors)
    .map(({ reason, code, pointer }) => `${reason} ${code} ${pointer}`);

describe('an incident (N180)', () => {
  it('is registered and told to departure (X180)', () => {
    const bench = told(report());
    expect(bench.facts('IncidentRegistered')).toMatchObject([{ mrn: MRN, code: '2' }]);
    expect(bench.mail()).toEqual(['X180>GEO']);
    expect(bench.of('X180')[0]?.body).toEqual(report());
  });

  const { seals: _, ...bare } = report().incident;
  const without = (incident: Partial<Body<'N180'>['incident']>): Body<'N180'> => ({
    ...report(),
    incident: { ...bare, ...incident },
  });

  it.each([
    ['seals', without({ code: '2' }), '/body/incident/seals'],
    ['seals', without({ code: '4' }), '/body/incident/seals'],
    ['means', without({ code: '3' }), '/body/incident/means'],
    ['means', without({ code: '6' }), '/body/incident/means'],
    [
      'a position',
      without({ code: '1', place: { qualifier: 'W', value: 'here' } }),
      '/body/incident/place/value',
    ],
    [
      'an office',
      without({ code: '1', place: { qualifier: 'V', value: 'here' } }),
      '/body/incident/place/value',
    ],
    [
      'a UN/LOCODE',
      without({ code: '1', place: { qualifier: 'U', value: 'here' } }),
      '/body/incident/place/value',
    ],
  ])('needs %s where its code or qualifier says so (C328)', (__, body, pointer) => {
    const bench = told(body);
    expect(defectsOf(bench)).toEqual([`C328 13 ${pointer}`]);
    expect(bench.of('X180')).toEqual([]);
    expect(told(body, ['C328']).of('X180')).toHaveLength(1);
  });

  it.each([
    { code: '1', place: { qualifier: 'W', value: '41.7, 44.8' } },
    { code: '1', place: { qualifier: 'V', value: 'KZ000200' } },
    { code: '5', place: { qualifier: 'U', value: 'AZBAK' } },
  ])('is taken with %o', (incident) => {
    expect(told(without(incident)).of('X180')).toHaveLength(1);
  });

  it('is refused with everything that is wrong', () => {
    const body = report(
      { office: 'AZ000200', mrn: `${MRN.slice(0, 17)}0` },
      {
        code: '9',
        occurredAt: isoUtc(START + HOUR),
        place: { qualifier: 'Q', value: 'x' },
        seals: { count: 3, identifiers: ['A', 'A'] },
        means: [{ type: 30, identification: 'zz-1', nationality: 'AZ' }],
      },
    );
    expect(defectsOf(told(body))).toEqual([
      'C302 93 /body/mrn',
      'C304 12 /body/office',
      'C103 12 /body/incident/code',
      'C103 12 /body/incident/place/qualifier',
      'C104 14 /body/incident/occurredAt',
      'C315 14 /body/incident/seals/count',
      'C316 14 /body/incident/seals/identifiers/1',
      'C321 14 /body/incident/means/0/identification',
    ]);
  });

  it('of a movement of no member is unknown', () => {
    expect(defectsOf(told(report({ mrn: OUTSIDE })))).toEqual(['C201 90 /body/mrn']);
  });
});
