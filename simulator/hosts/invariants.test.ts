/** All invariants together on whole runs: a clean one breaks nothing, what is planted in its journal is caught, and what is over is forgotten. */
import { beforeAll, describe, expect, test } from 'vitest';
import { MISHAP_IDS } from '../../scenarios/data/mishaps.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { DAY } from '../core/time.ts';
import { INVARIANTS, InvariantWatch } from '../journal/invariants/invariants.ts';
import { runVirtual } from './rehearsal.ts';

function loaded(name: string, changes: readonly string[] = []): Scenario {
  const found = loadScenario(name, changes);
  if (!found.ok) throw new Error(`${name} does not load: ${found.defects[0]?.cause ?? ''}`);
  return found.scenario;
}

function entriesOf(scenario: Scenario): Entry[] {
  const entries: Entry[] = [];
  const seed = String(scenario.seed);
  runVirtual({ scenario, seed, bodies: false, observers: [(entry) => void entries.push(entry)] });
  return entries;
}

/** What the invariants say of a journal that ends two days after its last entry. */
function violationsOf(entries: readonly Entry[]): InvariantWatch['violations'] {
  const watch = new InvariantWatch();
  for (const entry of entries) watch.step(entry);
  watch.end((entries.at(-1)?.t ?? 0) + 2 * DAY);
  return watch.violations;
}

let oneTruck: readonly Entry[] = [];
beforeAll(() => {
  oneTruck = entriesOf(loaded('pilot/one-truck'));
});

describe('a clean run', () => {
  test('of one truck breaks nothing', () => {
    expect(oneTruck.filter(({ type }) => type === 'MovementWrittenOff')).toHaveLength(1);
    expect(violationsOf(oneTruck)).toEqual([]);
  });

  test('of busy corridors breaks nothing', () => {
    const changes = ['warmUp=2d', 'lasts=3d', 'traffic.0.share=0.05'];
    const entries = entriesOf(loaded('pilot/pilot-corridors', changes));
    expect(entries.filter(({ type }) => type === 'MovementReleased').length).toBeGreaterThan(30);
    const watch = new InvariantWatch();
    for (const entry of entries) watch.step(entry);
    watch.end(entries.at(-1)?.t ?? 0);
    expect(watch.violations).toEqual([]);
  });
});

/** The journal without what `drop` picks, its entries numbered anew. */
const without = (drop: (entry: Entry) => boolean): Entry[] =>
  renumbered(oneTruck.filter((entry) => !drop(entry)));

/** The journal with each entry replaced by what `change` makes of it. */
const changed = (change: (entry: Entry) => readonly Entry[]): Entry[] =>
  renumbered(oneTruck.flatMap(change));

function renumbered(entries: readonly Entry[]): Entry[] {
  const next = new Map<string, number>();
  return entries.map((entry) => {
    const s = next.get(entry.n) ?? 0;
    next.set(entry.n, s + 1);
    return { ...entry, s };
  });
}

const is =
  (type: string) =>
  (entry: Entry): boolean =>
    entry.type === type;
const twice =
  (type: string) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === type ? [entry, entry] : [entry];
const rewritten =
  (type: string, change: object) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === type ? [{ ...entry, ...change }] : [entry];

/** The first X118 is swallowed: its recipient's journal never names it. */
function swallowed(): (entry: Entry) => boolean {
  const lost = oneTruck.find((entry) => entry.type === 'MessageTaken' && entry['msg'] === 'X118');
  return (entry) => entry.by === lost?.['id'] && entry.n === lost?.['to'];
}

