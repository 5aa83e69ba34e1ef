/** That the audit of a kill test sees what it looks for: each planted fault is found. */
import { expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { networkOf } from '../../nodes/common/routing.ts';
import { audit } from './audit.ts';
import type { Testimony } from './audit.ts';
import { merged } from './merge.ts';

const network = networkOf(['WORLD', 'ICE', 'GEO', 'UZB'], { GEO: 'GE', UZB: 'UZ' });

/** The witness publishes to all; a trader asks at the door of GEO and is answered; GEO answers the witness over ICE. */
const ICE: Entry[] = [
  { t: 2, n: 'ICE', s: 0, by: 'UZB-1', type: 'MessageTaken', id: 'UZB-1', from: 'UZB', to: 'ALL' },
  { t: 5, n: 'ICE', s: 1, by: 'GEO-1', type: 'MessageTaken', id: 'GEO-1', from: 'GEO', to: 'UZB' },
  { t: 7, n: 'ICE', s: 2, by: 'UZB-1', type: 'RepeatDropped', id: 'UZB-1' },
];
const GEO: Entry[] = [
  { t: 3, n: 'GEO', s: 0, by: 'UZB-1', type: 'AccountKnown', tin: 'UZ1' },
  { t: 4, n: 'GEO', s: 1, by: 'WORLD-n1', type: 'GuaranteeQueried', grn: 'G' },
  { t: 4, n: 'GEO', s: 2, type: 'MessageSent', id: 'GEO-n1', msg: 'G037', to: 'GE204378869' },
  { t: 4, n: 'GEO', s: 3, type: 'MessageSent', id: 'GEO-1', msg: 'A803', to: 'UZB' },
];
const TESTIMONY: Testimony = {
  witness: 'UZB',
  taken: ['UZB-1'],
  received: new Set(['GEO-1']),
  doors: { GEO: { acknowledged: ['WORLD-n1'], heard: ['GEO-n1'] } },
};

interface Planted {
  readonly ice?: readonly Entry[];
  readonly geo?: readonly Entry[];
  readonly testimony?: Partial<Testimony>;
}

function found({ ice = ICE, geo = GEO, testimony = {} }: Planted) {
  const stores = new Map([
    ['ICE', ice],
    ['GEO', geo],
  ]);
  const { lost, doubled } = audit({ ...TESTIMONY, ...testimony }, { stores, merged: [], network });
  return { lost, doubled };
}

const without = (facts: readonly Entry[], s: number): Entry[] =>
  facts.filter((fact) => fact.s !== s);
const twice = (facts: readonly Entry[], s: number): Entry[] => [...facts, facts[s]!];

test('finds nothing where nothing is wrong', () => {
  expect(found({})).toEqual({ lost: [], doubled: [] });
});

test.for<[what: string, planted: Planted, lost: string[]]>([
  [
    'what ICE acknowledged and does not know',
    { testimony: { taken: ['UZB-1', 'UZB-2'] } },
    ['UZB-2 at ICE'],
  ],
  ['what ICE took and its recipient has not', { geo: without(GEO, 0) }, ['UZB-1 of UZB at GEO']],
  [
    'what never came to the witness',
    { testimony: { received: new Set() } },
    ['GEO-1 of GEO at UZB'],
  ],
  ['what a door acknowledged', { geo: without(GEO, 1) }, ['WORLD-n1 at GEO']],
  [
    'what never came out of a door',
    { testimony: { doors: { GEO: { acknowledged: [], heard: [] } } } },
    ['GEO-n1 out of the door of GEO'],
  ],
  ['what a node sent and ICE never took', { ice: without(ICE, 1) }, ['GEO-1 of GEO']],
])('misses %s', ([, planted, lost]) => {
  expect(found(planted)).toEqual({ lost, doubled: [] });
});

test.for<[what: string, planted: Planted, doubled: string[]]>([
  ['taken by ICE', { ice: twice(ICE, 1) }, ['GEO-1 taken by ICE, 2 times']],
  ['at a node', { geo: twice(GEO, 0) }, ['UZB-1 of UZB at GEO, 2 times']],
  ['through a door', { geo: twice(GEO, 1) }, ['WORLD-n1 at GEO, 2 times']],
  [
    'out of a door',
    { testimony: { doors: { GEO: { acknowledged: [], heard: ['GEO-n1', 'GEO-n1'] } } } },
    ['GEO-n1 out of the door of GEO, 2 times'],
  ],
])('sees what was done twice: %s', ([, planted, doubled]) => {
  expect(found(planted)).toEqual({ lost: [], doubled });
});

test('tells what guarantees still hold, and an invariant that is broken', () => {
  const usage = { grn: 'G', mrn: 'M', amount: 30, exposure: 30, balance: 60 };
  const books: Entry[] = [
    { t: 1, n: 'GEO', s: 0, type: 'GuaranteeGranted', grn: 'G', referenceAmount: 100 },
    { t: 2, n: 'GEO', s: 1, type: 'UsageReserved', ...usage },
  ];
  const findings = audit(TESTIMONY, { stores: new Map(), merged: books, network });
  expect(findings).toMatchObject({ guarantees: 1, held: 30 });
  expect(findings.violations).toContain(
    'booksBalance at GEO: G: balance is not reference amount less exposure',
  );
});

test('puts no effect before its cause within one millisecond', () => {
  const sent: Entry = { t: 4, n: 'GEO', s: 0, type: 'MessageSent', id: 'GEO-1' };
  const taken: Entry = { t: 4, n: 'ICE', s: 0, by: 'GEO-1', type: 'MessageTaken', id: 'GEO-1' };
  const known: Entry = { t: 4, n: 'AZE', s: 0, by: 'GEO-1', type: 'AccountKnown' };
  const later: Entry = { t: 5, n: 'AZE', s: 1, type: 'TaskOpened' };
  for (const stores of [
    [[known, later], [taken], [sent]],
    [[taken], [sent], [known, later]],
    [[sent], [known, later], [taken]],
  ])
    expect(merged(stores)).toEqual([sent, taken, known, later]);
});