const PLANTED: readonly (readonly [invariant: string, what: string, plant: () => Entry[]])[] = [
  ['nothingLost', 'an acknowledged message never arrives', () => without(swallowed())],
  [
    'nothingTwice',
    'a crossing is recorded twice for one message',
    () => changed(twice('LegRecorded')),
  ],
  ['order', 'an entry is missing', () => oneTruck.filter((_, i) => i !== 100)],
  ['order', 'an entry stands too late', () => [...oneTruck.slice(1), oneTruck[0]!]],
  [
    'booksBalance',
    'an exposure is not the sum of the usages',
    () => changed(rewritten('UsageReserved', { exposure: 1 })),
  ],
  [
    'booksBalance',
    'more is held than the reference amount',
    () => changed(rewritten('GuaranteeGranted', { referenceAmount: 1 })),
  ],
  ['booksBalance', 'an amount is given back twice', () => changed(twice('UsageReleased'))],
  [
    'booksBalance',
    'a guarantee is used without being granted',
    () => without(is('GuaranteeGranted')),
  ],
  ['releasedOnce', 'a use is never released', () => without(is('UsageReleased'))],
  ['releasedOnce', 'a use is released twice', () => changed(twice('UsageReleased'))],
  [
    'releasedOnce',
    'a use is released before the write-off',
    () => without(is('MovementWrittenOff')),
  ],
  [
    'insurersBalance',
    'an insurer books one side only',
    () => changed(rewritten('InsurerBooked', { lines: [{ account: 'cash', amount: 1 }] })),
  ],
  ['followsTables', 'a movement arrives without release', () => without(is('MovementReleased'))],
  ['followsTables', 'goods are released without arrival', () => without(is('ArrivalNotified'))],
  ['followsTables', 'a truck passes without advance record', () => without(is('AtrCreated'))],
  [
    'followsTables',
    'a guarantee is granted without undertaking',
    () => without(is('UndertakingGiven')),
  ],
  ['followsTables', 'an amount is in use without reservation', () => without(is('UsageReserved'))],
  ['followsTables', 'a declaration is accepted twice', () => changed(twice('MovementAccepted'))],
  ['finalStays', 'a movement is written off twice', () => changed(twice('MovementWrittenOff'))],
  [
    'noPassageWithoutRelease',
    'borders let past what was never released',
    () => without(is('MovementReleased')),
  ],
  [
    'noPassageWithoutRelease',
    'the truck enters where nobody let it',
    () => without(is('PassageGranted')),
  ],
  [
    'noPassageWithoutRelease',
    'a movement is released twice',
    () => changed(twice('MovementReleased')),
  ],
  ['endsAgree', 'written off before the goods are released', () => without(is('GoodsReleased'))],
  [
    'endsAgree',
    'goods are released and never written off',
    () => without(is('MovementWrittenOff')),
  ],
  [
    'nothingWaits',
    'the office of guarantee never answers, and no timer rings',
    () => oneTruck.slice(0, oneTruck.findIndex(is('GuaranteeAsked')) + 1),
  ],
  [
    'nothingWaits',
    'a truck arrives after the limit date, and nobody missed it',
    () => changed(rewritten('MovementReleased', { limitDate: oneTruck[0]!.t + DAY })),
  ],
  ['partiesOnly', 'an observer writes about the movement', () => changed(seenBy('TKM'))],
];

/** A country that the movement does not touch journals its write-off as well. */
const seenBy =
  (node: string) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === 'MovementArrived'
      ? [entry, { t: entry.t, n: node, s: 0, type: 'AccountKnown', mrn: entry['mrn'] }]
      : [entry];

describe('planted in the journal of one truck', () => {
  test.each(PLANTED)('%s: %s', (invariant, _what, plant) => {
    const violations = violationsOf(plant());
    expect(violations.map((violation) => violation.invariant)).toContain(invariant);
    for (const { detail, t } of violations) {
      expect(detail).not.toBe('');
      expect(t).toBeGreaterThan(0);
    }
  });
});

/** So many movements like that of one truck, twice a day, with all mishaps often; the run ends when all of them have come to their ends. */
function busyYears(count: number): Scenario {
  const scenario = loaded('pilot/one-truck');
  const [one] = scenario.traffic;
  if (one === undefined || !('movement' in one)) throw new Error('no movement is listed');
  const traffic = Array.from({ length: count }, (_, i) => ({
    movement: { ...one.movement, at: `${String(24 + 12 * i)}h` },
  }));
  const mishaps = Object.fromEntries(MISHAP_IDS.map((id) => [id, 0.08]));
  return { ...scenario, traffic, mishaps, lasts: '700d' };
}

/** These remember so many of what is over, against what may come late: `scene.test.ts` tests their bounds. */
const BOUNDED = ['lrnsOnce', 'accountsAgree', 'scene'];

test('what has come to its end is forgotten: twice as many movements leave no more behind', () => {
  const [half, whole] = [60, 120].map((count) => {
    const entries = entriesOf(busyYears(count));
    const ends = entries.filter(({ type }) => type === 'MovementWrittenOff');
    expect(ends.length).toBeGreaterThan(count / 2);
    expect(entries.map(({ type }) => type)).toContain('DebtRecovered');
    const watch = new InvariantWatch();
    for (const entry of entries) watch.step(entry);
    expect(watch.violations).toEqual([]);
    return Object.entries(watch.sizes()).filter(([id]) => !BOUNDED.includes(id));
  });
  expect(whole).toEqual(half);
});

test('a flood of violations is counted, and the first hundred are kept', () => {
  const watch = new InvariantWatch();
  for (let s = 0; s < 500; s++) watch.step({ t: 1, n: 'GEO', s: 7, type: 'Noted' });
  expect([watch.count, watch.violations.length]).toEqual([500, 100]);
  expect(watch.violations[0]).toMatchObject({ invariant: 'order', node: 'GEO', t: 1 });
});

test('each has a text in both languages and says where it comes from', () => {
  for (const { id, text, source } of INVARIANTS) {
    expect(id).toMatch(/^[a-z][A-Za-z]+$/);
    expect(text.en.length * source.length).toBeGreaterThan(0);
    expect(text.ru).toMatch(/[а-я]/);
  }
});
